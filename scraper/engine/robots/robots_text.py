"""Reads the text of a robots.txt as its author meant it: in any coding, and only if it is no page in its place."""

import math
import re

import msgspec

from scraper.engine.recognising.barrier_pages import barrier_of
from scraper.engine.recognising.page_kinds import is_html
from scraper.engine.recognising.visible_text import examined, visible_text
from scraper.store.responses.register_headings import as_text

_BARRIERS = ("challenge", "log-in")
_UNFINISHED = (202, 206)
"""Statuses of success with which a robots.txt is not there, or not whole."""

_VERSION = re.compile(r"^([ \t]*+user[- ]?agent[ \t]*+:?[ \t]*+[^\s/#]++)/[^\n#]*", re.IGNORECASE | re.MULTILINE)
"""A product's name with its version, which names the product alone (RFC 9309, 2.2.1)."""

_DELAY = re.compile(r"^([ \t]*+crawl[- ]delay[ \t]*+:?[ \t]*+)([^\n#]*)", re.IGNORECASE | re.MULTILINE)
_SECONDS = re.compile(r"(.*?\d)\s*s(?:ec(?:onds?|s)?)?\.?", re.IGNORECASE)


class RobotsText(msgspec.Struct):
    """The rules of a robots.txt; `unknown` says why they are not known, `remarks` what in them cannot be read."""

    rules: str = ""
    unknown: str | None = None
    remarks: list[str] = []


def read_robots(status: int, content: bytes) -> RobotsText:
    """The rules in an answer: none where there is no robots.txt (4xx) or another page in its place."""
    if status >= 500 or status == 429 or status in _UNFINISHED:
        return RobotsText(unknown=f"HTTP {status}")
    if status >= 400:
        return RobotsText()
    if flag := barrier_in_place(content):
        return RobotsText(unknown=f"a page in its place: {flag}")
    if is_html("", content):
        return RobotsText(remarks=["robots.txt is a page without rules, which is taken for none"])
    lines = as_text(content).replace("\x00", "").replace("\ufeff", "").splitlines()  # UTF-16 without a mark has zeros
    text = "\n".join(map(str.strip, lines))
    remarks = [
        f"robots.txt has a Crawl-delay that is no number of seconds ({value.strip()!r}), which is not kept"
        for _, value in _DELAY.findall(text)
        if value and _seconds(value) is None
    ]
    rules = _DELAY.sub(lambda found: f"{found[1]}{_seconds(found[2]) or found[2]}", text)
    return RobotsText(_VERSION.sub(r"\1", rules), remarks=remarks)


def barrier_in_place(content: bytes) -> str | None:
    """The flag of a check of the browser or a log-in in place of a robots.txt."""
    if not is_html("", content):
        return None
    page = examined(content)
    flag = barrier_of(page, visible_text(page))
    return flag if flag in _BARRIERS else None


def _seconds(value: str) -> float | None:
    """A number of seconds, also with a decimal comma or its unit; None if it is none."""
    unit = _SECONDS.fullmatch(value.strip())
    try:
        seconds = float((unit[1] if unit else value).replace(",", "."))
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
