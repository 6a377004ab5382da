"""Find the name of the project in a prose text: what the text calls it, or its headline."""

import re
from collections.abc import Iterator
from itertools import islice
from math import log2

import msgspec

from schema.record import Value

_UPPER = r"[A-ZÅÄÖÉ]"
_INTRODUCED = (
    (r"\bprojektet,? (?:som )?(?:heter|hette|kallas|kallades|fått namnet|har fått namnet|går under namnet)\s+", 5.0),
    (r"\b(?:som heter|som kallas|med (?:arbets)?namnet|med titeln)\s+", 3.5),
    (r"\bESF-projektet?\s+", 3.0),
    (r"\b(?:för)?projektet,?\s+", 3.0),
    (r"\bprojekt(?:namn)?:?\s+", 2.0),
)
_DEFINITION = re.compile(
    rf"(?:\A|(?<=[.!?\n] )|(?<=\n))(?P<name>{_UPPER}[^.,;:!?\n]{{2,50}}?) (?:är|var|blir) (?:ett|en|ESF|årets|vårt)"
    r"(?: \w+){0,2} (?:\w*projekt|samarbete|satsning|samverkan)\b"
)
_OPENINGS = tuple((re.compile(rf"(?i:{words})(?=[\"”»]?{_UPPER})"), weight) for words, weight in _INTRODUCED)
_QUOTED = re.compile(r"[\"”»“]([^\"”»«“\n]{2,60})[\"”«»]")
_STOP = re.compile(
    r"[.,;:!?()\"”»«\n]|\s[–-]\s|\s(?:är|var|ska|skall|får|fick|har|hade|som|där|vänder|riktar|startar|startade|pågår|pågick|genomförs"
    r"|genomfördes|drivs|drevs|syftar|innebär|ger|vill|kommer|avslutas|avslutades|beviljas|beviljades|ägs|består|bygger"
    r"|finns|inte|beräknas|omfattar|handlar|leds|går|samlar|erbjuder|blir|kan|hjälper|arbetar|och ska|under)\s"
)
_PARTS = re.compile(r"\s[–-]\s|[:,?!]\s|\s\(")
_HEADLINE_PART, _HEADLINE, _DEFINED = 2.0, 1.6, 3.0
_MAX_WORDS = 8
_SEARCHED, _MAX_CANDIDATES = 20_000, 60
"""Maximum characters searched below the headline, and maximum candidates."""
_MAX_REPETITION = 2.0
"""The maximum addition for repetition. These weights, and those above, were tuned on the gold corpus; no other reason
is known."""
_PUNCTUATED, _PARTIAL = 0.8, -0.5
"""What a name gains by ending at a punctuation mark, and loses by being part of a longer one."""


class _Candidate(msgspec.Struct, frozen=True):
    start: int
    end: int
    weight: float


def find_project_title(text: str, start: int, end: int) -> Value:
    """The project's name in a text whose headline is `text[start:end]`, without subtitle; else the headline.

    A candidate wins by being introduced as a name and repeated.
    """
    text = text[: end + _SEARCHED]
    candidates = list(islice(_candidates(text, start, end), _MAX_CANDIDATES))
    scores: dict[str, float] = {}
    for one in candidates:
        key = _key(text[one.start : one.end])
        scores[key] = max(scores.get(key, 0.0), one.weight) + (0.2 if key in scores else 0.0)
    best = max(candidates, key=lambda one: _score(text, one, scores))
    headline = re.fullmatch(r"(?:(?:För)?projekt(?:et)?:?\s+)?(.*)", text[start:end], re.IGNORECASE)
    if headline and headline[1] and _key(headline[1]) == _key(text[best.start : best.end]):
        best = _Candidate(start, end, 0.0)
    return Value("title", text[best.start : best.end], best.start, best.end, "inferred")


def _score(text: str, one: _Candidate, scores: dict[str, float]) -> float:
    name = text[one.start : one.end]
    repetition = min(_MAX_REPETITION, log2(max(1, _count(text, name))))
    return scores[_key(name)] + repetition + 0.01 * len(name.split())


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _candidates(text: str, start: int, end: int) -> Iterator[_Candidate]:
    yield _Candidate(start, end, _HEADLINE)
    cuts = [0, *(edge for match in _PARTS.finditer(text[start:end]) for edge in match.span()), end - start]
    for first, last in zip(cuts[::2], cuts[1::2], strict=True):
        if last > first and _key(text[start + first : start + last]) in _key(text[end:]):
            yield _Candidate(start + first, start + last, _HEADLINE_PART)
    for match in _DEFINITION.finditer(text):
        yield _Candidate(*match.span("name"), _DEFINED)
    for pattern, weight in _OPENINGS:
        for match in pattern.finditer(text):
            yield from _introduced_names(text, match.end(), weight)


def _introduced_names(text: str, start: int, weight: float) -> Iterator[_Candidate]:
    quoted = _QUOTED.match(text, start)
    if quoted:
        yield _Candidate(quoted.start(1), quoted.end(1), weight + 1)
        return
    flat = text[start : start + 90].replace("\n", " ")
    stop = _STOP.search(flat)
    words = list(re.finditer(r"\S+", flat[: stop.start()] if stop else flat))[:_MAX_WORDS]
    ends = [word.end() for word in words]
    repeated = [end for end in ends if _count(text, flat[:end]) > 1]
    if ends and stop:
        punctuated = len(ends) < 7 and not stop[0].strip().isalpha()
        yield _Candidate(start, start + ends[-1], weight + (_PUNCTUATED if punctuated else 0.0))
    if repeated and repeated[-1:] != ends[-1:]:
        yield _Candidate(start, start + repeated[-1], weight + _PARTIAL)


def _count(text: str, name: str) -> int:
    """How often a name occurs in a text, as written."""
    words = r"\s+".join(map(re.escape, name.split()))
    return len(re.findall(rf"(?<!\w){words}(?!\w)", text))
