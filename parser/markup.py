"""HTML to canonical text: lxml builds the tree, a compiled stylesheet writes its text, marks become structure.

A rule of the parser keys on words, never on a class or one shape of the tree, so all that is kept of the markup is
where lines break, which lines are headings or list items, which blocks hold them, and what is page furniture.
"""

import re
import unicodedata
from importlib.resources import files

from lxml import etree

from parser.document import Document

_BREAK, _GAP, _HEADING, _ITEM, _OPEN, _FURNITURE, _CLOSE, _LINE, _VERBATIM = map(chr, range(0xFDD0, 0xFDD9))
_MARKS_IN_UTF8 = re.compile(rb"\xef\xb7[\x90-\x98]")
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|link|title|div|table|tr|dl|ul|ol|p|span|h[1-6]|section|article|main|nav"
    rb"|header|br|b|strong|pre)\b[^<>]*>",
    re.IGNORECASE,
)

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
    clean = _clean(data)
    tree = etree.fromstring(clean.replace(b"\n", b" "), _PARSER)
    if tree is None:
        return Document([""])
    output = str(_TEXT(tree))
    if _VERBATIM in output:
        output = str(_TEXT(etree.fromstring(clean, _PARSER)))
    document = _Reader().read(unicodedata.normalize("NFC", output))
    document.head = lambda: (str(_PAGE_TITLE(tree)), str(_ADDRESS(tree)))
    return document


def _clean(data: bytes) -> bytes:
    """The page without NUL characters and without characters that would be taken for marks; its tabs are spaces."""
    if data.find(0) >= 0:
        data = data.replace(b"\x00", b"")
    if data.find(0xEF) >= 0:
        data = _MARKS_IN_UTF8.sub(b"", data)
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\t", b" ")


class _Reader:
    """Reads the stylesheet's output: lines, each opened by a mark that says why it is a line of its own."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.headings: set[int] = set()
        self.items: set[int] = set()
        self.blocks: list[tuple[int, int]] = []
        self.furniture: list[tuple[int, int]] = []
        self.opened: list[int | None] = []
        self.verbatim = False

    def read(self, output: str) -> Document:
        """The document that the output tells of; a line without a mark goes on with the one before."""
        lines, gap, breaks, kind = self.lines, False, 0, None
        for line in output.split("\n"):
            mark, text = line[:1], line[1:].strip()
            if mark == _ITEM:
                kind = self.items
            elif mark == _GAP:
                gap, self.verbatim = True, False
            elif mark == _BREAK:
                breaks += 1
                gap = gap or breaks > 1
            elif mark == _HEADING:
                kind = self.headings
            elif mark != _LINE and not self.structure(mark):
                self.go_on(line)
                continue
            if text:
                if gap and lines:
                    lines.append("")
                if kind is not None:
                    kind.add(len(lines))
                lines.append(text if "  " not in text else " ".join(filter(None, text.split(" "))))
                gap, breaks, kind = False, 0, None
        return self.document()

    def structure(self, mark: str) -> bool:
        """Takes the mark of a block that opens or closes; False when it is none."""
        if mark == _CLOSE:
            self.blocks.append((len(self.lines), -1))
            start = self.opened.pop() if self.opened else None
            if start is not None:
                self.furniture.append((start, len(self.lines)))
        elif mark in (_OPEN, _FURNITURE):
            self.blocks.append((len(self.lines), 1))
            self.opened.append(len(self.lines) if mark == _FURNITURE else None)
        elif mark != _VERBATIM:
            return False
        self.verbatim = mark == _VERBATIM
        return True

    def go_on(self, line: str) -> None:
        """Takes a line end that is the text's own: kept in preformatted text, a space elsewhere."""
        if self.verbatim:
            self.lines.append(line.rstrip())
        elif line.strip():
            before = f"{self.lines.pop()} " if self.lines else ""
            self.lines.append(before + line.strip())

    def document(self) -> Document:
        """What was read."""
        document = Document(self.lines or [""])
        document.headings, document.items = self.headings, self.items
        document.blocks, document.furniture = self.blocks, self.furniture
        return document
