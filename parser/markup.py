"""HTML to canonical text: lxml builds the tree, a compiled stylesheet writes its text, marks become structure.

A rule of the parser keys on words, never on a class or one shape of the tree, so all that is kept of the markup is
where lines break, which lines are headings or list items, which blocks hold them, and what is page furniture.
"""

import re
import unicodedata
from importlib.resources import files

from lxml import etree

from parser.document import Document

_BREAK, _GAP, _HEADING, _ITEM, _OPEN, _FURNITURE, _CLOSE = map(chr, range(0xFDD0, 0xFDD7))
_MARKS = frozenset((_BREAK, _GAP, _HEADING, _ITEM, _OPEN, _FURNITURE, _CLOSE))
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|link|title|div|table|tr|dl|ul|ol|p|span|h[1-6]|section|article|main|nav"
    rb"|header|br|b|strong|pre)\b[^<>]*>",
    re.IGNORECASE,
)
_PREFORMATTED = re.compile(rb"(<pre\b.*?</pre>)", re.DOTALL)
_CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F])
_ONE_LINE = bytes.maketrans(b"\n\r\t\f", b"    ")

etree.XSLT.set_global_max_depth(100_000)  # type: ignore[attr-defined]
_TEXT = etree.XSLT(etree.fromstring(files("parser").joinpath("text.xslt").read_bytes()))
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True)
_PAGE_TITLE = etree.XPath("string(/html/head/title)", smart_strings=False)
_ADDRESS = etree.XPath(
    "string((/html/head/link[@rel='canonical']/@href | /html/head/meta[@property='og:url']/@content)[1])",
    smart_strings=False,
)


def is_markup(data: bytes) -> bool:
    """Whether a text is HTML: one of its tags stands among the first characters."""
    return _TAG.search(data, 0, 4096) is not None


def markup_document(data: bytes) -> Document:
    """The document of an HTML page in UTF-8; broken markup is read as browsers read it."""
    tree = etree.fromstring(_clean(data), _PARSER)
    if tree is None:
        return Document([""])
    document = _read(unicodedata.normalize("NFC", str(_TEXT(tree))))
    document.head = lambda: (str(_PAGE_TITLE(tree)), str(_ADDRESS(tree)))
    return document


def _clean(data: bytes) -> bytes:
    """The page without control characters and marks; its own line ends are spaces, but for preformatted text."""
    if data.find(b"\xef\xb7") >= 0:
        data = re.sub(rb"\xef\xb7[\x90-\xaf]", b"", data)
    if data.find(b"<pre") < 0:
        return data.translate(_ONE_LINE, _CONTROLS)
    pieces = _PREFORMATTED.split(data)
    return b"".join(piece.translate(None if n % 2 else _ONE_LINE, _CONTROLS) for n, piece in enumerate(pieces))


def _read(output: str) -> Document:
    """Reads the stylesheet's output: lines of text, some of them opened by a mark."""
    lines: list[str] = []
    headings: set[int] = set()
    items: set[int] = set()
    blocks: list[tuple[int, int]] = []
    furniture: list[tuple[int, int]] = []
    opened: list[int | None] = []
    breaks, gap, kind = 0, False, ""
    for line in output.split("\n"):
        if not line:
            continue
        mark, piece = line[0], line
        if mark in _MARKS:
            piece = line[1:]
            if mark == _GAP:
                gap = True
            elif mark == _BREAK:
                breaks += 1
                gap = gap or breaks > 1
            elif mark in (_HEADING, _ITEM):
                kind = mark
            elif mark == _CLOSE:
                blocks.append((len(lines), -1))
                start = opened.pop()
                if start is not None:
                    furniture.append((start, len(lines)))
            else:
                blocks.append((len(lines), 1))
                opened.append(len(lines) if mark == _FURNITURE else None)
        text = piece.strip()
        if text:
            if gap and lines:
                lines.append("")
            if kind:
                (headings if kind == _HEADING else items).add(len(lines))
                kind = ""
            lines.append(text if "  " not in text else " ".join(filter(None, text.split(" "))))
            breaks, gap = 0, False
    document = Document(lines or [""])
    document.headings, document.items = headings, items
    document.blocks, document.furniture = blocks, furniture
    return document
