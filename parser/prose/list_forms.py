"""The forms in which a page lists projects: find each item and the name in it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from parser.prose.prose_tables import pattern
from parser.sectioning.paragraphs import Paragraph


class Item(msgspec.Struct, frozen=True):
    """One project of a list: the place of its text and of the name within it."""

    start: int
    end: int
    name_start: int
    name_end: int

    def name_in(self, text: str) -> str:
        """The name as written."""
        return text[self.name_start : self.name_end]


def on_lines(text: str, pieces: Sequence[Paragraph], form: str) -> Iterator[Item]:
    """Each line of a form, to the next one in its paragraph; the first of a paragraph may be indented."""
    lines = pattern(form)
    if not pieces or not lines.search(text, text.rfind("\n", 0, pieces[0].start) + 1, pieces[-1].end):
        return
    for piece in pieces:
        found = [*lines.finditer(text, text.rfind("\n", 0, piece.start) + 1, piece.end)]
        for match, end in zip(found, [*(match.start() for match in found[1:]), piece.end], strict=False):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Item(start, start + len(text[start:end].rstrip()), *match.span("name"))


def headed(pieces: Sequence[Paragraph]) -> Iterator[Item]:
    """Titles, numbered or not, each with the paragraphs and section headings below it.

    The last has no more paragraphs than the shortest of the others.
    """
    opens = [number for number, piece in enumerate(pieces) if number and _opens(piece)]
    shortest = min((following - number - 1 for number, following in pairwise(opens)), default=1)
    for number, end in pairwise([*opens, opens[-1] + 1 + max(1, shortest)] if opens else []):
        below = pieces[number + 1 : end]
        if below:
            yield _item(pieces[number], pattern("titled").match(pieces[number].text), below[-1].end)


def marked(pieces: Sequence[Paragraph]) -> list[Item]:
    """Paragraphs, except the first, that begin with a name and a mark."""
    found = ((pattern("marked").match(piece.text), piece) for piece in pieces[1:])
    return [_item(piece, match, piece.end) for match, piece in found if match]


def _opens(piece: Paragraph) -> bool:
    """Whether a piece is a title, or a heading that is not a section's."""
    title = None if piece.heading or "\n" in piece.text else pattern("titled").match(piece.text)
    is_title = piece.heading or (title is not None and title["number"] is not None)
    return is_title and pattern("heads_a_section").match(piece.text) is None


def _item(piece: Paragraph, match: "re.Match[str] | None", end: int) -> Item:
    first, last = match.span("name") if match else (0, len(piece.text))
    return Item(piece.start, end, piece.start + first, piece.start + last)
