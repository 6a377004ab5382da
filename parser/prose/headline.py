"""Find the headline of a prose text among its first lines: below buttons, navigation and letterheads."""

from itertools import islice

import msgspec

from parser.prose.named_organisations import organisations
from parser.prose.prose_tables import pattern
from parser.sectioning.paragraphs import is_heading
from schema.prose_vocabulary import places

LONGEST_HEADLINE = 150
"""Characters; a longer first line is running prose, or a text whose lines were lost."""
_TOP, _LONGEST = 15, 90
"""Lines among which the headline is, and characters of one above it."""


class Headline(msgspec.Struct, frozen=True):
    """The place of a headline; `found` is false for a line that only stands in the place of one."""

    start: int
    end: int
    found: bool


def find_headline(text: str, start: int, end: int) -> Headline:
    """The headline of a text whose first line is `text[start:end]`: that line, or the first below that is one."""
    lines = (line.span(1) for line in islice(pattern("filled_line").finditer(text, start), _TOP))
    kept = (place for place in lines if not (is_top_line(text[slice(*place)]) or _is_menu(text[slice(*place)])))
    both = [*islice(kept, 2)]
    if not both:
        return Headline(start, end, found=False)
    first, last = both[_is_letterhead(text, both)]
    return Headline(first, last, found=first == start or is_heading(text[first:last]))


def is_top_line(line: str) -> bool:
    """Whether the whole line is a button, navigation, a date, a letterhead or the kind of paper that follows."""
    line = " ".join(line.split()).strip(" *•·|–-")
    return len(line) <= _LONGEST and (line == "" or pattern("top_line").fullmatch(line) is not None)


def _is_menu(line: str) -> bool:
    """Whether a line is a menu, its items glued together: longer than any headline, but no sentence."""
    return len(line) > LONGEST_HEADLINE and not line.endswith((".", "!", "?", "”", '"'))


def _is_letterhead(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the first of two lines is only an organisation's name or a place, and the second a headline."""
    first = text[slice(*lines[0])]
    is_name = first.rstrip(".").capitalize() in places() or next(organisations(text, *lines[0]), None) == lines[0]
    return is_name and len(lines) > 1 and is_heading(text[slice(*lines[1])])
