"""Find the items on pages that list several projects, or that they cannot be separated.

A page is a list when its opening mentions projects in the plural and it has items of one form, most of which name an
organisation or an amount: bulleted or numbered names, headings with text below, and paragraphs that begin with a name.
Lines that state who is granted money, and headings with an owner and a grant each, make a list whatever the opening.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from parser.prose.headline import LONGEST_HEADLINE
from parser.prose.named_organisations import organisations
from parser.prose.project_owner import find_owner
from parser.prose.prose_tables import pattern
from parser.prose.prose_words import flat_text
from parser.sectioning.paragraphs import Paragraph
from schema.record import Value

_MIN_ITEMS, _MIN_SUPPORT, _OPENING, _SEARCHED = 2, 0.7, 3, 2000
"""Minimum items of a list, the minimum share of them that must read as projects, the paragraphs of its opening, and
the characters read of each of these. Tuned on the gold corpus; no other reason is known."""


class Item(msgspec.Struct, frozen=True):
    """One project of a list: the place of its text and of the name within it."""

    start: int
    end: int
    name_start: int
    name_end: int

    def name_in(self, text: str) -> str:
        """The name as written."""
        return text[self.name_start : self.name_end]


def item_owner(text: str, item: Item) -> Value | None:
    """The owner of a listed project: who is granted money, the owner that its text names, or its first organisation."""
    grant = pattern("granted_to").match(text, item.start, item.end)
    if grant and grant.span("name") == (item.name_start, item.name_end):
        return Value("owner", grant["owner"], *grant.span("owner"), "inferred")
    found = find_owner(text, item.name_end, item.end)
    place = None if found else next(_organisations(text, item), None)
    return Value("owner", text[slice(*place)], *place, "inferred") if place else found


def speaks_of_several(pieces: Sequence[Paragraph]) -> bool:
    """Whether the headline announces several projects; a text that opens with a paragraph has none."""
    opening = pieces[0].text.split("\n")[0] if pieces else ""
    return len(opening) <= LONGEST_HEADLINE and pattern("of_several").search(opening.lower()) is not None


def find_items(text: str, pieces: Sequence[Paragraph], listed: Collection[int] = frozenset()) -> list[Item]:
    """The projects that a page lists, in order; empty when it is not a list or its items cannot be separated.

    `listed` are the places of lines that are items of a list in the markup.
    """
    granted = [*_on_lines(text, pieces, "granted_line")]
    if _is_list(text, granted, _MIN_ITEMS):
        return granted
    opening = "\n\n".join(piece.text[:_SEARCHED] for piece in pieces[:_OPENING])
    if not pattern("of_several").search(opening.lower()):
        return _granted_headings(text, pieces)
    fewest = _MIN_ITEMS if speaks_of_several(pieces) else _MIN_ITEMS + 1
    bulleted = [*_on_lines(text, pieces, "bulleted")] or [*_listed(text, pieces, listed)]
    forms = ((_MIN_ITEMS, bulleted), (fewest, _headed(pieces)), (fewest, _marked(pieces)))
    found = ((minimum, _named(text, items)) for minimum, items in forms)
    return max((items for minimum, items in found if _is_list(text, items, minimum)), key=len, default=[])


def _named(text: str, items: Iterable[Item]) -> list[Item]:
    """The items whose name can be one, and does not speak of several projects itself."""
    named = ((item, item.name_in(text)) for item in items)
    none, several = pattern("no_name").search, pattern("of_several").search
    return [item for item, name in named if not (none(name) or several(name.lower()))]


def _granted_headings(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Headings that each introduce a project with a grant and an owner, though no opening announces several."""
    items = _named(text, _headed(pieces))
    if not _is_list(text, items, _MIN_ITEMS + 1):
        return []
    owners = (item_owner(text, one) for one in items if pattern("of_money").search(text, one.name_end, one.end))
    names = {owner.raw.casefold() for owner in owners if owner}
    return items if len(names) >= max(2, _MIN_SUPPORT * len(items)) else []


def _is_list(text: str, items: Sequence[Item], minimum: int) -> bool:
    is_different = len({item.name_in(text).casefold() for item in items}) == len(items) >= minimum
    return is_different and sum(_is_project(text, item) for item in items) >= _MIN_SUPPORT * len(items)


def _is_project(text: str, item: Item) -> bool:
    """Whether an item names an organisation or an amount, in more than two words."""
    if pattern("granted_to").match(text, item.start, item.end):
        return True
    has_text = len(text[item.name_end : item.end].split()) > 2
    has_sum = has_text and pattern("sum").search(text, item.name_end, item.end)
    return bool(has_sum or (has_text and any(_organisations(text, item))))


def _organisations(text: str, item: Item) -> Iterator[tuple[int, int]]:
    return organisations(flat_text(text, item.name_end, item.end), item.name_end)


def _on_lines(text: str, pieces: Sequence[Paragraph], form: str) -> Iterator[Item]:
    """Each line of a form, to the next one in its paragraph; the first of a paragraph may be indented."""
    lines = pattern(form)
    if not pieces or not lines.search(text, text.rfind("\n", 0, pieces[0].start) + 1, pieces[-1].end):
        return
    for piece in pieces:
        found = [*lines.finditer(text, text.rfind("\n", 0, piece.start) + 1, piece.end)]
        for match, end in zip(found, [*(match.start() for match in found[1:]), piece.end], strict=False):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Item(start, start + len(text[start:end].rstrip()), *match.span("name"))


def _listed(text: str, pieces: Sequence[Paragraph], listed: Collection[int]) -> Iterator[Item]:
    """Each item of a list in the markup that begins with a name, to the next one in its paragraph."""
    starts = sorted(listed)
    for piece in pieces if starts else ():
        own = starts[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]
        for start, end in pairwise([*own, piece.end]):
            match = pattern("listed").match(text, start, end)
            if match:
                yield Item(start, start + len(text[start:end].rstrip()), *match.span("name"))


def _headed(pieces: Sequence[Paragraph]) -> Iterator[Item]:
    """Titles, numbered or not, each with the paragraphs and section headings below it.

    The last has no more paragraphs than the shortest of the others.
    """
    opens = [number for number, piece in enumerate(pieces) if number and _opens_item(piece)]
    shortest = min((following - number - 1 for number, following in pairwise(opens)), default=1)
    for number, end in pairwise([*opens, opens[-1] + 1 + max(1, shortest)] if opens else []):
        below = pieces[number + 1 : end]
        if below:
            yield _item(pieces[number], pattern("titled").match(pieces[number].text), below[-1].end)


def _marked(pieces: Sequence[Paragraph]) -> list[Item]:
    """Paragraphs, except the first, that begin with a name and a mark."""
    found = ((pattern("marked").match(piece.text), piece) for piece in pieces[1:])
    return [_item(piece, match, piece.end) for match, piece in found if match]


def _opens_item(piece: Paragraph) -> bool:
    """Whether a piece is a title, or a heading that is not a section's."""
    title = None if piece.heading or "\n" in piece.text else pattern("titled").match(piece.text)
    is_title = piece.heading or (title is not None and title["number"] is not None)
    return is_title and pattern("heads_a_section").match(piece.text) is None


def _item(piece: Paragraph, match: "re.Match[str] | None", end: int) -> Item:
    first, last = match.span("name") if match else (0, len(piece.text))
    return Item(piece.start, end, piece.start + first, piece.start + last)
