"""Every number, amount and date in the prose of a page, each with its sentence: what the judges decide about."""

from bisect import bisect_left
from itertools import compress
from operator import attrgetter

import msgspec

from parser.judging.kept import Kept
from parser.understanding.elided import with_noun
from parser.understanding.frame import Frame
from parser.understanding.readers.dates import Date, dates
from parser.understanding.readers.money import Money, amounts
from parser.understanding.readers.numerals import ARTICLES, openings
from parser.understanding.readers.quantities import Quantity, quantities
from parser.understanding.readers.reader_tables import patterns
from parser.understanding.sentences import Sentence, sentences
from parser.understanding.words import Words

_HEADING_REACH = 300
"""Characters before a sentence in which a table's heading may say what its numbers are counted in."""
_UNITS = ("kr)", "sek)", "kronor", "SEK", "EUR", "euro", " i kr", " i tkr", " i kkr", " i mkr", " i mnkr", " i msek")
"""What a heading holds that says so."""
_LIKE = patterns("candidates")
_ALONE = frozenset((*ARTICLES, "var"))
"""Words that begin a number too often to look for one at them alone."""

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
    text, marks = flat(frame.text, found), list(map(_marks.__getitem__, words.lower))
    starts, marks = list(compress(words.starts, marks)), list(filter(None, marks))
    facts = []
    for one in found:
        first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
        facts.append(SentenceFacts(one, _candidates(one, text, "".join(marks[first:last])), text))
    return facts


def flat(text: str, found: list[Sentence]) -> str:
    """The text with the wraps inside its sentences as spaces, and every space plain: readers need not mind them."""
    pieces, place = [], 0
    for sentence in found:
        pieces += [text[place : sentence.start], sentence.text]
        place = sentence.end
    return "".join([*pieces, text[place:]])


def _candidates(sentence: Sentence, text: str, marks: str) -> list[Number]:
    """What the readers find in a sentence whose words have these marks."""
    if "number" not in marks:
        return []
    start, end = sentence.start, sentence.end
    places, above = openings(text, start, end), text[max(sentence.block, start - _HEADING_REACH) : start]
    found: list[Number] = [*dates(text, start, end)] if "date" in marks else []
    if "money" in marks or any(unit in above for unit in _UNITS):
        found += amounts(text, start, end, places, above)
    taken = [(one.start, one.end) for one in found]
    found += [with_noun(text, one, start, end) for one in quantities(text, start, end, taken, places)]
    return sorted(found, key=attrgetter("start")) if taken else found


def _marks_of(word: str) -> str:
    """What a word can be part of: `number` where one can begin, `date` where it holds a year, `money`."""
    number = word not in _ALONE and openings(word, 0, len(word))
    marks = {"number": number, "date": _LIKE["date"].search(word), "money": _LIKE["money"].search(word)}
    return " ".join(mark for mark, on in marks.items() if on)


_marks: Kept[str, str] = Kept(_marks_of, 200_000)
