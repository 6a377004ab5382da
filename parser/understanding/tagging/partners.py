"""Organisations abroad by name: a foreign legal form, a foreign word for an institution, or a place beside them."""

from collections.abc import Iterator, Mapping

from parser.understanding.tagging import pattern
from parser.understanding.tagging.abroad import LIKELY, SURE
from parser.understanding.tagging.place_names import PlaceMention
from parser.understanding.tagging.segments import Segments
from parser.understanding.words import Words
from schema.prose_vocabulary import first_names, places

_Place = tuple[int, int]


def partner_names(
    text: str, words: Words, segments: Segments, abroad: Mapping[PlaceMention, float]
) -> Iterator[tuple[_Place, float]]:
    """The places of organisations' names beside places abroad that count, each with how sure it is that it is one."""
    counted = {one: at for one, sure in abroad.items() if sure >= LIKELY and (at := segments.at(one.first))}
    found: dict[_Place, float] = {}
    for sentence in {*counted.values(), *segments.of("transnationellt_samarbete")}:
        found |= _in_sentence(text, words.starts[sentence.first], words.ends[sentence.end - 1])
    for one, sentence in counted.items():
        found |= _before(text, words.starts[sentence.first], words.starts[one.first])
    reach = 0
    for place in sorted(found, key=lambda place: (place[0], -place[1])):
        if place[0] >= reach:
            reach = place[1]
            yield place, found[place]


def _in_sentence(text: str, start: int, end: int) -> dict[_Place, float]:
    """Names with a foreign legal form, or a foreign word for an institution."""
    named = (
        hit.span() for hit in pattern("capitals").finditer(text, start, end) if pattern("institution").search(hit[0])
    )
    likely = {place: LIKELY for place in named if _is_name(text[slice(*place)], place[0] == start)}
    return likely | {hit.span(): SURE for hit in pattern("form").finditer(text, start, end)}


def _before(text: str, start: int, end: int) -> dict[_Place, float]:
    """A name right before a place abroad (`Nowa Droga i Lublin`), that does not open its sentence."""
    hit = pattern("before_place").search(text, max(start, end - 120), end)
    return {hit.span(1): LIKELY} if hit and hit.start(1) > start and _is_name(hit[1], False) else {}


def _is_name(name: str, opens: bool) -> bool:
    """Whether a run of capitals is an organisation's abroad: no person, no place, not a sentence's first word."""
    parts = name.split()
    kinds = [places()[part].kind for part in parts if part in places()]
    is_plain = len(kinds) == len(parts) or name in places() or parts[0] in first_names() or "ESF" in parts
    is_swedish = not {"municipality", "county"}.isdisjoint(kinds) or pattern("swedish").fullmatch(name)
    return not (is_plain or is_swedish or (opens and len(parts) == 1))
