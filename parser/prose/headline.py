"""Find the headline of a prose text among its first lines: below buttons, navigation and letterheads."""

from itertools import islice

import msgspec

from parser.prose.prose_tables import pattern
from parser.sectioning.paragraphs import is_heading

LONGEST_HEADLINE = 150
"""Characters; a longer first line is running prose, or a text whose lines were lost."""
_TOP, _LONGEST, _BELOW = 15, 90, 2000
"""Lines among which the headline is, characters of one above it, and those below a line that may name it again."""


class Headline(msgspec.Struct, frozen=True):
    """The place of a headline; `found` is false for a line that only stands in the place of one."""

    start: int
    end: int
    found: bool


def find_headline(text: str, start: int, end: int) -> Headline:
    """The headline of a text whose first line is `text[start:end]`: that line, or the first below that is one."""
    lines = (line.span(1) for line in islice(pattern("filled_line").finditer(text, start), _TOP))
    first, last = next((place for place in lines if not _is_above(text, *place)), (start, start))
    if first == last:
        return Headline(start, end, found=False)
    return Headline(first, last, found=first == start or is_heading(text[first:last]))


def _is_above(text: str, start: int, end: int) -> bool:
    """Whether a line stands above the headline: it reads as a button or letterhead, and no project is called so."""
    line = text[start:end]
    return is_top_line(line) and f"rojektet {line}" not in text[end : end + _BELOW]


def is_top_line(line: str) -> bool:
    """Whether the whole line is a button, navigation, a date, a letterhead or the kind of paper that follows."""
    line = " ".join(line.split()).strip(" *•·|–-")
    return len(line) <= _LONGEST and (line == "" or pattern("top_line").fullmatch(line) is not None)
