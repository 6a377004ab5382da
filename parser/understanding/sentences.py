"""Sentences and list items of the prose of a page, each with the line that leads into its list.

SpaCy's sentence splitter knows neither lists nor hard wraps, which is what the pages are full of: a line break is a
wrap only where the next word would not have fitted on the line.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from parser.understanding.frame import Frame
from parser.understanding.readers.numerals import BULLET, WORDS
from schema.record import SectionName

LONGEST_SENTENCE = 1500
LONGEST_OF_NUMBERS = 150
MOST_NUMBERS = 50
"""Words that can be numbers in a sentence. One with more is a table or a row and is read in short pieces, since each
number is read with all words of its piece."""
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\d+|[^\W\d]+")
_INK = re.compile(r"\S")
_FIRST_WORD = re.compile(r"\s*(\S*)")
_LABELLED = re.compile(r"[A-ZÅÄÖ][^.:;!?\n]{1,45}:\s+\S")
_COUNTED_ITEM = re.compile(r"(?:ca\.?|cirka|minst|högst|mellan|drygt|omkring|ungefär|[a-z][.)])\s+(?:\d|[A-ZÅÄÖ])")
_LEADS_ON = re.compile(r"\b(?:ska|skall|skulle|att|har|av [a-zåäö]+na|av dem|av dessa)[^\w.!?]*\Z", re.I)
_STOP = re.compile(
    r"(?<![.!?])[.!?]++(?:[\"”)]?\s+(?=[\"”–—-]?\s?[A-ZÅÄÖÉ0-9•])|(?<=[a-zåäö]{2}[.!?])(?=[A-ZÅÄÖ][a-zåäö]))"
)
_ABBREVIATIONS = frozenset(
    ("ca", "dvs", "bl.a", "bla", "t.ex", "tex", "m.fl", "mfl", "nr", "s.k", "sk", "resp", "kl", "tel", "st", "max",
     "min", "milj", "inkl", "exkl", "t.o.m", "tom", "fr.o.m", "from", "f.d", "fd", "p.g.a", "pga", "o.s.v", "osv",
     "d.v.s", "jfr", "avs", "art", "kap", "sid", "prel", "c:a", "dr")
)  # fmt: skip
_LONGEST_ABBREVIATION = 12
_ITEM_NUMBER = re.compile(r"\(?\d{1,2}")
_SPACES = "\u00a0\u2007\u2009\u202f\t\r"


class Sentence(msgspec.Struct, frozen=True):
    """A sentence or list item: `[start, end)` in the page's text, its section, and the lead-in of its list."""

    start: int
    end: int
    text: str
    section: SectionName | None
    lead: str | None
    item: bool
    block: int
    """The place where its paragraph starts."""


def sentences(frame: Frame) -> list[Sentence]:
    """Every sentence of the sections, in page order."""
    found: list[Sentence] = []
    text, smooth = frame.text, plain(frame.text)
    for part in frame.sections:
        section = part.section if part.method == "heading" else None
        for block, last in _blocks(text, part.start, part.end):
            for unit in _units(text, block, last):
                for start, end in _pieces(text, *unit):
                    bullet = BULLET.match(text, start, end) is not None
                    lead = _lead(found[-1], bullet, block) if found else None
                    item = bullet or lead is not None
                    found.append(Sentence(start, end, smooth[start:end], section, lead, item, block))
    return found


def plain(text: str) -> str:
    """The text with every kind of space and line break as a plain space; offsets stay."""
    for space in _SPACES:
        text = text.replace(space, " ")
    return text.replace("\n", " ")


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where paragraphs start and end: at blank lines."""
    ink = _INK.search(text, start, end)
    if ink is None:
        return
    place = ink.start()
    for gap in _BLANK_LINES.finditer(text, place, end):
        yield place, gap.start()
        place = gap.end()
    if place < end:
        yield place, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is; what is longer than any sentence (a table, a row of digits) in pieces, at its spaces."""
    if end - start > LONGEST_OF_NUMBERS:
        longest = LONGEST_OF_NUMBERS if _numbers(text[start:end]) > MOST_NUMBERS else LONGEST_SENTENCE
        while end - start > longest:
            space = text.rfind(" ", start + 1, start + longest)
            cut = space if space > start else start + longest
            yield start, cut
            start = cut
    yield start, end


def _numbers(text: str) -> int:
    """How many words of a text can be numbers: digits, or a number's word."""
    if len(text) <= 2 * MOST_NUMBERS:
        return 0
    words = _WORD.findall(text.lower())
    return sum(map(WORDS.__contains__, words)) + sum(map(str.isdigit, words))


def _lead(last: Sentence, bullet: bool, block: int) -> str | None:
    """The lead-in that still holds: in the same block line by line, over a blank line only for bullets."""
    if not bullet and last.block != block:
        return None
    ended = last.text.rstrip()
    opens = ended.endswith(":") or (bullet and last.lead is None and not last.item and _is_open(ended))
    return last.text if opens else last.lead


def _is_open(text: str) -> bool:
    """Whether a line that leads into a list says with its last word that it goes on: `ska av deltagarna`."""
    return _LEADS_ON.search(text) is not None


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a block."""
    for first, last in _lines(text, start, end):
        place = first
        for stop in _STOP.finditer(text, first, last):
            if not _is_abbreviated(text, first, stop.start()):
                yield place, stop.start() + len(stop[0].rstrip())
                place = stop.end()
        if place < last and not text[place:last].isspace():
            yield place, last


def _is_abbreviated(text: str, first: int, stop: int) -> bool:
    """Whether a stop ends an abbreviation, the number of a list item, or the letter that opens a line."""
    if text[stop] != ".":
        return False
    before = text[max(first, stop - _LONGEST_ABBREVIATION) : stop]
    word = before[max(before.rfind(" "), before.rfind("\n"), before.rfind("\u00a0")) + 1 :]
    if word.strip("(\"”'-–/,").lower() in _ABBREVIATIONS:
        return True
    opens = len(word) == len(before) and stop - len(word) == first
    if opens and len(word) == 1 and word.isalpha():
        return True
    return _ITEM_NUMBER.fullmatch(word) is not None and (opens or before[: -len(word)].rstrip(" ")[-1:] in ("", "\n"))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a block, hard wraps joined."""
    if text.find("\n", start, end) < 0:
        yield start, end
        return
    lines = [line.span() for line in _LINE.finditer(text, start, end) if not line[0].isspace()]
    width = max((last - first for first, last in lines), default=0)
    hard = _hard_wrapped(text, lines, width)
    opened = start
    for last, following in pairwise(lines):
        subheading = last == lines[0] and last[1] - last[0] < 40 and not _is_full(text, last, following, width)
        wrapped = hard and not (subheading or _opens_item(text, last, following))
        if not (wrapped or _continues(text, following[0], hard)):
            yield opened, last[1]
            opened = following[0]
    yield opened, end


def _continues(text: str, place: int, hard: bool) -> bool:
    """Whether a line goes on with the last one's sentence: lower case, but not the item `ca 10 besök`."""
    return text[place].islower() and (hard or not _COUNTED_ITEM.match(text, place))


def _hard_wrapped(text: str, lines: list[tuple[int, int]], width: int) -> bool:
    """Whether every line but the last is as full as it could be; a short first line is a subheading."""
    if width > 100 or len(lines) < 2 or sum(_LABELLED.match(text, *line) is not None for line in lines) > 1:
        return False
    pairs = pairwise(lines)
    breaks = [(a, b) for a, b in pairs if not _opens_item(text, a, b) and text[a[1] - 1] not in ":;"]
    if len(breaks) > 1 and breaks[0][0] == lines[0] and lines[0][1] - lines[0][0] < 40:
        breaks = breaks[1:]
    inside = any(text[first[1] - 1] not in ".!?:;" for first, _ in breaks)
    return inside and all(_is_full(text, first, following, width) for first, following in breaks)


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the first word of the line that follows would not have fitted."""
    word = _FIRST_WORD.match(text, *following)
    return line[1] - line[0] + 1 + len(word[1] if word else "") > width - 3


def _opens_item(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a line opens a list item; a dash after an unfinished line is a dash in a hard-wrapped sentence."""
    if not BULLET.match(text, *following):
        return False
    sure = text[following[0]] in "•·*▪●" or BULLET.match(text, *line) is not None
    return sure or text[line[1] - 1] in ".:;,!?" or line[1] - line[0] < 50
