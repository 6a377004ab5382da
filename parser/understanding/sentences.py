"""Sentences and list items of the prose of a page, each with the line that leads into its list.

SpaCy's sentence splitter knows neither lists nor hard wraps, which is what the pages are full of: a line break is a
wrap only where the next word would not have fitted on the line.
"""

import re
from collections.abc import Iterator

import msgspec

from parser.understanding.frame import Frame
from schema.record import SectionName

PARAGRAPH = re.compile(r"\S(?:.|\n(?![^\S\n]*\n))*")
BULLET = re.compile(r"[^\S\n]*(?:[•·*▪●–—-](?=\s|\d|[A-ZÅÄÖ])|\d{1,2}[.)]\s|[a-z][.)]\s)")
STOP = re.compile(
    r"[.!?]+[\"”)]?\s+(?=[\"”–—-]?\s?[A-ZÅÄÖÉ0-9•])|(?<=[a-zåäö]{2}[.!?])(?=[A-ZÅÄÖ][a-zåäö])|(?<=[a-zåäö0-9])[.]\s(?=\d)"
)
ABBREVIATED = re.compile(
    r"(?:\b(?:ca|dvs|bl\.?a|t\.?ex|m\.?fl|nr|s\.?k|resp|kl|tel|st|max|min|milj|inkl|exkl|t\.?o\.?m|fr\.?o\.?m|f\.?d|p\.?g\.?a"
    r"|o\.?s\.?v|d\.?v\.?s|jfr|avs|art|kap|sid|prel|c:a|dr)|(?:^|\n)\s*\(?\d{1,2}|^[A-Za-zÅÄÖ])\.$",
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
            for start, end in _units(frame.text, block.start(), block.end()):
                found.append(_sentence(frame.text, start, end, part.section, block.start(), found))
    return found


def _sentence(
    text: str, start: int, end: int, section: SectionName | None, block: int, before: list[Sentence]
) -> Sentence:
    bullet = BULLET.match(text, start, end)
    words = text[start:end]
    lead = _lead(before[-1], bullet is not None, block) if before else None
    return Sentence(start, end, words, section, lead, bullet is not None or lead is not None, block)


def _lead(last: Sentence, bullet: bool, block: int) -> str | None:
    """The lead-in that still holds: in the same block line by line, over a blank line only for bullets."""
    if last.text.rstrip().endswith(":") and (bullet or last.block == block):
        return last.text
    return last.lead if bullet or last.block == block else None


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
    lines = [(match.start(), match.end()) for match in re.compile(r"[^\n]+").finditer(text, start, end)]
    width = max((last - first for first, last in lines), default=0)
    opened = start
    for (first, last), (following, next_end) in zip(lines, lines[1:], strict=False):
        if not _wrapped(text, first, last, following, next_end, width):
            yield opened, last
            opened = following
    yield opened, end


def _wrapped(text: str, first: int, last: int, following: int, next_end: int, width: int) -> bool:
    word = re.match(r"\s*(\S*)", text[following:next_end])
    fits = last - first + 1 + len(word[1] if word else "") <= width
    if BULLET.match(text, following, next_end) and text[first:last].rstrip().endswith((".", ":", ";", ",", "!")):
        return False
    bulleted = BULLET.match(text, following, next_end) and not fits and width <= 100 and not text[following].isdigit()
    return not bulleted and ((not fits and width <= 100) or text[following].islower())
