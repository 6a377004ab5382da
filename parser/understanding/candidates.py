"""Every number, amount and date in the prose of a page, each with its sentence: what the judges decide about."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

import msgspec

from parser.judging.kept import Kept
from parser.understanding.elided import named
from parser.understanding.frame import Frame
from parser.understanding.labelled_counts import labelled
from parser.understanding.readers.dates import Date, dates, hints_at_date
from parser.understanding.readers.money import Money, amounts, hints_at_money
from parser.understanding.readers.numerals import opens_number
from parser.understanding.readers.quantities import Quantity, quantities
from parser.understanding.readers.shares import hints_at_share
from parser.understanding.sentences import Sentence, sentences
from parser.understanding.words import Words

Sort = Literal["money", "date", "quantity"]
_PARTS = re.compile(r"(?:^|(?<=\W))\w+|^\W")
_HEADING_REACH = 300
"""Characters before a sentence in which a table's heading may say what its numbers are counted in."""


class Mark:
    """What a word can be part of; no reader looks at a sentence without a word of its kind."""

    NUMBER = 1
    DATE = 2
    MONEY = 4
    SHARE = 8
    INSIDE = 16
    """A number begins inside the word."""


class Candidate(msgspec.Struct, frozen=True):
    """A number, amount or date at `[start, end)`, as its reader found it."""

    found: Money | Date | Quantity
    start: int
    end: int

    @property
    def sort(self) -> Sort:
        """Which judge decides about it."""
        return "money" if isinstance(self.found, Money) else "date" if isinstance(self.found, Date) else "quantity"


class SentenceFacts(msgspec.Struct, frozen=True):
    """A sentence and the candidates in it, in order; offsets are in `text`, where wraps are plain spaces."""

    sentence: Sentence
    candidates: list[Candidate]
    text: str


def find_candidates(frame: Frame, words: Words) -> list[SentenceFacts]:
    """The sentences of a page, with what the readers find in them."""
    found = [sentence for sentence in sentences(frame) if any(map(str.isalnum, sentence.text))]
    text, marks = flat(frame.text, found), list(map(_MARKS.__getitem__, words.lower))
    at = [place for place, mark in enumerate(marks) if mark]
    starts = [words.starts[place] for place in at]
    facts = []
    for one in found:
        first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
        marked = [(starts[number], marks[at[number]]) for number in range(first, last)]
        facts.append(SentenceFacts(one, list(_candidates(one, text, marked)) if marked else [], text))
    return facts


def flat(text: str, found: list[Sentence]) -> str:
    """The text with the wraps inside its sentences as spaces, and every space plain: readers need not mind them."""
    pieces, place = [], 0
    for sentence in found:
        pieces += [text[place : sentence.start], sentence.text]
        place = sentence.end
    return "".join([*pieces, text[place:]])


def _candidates(sentence: Sentence, text: str, marked: list[tuple[int, int]]) -> Iterator[Candidate]:
    start, end, kinds = sentence.start, sentence.end, 0
    for _, mark in marked:
        kinds |= mark
    found: list[Money | Date | Quantity] = [*dates(text, start, end)] if kinds & Mark.DATE else []
    if kinds & (Mark.NUMBER | Mark.MONEY):
        found += amounts(text, start, end, text[max(sentence.block, start - _HEADING_REACH) : start])
    taken = [(one.start, one.end) for one in found]
    places = None if kinds & Mark.INSIDE else [place for place, mark in marked if mark & Mark.NUMBER]
    read = quantities(text, start, end, taken, places, bool(kinds & Mark.SHARE))
    found += [named(text, labelled(text, one, start, end)) for one in read]
    yield from (Candidate(one, one.start, one.end) for one in sorted(found, key=lambda one: one.start))


def _mark(word: str) -> int:
    hints = {
        Mark.NUMBER: opens_number[word], Mark.DATE: hints_at_date(word), Mark.MONEY: hints_at_money(word),
        Mark.SHARE: hints_at_share(word), Mark.INSIDE: any(map(opens_number.__getitem__, _PARTS.findall(word)[1:])),
    }  # fmt: skip
    return sum(mark for mark, on in hints.items() if on)


_MARKS: Kept[str, int] = Kept(_mark, 200_000)
