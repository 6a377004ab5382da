"""Names of places among words, told apart from surnames and from words that are written alike."""

import functools
import re
from collections.abc import Iterator

import msgspec

from parser.understanding.tagging.segments import Segments
from parser.understanding.tagging.tokens import Phrases, Words
from schema.prose_vocabulary import Place, first_names, places
from schema.record import Tag

_PLACE_FOLLOWS = re.compile(
    "i|från|till|mellan|kring|runt|vid|utanför|genom|inom|över|norr|söder|väster|öster|om|hela|ur|på|både|nära|omkring|"
    "staden|orten|byn|kommunen|regionen|länet"
)
_PLACE_PRECEDES = re.compile("kommuns?|kommuner|stads?|stadsdel|län|tätort|centrum")
_JOINTS = frozenset((",", "och", "samt", "eller", "/", "respektive", "–", "-"))
_COMPANY = frozenset(("&",))


class PlaceMention(msgspec.Struct, frozen=True):
    """A place's name in the text: places in words and in characters."""

    place: Place
    first: int
    end: int
    start_char: int
    end_char: int


def place_mentions(words: Words, segments: Segments) -> list[PlaceMention]:
    """Every name that stands for a place, the longest where several begin or overlap."""
    found = list(_longest(words))
    sure = {mention.first: mention for mention in found if not mention.place.tricky and not _surname(mention, words)}
    doubtful = [mention for mention in found if mention.place.tricky]
    for mention in [*doubtful, *reversed(doubtful)]:
        if not _surname(mention, words) and (_is_used_as_place(mention, words) or _listed(mention, words, sure)):
            sure[mention.first] = mention
    return [sure[first] for first in sorted(sure) if segments.at(sure[first].start_char)]


def place_tag(mention: PlaceMention, text: str) -> Tag:
    """The mention as a tag, with its code where it has one."""
    start, end = mention.start_char, mention.end_char
    return Tag(mention.place.kind, mention.place.name, mention.place.code, text[start:end], start, end)


def _longest(words: Words) -> Iterator[PlaceMention]:
    reach = 0
    for alias, first, end in _phrases().found(words):
        if first >= reach:
            reach = end
            yield PlaceMention(places()[alias], first, end, words.starts[first], words.ends[end - 1])


@functools.cache
def _phrases() -> Phrases:
    plain = [(alias, alias) for alias in places()]
    known = places().keys()
    genitives = [(f"{alias}s", alias) for alias in known if alias[-1] not in "sxzS" and f"{alias}s" not in known]
    return Phrases([*plain, *genitives], "ORTH")


def _surname(mention: PlaceMention, words: Words) -> bool:
    """Whether the name stands after a given name or an initial, or in a firm's name beside `&`."""
    before = words.written[mention.first - 1] if mention.first else ""
    after = words.written[mention.end] if mention.end < len(words.written) else ""
    if _PLACE_PRECEDES.fullmatch(after.lower()):
        return False
    initial = len(before) == 2 and before[0].isupper() and before[1] == "."
    return before in first_names() or initial or (mention.place.tricky and bool({before, after} & _COMPANY))


def _is_used_as_place(mention: PlaceMention, words: Words) -> bool:
    before = words.lower[mention.first - 1] if mention.first else ""
    after = words.lower[mention.end] if mention.end < len(words.lower) else ""
    return bool(_PLACE_FOLLOWS.fullmatch(before) or _PLACE_PRECEDES.fullmatch(after))


def _listed(mention: PlaceMention, words: Words, sure: dict[int, PlaceMention]) -> bool:
    """Whether a sure place stands beside it in a list."""
    ends = {other.end: other for other in sure.values()}
    before = mention.first >= 2 and words.lower[mention.first - 1] in _JOINTS and mention.first - 1 in ends
    joint = mention.end < len(words.lower) and words.lower[mention.end] in _JOINTS
    return before or (joint and mention.end + 1 in sure)
