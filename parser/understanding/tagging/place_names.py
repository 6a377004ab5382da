"""Names of places among words, told apart from surnames and from words that are written alike."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from parser.understanding.tagging import pattern
from parser.understanding.tagging.vocabulary import Mention
from parser.understanding.words import Words
from schema.prose_vocabulary import Place, first_names, places

_MOST_BETWEEN = 2
"""Words between two places of a list: a joint, and another or a preposition."""


class PlaceMention(NamedTuple):
    """A place's name in the text, by the words it covers."""

    place: Place
    first: int
    end: int


def place_mentions(found: Iterable[Mention], words: Words) -> list[PlaceMention]:
    """Every name that stands for a place; a tricky one where it is used as a place, or listed with others."""
    named = (PlaceMention(places()[one.name], one.first, one.end) for one in found)
    rows = _rows([one for one in named if not _is_other_name(one, words)], words)
    return [one for row in rows for one in _as_counties(row) if any(_is_sure(other, words) for other in row)]


def _beside(mention: PlaceMention, words: Words) -> tuple[str, str]:
    """The words before and after, as written; empty where the text begins or ends."""
    before = words.written[mention.first - 1] if mention.first else ""
    return before, "".join(words.written[mention.end : mention.end + 1])


def _is_other_name(mention: PlaceMention, words: Words) -> bool:
    """Whether the name stands after a given name or an initial, in a firm's name beside `&`, or before a river."""
    before, after = _beside(mention, words)
    if pattern("waters").fullmatch(after):
        return True
    is_initial = len(before) == 2 and before[0].isupper() and before[1] == "."
    is_name = before in first_names() or is_initial or (mention.place.tricky and "&" in (before, after))
    return is_name and not pattern("place_after").fullmatch(after.lower())


def _rows(mentions: Sequence[PlaceMention], words: Words) -> Iterator[list[PlaceMention]]:
    """The mentions, those together that a list names one after another (`Dalarna, Halland och i Kalmar`)."""
    row = list(mentions[:1])
    for one, other in pairwise(mentions):
        between = words.lower[one.end : other.first] if other.first - one.end <= _MOST_BETWEEN else []
        if pattern("between_places").fullmatch(" ".join(between)) is None:
            yield row
            row = []
        row.append(other)
    yield row


def _is_sure(mention: PlaceMention, words: Words) -> bool:
    """Whether a place is sure by its name or the words beside it, and with it all of its list."""
    if not mention.place.tricky:
        return True
    before, after = _beside(mention, words)
    used = pattern("place_before").fullmatch(before.lower()) or pattern("place_after").fullmatch(after.lower())
    return used is not None


def _as_counties(row: list[PlaceMention]) -> list[PlaceMention]:
    """The places of a list; where the others are counties, also those that share their county's name."""
    if all(one.place.kind != "county" for one in row):
        return row
    counties = {one: _county_of(one.place) for one in row if one.place.kind == "municipality"}
    others = {one.place.kind for one in row if not counties.get(one)}
    return [one._replace(place=counties.get(one) or one.place) for one in row] if others == {"county"} else row


def _county_of(place: Place) -> Place | None:
    return places().get(f"{place.name} län") or places().get(f"{place.name}s län")
