"""Find in prose whether a project is granted or only applied for, by weighted signs."""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from parser.prose.prose_tables import pattern
from parser.prose.prose_words import flat_text, lowered, places_of
from parser.text.pattern_tables import read_table
from schema.record import Value

_FIRST_PAGE, _SEARCHED = 4000, 30_000
_LEAST, _REPETITION = 1.5, 0.1
"""The least weight of a status, and what each repetition adds. Weights were tuned on the gold corpus."""


class _Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    status: str
    weight: float
    parts: list[str]


def find_status(text: str, start: int = 0, end: int | None = None) -> tuple[str, Value] | None:
    """`beviljad` or `ansökt`, with the words that state it; a conditional grant is not a grant.

    A heading (`Om projektet`) is no condition: no sentence runs over a line that ends.
    """
    form = None if start else pattern("application_form").search(text, 0, _FIRST_PAGE)
    if form:
        return "ansökt", Value("status", form[0], *form.span(), "inferred")
    scores = {"": _LEAST}
    places: dict[str, tuple[float, tuple[int, int]]] = {}
    for sign, place in _signs(flat_text(text, start, end)[: start + _SEARCHED], start):
        scores[sign.status] = max(scores.get(sign.status, 0.0), sign.weight) + _REPETITION
        places[sign.status] = max(places.get(sign.status, (0.0, place)), (sign.weight, place))
    best = max(scores, key=scores.__getitem__)
    if not best:
        return None
    first, last = places[best][1]
    return best, Value("status", text[first:last], first, last, "inferred")


def _signs(flat: str, start: int) -> Iterator[tuple[_Sign, tuple[int, int]]]:
    """The signs and their places, by sentence, then in the order of the table."""
    lower, signs = lowered(flat[start:]), _table()
    parts = [(start + at, n) for n, sign in enumerate(signs) for part in sign.parts for at in places_of(part, lower)]
    sentences = [one.span() for one in pattern("sentence").finditer(flat, start)] if parts else []
    starts = [first for first, _ in sentences]
    for at, number in sorted({(bisect_right(starts, at) - 1, number) for at, number in parts}):
        match = pattern(signs[number].name).search(flat, *sentences[at])
        if match and not (signs[number].status == "beviljad" and _is_no_grant(flat, sentences[at], match)):
            yield signs[number], match.span()


def _is_no_grant(text: str, sentence: tuple[int, int], grant: "re.Match[str]") -> bool:
    """Whether a grant is conditional, or another's than the fund's: `Socialnämnden beviljade`."""
    before = text[max(0, grant.start() - 60) : grant.start()]
    if pattern("condition").search(before) or pattern("if").search(grant[0]):
        return True
    is_of_the_fund = pattern("fund").search(text[slice(*sentence)])
    return not is_of_the_fund and pattern("granted_by_others").search(text, *sentence) is not None


@functools.cache
def _table() -> list[_Sign]:
    return msgspec.convert(read_table("parser.prose", "status_signs.toml")["sign"], list[_Sign])
