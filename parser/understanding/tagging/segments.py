"""The sentences and list items of a text by word, each with its paragraph and section, and the cues in them."""

from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from parser.judging.cues import Hit, read_lexicon
from parser.understanding.page_prose import Frame
from parser.understanding.sentences import Sentence, sentences
from parser.understanding.words import Words
from schema.record import SectionName

_LEAD = 3
"""Paragraphs that open the prose."""


class Segment(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A sentence or list item, or what of it is the project's title or not: its words, first and after the last.

    `paragraph` is its number; `lead` is true in the first paragraphs of the prose.
    """

    first: int
    end: int
    paragraph: int
    section: SectionName | None
    title: bool
    lead: bool


class Segments:
    """The segments of a text by word, and the cues in each; only prose is kept."""

    def __init__(self, words: Words, frame: Frame) -> None:
        name = frame.title or "\0"
        self._words, titled = words, frame.text.find(name)
        self._title = range(titled, titled + len(name)) if titled >= 0 else range(0)
        self._blocks: dict[int, int] = {}
        self._segments = [part for sentence in sentences(frame) for part in self._parts(sentence)]
        self._firsts = [segment.first for segment in self._segments]
        self._cues: dict[tuple[str, Segment], list[Hit]] = {}

    def at(self, word: int) -> Segment | None:
        """The segment of a word; None outside the prose."""
        number = bisect_right(self._firsts, word) - 1
        return self._segments[number] if number >= 0 and word < self._segments[number].end else None

    def of(self, section: SectionName) -> list[Segment]:
        """The segments under a section's heading."""
        return [segment for segment in self._segments if segment.section == section]

    def around(self, segment: Segment) -> list[Segment]:
        """A segment, and those before and after it in its paragraph."""
        near = (self.at(segment.first - 1), self.at(segment.end))
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

    def _parts(self, sentence: Sentence) -> Iterator[Segment]:
        """A sentence as it is, or cut before and after the title in it."""
        paragraph = self._blocks.setdefault(sentence.block, len(self._blocks))
        start = sentence.start
        for stop in sorted({self._title.start, self._title.stop, sentence.end}):
            first, end = self._words.between(start, stop)
            if stop <= sentence.end and first < end:
                is_title = start in self._title
                section = None if is_title else sentence.section
                yield Segment(first, end, paragraph, section, is_title, paragraph < _LEAD)
                start = stop
