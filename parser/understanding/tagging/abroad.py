"""Countries and cities abroad, and how surely the project has a partner, an exchange, a model or a journey there."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from parser.judging.cues import Lexicon, read_cues
from parser.understanding.tagging.place_names import PlaceMention
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.words import Words
from schema.prose_vocabulary import Place, first_names, places

_UNLISTED_BEFORE = frozenset("i till från ur , och både samt utanför vid nära staden orten kring".split())
_UNLISTED_NOT = re.compile(
    r"(?:skolan|skola|universitetet|kommun|institutet?|förbundet|föreningen|projektet|erna|arna|orna|ade)$|"
    r"^(?:Sverige|Europa|Norden|Eu|Baltikum|Skandinavien|Balkan|Projektet|Socialfonden)$"
)
"""Words before a name that the grammar shows to be a city's, and names that are none."""
_AFAR = frozenset(
    "AF BD CL CO DZ EG ER ET GH GM IQ IR JO KE KW LB LK LY MA NG PH PK PS RW SA SD SO SY TH TN UA UG UZ VN ZW".split()
)
"""Countries that such texts name as a rule because participants come from there."""
_DOINGS, _ASIDE = {"partner", "exchange", "journey", "model"}, {"origin", "trade"}
SURE, LIKELY, DOUBTFUL, ELSEWHERE = 0.99, 0.9, 0.5, 0.1


def places_abroad(words: Words, segments: Segments, mentions: Sequence[PlaceMention]) -> dict[PlaceMention, float]:
    """The countries and cities abroad, each with how sure it is that the project has to do with it.

    A place in a country that is sure elsewhere is as sure, unless it stands where people's origin is told.
    """
    foreign = [one for one in mentions if one.place.kind in ("country", "city")] + list(_unlisted(words, mentions))
    found = {one: _sureness(one, words, segments, at) for one in foreign if (at := segments.at(one.first))}
    best: dict[str | None, float] = {}
    for one, sure in found.items():
        best[_country(one)] = max(best.get(_country(one), 0.0), sure)
    return {one: best[_country(one)] if sure > ELSEWHERE else sure for one, sure in found.items()}


def _country(mention: PlaceMention) -> str | None:
    return mention.place.country or mention.place.code


def _sureness(mention: PlaceMention, words: Words, segments: Segments, at: Segment) -> float:
    """How sure the words around a place make that the project has to do with it."""
    cues = cues_in(words, at)
    strong = cues & {"partner", "exchange", "model"}
    afar = _country(mention) in _AFAR
    if ((cues & _ASIDE) and not strong) or (afar and not cues & _DOINGS) or ("people from" in cues and (afar or not strong)):
        return ELSEWHERE
    if at.title or at.section == "transnationellt_samarbete" or strong:
        return SURE
    near = cues | {cue for one in segments.around(at) for cue in cues_in(words, one)}
    return LIKELY if near & _DOINGS else DOUBTFUL


def cues_in(words: Words, segment: Segment) -> set[str]:
    """What a sentence says of places abroad."""
    return {cue for cue, *_ in _lexicon().find(words.lower, segment.first, segment.end)}


@functools.cache
def _lexicon() -> Lexicon:
    return Lexicon(read_cues("parser.understanding.tagging", "abroad_cues.toml"))


def _unlisted(words: Words, mentions: Iterable[PlaceMention]) -> Iterator[PlaceMention]:
    """Cities that no vocabulary has, as the grammar shows them: `i Maardu i Estland`, `i Maardu, Estland`."""
    taken = {at for mention in mentions for at in range(mention.first, mention.end)}
    for mention in mentions:
        for at in (mention.first - 2, mention.first - 3) if mention.place.kind == "country" else ():
            if at > 0 and taken.isdisjoint(range(at, mention.first)) and _shows_city(words, at, mention.first - 1):
                name = " ".join(words.written[at : mention.first - 1])
                yield PlaceMention(Place("city", name, None, mention.place.code), at, mention.first - 1)


def _shows_city(words: Words, at: int, joint: int) -> bool:
    """Whether the words up to a joint are a name of one or two words after a preposition."""
    return (
        words.lower[joint] in ("i", ",", "(")
        and words.lower[at - 1] in _UNLISTED_BEFORE
        and all(map(_looks_a_city, words.written[at:joint]))
    )


def _looks_a_city(name: str) -> bool:
    capital = name[:1].isupper() and name[1:].islower() and len(name) > 2
    return capital and name not in first_names() and name not in places() and not _UNLISTED_NOT.search(name)
