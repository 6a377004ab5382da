"""HTML to canonical text: lxml builds the tree, a compiled stylesheet extracts its text, marks become structure.

Parser rules match words, never a class or the shape of the tree, so all that is kept of the markup is where lines
break, which lines are headings or list items, which blocks contain them, and what is page furniture.
"""

import html
import re
from importlib.resources import files

from lxml import etree

from parser.text.composed_unicode import composed
from parser.text.document import Document

_OPEN, _FURNITURE, _CLOSE, _BREAK, _HEADING, _LINE, _VERBATIM, _FLOWING = map(chr, range(0xFDD0, 0xFDD8))
_STEPS = {_OPEN: 1, _FURNITURE: 2, _CLOSE: -1}
_MODES = {_VERBATIM: True, _FLOWING: False}
_MARKS = frozenset((*_STEPS, *_MODES, _BREAK, _HEADING, _LINE))
_MARKS_IN_UTF8 = re.compile(rb"\xef\xb7[\x90-\x97]")
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|link|title|div|table|tr|dl|ul|ol|p|span|h[1-6]|section|article|main|nav"
    rb"|header|br|pre)\b[^<>]*>",
    re.IGNORECASE,
)

etree.XSLT.set_global_max_depth(100_000)  # type: ignore[attr-defined]
_STYLESHEET = etree.XSLT(etree.fromstring(files("parser.text").joinpath("text.xslt").read_bytes()))
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True)
_PAGE_TITLE = etree.XPath("string(/html/head/title)", smart_strings=False)
_ADDRESS = etree.XPath(
    "string((/html/head/link[@rel='canonical']/@href | /html/head/meta[@property='og:url']/@content)[1])",
    smart_strings=False,
)


def is_markup(data: bytes) -> bool:
    """Whether a text is HTML: an HTML tag occurs in the first 4096 bytes."""
    return _TAG.search(data, 0, 4096) is not None


def markup_document(data: bytes) -> Document:
    """Parse an HTML page in UTF-8; broken markup is repaired as browsers do."""
    data = _without_marks(data)
    tree = etree.fromstring(_on_one_line(data), _PARSER)
    if tree is None or _PARSER.error_log.filter_from_fatals():
        return _document_without_tree(data)
    output = str(_STYLESHEET(tree))
    if _VERBATIM in output:
        output = str(_STYLESHEET(etree.fromstring(data.replace(b"\r\n", b"\n").replace(b"\t", b" "), _PARSER)))
    document = _parse_output(composed(output.replace("\r", " ")))
    document.head = lambda name: str((_PAGE_TITLE if name == "title" else _ADDRESS)(tree))
    return document


def _document_without_tree(data: bytes) -> Document:
    """Text of a page whose tree cannot be built, such as one nested thousands deep: every tag ends a line."""
    text = html.unescape(re.sub(r"<[^<>]*>", "\n", data.decode("utf-8", "replace"))).replace("\r", " ")
    return Document([line.strip() for line in composed(text).split("\n") if line.strip()] or [""])


def _without_marks(data: bytes) -> bytes:
    """Remove NUL characters, and characters that would be mistaken for marks."""
    if data.find(0) >= 0:
        data = data.replace(b"\x00", b"")
    return _MARKS_IN_UTF8.sub(b"", data) if data.find(0xEF) >= 0 else data


def _on_one_line(data: bytes) -> bytes:
    for space in b"\r\t\f":
        if data.find(space) >= 0:
            data = data.replace(bytes([space]), b" ")
    return data.replace(b"\n", b" ")


def _parse_output(output: str) -> Document:  # noqa: PLR0912 one pass over all lines; calls would cost more than the work
    """Parse the stylesheet's output line by line: an optional mark, then text."""
    lines: list[str] = []
    headings: set[int] = set()
    items: set[int] = set()
    blocks: list[tuple[int, int]] = []
    gap, breaks, verbatim = False, 0, False
    for line in output.split("\n"):
        if not line:
            gap = True
            continue
        mark = "" if line < _OPEN else line[0]
        if mark in _MARKS:
            text = line[1:].strip()
            if mark in _STEPS:
                blocks.append((len(lines), _STEPS[mark]))
            elif mark == _BREAK:
                breaks += 1
                gap = gap or breaks > 1
            elif mark in _MODES:
                verbatim = _MODES[mark]
        else:
            text = line.strip()
        if text:
            if gap:
                gap = False
                if lines:
                    lines.append("")
            if line < " ":
                items.add(len(lines))
            elif mark == _HEADING:
                headings.add(len(lines))
            while "  " in text:
                text = text.replace("  ", " ")
            lines.append(text)
            breaks = 0
        elif verbatim:
            lines.append("")
    return Document(lines or [""], headings, items, blocks)
