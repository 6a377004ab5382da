"""Every number, amount and date in the prose of a page, each with its sentence: what the judges decide about."""

import functools
import re
from bisect import bisect_left
from itertools import compress, count
from operator import attrgetter

import msgspec

from parser.judging.kept import Kept
from parser.understanding.elided import named
from parser.understanding.frame import Frame
from parser.understanding.labelled_counts import labelled
from parser.understanding.readers.dates import Date, dates, hints_at_date
from parser.understanding.readers.money import MONEY_UNITS, Money, amounts, hints_at_money
from parser.understanding.readers.numerals import ABOUT, SCALES, opens_number
from parser.understanding.readers.quantities import Quantity, quantities
from parser.understanding.readers.shares import hints_at_share
from parser.understanding.sentences import Sentence, sentences
from parser.understanding.words import Words

_GROUPED = re.compile(r"\d[. \u00a0\u2009\u202f]\d{3}")
_LATER_PARTS = re.compile(r"(?<=\W)\w+")
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
    ONE = 32
    UNIT = 64
    GROUP = 128
    """Three digits, as after the space of `45 000`."""


_NUMBER = Mark.NUMBER | Mark.ONE
_READ = Mark.NUMBER | Mark.ONE | Mark.DATE | Mark.MONEY | Mark.SHARE | Mark.INSIDE
_ONE = frozenset(("en", "ett"))
_AFTER_ONE = frozenset((*ABOUT, *SCALES, "till", "eller", "och", "par", "halv", "-", "–", "—"))
"""Words after which `en` and `ett` can be numbers rather than articles."""


Number = Money | Date | Quantity
"""A number, amount or date in a text, as its reader found it."""


class SentenceFacts(msgspec.Struct, frozen=True):
    """A sentence and the candidates in it, in order; offsets are in `text`, where wraps are plain spaces."""

    sentence: Sentence
    candidates: list[Number]
    text: str


def find_candidates(frame: Frame, words: Words) -> list[SentenceFacts]:
    """The sentences of a page, with what the readers find in them."""
    found = [sentence for sentence in sentences(frame) if any(map(str.isalnum, sentence.text))]
    text, marks = flat(frame.text, found), _marks_of(words.lower)
    starts, units = list(compress(words.starts, marks)), list(compress(words.starts, map(Mark.UNIT.__and__, marks)))
    marks, facts = list(filter(None, marks)), []
    for one in found:
        first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
        heading = _heading(one, text, units) if units else ""
        marked = starts[first:last], marks[first:last]
        facts.append(SentenceFacts(one, _candidates(one, text, marked, heading) if first < last else [], text))
    return facts


def _marks_of(lower: list[str]) -> list[int]:
    """The marks of words; `en` and `ett` have none where they are plainly articles."""
    marks = list(map(_MARKS.__getitem__, lower))
    for at in compress(count(), map(_ONE.__contains__, lower)):
        if lower[at + 1 : at + 2] and lower[at + 1] in _AFTER_ONE:
            continue
        marks[at] &= ~Mark.ONE
    return marks


def _heading(sentence: Sentence, text: str, units: list[int]) -> str:
    """What stands above a sentence, where one of the units stands there."""
    above = max(sentence.block, sentence.start - _HEADING_REACH)
    has_unit = bisect_left(units, above) < bisect_left(units, sentence.start)
    return text[above : sentence.start] if has_unit else ""


def flat(text: str, found: list[Sentence]) -> str:
    """The text with the wraps inside its sentences as spaces, and every space plain: readers need not mind them."""
    pieces, place = [], 0
    for sentence in found:
        pieces += [text[place : sentence.start], sentence.text]
        place = sentence.end
    return "".join([*pieces, text[place:]])


def _candidates(sentence: Sentence, text: str, marked: tuple[list[int], list[int]], heading: str) -> list[Number]:
    """What the readers find in a sentence with marked words at these places, with these marks."""
    start, end, sorts = sentence.start, sentence.end, functools.reduce(int.__or__, marked[1])
    if not sorts & _READ:
        return []
    places = None if sorts & Mark.INSIDE else list(compress(marked[0], map(_NUMBER.__and__, marked[1])))
    found: list[Number] = [*dates(text, start, end)] if sorts & Mark.DATE else []
    if heading or sorts & Mark.MONEY or (sorts & Mark.GROUP and _GROUPED.search(text, start, end)):
        found += amounts(text, start, end, heading, places)
    taken = [(one.start, one.end) for one in found]
    read = quantities(text, start, end, taken, (places, sorts & Mark.SHARE > 0))
    found += [named(text, labelled(text, one, start, end)) for one in read]
    if taken:
        found.sort(key=attrgetter("start"))
    return found


def _mark(word: str) -> int:
    """The sum of the marks of a word."""
    opens = opens_number[word]
    hints = {
        Mark.NUMBER: opens and word not in _ONE, Mark.ONE: word in _ONE, Mark.DATE: hints_at_date(word),
        Mark.MONEY: hints_at_money(word), Mark.UNIT: word in MONEY_UNITS, Mark.GROUP: word[:3].isdigit(),
        Mark.SHARE: hints_at_share(word),
        Mark.INSIDE: any(opens_number[part] for part in _LATER_PARTS.findall(word)),
    }  # fmt: skip
    return sum(mark for mark, on in hints.items() if on)


_MARKS: Kept[str, int] = Kept(_mark, 200_000)
