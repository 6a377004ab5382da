"""Find in prose whether a project is granted or only applied for, by weighted patterns."""

import re
from collections.abc import Iterator, Sequence

from parser.prose.prose_tables import pattern
from parser.prose.prose_words import flat_text
from schema.record import Value

_Sign = tuple[str, float, str, tuple[str, ...]]
_SIGNS: tuple[_Sign, ...] = (
    ("beviljad", 2.5, "granted_surely", ("bevilja",)),
    ("beviljad", 2.0, "granted", ("bevilja", "beslut")),
    ("beviljad", 2.0, "granted_money", ("socialfond", "esf", "eu")),
    ("beviljad", 2.0, "granted_by_fund", ("socialfonden", "esf-rådet")),
    ("beviljad", 1.5, "granted_likely", ("fått", "fick")),
    ("ansökt", 2.5, "applied_surely", ("bevilja", "bifall", "godkänns", "får stöd", "blir det", "ansökan")),
    ("ansökt", 2.0, "applied", ("sök",)),
    ("ansökt", 1.5, "applied_likely", ("ansökan", "beslut", "återremitter", "får komma")),
    ("ansökt", 1.0, "applied_perhaps", ("föreslås", "prelimin", "medel söks")),
)
"""The status, the weight and the pattern of each sign, and parts of words of which a sentence with it has one."""
_FIRST_PAGE, _SEARCHED = 4000, 30_000
_LEAST, _REPETITION = 1.5, 0.1
"""The least weight of a status, and what each repetition adds. Weights were tuned on the gold corpus."""


def find_status(text: str, start: int = 0, end: int | None = None) -> tuple[str, Value] | None:
    """`beviljad` or `ansökt`, with the words that state it; a conditional grant is not a grant.

    A heading (`Om projektet`) is no condition: no sentence runs over a line that ends.
    """
    form = None if start else pattern("application_form").search(text, 0, _FIRST_PAGE)
    if form:
        return "ansökt", Value("status", form[0], *form.span(), "inferred")
    scores = {"": _LEAST}
    places: dict[str, tuple[float, tuple[int, int]]] = {}
    for status, weight, place in _signs(flat_text(text, start, end)[: start + _SEARCHED], start):
        scores[status] = max(scores.get(status, 0.0), weight) + _REPETITION
        places[status] = max(places.get(status, (0.0, place)), (weight, place))
    best = max(scores, key=scores.__getitem__)
    if not best:
        return None
    first, last = places[best][1]
    return best, Value("status", text[first:last], first, last, "inferred")


def _signs(flat: str, start: int) -> Iterator[tuple[str, float, tuple[int, int]]]:
    signs = _signs_in(_SIGNS, flat[start:].lower())
    for sentence in pattern("sentence").finditer(flat, start) if signs else ():
        for status, weight, name, _ in _signs_in(signs, sentence[0].lower()):
            match = pattern(name).search(flat, *sentence.span())
            if match and not (status == "beviljad" and _is_no_grant(flat, sentence, match)):
                yield status, weight, match.span()


def _signs_in(signs: Sequence[_Sign], lower: str) -> list[_Sign]:
    """The signs that have a part of a word in a text."""
    return [sign for sign in signs if any(map(lower.__contains__, sign[3]))]


def _is_no_grant(text: str, sentence: "re.Match[str]", grant: "re.Match[str]") -> bool:
    """Whether a grant is conditional, or another's than the fund's: `Socialnämnden beviljade`."""
    before = text[max(0, grant.start() - 60) : grant.start()]
    if pattern("condition").search(before) or pattern("if").search(grant[0]):
        return True
    is_of_the_fund = pattern("fund").search(sentence[0])
    return not is_of_the_fund and pattern("granted_by_others").search(text, *sentence.span()) is not None
