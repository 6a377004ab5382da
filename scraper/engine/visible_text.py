"""Extracts the visible text of an HTML page, as far as the checks need it: one pass, in linear time."""

import re
from collections.abc import Iterator

import msgspec

_HIDDEN = {
    name: re.compile(f"</{name}", re.IGNORECASE | re.ASCII) for name in ("script", "style", "noscript", "template")
}
_PASSWORD = re.compile(r"\btype\s*=\s*[\"']?password", re.IGNORECASE)
_HEADLINES = ("title", "h1")


_EXAMINED = 400_000
"""Bytes of a page that are examined: an error page, a log-in or a consent page is far shorter."""


class VisibleText(msgspec.Struct):
    """The titles and main headings in order, the text between the tags, and whether there is a password field."""

    headlines: list[str]
    text: str
    password: bool


def examined(content: bytes) -> str:
    """As much of a page as is examined."""
    return content[:_EXAMINED].decode("utf-8", "replace")


def visible_text(page: str) -> VisibleText:
    """The visible text of a page."""
    texts, headlines, password, inside = [], [], False, ""
    for tag, text in _pieces(page):
        name = _name(tag)
        if name in _HEADLINES:
            inside = name
            headlines.append("")
        elif name == f"/{inside}":
            inside = ""
        password = password or (name == "input" and bool(_PASSWORD.search(tag)))
        if inside:
            headlines[-1] += text
        if inside != "title":
            texts.append(text)
    return VisibleText(
        [" ".join(line.split()) for line in headlines if line.strip()], " ".join(" ".join(texts).split()), password
    )


_LINK = re.compile(r"<a\s[^<>]*?\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_NONCE = re.compile(r"(?<=[?&])[\w-]*(nonce|token|csrf|ver|timestamp)[\w-]*=[^&#]*&?", re.IGNORECASE)
"""Parameters of links that differ with each answer."""


def essence(content: bytes) -> tuple[str, ...]:
    """What a page says: its headlines, its text and where its links lead, without what differs with each answer."""
    page = content.decode("utf-8", "replace")
    visible = visible_text(page)
    return (*visible.headlines, visible.text, *(_NONCE.sub("", link) for link in _LINK.findall(page)))


def _name(tag: str) -> str:
    return (tag[:20].lower().split() or [""])[0]


def _pieces(page: str) -> Iterator[tuple[str, str]]:
    """Each tag without its brackets, and the text after it; the content of hidden elements is left out."""
    position, tag = 0, ""
    while (start := page.find("<", position)) >= 0:
        yield tag, page[position:start]
        comment = page.startswith("<!--", start)
        end = page.find("-->" if comment else ">", start + 1)
        if end < 0:
            return
        tag, position = ("", end + 3) if comment else (page[start + 1 : end], end + 1)
        if end_tag := _HIDDEN.get(_name(tag)):
            if (found := end_tag.search(page, position)) is None:
                return
            position = found.start()
    yield tag, page[position:]
