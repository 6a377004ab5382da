"""Which line above the facts is the project's title."""

from itertools import islice

from parser.document import Document, fold
from parser.furniture import TOOL

_DISTANCE = 12
"""Filled lines above the facts among which the title is sought."""


def find_title(document: Document, above: int) -> int | None:
    """The title's line: the last one above line `above` that is no link, button or breadcrumb.

    In HTML a heading nearby, or what the page calls itself in `<title>`, is a better witness than nearness.
    """
    nearby = islice((line for line in range(above - 1, -1, -1) if document.lines[line].strip()), _DISTANCE)
    lines = [line for line in nearby if not TOOL.fullmatch(fold(document.lines[line]))]
    if document.headings and len(lines) > 1:
        return max(lines, key=lambda line: (_witnesses(document, line), line))
    return lines[0] if lines else None


def _witnesses(document: Document, line: int) -> int:
    text, page_title = fold(document.lines[line]), document.page_title
    return (
        3 * (len(text) > 3 and text in page_title) + 2 * page_title.startswith(text) + 2 * (line in document.headings)
    )
