"""Words, compounds and ages that name a target group, wherever they stand."""

import functools
import re
from collections.abc import Iterator

import msgspec

from parser.understanding.tagging.ages import ages
from parser.understanding.tagging.tokens import Phrases, Words
from schema.prose_vocabulary import target_groups

_AND = frozenset(("och", "samt", "eller", ","))


class Mention(msgspec.Struct, frozen=True):
    """A group's word in the text; places in words and characters.

    `kind` is `alias`, `occupation`, `weak`, or, with no place in words, `age` or `pattern`.
    """

    group: str
    kind: str
    first: int
    end: int
    start_char: int
    end_char: int


def mentions_of(text: str, words: Words) -> Iterator[Mention]:
    """Every word, phrase, compound and age that names a target group."""
    yield from _named(words)
    for group, start, end in ages(text):
        yield Mention(group, "age", -1, -1, start, end)
    lowered = text.lower()
    for group, pattern in _patterns():
        for match in pattern.finditer(lowered):
            yield Mention(group, "pattern", -1, -1, *match.span())


def _named(words: Words) -> Iterator[Mention]:
    """Phrases and compounds; within a group the longest, and no trade inside a longer phrase of another group."""
    found = sorted([*_phrases().found(words), *_compounds(words)], key=lambda item: (item[1], -item[2], item[0]))
    taken: dict[str, int] = {}
    reach = 0
    for label, first, end in found:
        group, kind = label.split("|")
        if first < taken.get(group, 0):
            continue
        if kind == "occupation" and first <= reach + 1 and reach:
            reach = end if first <= reach or words.lower[first - 1] in _AND else reach
            if end <= reach:
                continue
        taken[group] = end
        reach = max(reach, end if end - first > 1 else 0)
        yield Mention(group, kind, first, end, words.starts[first], words.ends[end - 1])


@functools.cache
def _labelled() -> list[tuple[str, str]]:
    kinds = (("aliases", "alias"), ("occupations", "occupation"), ("weak", "weak"))
    rows = target_groups().items()
    return [(word, f"{name}|{kind}") for name, group in rows for field, kind in kinds for word in getattr(group, field)]


@functools.cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    rows = ((name, group.patterns) for name, group in target_groups().items() if group.patterns)
    return [(name, re.compile(rf"\b(?:{'|'.join(patterns)})")) for name, patterns in rows]


@functools.cache
def _phrases() -> Phrases:
    plain = [(word, label) for word, label in _labelled() if word[0] != "*"]
    return Phrases([*plain, *((f"{word}s", label) for word, label in plain if word[-1] not in "sx")], "LOWER")


@functools.cache
def _heads() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """Ends of compounds, their labels, and the words that have an entry of their own."""
    heads = {word[1:]: label for word, label in _labelled() if word[0] == "*"}
    ends = "|".join(sorted(heads, key=len, reverse=True))
    own = frozenset(word for word, _ in _labelled())
    return re.compile(rf"[a-zåäöé-]{{2,}}?({ends})s?$"), heads, own


def _compounds(words: Words) -> Iterator[tuple[str, int, int]]:
    for at, word in enumerate(words.lower):
        if 6 < len(word) < 60 and (label := _compound(word)):
            yield label, at, at + 1


@functools.lru_cache(maxsize=100_000)
def _compound(word: str) -> str | None:
    pattern, heads, own = _heads()
    if (
        word in own
        or word.removesuffix("s") in own
        or word.startswith(("utförar", "genomförar", "samarbetar", "bearbetar"))
    ):
        return None
    match = pattern.fullmatch(word)
    return heads[match[1]] if match else None
