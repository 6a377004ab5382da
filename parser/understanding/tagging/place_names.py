"""Names of places among words, told apart from surnames and from words that are written alike."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from parser.understanding.tagging.tables import read_table
from parser.understanding.tagging.vocabulary import Mention
from parser.understanding.words import Words
from schema.prose_vocabulary import Place, first_names, places


def is_word(kind: str, word: str) -> bool:
    """Whether a word is one of those that tell places from others, by the rows of `place_words.toml`."""
    return re.fullmatch(read_table("place_words.toml")[kind], word) is not None


class PlaceMention(NamedTuple):
    """A place's name in the text, by the words it covers."""

    place: Place
    first: int
    end: int


def place_mentions(found: Iterable[Mention], words: Words) -> list[PlaceMention]:
    """Every name that stands for a place; a tricky one where it is used as a place, or listed with others."""
    named = [PlaceMention(places()[one.name], one.first, one.end) for one in found]
    rows = _rows([one for one in named if not _is_other_name(one, words)], words)
    return [one for row in rows for one in _as_counties(_used(row, words))]


def _beside(mention: PlaceMention, words: Words) -> tuple[str, str]:
    """The words before and after, as written; empty where the text begins or ends."""
    before, after = (
        words.written[max(0, mention.first - 1) : mention.first],
        words.written[mention.end : mention.end + 1],
    )
    return "".join(before), "".join(after)


def _is_other_name(mention: PlaceMention, words: Words) -> bool:
    """Whether the name stands after a given name or an initial, in a firm's name beside `&`, or before a river."""
    before, after = _beside(mention, words)
    initial = len(before) == 2 and before[0].isupper() and before[1] == "."
    is_name = before in first_names() or initial or (mention.place.tricky and "&" in (before, after))
    return is_word("waters", after) or (is_name and not is_word("after", after.lower()))


def _rows(mentions: Sequence[PlaceMention], words: Words) -> Iterator[list[PlaceMention]]:
    """The mentions, those together that a list names one after another (`Dalarna, Halland och i Kalmar`)."""
    parted = [not _joined(words.lower[one.end : other.first]) for one, other in pairwise(mentions)]
    rows = iter(accumulate(parted, initial=0))
    yield from (list(row) for _, row in groupby(mentions, key=lambda _: next(rows)))


def _joined(between: Sequence[str]) -> bool:
    """Whether the words between two names make them neighbours in a list."""
    joint = 0 < len(between) <= 2 and is_word("joints", between[0])
    return joint and (is_word("joints", between[-1]) or is_word("before", between[-1]))


def _used(row: list[PlaceMention], words: Words) -> list[PlaceMention]:
    """The places of a list; where none is sure by its name or the words beside it, none at all."""
    for one in row:
        before, after = _beside(one, words)
        if not one.place.tricky or is_word("before", before.lower()) or is_word("after", after.lower()):
            return row
    return []


def _as_counties(row: list[PlaceMention]) -> list[PlaceMention]:
    """The places of a list; where the others are counties, also those that share their county's name."""
    counties: dict[str, str] = read_table("place_words.toml")["counties"]
    if {one.place.kind for one in row if one.place.name not in counties} != {"county"}:
        return row
    return [one._replace(place=places()[counties.get(one.place.name, one.place.name)]) for one in row]
