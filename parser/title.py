"""Which line above the facts is the project's title."""

from itertools import islice

from parser.document import Document, fold
from parser.furniture import is_tool

_DISTANCE = 12
"""Filled lines above the facts among which the title is sought."""


def find_title(document: Document, above: int) -> int | None:
    """The title's line: the last one above line `above` that is no link, button or breadcrumb.

    In HTML a heading nearby, or what the page calls itself in `<title>`, is a better witness than nearness.
    """
    filled = (line for line in range(above - 1, -1, -1) if document.lines[line].strip())
    lines = [*islice(filled, 1 if above - 1 in document.headings or above - 2 in document.headings else _DISTANCE)]
    if document.headings and len(lines) > 1:
        page_title = document.page_title
        lines.sort(key=lambda line: -_witnesses(document, line, page_title))
    return next((line for line in lines if not is_tool(fold(document.lines[line]))), None)


def _witnesses(document: Document, line: int, page_title: str) -> int:
    text = document.lines[line]
    said = 3 * (len(text) > 3 and text in page_title) + 2 * page_title.startswith(text)
    return said + 2 * (line in document.headings)
