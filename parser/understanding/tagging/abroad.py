"""Countries and cities abroad, and how surely the project has a partner, an exchange, a model or a journey there.

Organisations abroad are known by a foreign legal form, a foreign word for an institution, or a place beside them.
"""

from collections.abc import Iterator, Mapping, Sequence

from parser.understanding.tagging import pattern
from parser.understanding.tagging.place_names import PlaceMention
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.words import Words
from schema.prose_vocabulary import first_names, places

_CUES = "abroad_cues.toml"
_DOINGS, _STRONG = {"partner", "exchange", "journey", "model"}, {"partner", "exchange", "model"}
_WHERE_TAUGHT = {"exchange", "model"}
"""What makes more of a place than that participants were taught there, who may be all that reads as a partner."""
_TAUGHT = "taught there"
_ORIGIN = {"origin", "people from", _TAUGHT}
_ASIDE = {*_ORIGIN, "trade"}
SURE, LIKELY, DOUBTFUL, ELSEWHERE = 0.99, 0.9, 0.5, 0.1
_Span = tuple[int, int]


def places_abroad(segments: Segments, mentions: Sequence[PlaceMention]) -> dict[PlaceMention, float]:
    """The countries and cities abroad, each with how sure it is that the project has to do with it.

    A place in a country that is sure elsewhere is as sure, unless it stands in a background or where people's origin
    is told.
    """
    foreign = (one for one in mentions if one.place.kind in ("country", "city"))
    placed = [(one, at) for one in foreign if (at := segments.at(one.first))]
    found = {one: _sureness(one, segments, at) for one, at in placed}
    best: dict[str | None, float] = {}
    for one, sure in found.items():
        best[_country(one)] = max(best.get(_country(one), 0.0), sure)
    return {one: best[_country(one)] if sure > ELSEWHERE else sure for one, sure in found.items()}


def _country(mention: PlaceMention) -> str | None:
    return mention.place.country or mention.place.code


def _sureness(mention: PlaceMention, segments: Segments, at: Segment) -> float:
    """How sure what a sentence says makes that the project has to do with a place that it names."""
    said = segments.said(_CUES, at)
    is_afar = pattern("afar").fullmatch(_country(mention) or "") is not None
    if _TAUGHT in said and not said & _WHERE_TAUGHT:
        return ELSEWHERE
    if at.section == "bakgrund" or (is_afar and said & _ORIGIN) or ((is_afar or said & _ASIDE) and not said & _STRONG):
        return ELSEWHERE
    if at.title or at.section == "transnationellt_samarbete" or said & {"partner", "exchange"}:
        return SURE
    near = said.union(*(segments.said(_CUES, one) for one in segments.around(at)))
    return LIKELY if near & _DOINGS else DOUBTFUL


def partner_names(
    text: str, words: Words, segments: Segments, abroad: Mapping[PlaceMention, float]
) -> Iterator[tuple[_Span, float]]:
    """The places of organisations' names beside places abroad that count, each with how sure it is that it is one."""
    counted = {one: at for one, sure in abroad.items() if sure >= LIKELY and (at := segments.at(one.first))}
    found: dict[_Span, float] = {}
    for sentence in {*counted.values(), *segments.of("transnationellt_samarbete")}:
        found |= _in_sentence(text, words.starts[sentence.first], words.ends[sentence.end - 1])
    for one, sentence in counted.items():
        found |= _before(text, words.starts[sentence.first], words.starts[one.first])
    reach = 0
    for place in sorted(found, key=lambda place: (place[0], -place[1])):
        if place[0] >= reach:
            reach = place[1]
            yield place, found[place]


def _in_sentence(text: str, start: int, end: int) -> dict[_Span, float]:
    """Names with a foreign legal form, or a foreign word for an institution."""
    named = (
        hit.span() for hit in pattern("capitals").finditer(text, start, end) if pattern("institution").search(hit[0])
    )
    likely = {place: LIKELY for place in named if _is_name(text[slice(*place)], place[0] == start)}
    return likely | {hit.span(): SURE for hit in pattern("form").finditer(text, start, end)}


def _before(text: str, start: int, end: int) -> dict[_Span, float]:
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
