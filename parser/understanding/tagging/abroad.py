"""Countries and cities abroad, and how surely the project has a partner, an exchange, a model or a journey there."""

import re
from collections.abc import Iterable, Iterator, Sequence

from parser.understanding.tagging.evidence import Cues
from parser.understanding.tagging.place_names import PlaceMention
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.words import Words
from schema.prose_vocabulary import Place, first_names, places

_UNLISTED_BEFORE = re.compile("i|till|från|ur|,|och|både|samt|utanför|vid|nära|staden|orten|kring")
_UNLISTED_NOT = re.compile(
    r"(?:skolan|skola|universitetet|kommun|institutet?|förbundet|föreningen|projektet|erna|arna|orna|ade)$|"
    r"^(?:Sverige|Europa|Norden|Eu|Baltikum|Skandinavien|Balkan|Projektet|Socialfonden)$"
)
"""Words before a name that the grammar shows to be a city's, and names that are none."""
_AFAR = re.compile(
    "AF|BD|CL|CO|DZ|EG|ER|ET|GH|GM|IQ|IR|JO|KE|KW|LB|LK|LY|MA|NG|PH|PK|PS|RW|SA|SD|SO|SY|TH|TN|UA|UG|UZ|VN|ZW"
)
"""Countries that such texts name as a rule because participants come from there."""
_DOINGS, _ASIDE = {"partner", "exchange", "journey", "model"}, {"origin", "trade"}
SURE, LIKELY, DOUBTFUL, ELSEWHERE = 0.99, 0.9, 0.5, 0.1


def places_abroad(words: Words, segments: Segments, mentions: Sequence[PlaceMention]) -> dict[PlaceMention, float]:
    """The countries and cities abroad, each with how sure it is that the project has to do with it.

    A place in a country that is sure elsewhere is as sure, unless it stands where people's origin is told.
    """
    foreign = [one for one in mentions if one.place.kind in ("country", "city")] + list(_unlisted(words, mentions))
    cues = Cues(words, "abroad_cues.toml")
    found = {one: _sureness(one, cues, segments, at) for one in foreign if (at := segments.at(one.first))}
    best: dict[str | None, float] = {}
    for one, sure in found.items():
        best[_country(one)] = max(best.get(_country(one), 0.0), sure)
    return {one: best[_country(one)] if sure > ELSEWHERE else sure for one, sure in found.items()}


def _country(mention: PlaceMention) -> str | None:
    return mention.place.country or mention.place.code


def _sureness(mention: PlaceMention, cues: Cues, segments: Segments, at: Segment) -> float:
    """How sure the words around a place make that the project has to do with it."""
    said, afar = cues.names(at), _AFAR.fullmatch(_country(mention) or "")
    strong = said & {"partner", "exchange", "model"}
    origin = "people from" in said or "origin" in said
    if (afar and (origin or not strong)) or ((said & _ASIDE or "people from" in said) and not strong):
        return ELSEWHERE
    if at.title or at.section == "transnationellt_samarbete" or strong - {"model"}:
        return SURE
    near = said.union(*map(cues.names, segments.around(at)))
    return LIKELY if near & _DOINGS else DOUBTFUL


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
    return bool(
        words.lower[joint] in ("i", ",", "(")
        and _UNLISTED_BEFORE.fullmatch(words.lower[at - 1])
        and all(map(_looks_a_city, words.written[at:joint]))
    )


def _looks_a_city(name: str) -> bool:
    capital = name[:1].isupper() and name[1:].islower() and len(name) > 2
    return capital and name not in first_names() and name not in places() and not _UNLISTED_NOT.search(name)
