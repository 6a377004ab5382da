"""Infer the sections of a text without the seven headings, each with its confidence and weightiest evidence.

Only the four narrative sections are inferred; the other three are stated under their own headings alone.
"""

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from parser.judging.linear import Linear, read_judge
from parser.judging.thresholds import is_shown
from parser.sectioning.evidence import evidence
from parser.sectioning.named_headings import CLASSES, named_section, standard_section
from parser.sectioning.paragraphs import Paragraph
from schema.record import Section, SectionName, Span

NONE = "none"
"""The class of text that belongs to none of the seven sections."""
_NAMED_SURE = 0.95
"""How sure the section is of a paragraph below a heading that says as much as one of the seven."""


class Inferred(msgspec.Struct, frozen=True):
    """A section and the place of the heading above it; `heading_start == heading_end` where there is none."""

    section: Section
    heading_start: int
    heading_end: int


class Judged(msgspec.Struct, frozen=True):
    """The section of a paragraph (None for none), and the evidence for it; no evidence where its heading tells."""

    section: SectionName | None
    confidence: float = 1.0
    evidence: frozenset[str] | None = None

    @property
    def shown(self) -> bool:
        """Whether it is sure enough to be shown; text of no section has nothing to hide."""
        return self.section is None or self.evidence is None or is_shown("section", self.confidence)

    @property
    def rule(self) -> str | None:
        """The weightiest evidence, of equals the first by name; None where the heading tells."""
        if self.evidence is None:
            return None
        weights = _judge().evidence(sorted(self.evidence), self.section or NONE)
        return next((name for name, weight in weights if weight > 0), "nothing in particular")


class _Part(msgspec.Struct, frozen=True):
    """A paragraph, its section, and the place of the headings directly above it."""

    start: int
    end: int
    judged: Judged
    heading: tuple[int, int] | None


def judge(features: frozenset[str]) -> Judged:
    """The likeliest section of a paragraph with this evidence."""
    found = _judge().judge(features)
    return Judged(CLASSES.get(found.label), round(found.confidence, 3), features)


def infer_in(text: str, pieces: Sequence[Paragraph], known: int = 0) -> list[Inferred]:
    """The sections of `pieces` of a text: adjacent paragraphs of one section are merged, a heading opens a new one.

    The first `known` paragraphs only tell where the others stand. Below one of the seven headings, `method` is
    `heading`.
    """
    parts = [*_parts(pieces)][known:]
    edges = [n for n in range(len(parts)) if n == 0 or _separates(text, parts[n - 1], parts[n])]
    return [_section(text, parts[a:b]) for a, b in pairwise([*edges, len(parts)])]


def spans_of(found: Sequence[Inferred]) -> list[Span]:
    """The spans of sections and of the headings above them."""
    spans: list[Span] = []
    for part in found:
        spans.append(Span("heading", part.heading_start, part.heading_end, part.section.section))
        spans.append(Span("section", part.section.start, part.section.end, part.section.section))
    return spans


def _parts(pieces: Sequence[Paragraph]) -> Iterator[_Part]:
    features = iter(evidence(pieces))
    above: tuple[int, int] | None = None
    heading = ""
    for piece in pieces:
        if piece.heading:
            above = (above[0] if above else piece.start, piece.end)
            heading = piece.text
        else:
            yield _Part(piece.start, piece.end, _told(heading, above is not None, next(features)), above)
            above = None
    if above:  # a heading with nothing below it is text that belongs to no section
        yield _Part(*above, Judged(None, 1.0, frozenset()), None)


def _told(heading: str, is_first: bool, features: frozenset[str]) -> Judged:
    """The section of a paragraph; its heading tells if it is one of the seven, or right above and says as much."""
    if standard := standard_section(heading):
        return Judged(standard)
    named = named_section(heading) if is_first else None
    return Judged(named, _NAMED_SURE, features) if named else judge(features)


def _separates(text: str, earlier: _Part, later: _Part) -> bool:
    """Whether a new section begins: another section, one that is shown after one that is not, a heading, other text."""
    here, there = earlier.judged, later.judged
    if later.heading is not None or (here.section, here.shown) != (there.section, there.shown):
        return True
    return (here.evidence is None) != (there.evidence is None) or bool(text[earlier.end : later.start].strip())


def _section(text: str, group: Sequence[_Part]) -> Inferred:
    start, end = group[0].start, group[-1].end
    first, last = group[0].heading or (start, start)
    surest = max((part.judged for part in group), key=lambda one: one.confidence)
    section = Section(surest.section, text[first:last] or None, text[start:end], "heading", start, end)
    if surest.evidence is not None:
        section.method, section.rule, section.shown = "inferred", surest.rule, surest.shown
        section.confidence = round(sum(part.judged.confidence for part in group) / len(group), 3)
    return Inferred(section, first, last)


@functools.cache
def _judge() -> Linear:
    return read_judge("parser.sectioning", "section_weights.json")
