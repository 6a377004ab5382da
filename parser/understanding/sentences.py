"""Sentences and list items of the prose of a page, each with the line that leads into its list.

SpaCy's sentence splitter knows neither lists nor hard wraps, which is what the pages are full of.
"""

import functools
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from parser.understanding.page_prose import Frame
from parser.understanding.readers.numerals import BULLET, WORDS, Span
from parser.understanding.readers.reader_tables import patterns, word_lists
from schema.record import SectionName

LONGEST_SENTENCE, LONGEST_OF_NUMBERS, _MOST_NUMBERS = 1500, 150, 50
"""Characters of a sentence, and of one with more words that can be numbers than that: it is a table or a row, and read
in short pieces, since each number is read with all words of its piece."""
_HEADING = 8
"""Words of a heading at most."""
_LIKE, _ABBREVIATIONS = patterns("sentences"), word_lists("sentences")["abbreviations"]
_LONGEST_ABBREVIATION = 12
_WIDTHS, _ROOM = range(50, 101), 3
"""Characters of the widest line of a wrapped paragraph, and those that may stay free at the end of a full line."""
_SPACES = "\u00a0\u2007\u2009\u202f\t\r\n"


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence or list item: `[start, end)` in the page's text, its section, and the lead-in of its list."""

    start: int
    end: int
    text: str
    section: SectionName | None
    lead: str | None
    item: bool
    block: int
    """The place where its paragraph starts."""


def is_heading(sentence: Sentence) -> bool:
    """Whether a short line at the start of a paragraph names what follows it."""
    opens, ended = sentence.start == sentence.block and not sentence.item, sentence.text.rstrip()[-1:] in ".!;,"
    return opens and not ended and len(sentence.text.split()) <= _HEADING


@functools.lru_cache(maxsize=1)
def sentences(frame: Frame) -> list[Sentence]:
    """Every sentence of the sections, in page order; those of the last page are kept for what asks next."""
    found: list[Sentence] = []
    text = frame.text
    before: Sentence | None = None
    smooth = functools.reduce(lambda plain, space: plain.replace(space, " "), _SPACES, text)
    for part in frame.sections:
        section = part.section if part.method == "heading" else None
        for block, last in _blocks(text, part.start, part.end):
            for start, end in _units(text, block, last):
                bullet = BULLET.match(text, start, end) is not None
                is_first = start == block and text.startswith("\n", end)
                is_counted = text[start].isdigit()
                lead = _lead(before, block, bullet=bullet, is_first=is_first, is_counted=is_counted) if before else None
                before = Sentence(start, end, smooth[start:end], section, lead, bullet or lead is not None, block)
                found.append(before)
    return found


def _blocks(text: str, start: int, end: int) -> Iterator[Span]:
    """Where paragraphs start and end: at blank lines."""
    place = start + len(text[start:end]) - len(text[start:end].lstrip())
    for gap in _LIKE["blank_lines"].finditer(text, place, end):
        yield place, gap.start()
        place = gap.end()
    if place < end:
        yield place, end


def _units(text: str, start: int, end: int) -> list[Span]:
    """The sentences of a block; what is longer than any sentence (a table, a row of digits) in pieces."""
    found = list[Span]()
    for first, last in _lines(text, start, end):
        place = first
        for stop in _LIKE["stop"].finditer(text, first, last):
            if text[stop.start()] != "." or not _is_abbreviated(text, first, stop.start()):
                found.append((place, stop.start() + len(stop[0].rstrip())))
                place = stop.end()
        if place < last and not text[place:last].isspace():
            found.append((place, last))
    if end - start <= LONGEST_OF_NUMBERS:
        return found
    return [
        piece for one in found for piece in (_pieces(text, *one) if one[1] - one[0] > LONGEST_OF_NUMBERS else (one,))
    ]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A long sentence as it is, or cut at its spaces where it is longer than any sentence, or has many numbers."""
    words = _LIKE["word"].findall(text[start:end].lower())
    is_table = len(words) > _MOST_NUMBERS and sum(word in WORDS or word.isdigit() for word in words) > _MOST_NUMBERS
    longest = LONGEST_OF_NUMBERS if is_table else LONGEST_SENTENCE
    while end - start > longest:
        space = text.rfind(" ", start + 1, start + longest)
        cut = space if space > start else start + longest
        yield start, cut
        start = cut
    yield start, end


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a block, wrapped ones joined."""
    if text.find("\n", start, end) >= 0:
        lines = [line.span() for line in _LIKE["line"].finditer(text, start, end)]
        width = max((last - first for first, last in lines), default=0)
        for last, following in pairwise(lines):
            if not _goes_on(text, last, following[0], width):
                yield start, last[1]
                start = following[0]
    yield start, end


def _goes_on(text: str, line: Span, following: int, width: int) -> bool:
    """Whether the sentence of a line goes on in the next: in lower case, a value, or as its first word had no room."""
    if _LIKE["value_alone"].match(text, following) and _LIKE["label"].fullmatch(text, *line):
        return True
    if text[following].islower() and not _LIKE["counted_item"].match(text, following):
        return True
    if width not in _WIDTHS or text[line[1] - 1] in ".!?:;" or _LIKE["item_or_label"].match(text, following):
        return False
    first_word = len(text[following : following + width].split(maxsplit=1)[0])
    return line[1] - line[0] + 1 + first_word > width - _ROOM and not _LIKE["item_or_label"].match(text, line[0])


def _lead(last: Sentence, block: int, *, bullet: bool, is_first: bool, is_counted: bool) -> str | None:
    """The lead-in that still holds: for bullets and in the same block, else only right above the first line of a list.

    A line that ends as `Av deltagarna ska` leads to bullets, and to lines that begin with a number.
    """
    near, ended = bullet or last.block == block, last.text.rstrip()
    opens = (bullet or is_counted) and last.lead is None and not last.item and _LIKE["leads_on"].search(ended)
    if (near or is_first) and (opens or ended.endswith((":", "?") if bullet else ":")):
        return last.text
    return last.lead if near else None


def _is_abbreviated(text: str, first: int, stop: int) -> bool:
    """Whether a stop ends an abbreviation, the number of a list item, or the letter that opens a line."""
    before = text[max(first, stop - _LONGEST_ABBREVIATION) : stop]
    word = before.replace("\n", " ").replace("\u00a0", " ").rpartition(" ")[2]
    opens = stop - len(word) == first or before[: -len(word)].rstrip(" ")[-1:] in ("", "\n")
    if opens and (_LIKE["item_number"].fullmatch(word) or (len(word) == 1 and word.isalpha())):
        return True
    return word.strip("(\"”'-–/,").lower() in _ABBREVIATIONS
