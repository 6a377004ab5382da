"""The sentences and list items of a text, each with its paragraph and section: what a word there is evidence of."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc

from parser.understanding.frame import Frame
from schema.record import SectionName
from schema.vocabularies import SECTIONS

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_HEADINGS = "|".join(map(re.escape, SECTIONS.values()))
_CUT = re.compile(
    rf"\n(?=[^\S\n]*(?:[-•–*·]|\d{{1,2}}[.)])[^\S\n])|(?<=[a-zåäö]{{2}})[.!?](?=[A-ZÅÄÖ][a-zåäö])|^(?:{_HEADINGS}):?\n",
    re.M,
)


class Segment(msgspec.Struct, frozen=True):
    """A sentence, heading or list item; `text` is in lower case, `paragraph` counts blocks between blank lines."""

    start: int
    end: int
    text: str
    paragraph: int
    section: SectionName | None
    title: bool


class Segments:
    """The segments of a text, by place."""

    def __init__(self, text: str, doc: Doc, frame: Frame) -> None:
        """Cut at sentence bounds, paragraphs, list items and headings; only prose and title are kept."""
        self._paragraphs = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
        cuts = {*self._paragraphs, *(match.end() for match in _CUT.finditer(text)), *_sentence_starts(doc)}
        self.title = _title(text, frame)
        bounds = sorted({0, *cuts, *self.title, *(part.start for part in frame.sections)})
        self.starts = list(_cut_short([*bounds, len(text) + 1]))
        pairs = zip(self.starts, [*self.starts[1:], len(text)], strict=True)
        self.all: list[Segment | None] = [self._segment(text, start, end, frame) for start, end in pairs]
        self.first_paragraph = min((part.paragraph for part in self.all if part), default=0)
        """The paragraph that the prose begins with."""

    def at(self, place: int) -> Segment | None:
        """The segment a place lies in; None outside prose and title, and in a heading of the seven sections."""
        return self.all[bisect_right(self.starts, place) - 1]

    def around(self, segment: Segment, reach: int) -> str:
        """The text of a segment and of up to `reach` segments before and after it in its paragraph, in lower case."""
        at = bisect_right(self.starts, segment.start) - 1
        near = self.all[max(0, at - reach) : at + reach + 1]
        return " ".join(part.text for part in near if part and part.paragraph == segment.paragraph)

    def _segment(self, text: str, start: int, end: int, frame: Frame) -> Segment | None:
        title = self.title[0] <= start < self.title[1]
        prose = not frame.sections or any(part.start <= start < part.end for part in frame.sections)
        own = text[start:end].strip()
        if not (prose or title) or own.rstrip(":") in SECTIONS.values():
            return None
        paragraph = bisect_right(self._paragraphs, start)
        section = None if title else frame.section_at(start)
        return Segment(start, end, text[start:end].lower(), paragraph, section, title)


def _cut_short(bounds: list[int]) -> Iterator[int]:
    """The bounds, and one every 2000 characters where there is none: no text takes more than its share of time."""
    for start, end in itertools.pairwise(bounds):
        yield from range(start, end, 2000)


def _title(text: str, frame: Frame) -> tuple[int, int]:
    at = text.find(frame.title) if frame.title else -1
    return (at, at + len(frame.title)) if frame.title and at >= 0 else (0, 0)


def _sentence_starts(doc: Doc) -> list[int]:
    """Where sentences start; none where the pipeline that made the document sets no bounds."""
    starts = doc.to_array(["SENT_START"]).tolist()
    return [doc[at].idx for at, start in enumerate(starts) if start == 1]
