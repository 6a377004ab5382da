"""Find the name of the project in a prose text: what the text calls it, or its headline."""

import itertools
import re
from collections.abc import Iterator
from itertools import islice
from math import log2

import msgspec

from parser.prose.headline import Headline, find_headline
from parser.prose.named_organisations import organisations
from parser.prose.title_cues import (
    DEFINED,
    DESCRIBED,
    END_OF_NAME,
    LABELLED_NAME,
    NAMED_FIRST,
    NO_NAME,
    OPENINGS,
    SET_APART,
    SPELLED_OUT,
    SUPPORTED,
    TITLE_DASH,
    TITLE_PARTS,
    UPPER,
)
from parser.sectioning.line_wraps import joined
from schema.prose_vocabulary import places
from schema.record import Value

_QUOTED = re.compile(r"[\"”»“]([^\"”»«“\n]{2,60})[\"”«»]")
_PREFIXED = re.compile(
    r"(?:(?:(?:ESF|EU|socialfonds)-?projekt(?:et)?:?|projekt(?:et|namn)?:)\s+)?"
    r"(?P<title>(?:(?:för)?projekt(?:et)?\s+)?(?P<name>.*))",
    re.IGNORECASE,
)
"""A headline without its label: `Projektet Bryggan` is kept, of `ESF-projekt Bryggan` the name."""
_DASHES = re.compile("[–—-]")
_HEADLINE_PART, _HEADLINE, _DEFINED, _LABELLED, _NAMED_FIRST, _SUPPORTED, _NO_HEADLINE = (
    2.0, 1.6, 3.0, 3.8, 4.0, 0.4, 0.2,
)  # fmt: skip
_MAX_WORDS, _MAX_DASHED, _LONGEST, _FEWEST_CAPITALS = 8, 5, 90, 2
"""Maximum words in a name and in the part of it after a dash, characters in it, and capitals in a short name."""
_SEARCHED, _MAX_CANDIDATES, _MAX_PARTS = 20_000, 60, 8
"""Maximum characters searched below the headline, maximum candidates, and cuts in a headline."""
_MAX_REPETITION = 2.0
"""The maximum addition for repetition. These weights, and those of the cues, were tuned on the gold corpus; no other
reason is known."""
_PUNCTUATED, _PARTIAL = 0.8, -0.5
"""What a name gains by ending at a punctuation mark, and loses by being part of a longer one."""


class _Candidate(msgspec.Struct, frozen=True):
    start: int
    end: int
    weight: float


def find_project_title(text: str, start: int, end: int) -> Value:
    """The project's name in a text whose first line is `text[start:end]`, without subtitle; else the headline.

    A candidate wins by being introduced as a name and repeated.
    """
    flat = text[:end] + joined(text[end : end + _SEARCHED])
    headline = find_headline(flat, start, end)
    candidates = list(islice(_candidates(flat, headline), _MAX_CANDIDATES))
    scores: dict[str, float] = {}
    for one in candidates:
        key = _key(flat[one.start : one.end])
        scores[key] = max(scores.get(key, 0.0), one.weight) + (0.2 if key in scores else 0.0)
    best = max(candidates, key=lambda one: _score(flat, one, scores))
    best = _as_in_headline(flat, headline, _in_full(flat, best, candidates))
    return Value("title", text[best.start : best.end], best.start, best.end, "inferred")


def _in_full(text: str, best: _Candidate, candidates: list[_Candidate]) -> _Candidate:
    """A short name with the form in full that the text gives in brackets after it: one title."""
    name = text[best.start : best.end]
    if not _is_short(name):
        return best
    for one in candidates:
        full = SPELLED_OUT.match(text, one.end) if text[one.start : one.end] == name else None
        if full and full["form"].startswith(name[0]) and not full["form"].isupper():
            return _Candidate(one.start, full.end(), one.weight)
    return best


def _is_short(name: str) -> bool:
    """Whether a name is a short form, whose form in full may follow: `SIV`, `FoU-lyftet`."""
    return " " not in name and sum(map(str.isupper, name)) >= _FEWEST_CAPITALS


def _as_in_headline(text: str, headline: Headline, best: _Candidate) -> _Candidate:
    """The name where the headline is just that name, or the name with more after a dash that the text repeats.

    A headline in capitals gives way to the name as the text writes it.
    """
    match = _PREFIXED.fullmatch(text, headline.start, headline.end)
    name, below = text[best.start : best.end], _key(text[headline.end :])
    if match is None or (match["name"].isupper() and not name.isupper()):
        return best
    whole, key = _key(match["name"]), _key(name)
    said_in_full = whole.startswith(f"{key} - ") and 0 < below.count(key) == below.count(whole)
    return _Candidate(*match.span("title"), 0.0) if whole == key or said_in_full else best


def _score(text: str, one: _Candidate, scores: dict[str, float]) -> float:
    name = text[one.start : one.end]
    repetition = min(_MAX_REPETITION, log2(max(1, _count(text, name))))
    return scores[_key(name)] + repetition + 0.01 * len(name.split())


def _key(name: str) -> str:
    return " ".join(_DASHES.sub("-", name.casefold()).split())


def _candidates(text: str, headline: Headline) -> Iterator[_Candidate]:
    yield _Candidate(headline.start, headline.end, _HEADLINE if headline.found else _NO_HEADLINE)
    yield from _parts(text, headline)
    for match in LABELLED_NAME.finditer(text, headline.start):
        if not END_OF_NAME.search(TITLE_DASH.sub("  ", match["name"])):
            yield _Candidate(*match.span("name"), _LABELLED)
    names = itertools.chain(_defined_names(text), _supported_names(text, headline), _opened_names(text))
    yield from (one for one in names if _is_name(text[one.start : one.end]))


def _opened_names(text: str) -> Iterator[_Candidate]:
    for pattern, weight in OPENINGS:
        for match in pattern.finditer(text):
            yield from _introduced_names(text, match.end(), weight)


def _is_name(words: str) -> bool:
    """Whether words in the place of a name do more than point at the project or say where it is."""
    return NO_NAME.fullmatch(words) is None and words not in places()


def _parts(text: str, headline: Headline) -> Iterator[_Candidate]:
    """The parts of the headline that the text below has also without the rest of it."""
    weight = _HEADLINE_PART if headline.found else _NO_HEADLINE + _HEADLINE_PART - _HEADLINE
    start, whole = headline.start, text[headline.start : headline.end]
    below = _key(text[headline.end :])
    in_full = below.count(_key(whole))
    cuts = [
        0,
        *(edge for match in islice(TITLE_PARTS.finditer(whole), _MAX_PARTS) for edge in match.span()),
        len(whole),
    ]
    for first, last in zip(cuts[::2], cuts[1::2], strict=True):
        part = whole[first:last]
        if part and _is_name(part) and below.count(_key(part)) > in_full:
            yield _Candidate(start + first, start + last, weight)


def _defined_names(text: str) -> Iterator[_Candidate]:
    for match in DEFINED.finditer(text):
        yield _Candidate(*match.span("name"), _DEFINED)
    for match in NAMED_FIRST.finditer(text):
        yield _Candidate(*match.span("name"), _NAMED_FIRST)


def _supported_names(text: str, headline: Headline) -> Iterator[_Candidate]:
    """What is paid for, where it is set apart or named again, or no headline is, and is no organisation or place."""
    patterns = (SUPPORTED,) if headline.found else (SUPPORTED, DESCRIBED)
    matches = itertools.chain.from_iterable(pattern.finditer(text) for pattern in patterns)
    for match in islice(matches, _MAX_CANDIDATES):
        for one in _introduced_names(text, match.end(), _SUPPORTED):
            name = text[one.start : one.end]
            named = not headline.found or SET_APART.match(text, one.end) or _count(text, name) > 1
            if named and next(organisations(text, one.start, one.end), None) is None:
                yield one


def _introduced_names(text: str, start: int, weight: float) -> Iterator[_Candidate]:
    quoted = _QUOTED.match(text, start)
    if quoted:
        yield _Candidate(quoted.start(1), quoted.end(1), weight + 1)
        return
    near = text[start : start + _LONGEST]
    stop = END_OF_NAME.search(near)
    ends = [word.end() for word in re.finditer(r"\S+", near[: stop.start()] if stop else near)][:_MAX_WORDS]
    repeated = [end for end in ends if _count(text, near[:end]) > 1]
    if ends and stop:
        punctuated = len(ends) < 7 and not stop[0].strip().isalpha()
        yield _Candidate(start, start + ends[-1], weight + (_PUNCTUATED if punctuated else 0.0))
        yield from _dashed(text, start, start + stop.start(), weight)
    if repeated and repeated[-1:] != ends[-1:]:
        yield _Candidate(start, start + repeated[-1], weight + _PARTIAL)


def _dashed(text: str, start: int, end: int, weight: float) -> Iterator[_Candidate]:
    """A name with a dash in it: `Kust – Inland`, where what follows the dash begins with a capital."""
    dash = TITLE_DASH.match(text, end)
    stop = END_OF_NAME.search(text, dash.end(), dash.end() + _LONGEST) if dash else None
    if dash is None or stop is None or _is_short(text[start:end]) or not re.match(UPPER, text[dash.end() :][:1]):
        return
    rest = text[dash.end() : stop.start()]
    owner = next(organisations(text, dash.end(), stop.start()), None)
    if len(rest.split()) <= _MAX_DASHED and owner is None and not NO_NAME.fullmatch(rest):
        yield _Candidate(start, stop.start(), weight + _PUNCTUATED)


def _count(text: str, name: str) -> int:
    """How often a name occurs in a text, as written but for its dashes; as part of `name – More` it does not count."""
    words = r"\s+".join("[–—-]" if _DASHES.fullmatch(word) else re.escape(word) for word in name.split())
    return len(re.findall(rf"(?<!\w){words}(?!\w|\s[–—-]\s{UPPER})", text))
