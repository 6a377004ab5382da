"""Responses that are not what they seem: kept in the store, flagged, and never used in place of a good capture."""

import re
from collections.abc import Callable

import msgspec

from scraper.capture import Capture
from scraper.records import DAMAGE, unpacked

_SHRUNK = 0.4
"""A page below this share of its last good capture's size is suspected."""

_SHORT = 1500
"""Characters of visible text below which a log-in form or a request for consent is taken for the whole page."""

_TITLES = (
    ("soft-404", r"^(fel |error |http )?(404|410|500|503)( -.*|:.*)?$|\b(page )?not found\b|^internal server error\b"),
    ("soft-404", r"^service unavailable\b|^gone$"),
    ("soft-404", r"sidan (kunde inte hittas|finns inte|hittades inte|du söker)|ett fel (har )?(inträffa|uppst)"),
    ("log-in", r"^(logga in|inloggning|log in|login|sign in|behörighet krävs|access denied|åtkomst nekad)\b"),
    ("consent", r"^(innan du fortsätter|before you continue|cookie consent|samtycke|vi använder (kakor|cookies))\b"),
)
_TITLE_RULES = tuple((flag, re.compile(rule, re.IGNORECASE)) for flag, rule in _TITLES)
_HEADLINE = re.compile(r"<(title|h1)\b[^>]*>(.*?)</\1", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|head|noscript)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_PASSWORD = re.compile(r"<input\b[^>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)
_CONSENT = re.compile(r"\b(acceptera|godkänn|accept|samtycke)\b.*\b(kakor|cookies)\b", re.IGNORECASE | re.DOTALL)
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04")


class Answer(msgspec.Struct):
    """A response to be judged: its index entry, its content, what it should be, and its last good capture.

    `fault` says that the body came torn (`truncated`) or cannot be decoded (`undecodable`).
    """

    capture: Capture
    content: bytes
    types: tuple[str, ...]
    fault: str | None = None
    last: Capture | None = None


def suspicion(answer: Answer) -> str | None:
    """Why a response is suspected, in a word; None when nothing tells against it, or it is an error by its status."""
    if answer.capture.status not in (200, 206):
        return None
    found = next((flag for rule in _RULES if (flag := rule(answer))), None)
    return _within(answer) if found is None and answer.capture.role == "record" else found


def _within(answer: Answer) -> str | None:
    """What there is against the page in a record of Common Crawl's; a whole file is not what was asked for."""
    if answer.capture.status != 206:
        return "wrong-type"
    try:
        content, kind = unpacked(answer.content)
    except DAMAGE:
        return "undecodable"
    page = msgspec.structs.replace(answer.capture, role="page", status=200, media_type=kind, size=len(content))
    return suspicion(Answer(page, content, ("text/html", "application/xhtml+xml", "text/plain")))


def _fault(answer: Answer) -> str | None:
    return answer.fault


def _empty(answer: Answer) -> str | None:
    empty = not answer.content.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf")
    return "empty" if empty and answer.capture.role in ("page", "record") else None


def _wrong_type(answer: Answer) -> str | None:
    kind = answer.capture.media_type
    wrong = bool(kind and answer.types) and kind not in answer.types
    binary = answer.capture.role == "page" and answer.content.startswith(_BINARY)
    return "wrong-type" if answer.capture.role != "robots" and (wrong or binary) else None


def _misplaced(answer: Answer) -> str | None:
    """A page that says by its headline, or by holding nothing else, that it is not the page asked for."""
    if answer.capture.role != "page" or "html" not in answer.capture.media_type:
        return None
    text = answer.content.decode("utf-8", "replace")
    headlines = [_UNSEEN.sub(" ", match[2]).strip() for match in _HEADLINE.finditer(text)][:2]
    found = (flag for line in headlines for flag, rule in _TITLE_RULES if rule.search(line))
    return next(found, None) or _barred(text)


def _barred(text: str) -> str | None:
    visible = " ".join(_UNSEEN.sub(" ", text).split())
    if len(visible) > _SHORT:
        return None
    if _PASSWORD.search(text):
        return "log-in"
    return "consent" if _CONSENT.search(visible) and len(visible) < _SHORT / 5 else None


def _shrunk(answer: Answer) -> str | None:
    last = answer.last
    shrunk = last is not None and answer.capture.size < last.size * _SHRUNK
    return "shrunk" if shrunk and answer.capture.role in ("page", "record") else None


_RULES: tuple[Callable[[Answer], str | None], ...] = (_fault, _empty, _wrong_type, _misplaced, _shrunk)
FLAGS = ("truncated", "undecodable", "empty", "wrong-type", "soft-404", "log-in", "consent", "shrunk")
"""Every flag there is, as it stands in the index and in the WARC field of that name."""
