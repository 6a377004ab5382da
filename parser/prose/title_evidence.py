"""What a text says of each name that may be its project's: the features that the judge of titles weighs."""

import functools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

import msgspec

from parser.prose.headline import Headline
from parser.prose.prose_tables import judge_of, pattern, word_list
from parser.prose.prose_words import DASHES, QUOTES, Name, TextWords, places_of
from parser.prose.title_candidates import AND, candidates, says_on
from schema.prose_vocabulary import places

_MOST, _WEIGHED, _LOOKED_AT = 400, 60, 6
"""Places of names that are found in a text, different names weighed, and mentions of one that are looked at."""
_NEAR, _EARLY, _LONG = 8, 500, 7
_SIZES = ("0", "1", "2", "3", "4+", "4+", "4+", "7+")
_PROJECTS = ("projekt", "satsning", "insats", "studie", "initiativ", "program")
_FUNDS = ("socialfond", "strukturfond", "eu-", "esf")
_NAMED = {f"before {cue}" for cue in ("project called", "project", "effort", "line", "paid, ends at mark")}
_NAMED |= {"after defined", "after names", "after apposition", "quoted, short"}
_NO_PROJECT = {"no name", "organisation", "place"}
_OF_HEADLINES = ("words", "opens", "fund", "holds", "organisation", "number", "place", "no name", "paper")


class TitleEvidence(msgspec.Struct, frozen=True, dict=True):
    """A name with its first place, how often it is said, and what speaks for or against it."""

    name: Name
    mentions: int
    features: frozenset[str]

    @functools.cached_property
    def probability(self) -> float:
        """How likely it is the title."""
        return judge_of("title").probabilities(self.features)["right"]


def weigh_titles(words: TextWords, headline: Headline) -> list[TitleEvidence]:
    """Every name that may be the title, with its features; the headline is the first."""
    top = words.at(headline.start), words.at(headline.end)
    mentions = _mentions(words, top)
    found = {key: {*_of_name(words, key, at, top)} for key, at in mentions.items()}
    named = {key for key, says in found.items() if says & _NAMED and not says & _NO_PROJECT}
    for key, says in found.items():
        if "headline whole" in says:
            says |= {f"headline {one}" for one in says if one.startswith(_OF_HEADLINES)}
            says |= {f"headline found {headline.found}", f"others named {bool(named - {key})}"}
    return [
        TitleEvidence((at[0], at[0] + key.count(" ") + 1), len(at), frozenset(found[key]))
        for key, at in mentions.items()
    ]


def _mentions(words: TextWords, top: Name) -> dict[str, list[int]]:
    """The words at which each name begins, in all the text; names in lower case with all dashes alike."""
    lower = ["-" if one in DASHES else one for one in words.lower[: len(words)]]
    names = (" ".join(lower[first:last]) for first, last in islice(candidates(words, top), _MOST) if first < last)
    text, starts = f" {' '.join(lower)} ", [*accumulate((len(one) + 1 for one in lower), initial=0)]
    return {
        name: [bisect_left(starts, at) for at in places_of(f" {name} ", text)]
        for name in islice(dict.fromkeys(names), _WEIGHED)
    }


def _of_name(words: TextWords, key: str, mentions: Sequence[int], top: Name) -> Iterator[str]:
    first, parts = mentions[0], key.split(" ")
    size = len(parts)
    yield f"mentions {min(len(mentions), 5)}"
    yield f"words {_SIZES[min(size, _LONG)]}"
    yield from _in_headline(size, mentions, top)
    yield from _looks(parts, words.written(first, first + size))
    for at in mentions[:_LOOKED_AT]:
        yield from _around(words, at, at + size)
    if any(says_on(words, at) for at in range(first + 1, first + size)):
        yield "holds a verb"
    if any(map(words.opens_column, range(first + 1, first + size))):
        yield "holds a mark"
    if words.starts[first] - words.starts[0] < _EARLY:
        yield "early"


def _looks(parts: list[str], written: str) -> list[str]:
    looks = {
        "lower case": not written[0].isupper(),
        "capitals": len(parts) == 1 and written.isupper(),
        "no name": len(parts) < 3 and parts[0] in word_list("no_names"),
        "paper": parts[0] in word_list("papers"),
        "opens a sentence": parts[0] in word_list("sentence_openers"),
        "fund": any(one.startswith(_FUNDS) for one in parts),
        "place": written in places(),
        "holds a mark": not {*".,;?:"}.isdisjoint(parts),
        "holds a dash": "-" in parts,
        "number": any(map(str.isdigit, parts)),
        "organisation": any(map(pattern("organised").search, parts)),
    }
    return [name for name, is_so in looks.items() if is_so]


def _in_headline(size: int, mentions: Sequence[int], top: Name) -> Iterator[str]:
    if mentions[0] == top[0]:
        yield "headline whole" if top[0] + size == top[1] else "headline begins"
    elif any(top[0] <= at < top[1] for at in mentions):
        yield "headline within"
    else:
        yield "headline not"
        return
    yield f"headline, {min(sum(at >= top[1] for at in mentions), 2)} below"


def _around(words: TextWords, first: int, end: int) -> Iterator[str]:
    opens, closes = words.lower[first - 1] in QUOTES, words.lower[end] in QUOTES
    if opens and closes and words.lower[end - 1] not in ",.?":
        yield "quoted"
        yield from ["quoted, short"] * (end - first < _LONG - 1 and words.is_capital(first))
    ending = "ends at quote" if opens and closes else _ending(words, end)
    yield ending
    for cue in _said_before(words, first - opens):
        yield cue
        yield f"{cue}, {ending}"
    yield from words.cues["title after"].get(end + closes, ())


def _said_before(words: TextWords, first: int) -> list[str]:
    said = [*words.cues["title before"].get(first, ())]
    is_called = "before called" in said and "before former" not in said
    near = " ".join(words.lower[max(0, first - _NEAR) : first]) if is_called else ""
    if "before field" in said or (near and any(project in near for project in _PROJECTS)):
        said.append("before project called")
    if words.lower[first - 1] in {"\n", ".", "!", "?", "–"}:
        said.append("before nothing")
    return said


def _ending(words: TextWords, end: int) -> str:
    word = "\n" if words.opens_column(end) else words.lower[end]
    if word in DASHES:
        return "ends at dash, capital" if words.is_capital(end + 1) else "ends at dash"
    if not word[0].isalnum():
        return "ends at line" if word == "\n" else "ends at mark"
    return "ends at verb" if says_on(words, end + (word in AND)) else "ends at nothing"
