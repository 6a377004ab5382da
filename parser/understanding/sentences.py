"""Sentences and list items of the prose of a page, each with the line that leads into its list.

SpaCy's sentence splitter knows neither lists nor hard wraps, which is what the pages are full of: a line break is a
wrap only where the next word would not have fitted on the line.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from parser.understanding.frame import Frame
from parser.understanding.readers.numerals import WORDS
from schema.record import SectionName

PARAGRAPH = re.compile(r"\S(?:.|\n(?![^\S\n]*\n))*")
LONGEST_SENTENCE = 1500
LONGEST_OF_NUMBERS = 150
MOST_NUMBERS = 50
"""Words that can be numbers in a sentence. One with more is a table or a row and is read in short pieces, since each
number is read with all words of its piece."""
SPACES = re.compile("[\u00a0\u2007\u2009\u202f\t\n\r]")
LINE = re.compile(r"[^\n]*[^\s][^\n]*")
BULLET = re.compile(r"[^\S\n]*(?:[•·*▪●✓✔➢►–—-](?=\s|\d|[A-ZÅÄÖ])|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s|[a-z]\.\s)")
LABELLED = re.compile(r"[A-ZÅÄÖ][^.:;!?\n]{1,45}:\s+\S")
COUNTED_ITEM = re.compile(r"(?:ca\.?|cirka|minst|högst|mellan|drygt|omkring|ungefär|[a-z][.)])\s+(?:\d|[A-ZÅÄÖ])")
LEADS_ON = re.compile(r"\b(?:ska|skall|skulle|att|har|av [a-zåäö]+na|av dem|av dessa)[^\w.!?]*\Z", re.I)
STOP = re.compile(
    r"[.!?]+[\"”)]?\s+(?=[\"”–—-]?\s?[A-ZÅÄÖÉ0-9•])|(?<=[a-zåäö]{2}[.!?])(?=[A-ZÅÄÖ][a-zåäö])"
    r"|(?<=[a-zåäö0-9])[.]\s(?=\d)"
)
ABBREVIATED = re.compile(
    r"(?:\b(?:ca|dvs|bl\.?a|t\.?ex|m\.?fl|nr|s\.?k|resp|kl|tel|st|max|min|milj|inkl|exkl|t\.?o\.?m|fr\.?o\.?m|f\.?d"
    r"|p\.?g\.?a|o\.?s\.?v|d\.?v\.?s|jfr|avs|art|kap|sid|prel|c:a|dr)|(?:^|\n)\s*\(?\d{1,2}|^[A-Za-zÅÄÖ])\.$",
    re.I,
)


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
    for part in frame.sections:
        for block in PARAGRAPH.finditer(frame.text, part.start, part.end):
            units = _units(frame.text, block.start(), block.end())
            for start, end in (piece for unit in units for piece in _pieces(frame.text, *unit)):
                found.append(
                    _sentence(
                        frame.text[start:end],
                        start,
                        (part.section if part.method == "heading" else None, block.start()),
                        found,
                    )
                )
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is; what is longer than any sentence (a table, a row of digits) in pieces, at its spaces."""
    longest = LONGEST_OF_NUMBERS if _numbers(text[start:end]) > MOST_NUMBERS else LONGEST_SENTENCE
    while end - start > longest:
        space = text.rfind(" ", start + 1, start + longest)
        cut = space if space > start else start + longest
        yield start, cut
        start = cut
    yield start, end


def _numbers(text: str) -> int:
    """How many words of a text can be numbers: digits, or a number's word."""
    return sum(word[0].isdigit() or word in WORDS for word in re.findall(r"\d+|[^\W\d]+", text.lower()))


def plain(text: str) -> str:
    """The text with every kind of space and line break as a plain space; offsets stay."""
    return SPACES.sub(" ", text)


def _sentence(text: str, start: int, place: tuple[SectionName | None, int], before: list[Sentence]) -> Sentence:
    bullet, (section, block) = BULLET.match(text) is not None, place
    lead = _lead(before[-1], bullet, block) if before else None
    return Sentence(start, start + len(text), plain(text), section, lead, bullet or lead is not None, block)


def _lead(last: Sentence, bullet: bool, block: int) -> str | None:
    """The lead-in that still holds: in the same block line by line, over a blank line only for bullets."""
    opens = last.text.rstrip().endswith(":") or (bullet and last.lead is None and not last.item and _is_open(last.text))
    if opens and (bullet or last.block == block):
        return last.text
    return last.lead if bullet or last.block == block else None


def _is_open(text: str) -> bool:
    """Whether a line that leads into a list says with its last word that it goes on: `ska av deltagarna`."""
    return LEADS_ON.search(text) is not None


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in _lines(text, start, end):
        place = first
        for stop in STOP.finditer(text, first, last):
            if not ABBREVIATED.search(text[max(first, stop.start() - 12) : stop.start() + 1]):
                yield place, stop.end() if stop.end() == stop.start() else stop.start() + len(stop[0].rstrip())
                place = stop.end()
        if text[place:last].strip():
            yield place, last


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a block, hard wraps joined."""
    lines = [(match.start(), match.end()) for match in LINE.finditer(text, start, end)]
    width = max((last - first for first, last in lines), default=0)
    hard = _hard_wrapped(text, lines, width)
    opened = start
    for last, following in pairwise(lines):
        subheading = last == lines[0] and last[1] - last[0] < 40 and not _is_full(text, last, following, width)
        if not (
            _continues(text, following[0], hard) or (hard and not (subheading or _opens_item(text, last, following)))
        ):
            yield opened, last[1]
            opened = following[0]
    yield opened, end


def _continues(text: str, place: int, hard: bool) -> bool:
    """Whether a line goes on with the last one's sentence: lower case, but not the item `ca 10 besök`."""
    return text[place].islower() and (hard or not COUNTED_ITEM.match(text, place))


def _hard_wrapped(text: str, lines: list[tuple[int, int]], width: int) -> bool:
    """Whether every line but the last is as full as it could be; a short first line is a subheading."""
    if width > 100 or len(lines) < 2 or sum(LABELLED.match(text, *line) is not None for line in lines) > 1:
        return False
    pairs = pairwise(lines)
    breaks = [(a, b) for a, b in pairs if not _opens_item(text, a, b) and text[a[1] - 1] not in ":;"]
    if len(breaks) > 1 and breaks[0][0] == lines[0] and lines[0][1] - lines[0][0] < 40:
        breaks = breaks[1:]
    inside = any(text[first[1] - 1] not in ".!?:;" for first, _ in breaks)
    return inside and all(_is_full(text, first, following, width) for first, following in breaks)


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    word = re.match(r"\s*(\S*)", text[slice(*following)])
    return line[1] - line[0] + 1 + len(word[1] if word else "") > width - 3


def _opens_item(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a line opens a list item; a dash after an unfinished line is a dash in a hard-wrapped sentence."""
    if not BULLET.match(text, *following):
        return False
    sure = text[following[0]] in "•·*▪●" or BULLET.match(text, *line) is not None
    return sure or text[line[1] - 1] in ".:;,!?" or line[1] - line[0] < 50
