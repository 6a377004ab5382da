"""Extracts the visible text of an HTML page and its links, as far as the checks need them."""

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html
import msgspec

from scraper.engine.recognising.text_blocks import BlockReader, TextBlock
from scraper.store.responses.register_headings import as_text

_HIDDEN = ("script", "style", "noscript", "template")
_HEADLINES = ("title", "h1")
_EVENTS = ("start", "end", "comment", "pi")

_END = re.compile(r"</(?:body|html)\b[^<>]*>", re.IGNORECASE)
"""The end of a page, behind which the parser would read nothing: browsers do."""

_EXAMINED = 400_000
"""Bytes of a page that are examined: an error page, a log-in or a consent page is far shorter."""


class VisibleText(msgspec.Struct):
    """The titles and main headings in order, the text, where links lead, and whether there is a password field.

    `blocks` are the text but for the title, divided. `whole` is false for a page so deeply nested that only its
    beginning was read.
    """

    headlines: list[str] = []
    text: str = ""
    links: list[str] = []
    password: bool = False
    blocks: list[TextBlock] = []
    whole: bool = True


def examined(content: bytes) -> str:
    """As much of a page as is examined."""
    return as_text(content[:_EXAMINED])


_NONCE = re.compile(
    r"(?<=[?&])(?:[\w-]*[_-])?(?:wp)?(?:nonce|token|csrf|csrftoken|ver|timestamp|sid|phpsessid)(?:[_-][\w-]*)?=[^&#]*&?"
    r"|;jsessionid=[^?#]*|(?<=/cdn-cgi/l/email-protection)#.*",
    re.IGNORECASE,
)
"""Parts of links that differ with each answer; not `v=` or `version=`, which may name a new edition of a document."""


def visible_text(page: str) -> VisibleText:
    """The visible text of a page, as a browser that runs no scripts would read it."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(_END.sub("", page).encode(), parser=parser)
    except lxml.etree.ParserError:  # an empty page
        return VisibleText()
    visible = _read(tree)
    visible.whole = not parser.error_log.filter_from_fatals()
    return visible


def essence(content: bytes) -> tuple[str, ...]:
    """What a page says: its headlines, its text and where its links lead, without what differs with each answer."""
    page = content.decode("utf-8", "replace")
    visible = visible_text(page)
    if not visible.whole:
        return (page,)
    return (*visible.headlines, visible.text, *(_NONCE.sub("", link) for link in visible.links))


def _read(tree: lxml.html.HtmlElement) -> VisibleText:
    visible, texts, headlines = VisibleText(), [], [""]
    inside: list[lxml.html.HtmlElement] = []
    reader = BlockReader()
    for element, text, begins in _pieces(tree):
        if begins:
            _note_field(element, visible)
        if begins and element.tag in _HEADLINES:
            inside.append(element)
            headlines.append("")
        elif not begins and element in inside[-1:]:
            inside.pop()
        if inside:
            headlines[-1] += text
        if not (inside and inside[-1].tag == "title"):
            texts.append(text)
            reader.add(element, text, begins)
    visible.headlines = [" ".join(line.split()) for line in headlines if line.strip()]
    visible.text = " ".join(" ".join(texts).split())
    visible.blocks = reader.blocks()
    return visible


def _note_field(element: lxml.html.HtmlElement, visible: VisibleText) -> None:
    """Note a link or a password field."""
    if element.tag == "a" and element.get("href"):
        visible.links.append(element.get("href"))
    visible.password |= element.tag == "input" and element.get("type", "").strip().lower() == "password"


def _pieces(tree: lxml.html.HtmlElement) -> Iterator[tuple[lxml.html.HtmlElement, str, bool]]:
    """Each element where it begins and where it ends, with the text that follows; hidden ones have no content."""
    walk = lxml.etree.iterwalk(tree, events=_EVENTS)
    for event, element in walk:
        if event != "start":
            yield element, element.tail or "", False
        elif element.tag in _HIDDEN:
            walk.skip_subtree()
        else:
            yield element, element.text or "", True
