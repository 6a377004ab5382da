"""What a text says of each organisation that may own its project: the features that the judge of owners weighs."""

import functools
from collections.abc import Iterator
from itertools import islice

import msgspec

from parser.prose.named_organisations import is_bare_kind, organisations
from parser.prose.prose_tables import judge_of, word_list
from parser.prose.prose_words import Name, TextWords
from schema.prose_vocabulary import first_names, places

_MOST, _LONGEST = 60, 9
"""Organisations weighed in a text, and words in the name of one."""
_INNER = frozenset(("i", "för", "&", "av", "på", "vid", "-", "/"))
_AND = frozenset(("och", ",", "samt", "/"))
_FUNDS = ("esf", "eu", "europeiska", "socialfond", "strukturfond", "svenska")
_OWNS = frozenset(("before owner", "after owns"))
"""What says it with the word, which an authority that grants must have."""
_SAYS_SO = _OWNS | {f"before {cue}" for cue in ("run", "granted")}
_SAYS_SO |= {f"after {cue}" for cue in ("runs", "granted", "applies", "project")}
"""What says who owns, runs or has applied: without any of it an organisation is no owner."""


class OwnerEvidence(msgspec.Struct, dict=True):
    """An organisation by the place of its first mention in the text, and what speaks for or against it."""

    start: int
    end: int
    features: set[str]

    @property
    def says_so(self) -> bool:
        """Whether something says who owns, runs or has applied."""
        return not self.features.isdisjoint(_OWNS if "after grants" in self.features else _SAYS_SO)

    @functools.cached_property
    def probability(self) -> float:
        """How likely it is the owner."""
        return judge_of("owner").probabilities(self.features)["right"]


def weigh_owners(words: TextWords) -> list[OwnerEvidence]:
    """Every organisation that may be the owner, in the order of their first mention, with its features."""
    found: dict[str, OwnerEvidence] = {}
    for first, last in sorted({name for name in islice(_named(words), 5 * _MOST) if name[0] < name[1] <= len(words)}):
        said = {*_around(words, first, last)}
        start, end = words.starts[first], words.ends[last - 1] - ("after project" in said)
        key = words.text[start:end].casefold()
        if key not in found and len(found) < _MOST and _may_own(words, first, last):
            found[key] = OwnerEvidence(start, end, {"one word"} if last == first + 1 else set())
        if key in found:
            found[key].features |= said
    return [*found.values()]


def _named(words: TextWords) -> Iterator[Name]:
    """What is called an organisation by its kind, and what is called the owner, whatever it is."""
    openers, stops = word_list("openers") | word_list("introducers"), _AND | word_list("address")
    for place in organisations(words.text, words.starts[0] if len(words) else 0):
        first, last = map(words.at, place)
        first -= words.is_capital(first - 1) and words.lower[first - 1] not in openers
        yield first, next((at for at in range(first + 1, last) if words.lower[at] in stops), last)
    for at in (at for at, said in words.cues["owner before"].items() if said & {"before owner", "before run"}):
        last = _end(words, at)
        yield at, last
        if words.lower[last] == "," and words.lower[last + 2] in {"\n", "."} and not _is_place(words, last + 1):
            yield at, last + 2
    for at in (at for at, said in words.cues["owner after"].items() if "after owns" in said):
        first = _start(words, at)
        if at - first > 1 or words.written(first, first + 1).isupper():
            yield first, at


def _end(words: TextWords, at: int) -> int:
    end, stop = at, min(len(words), at + _LONGEST)
    while end < stop and _goes_on(words, end):
        end += 1 + (words.lower[end + 1] in _INNER and end + 2 < stop and _goes_on(words, end + 2))
    return end


def _start(words: TextWords, end: int) -> int:
    first = next((at for at in range(end, end - _LONGEST, -1) if not at or not _goes_on(words, at - 1)), end)
    openers = word_list("openers") | word_list("introducers")
    return next((at for at in range(first, end) if words.is_capital(at) and words.lower[at] not in openers), end)


def _goes_on(words: TextWords, at: int) -> bool:
    """Whether a word may be one of an organisation's name."""
    word = words.lower[at]
    is_part = words.is_capital(at) and not word[0].isdigit() and word not in word_list("address")
    return is_part or word in word_list("kinds") or _is_whose(words, at)


def _is_whose(words: TextWords, at: int) -> bool:
    """Whether a word says, alone or after an adjective, what the organisation is whose name stands before it."""
    word, kind_ends = words.lower[at], tuple(word_list("kind_endings"))
    before = at - 1 - words.lower[at - 1].endswith("ska")
    if word.endswith("ska"):
        return words.lower[at - 1].endswith("s") and words.lower[at + 1].endswith(kind_ends)
    return word.endswith(kind_ends) and words.is_capital(before) and words.lower[before].endswith("s")


def _is_place(words: TextWords, at: int) -> bool:
    return at < len(words) and words.written(at, at + 1) in places()


def _may_own(words: TextWords, first: int, last: int) -> bool:
    """Whether it is no fund, no person, no place, no number of municipalities, and more than the kind alone."""
    written, name = words.written(first, last), words.lower[first]
    is_place = written in places() or written.removesuffix("s") in places()
    is_named = len(written) > 1 and written[0].isupper() and not is_place and not is_bare_kind(written)
    ending = words.lower[last - 1]
    is_other = name.startswith(_FUNDS) or name in word_list("no_owners") or ending.endswith(("kommuner", "fonden"))
    return is_named and not is_other and written.split()[0] not in first_names()


def _around(words: TextWords, first: int, last: int) -> Iterator[str]:
    """What stands before and after a mention; nothing of one of several side by side."""
    lower, before = words.lower, words.lower[first - 1]
    end = last + 3 * (lower[last] == "(" and lower[last + 2] == ")")
    end += 2 * (lower[end] == "i" and words.is_capital(end + 1))
    is_place = _is_place(words, end + 1) and lower[end + 2] not in word_list("kinds")
    follows = lower[end] in _AND and words.is_capital(end + 1) and not is_place
    if follows or (before in _AND and first > 1 and _goes_on(words, first - 2)):
        return
    yield from words.cues["owner before"].get(first, ())
    after = words.cues["owner after"].get(end, ())
    yield from (cue for cue in after if cue != "after project" or lower[last - 1].endswith("s"))
