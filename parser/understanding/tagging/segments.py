"""The sentences and list items of a text, each with its paragraph and section: what a word there is evidence of."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import msgspec

from parser.understanding.frame import Frame
from parser.understanding.words import Words
from schema.record import SectionName
from schema.vocabularies import SECTIONS

_HEADINGS = "|".join(map(re.escape, SECTIONS.values()))
_CUT = re.compile(rf"\n(?:[^\S\n]*\n\s*|(?=[^\S\n]*(?:[-•–*·]|\d{{1,2}}[.)])[^\S\n])|(?:{_HEADINGS}):?(?=\n))")
"""Blank lines, line breaks before list items, and headings on lines of their own."""
_LONGEST = 120
"""Words of a segment: no text takes more than its share of time."""
_HEADING_WORDS = 6
_ENDS = frozenset((".", "!", "?"))


class Segment(msgspec.Struct, frozen=True, eq=False):
    """A sentence or list item: its words, first and after the last, its paragraph's number, and where it stands.

    `lead` is true in the first paragraphs of the prose.
    """

    first: int
    end: int
    paragraph: int
    section: SectionName | None
    title: bool
    lead: bool


class Segments:
    """The segments of a text, by word."""

    def __init__(self, words: Words, frame: Frame) -> None:
        """Cut after sentences, at blank lines, list items and headings; only prose and title are kept."""
        self._words, self._frame, self._made = words, frame, dict[int, Segment | None]()
        text, title = frame.text, frame.title or ""
        self._title = (text.find(title), text.find(title) + len(title)) if title and title in text else (0, 0)
        found = list(_CUT.finditer(f"\n{text}"))
        cuts = [place for match in found for place in (match.start(), match.end() - 1)]
        self._paragraphs = [match.end() - 1 for match in found if match[0].count("\n") > 1]
        self._parts = [part.start for part in frame.sections]
        places = {*cuts, *self._title, *self._parts, *(part.end for part in frame.sections)}
        lower, written = words.lower, words.written
        after = itertools.compress(range(1, len(lower)), map(_ENDS.__contains__, lower))
        ends = (at for at in after if not written[at][0].islower())
        whole = sorted({0, *ends, *(bisect_left(words.starts, place) for place in places)} - {len(lower)})
        pairs = itertools.pairwise([*whole, len(lower)])
        self._lead = bisect_right(self._paragraphs, self._parts[0]) + 2 if self._parts else 2
        self._starts = [at for start, end in pairs for at in range(start, end, _LONGEST)]

    def at(self, word: int) -> Segment | None:
        """The segment of a word; None outside prose and title, and for a heading of the seven sections."""
        number = bisect_right(self._starts, word) - 1
        if number not in self._made:
            self._made[number] = self._segment(number)
        return self._made[number]

    def of(self, section: SectionName) -> Iterator[Segment]:
        """The segments under a section's heading."""
        for part in self._frame.sections:
            if part.section == section and part.method == "heading":
                first, end = self._words.between(part.start, part.end)
                low, high = bisect_right(self._starts, first) - 1, bisect_right(self._starts, end - 1)
                yield from filter(None, (self.at(at) for at in self._starts[low:high]))

    def around(self, segment: Segment) -> list[Segment]:
        """A segment, and those before and after it in its paragraph."""
        near = [self.at(at) for at in (segment.first - 1, segment.end) if 0 <= at < len(self._words.lower)]
        return [segment, *(one for one in near if one and one.paragraph == segment.paragraph)]

    def _segment(self, number: int) -> Segment | None:
        first, end = self._starts[number], [*self._starts[number + 1 : number + 2], len(self._words.written)][0]
        start, stop = self._words.starts[first], self._words.ends[end - 1]
        title = self._title[0] <= start < self._title[1]
        at = bisect_right(self._parts, start) - 1
        part = self._frame.sections[at] if at >= 0 and start < self._frame.sections[at].end else None
        outside = self._parts and part is None and not title
        heading = end - first <= _HEADING_WORDS and self._frame.text[start:stop].rstrip(":") in SECTIONS.values()
        if outside or heading:
            return None
        stated = part.section if part and part.method == "heading" and not title else None
        paragraph = bisect_right(self._paragraphs, start)
        return Segment(first, end, paragraph, stated, title, paragraph <= self._lead)
