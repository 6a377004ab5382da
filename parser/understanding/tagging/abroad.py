"""Countries and cities abroad, and how surely the project has a partner, an exchange, a model or a journey there."""

from collections.abc import Iterable, Iterator, Sequence

from parser.understanding.tagging import pattern
from parser.understanding.tagging.place_names import PlaceMention
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.words import Words
from schema.prose_vocabulary import Place, first_names, places

_CUES = "abroad_cues.toml"
_DOINGS, _STRONG = {"partner", "exchange", "journey", "model"}, {"partner", "exchange", "model"}
_ORIGIN = {"origin", "people from"}
_ASIDE = {*_ORIGIN, "trade"}
SURE, LIKELY, DOUBTFUL, ELSEWHERE = 0.99, 0.9, 0.5, 0.1


def places_abroad(words: Words, segments: Segments, mentions: Sequence[PlaceMention]) -> dict[PlaceMention, float]:
    """The countries and cities abroad, each with how sure it is that the project has to do with it.

    A place in a country that is sure elsewhere is as sure, unless it stands in a background or where people's origin
    is told.
    """
    foreign = [one for one in mentions if one.place.kind in ("country", "city")]
    placed = [(one, at) for one in [*foreign, *_unlisted(words, foreign)] if (at := segments.at(one.first))]
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
    if at.section == "bakgrund" or (is_afar and said & _ORIGIN) or ((is_afar or said & _ASIDE) and not said & _STRONG):
        return ELSEWHERE
    if at.title or at.section == "transnationellt_samarbete" or said & {"partner", "exchange"}:
        return SURE
    near = said.union(*(segments.said(_CUES, one) for one in segments.around(at)))
    return LIKELY if near & _DOINGS else DOUBTFUL


def _unlisted(words: Words, mentions: Iterable[PlaceMention]) -> Iterator[PlaceMention]:
    """Cities that no vocabulary has, as the grammar shows them: `i Maardu i Estland`, `i Maardu, Estland`."""
    for mention in mentions:
        joint = mention.first - 1
        if mention.place.kind == "country" and words.lower[joint : joint + 1] in (["i"], [","], ["("]):
            for at in (joint - 1, joint - 2):
                names = words.written[at:joint]
                if at > 0 and pattern("city_before").fullmatch(words.lower[at - 1]) and all(map(_looks_a_city, names)):
                    yield PlaceMention(Place("city", " ".join(names), None, mention.place.code), at, joint)


def _looks_a_city(name: str) -> bool:
    is_capital = name[:1].isupper() and name[1:].islower() and len(name) > 2
    return is_capital and name not in first_names() and name not in places() and not pattern("no_city").fullmatch(name)
