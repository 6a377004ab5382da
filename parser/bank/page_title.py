"""Find the line above the labels that is the project's title."""

import re
from itertools import islice

from parser.text.document import Document, fold
from parser.text.furniture import is_tool
from schema.register_numbers import ANY_WRITTEN

_LOGOTYPE = "Logotyp på utskrifter"
_DISTANCE = 12
"""Non-blank lines above the labels in which the title is sought: the pages seen have banners of up to three notices in
between, and a menu above them must not be reached."""

NUMBERED = re.compile(rf"({ANY_WRITTEN})\s+[-–]\s+", re.IGNORECASE)
"""A heading that opens with the register number: all text after its first hyphen is the title, hyphens included."""


def find_page_title(document: Document, above: int) -> tuple[int, int] | None:
    """The title's lines (half-open): the last one above line `above` that is no link, button or breadcrumb.

    A heading nearby that opens with a register number is it: headings of tables of labels may stand between. In HTML a
    heading nearby, or the text of `<title>`, is better evidence than nearness, and a heading may span several lines.
    Where there is no other line, a title may read like a button.
    """
    filled = (line for line in range(above - 1, -1, -1) if document.lines[line].strip() and line not in document.hidden)
    nearest = next(filled, None)
    if nearest is None:
        return None
    nearby = [nearest, *islice(filled, _DISTANCE)]
    numbered = next((line for line in nearby if line in document.headings and _is_numbered(document, line)), None)
    if numbered is not None:
        return numbered, _end_of_heading(document, numbered, above)
    if nearest in document.headings and not is_tool(fold(document.lines[nearest])):
        return nearest, nearest + 1
    lines = [line for line in nearby if not is_tool(fold(document.lines[line]))]
    lines = lines or [line for line in nearby[:1] if fold(document.lines[line]) != _LOGOTYPE]
    page_title = document.page_title
    best = max(lines, key=lambda line: (_title_evidence(document, line, page_title), line), default=None)
    return None if best is None else (best, _end_of_heading(document, best, above))


def _is_numbered(document: Document, line: int) -> bool:
    return NUMBERED.match(fold(document.lines[line])) is not None


def _end_of_heading(document: Document, line: int, above: int) -> int:
    end = line + 1
    while line in document.headings and end < above and document.lines[end]:
        end += 1
    return end


def _title_evidence(document: Document, line: int, page_title: str) -> int:
    text = document.lines[line]
    evidence = 3 * (len(text) > 3 and text in page_title) + 2 * page_title.startswith(text)
    return evidence + 2 * (line in document.headings)
