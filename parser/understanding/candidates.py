"""Every number, amount and date in the prose of a page, each with its sentence: what the judges decide about."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from parser.understanding.elided import named
from parser.understanding.frame import Frame
from parser.understanding.labelled_counts import labelled
from parser.understanding.readers.dates import Date, dates
from parser.understanding.readers.money import Money, amounts
from parser.understanding.readers.quantities import Quantity, has_number, quantities
from parser.understanding.sentences import Sentence, sentences

Sort = Literal["money", "date", "quantity"]
_HEADING_REACH = 300
"""Characters before a sentence in which a table's heading may say what its numbers are counted in."""


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


def find_candidates(frame: Frame) -> list[SentenceFacts]:
    """The sentences of a page that hold a number, with what their readers find."""
    found = [sentence for sentence in sentences(frame) if any(map(str.isalnum, sentence.text))]
    text = flat(frame.text, found)
    return [SentenceFacts(one, list(_candidates(one, text)), text) for one in found]


def flat(text: str, found: list[Sentence]) -> str:
    """The text with the wraps inside its sentences as spaces, and every space plain: readers need not mind them."""
    pieces, place = [], 0
    for sentence in found:
        pieces += [text[place : sentence.start], sentence.text]
        place = sentence.end
    return "".join([*pieces, text[place:]])


def _candidates(sentence: Sentence, text: str) -> Iterator[Candidate]:
    if not has_number(sentence.text):
        return
    start, end = sentence.start, sentence.end
    found: list[Money | Date | Quantity] = [*dates(text, start, end)]
    found += amounts(text, start, end, text[max(sentence.block, start - _HEADING_REACH) : start])
    taken = [(one.start, one.end) for one in found]
    found += [named(text, labelled(text, one, start, end)) for one in quantities(text, start, end, taken)]
    yield from (Candidate(one, one.start, one.end) for one in sorted(found, key=lambda one: one.start))
