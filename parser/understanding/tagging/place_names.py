"""Names of places among words, told apart from surnames and from words that are written alike."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from parser.understanding.tagging.vocabulary import Mention
from parser.understanding.words import Words
from schema.prose_vocabulary import Place, first_names, places

_BEFORE = re.compile(
    "i|från|till|mellan|kring|runt|vid|utanför|genom|inom|över|norr|söder|väster|öster|om|hela|ur|på|både|nära|omkring|"
    "staden|orten|byn|kommunen|regionen|länet|samordningsförbundet"
)
_AFTER = re.compile("kommuns?|kommuner|stads?|stadsdel|län|tätort|centrum")
_JOINTS = frozenset((",", "och", "samt", "eller", "/", "respektive", "–", "-"))
_COUNTIES = {"Gotland": "Gotlands län", "Jönköping": "Jönköpings län", "Kalmar": "Kalmar län",
             "Stockholm": "Stockholms län", "Uppsala": "Uppsala län", "Örebro": "Örebro län"}  # fmt: skip
"""Municipalities that a list of counties names without saying `län`."""


class PlaceMention(msgspec.Struct, frozen=True):
    """A place's name in the text, by the words it covers."""

    place: Place
    first: int
    end: int


def place_mentions(found: Iterable[Mention], words: Words) -> list[PlaceMention]:
    """Every name that stands for a place, the longest where several begin or overlap."""
    named = [PlaceMention(places()[one.name], one.first, one.end) for one in found]
    named = [one for one in named if not _surname(one, words)]
    sure = {one.first: one for one in named if not one.place.tricky}
    doubtful = [one for one in named if one.place.tricky]
    for one in [*doubtful, *reversed(doubtful)]:
        if _is_used_as_place(one, words) or _joins(one, words, sure):
            sure[one.first] = one
    return [one for row in _rows([sure[first] for first in sorted(sure)], words) for one in _as_counties(row)]


def _beside(mention: PlaceMention, words: Words) -> tuple[str, str]:
    """The words before and after, as written; empty where the text begins or ends."""
    written = words.written
    return written[mention.first - 1] if mention.first else "", next(iter(written[mention.end : mention.end + 1]), "")


def _surname(mention: PlaceMention, words: Words) -> bool:
    """Whether the name stands after a given name or an initial, or in a firm's name beside `&`."""
    before, after = _beside(mention, words)
    if _AFTER.fullmatch(after.lower()):
        return False
    initial = len(before) == 2 and before[0].isupper() and before[1] == "."
    return before in first_names() or initial or (mention.place.tricky and "&" in (before, after))


def _is_used_as_place(mention: PlaceMention, words: Words) -> bool:
    before, after = _beside(mention, words)
    return bool(_BEFORE.fullmatch(before.lower()) or _AFTER.fullmatch(after.lower()))


def _joins(mention: PlaceMention, words: Words, sure: dict[int, PlaceMention]) -> bool:
    """Whether a sure place stands beside it in a list."""
    before, after = _beside(mention, words)
    ends = any((other := sure.get(mention.first - 1 - size)) and other.end == mention.first - 1 for size in (1, 2, 3))
    return (before in _JOINTS and ends) or (after in _JOINTS and mention.end + 1 in sure)


def _rows(mentions: Sequence[PlaceMention], words: Words) -> Iterator[list[PlaceMention]]:
    """The mentions, those together that a list names one after another (`Dalarna, Halland och i Kalmar`)."""
    row: list[PlaceMention] = []
    for one in mentions:
        between = words.lower[row[-1].end : one.first] if row else []
        if row and not _joined(between):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _joined(between: Sequence[str]) -> bool:
    """Whether the words between two names make them neighbours in a list."""
    joint = bool(between) and len(between) <= 2 and between[0] in _JOINTS
    return joint and (between[-1] in _JOINTS or bool(_BEFORE.fullmatch(between[-1])))


def _as_counties(row: list[PlaceMention]) -> list[PlaceMention]:
    """The places of a list; where the others are counties, also those that share their county's name."""
    kinds = {one.place.kind for one in row if one.place.name not in _COUNTIES}
    if kinds != {"county"}:
        return row
    return [replace(one, place=places()[_COUNTIES.get(one.place.name, one.place.name)]) for one in row]
