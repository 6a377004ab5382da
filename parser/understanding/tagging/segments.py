"""The sentences and list items of a text, each with its paragraph and section: what a word there is evidence of."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import msgspec

from parser.judging.cues import Hit, read_lexicon
from parser.understanding.page_prose import Frame
from parser.understanding.words import Words
from schema.record import SectionName
from schema.record_words import SECTIONS

_HEADINGS = "|".join(map(re.escape, SECTIONS.values()))
_CUT = re.compile(rf"\n(?:[^\S\n]*\n\s*|(?=[^\S\n]*(?:[-•–*·]|\d{{1,2}}[.)])[^\S\n])|(?:{_HEADINGS}):?(?=\n))")
"""Blank lines, line breaks before list items, and headings on lines of their own."""
_LONGEST = 120
"""Words of a segment: no text takes more than its share of time."""
_ENDS = frozenset((".", "!", "?"))


class Segment(msgspec.Struct, frozen=True, eq=False, gc=False):
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
    """The segments of a text by word, and the cues in each; only prose and title are kept."""

    def __init__(self, words: Words, frame: Frame) -> None:
        """Cut after sentences, at blank lines, list items and headings."""
        self._words, self._sections, self._size = words, frame.sections, len(words.lower)
        title, cuts = frame.text.find(frame.title or "\0"), list(_CUT.finditer(f"\n{frame.text}"))
        self._title = range(title, title + len(frame.title or "")) if title >= 0 else range(0)
        self._paragraphs = [cut.end() - 1 for cut in cuts if cut[0].count("\n") > 1]
        self._parts = [part.start for part in frame.sections]
        self._lead = bisect_right(self._paragraphs, self._parts[0] if self._parts else 0) + 2
        places = {place for cut in cuts for place in (cut.start(), cut.end() - 1)}
        places.update((self._title.start, self._title.stop), self._parts, (part.end for part in frame.sections))
        after = (at + 1 for at, _ in words.marked(_ENDS.__contains__) if at + 1 < self._size)
        starts = {at for at in after if not words.written[at][0].islower()}
        starts.update({0}, (bisect_left(words.starts, place) for place in places))
        pairs = itertools.pairwise(sorted({*starts, self._size}))
        self._starts = [at for start, end in pairs for at in range(start, end, _LONGEST)]
        self._made: dict[int, Segment | None] = {}
        self._cues: dict[tuple[str, Segment], list[Hit]] = {}

    def at(self, word: int) -> Segment | None:
        """The segment of a word; None outside prose and title."""
        number = bisect_right(self._starts, word)
        if number not in self._made:
            self._made[number] = self._segment(self._starts[number - 1], *self._starts[number : number + 1])
        return self._made[number]

    def of(self, section: SectionName) -> Iterator[Segment]:
        """The segments under a section's heading."""
        for part in self._sections:
            if part.section == section and part.method == "heading":
                first, end = self._words.between(part.start, part.end)
                yield from filter(None, {self.at(at): None for at in range(first, end)})

    def around(self, segment: Segment) -> list[Segment]:
        """A segment, and those before and after it in its paragraph."""
        near = [self.at(at) for at in (segment.first - 1, segment.end) if 0 <= at < self._size]
        return [segment, *(one for one in near if one and one.paragraph == segment.paragraph)]

    def cues(self, file: str, segment: Segment) -> list[Hit]:
        """The cues of a file in a segment."""
        if (file, segment) not in self._cues:
            first = segment.first
            found = read_lexicon("parser.understanding.tagging", file).find(self._words.lower[first : segment.end])
            self._cues[file, segment] = [(cue, first + start, first + end) for cue, start, end in found]
        return self._cues[file, segment]

    def said(self, file: str, segment: Segment) -> set[str]:
        """The names of the cues of a file in a segment."""
        return {cue for cue, *_ in self.cues(file, segment)}

    def _segment(self, first: int, end: int | None = None) -> Segment | None:
        start = self._words.starts[first]
        title, at = start in self._title, bisect_right(self._parts, start) - 1
        part = self._sections[at] if at >= 0 and start < self._sections[at].end else None
        if self._parts and part is None and not title:
            return None
        stated = part.section if part and part.method == "heading" and not title else None
        paragraph = bisect_right(self._paragraphs, start)
        return Segment(first, end or self._size, paragraph, stated, title, paragraph <= self._lead)
