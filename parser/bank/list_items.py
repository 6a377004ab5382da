"""Recognise items of a closing list, and the words that open such a list."""

import re
from collections.abc import Iterator

from parser.bank.layout import Layout
from parser.bank.ordered_candidates import Candidate
from parser.text.document import Document, fold
from schema.places import find_municipality

ITEM_BULLET = re.compile(r"([^\w\s(\"'”“»&+/.,:;!?§%<>=@#-]+|[-–](?=\s*\w)|o(?=\s+[A-ZÅÄÖ0-9])|\d{1,2}[.)](?=\s))\s*")
"""Marker before an item: a bullet of any kind, a hyphen, a number."""


def with_items(document: Document, layout: Layout, candidates: list[Candidate]) -> list[Candidate]:
    """Drop list headings that no list follows."""
    lists = [c for c in candidates if c.name in layout.lists and _opens_list(document, layout, c)]
    empty = {c for c in lists if _is_empty(document, layout, c)}
    filled = {c for c in lists if c not in empty and is_listed(document, next_filled(document, c.line))}
    listed = empty | filled if filled else set(lists)
    return [c for c in candidates if c.name not in layout.lists or c in listed]


def _opens_list(document: Document, layout: Layout, heading: Candidate) -> bool:
    following = next_filled(document, heading.line)
    if following is None or _is_empty(document, layout, heading):
        return True
    if layout.lists[heading.name] is None and not is_listed(document, following):
        return find_municipality(document.lines[following]) is not None
    return is_listed(document, following) or all(is_item(document, line) for line in _paragraph(document, following))


def _paragraph(document: Document, line: int) -> Iterator[int]:
    """The lines from `line` to the next blank one."""
    while line < len(document.lines) and document.lines[line].strip():
        yield line
        line += 1


def _is_empty(document: Document, layout: Layout, heading: Candidate) -> bool:
    """Whether the heading of another list follows directly."""
    following = next_filled(document, heading.line)
    return following is not None and fold(document.lines[following]) in layout.lists


def is_prose(text: str) -> bool:
    """Whether a line is longer than 60 characters and ends like a sentence."""
    return len(text) > 60 and text.rstrip().endswith((".", "!", "?", ":"))


def is_listed(document: Document, line: int | None) -> bool:
    """Whether a line has a bullet or is a list item in the markup."""
    return line is not None and (line in document.items or bool(ITEM_BULLET.match(fold(document.lines[line]))))


def is_item(document: Document, line: int) -> bool:
    """Whether a line may be in a closing list: bulleted, a list item in the markup, or at least no sentence.

    Names that end with an abbreviation (`Upplands Väsby äldreför.`) are not sentences.
    """
    text = document.lines[line].rstrip()
    sentence = text[-1] in "!?…:;" or (text[-1] == "." and len(text.split()) > 5)
    return is_listed(document, line) or (len(text) < 150 and not sentence)


def next_filled(document: Document, line: int) -> int | None:
    """The next non-blank line."""
    lines = document.lines
    for later in range(line + 1, len(lines)):
        if lines[later] and not lines[later].isspace():
            return later
    return None
