"""Every number, amount and date in the prose of a page, each with its sentence: what the judges decide about."""

from bisect import bisect_left
from operator import attrgetter

import msgspec

from parser.judging.memo import Kept
from parser.understanding.absent_nouns import add_noun
from parser.understanding.page_prose import Frame
from parser.understanding.readers.dates import Date, dates
from parser.understanding.readers.money import Money, amounts
from parser.understanding.readers.numerals import ARTICLES, Quantity, openings
from parser.understanding.readers.quantities import quantities
from parser.understanding.readers.reader_tables import patterns, read_table, word_lists
from parser.understanding.sentences import Sentence, sentences
from parser.understanding.words import Words

_LIKE = patterns("candidates")
_SELDOM = frozenset((*ARTICLES, "var"))
"""Words that are seldom a number or the first word of one."""
_GOES_ON = word_lists("candidates")["goes_on"].union(
    *(read_table("numerals")[table] for table in ("about", "scales", "parts", "ordinals"))
)
"""What follows them where they are."""
_NUMBER, _DATE, _MONEY = 1, 2, 4
"""What a word can be part of; a number wherever it stands."""

Number = Money | Date | Quantity
"""A number, amount or date in a text, as its reader found it."""
_Mark = tuple[int, list[int]]
"""What a word can be part of, and where in it numbers can begin."""


class SentenceFacts(msgspec.Struct, frozen=True):
    """A sentence and the candidates in it, in order; offsets are in `text`, where wraps are plain spaces."""

    sentence: Sentence
    candidates: list[Number]
    text: str


def find_candidates(frame: Frame, words: Words) -> list[SentenceFacts]:
    """The sentences of a page, with what the readers find in them."""
    found = [sentence for sentence in sentences(frame) if any(map(str.isalnum, sentence.text))]
    text, marked = flat(frame.text, found), _marked(words)
    starts, facts = [start for start, _ in marked], []
    for one in found:
        inside = marked[bisect_left(starts, one.start) : bisect_left(starts, one.end)]
        facts.append(SentenceFacts(one, _candidates(one, text, inside) if inside else [], text))
    return facts


def _marked(words: Words) -> list[tuple[int, _Mark]]:
    """The places of words with a mark; not of a seldom number that does not go on as one."""
    lower, marked = [*words.lower, ""], words.marked(_marks.__getitem__)
    is_seldom, goes_on = _SELDOM.__contains__, _GOES_ON.__contains__
    return [(words.starts[at], mark) for at, mark in marked if not is_seldom(lower[at]) or goes_on(lower[at + 1])]


def flat(text: str, found: list[Sentence]) -> str:
    """The text with the wraps inside its sentences as spaces, and every space plain: readers need not mind them."""
    pieces, place = [], 0
    for sentence in found:
        pieces += [text[place : sentence.start], sentence.text]
        place = sentence.end
    return "".join([*pieces, text[place:]])


def _candidates(sentence: Sentence, text: str, marked: list[tuple[int, _Mark]]) -> list[Number]:
    """What the readers find in a sentence some of whose words are marked."""
    can_be, places = 0, list[int]()
    for place, (what, inside) in marked:
        can_be |= what
        places += [place + at for at in inside]
    if not can_be & _NUMBER:
        return []
    start, end = sentence.start, sentence.end
    found: list[Number] = [*dates(text, start, end)] if can_be & _DATE else []
    if can_be & _MONEY:
        found += amounts(text, start, end, places)
    counted = quantities(text, start, end, [(one.start, one.end) for one in found], places)
    for one in counted:
        add_noun(text, one, start, end)
    return sorted([*found, *counted], key=attrgetter("start")) if found else [*counted]


def _mark_of(word: str) -> _Mark | None:
    numbers = openings(word, 0, len(word))
    can_be = _DATE * bool(_LIKE["date"].search(word)) + _MONEY * bool(_LIKE["money"].search(word))
    can_be += _NUMBER * bool(numbers and word not in _SELDOM)
    return (can_be, numbers) if numbers or can_be else None


_marks: Kept[str, _Mark | None] = Kept(_mark_of, 200_000)
