"""What a reader sees of an HTML page, as far as is needed to suspect it: one pass, in time linear in its length."""

import re
from collections.abc import Iterator

import msgspec

_UNSEEN = {
    name: re.compile(f"</{name}", re.IGNORECASE | re.ASCII) for name in ("script", "style", "noscript", "template")
}
_PASSWORD = re.compile(r"\btype\s*=\s*[\"']?password", re.IGNORECASE)
_HEADLINES = ("title", "h1")


class VisibleText(msgspec.Struct):
    """The first titles and main headings, the text between the tags, and whether a password is asked for."""

    headlines: list[str]
    text: str
    password: bool


def visible_text(page: str) -> VisibleText:
    """What is seen of a page."""
    seen, headlines, password, within = [], [], False, ""
    for tag, text in _pieces(page):
        name = _name(tag)
        if name in _HEADLINES:
            within = name
            headlines.append("")
        elif name == f"/{within}":
            within = ""
        password = password or (name == "input" and bool(_PASSWORD.search(tag)))
        if within:
            headlines[-1] += text
        if within != "title":
            seen.append(text)
    return VisibleText(
        [" ".join(line.split()) for line in headlines if line.strip()], " ".join(" ".join(seen).split()), password
    )


def _name(tag: str) -> str:
    return (tag[:20].lower().split() or [""])[0]


def _pieces(page: str) -> Iterator[tuple[str, str]]:
    """Each tag without its brackets, and the text behind it; of what is never seen, nothing."""
    at, tag = 0, ""
    while (start := page.find("<", at)) >= 0:
        yield tag, page[at:start]
        comment = page.startswith("<!--", start)
        end = page.find("-->" if comment else ">", start + 1)
        if end < 0:
            return
        tag, at = ("", end + 3) if comment else (page[start + 1 : end], end + 1)
        if ending := _UNSEEN.get(_name(tag)):
            if (found := ending.search(page, at)) is None:
                return
            at = found.start()
    yield tag, page[at:]
