"""Numbers that count nothing (`masks.toml`): ages, days, telephone numbers, clauses, times, addresses."""

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from parser.understanding.readers.reader_tables import read_table

_LONGEST, _SEEN = 24, 3
"""Characters of the words before a number that say what it is, at most; those at their end that are looked at first."""


class Mask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is matched where a number starts, the words right before it, and a text whose number it is."""

    pattern: str
    example: str
    after: tuple[str, ...] = ()


@functools.cache
def masks() -> list[Mask]:
    """The table of masks.toml."""
    return msgspec.convert(read_table("masks")["mask"], list[Mask])


def masked(text: str, start: int, end: int, places: Iterable[int]) -> list[tuple[int, int]]:
    """Where numbers that count nothing stand; `places` are where the numbers of `text[start:end]` start."""
    found, reached, (alone, after, last) = list[tuple[int, int]](), start, _patterns()
    for place in places:
        if place >= reached and text[place].isdigit():
            before = f" {text[max(start, place - _LONGEST) : place].lower()}"
            likely = () if last.isdisjoint((before[-_SEEN:], before[-2:], before[-1:])) else after
            named = (pattern.match(text, place, end) for endings, pattern in likely if before.endswith(endings))
            match = next(filter(None, named), None)
            first = max(start, text.rfind(" ", start, place - 1) + 1) if match else place
            if match := match or alone.match(text, place, end):
                reached = match.end()
                found.append((first, reached))
    return found


@functools.cache
def _patterns() -> tuple[re.Pattern[str], list[tuple[tuple[str, ...], re.Pattern[str]]], set[str]]:
    """The pattern of what stands alone, and those of what stands after words, each with what stands before it.

    Last, the ends of all that stands before: few numbers have one of them before it.
    """
    alone = "|".join(mask.pattern for mask in masks() if not mask.after)
    after = [(tuple(_endings(mask.after)), re.compile(mask.pattern, re.I)) for mask in masks() if mask.after]
    return re.compile(alone, re.I), after, {ending[-_SEEN:] for endings, _ in after for ending in endings}


def _endings(words: Iterable[str]) -> Iterator[str]:
    """How a text ends before a number that stands after one of some words or signs."""
    for word in words:
        yield from (f" {word} ", f"({word} ", f".{word} ") if word[0].isalpha() else (f"{word} ", *word.strip(":;,"))
