"""Infer the sections of a text without the seven headings, each with its confidence and weightiest evidence.

Only the four narrative sections are inferred; the other three are stated under their own headings alone.
"""

import functools
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from parser.judging.linear import Linear, read_judge
from parser.judging.thresholds import is_shown
from parser.sectioning.evidence import evidence
from parser.sectioning.paragraphs import Paragraph
from schema.record import Section, SectionName, Span
from schema.vocabularies import SECTIONS

NONE = "none"
"""The class of text that belongs to none of the seven sections."""
_CLASSES: dict[str, SectionName] = {name: name for name in SECTIONS}
_STANDARD: dict[str, SectionName] = {heading.casefold(): name for name, heading in SECTIONS.items()}
_NAMED: dict[str, SectionName] = {
    "problemformulering": "bakgrund", "problembeskrivning": "bakgrund", "problembild": "bakgrund",
    "bakgrund och problem": "bakgrund", "bakgrund och behov": "bakgrund", "bakgrund till projektet": "bakgrund",
    "projektets bakgrund": "bakgrund", "projektets syfte": "syfte", "syfte med projektet": "syfte",
    "mål": "malsattning",
    "projektmål": "malsattning", "projektets mål": "malsattning",
    "målsättningar": "malsattning",
}  # fmt: skip
"""The applicant's own headings that say as much, and how often they are right (29 of 29 for goals)."""
_NAMED_SURE = 0.95


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

    paragraph: Paragraph
    judged: Judged
    heading: tuple[int, int] | None


def judge(features: frozenset[str]) -> Judged:
    """The likeliest section of a paragraph with this evidence."""
    found = _judge().judge(features)
    return Judged(_CLASSES.get(found.label), round(found.confidence, 3), features)


def infer_in(text: str, pieces: Sequence[Paragraph], title: bool = True, known: int = 0) -> list[Inferred]:
    """The sections of `pieces` of a text: adjacent paragraphs of one section are merged, a heading opens a new one.

    With `title`, a heading that comes first is the document's title, not that of the section below it. The first
    `known` paragraphs only tell where the others stand. Below one of the seven headings, `method` is `heading`.
    """
    parts = _parts(text, pieces, title)[known:]
    edges = [n for n in range(len(parts)) if n == 0 or _separates(text, parts[n - 1], parts[n])]
    return [_section(text, parts[a:b]) for a, b in pairwise([*edges, len(parts)])]


def spans_of(found: Sequence[Inferred]) -> list[Span]:
    """The spans of sections and of the headings above them."""
    places = ((part, part.section) for part in found)
    pairs = (
        (
            Span("heading", part.heading_start, part.heading_end, one.section),
            Span("section", one.start, one.end, one.section),
        )
        for part, one in places
    )
    return [span for pair in pairs for span in pair]


def _parts(text: str, pieces: Sequence[Paragraph], title: bool) -> list[_Part]:
    features = iter(evidence(pieces, title))
    parts: list[_Part] = []
    above: tuple[int, int] | None = None
    heading = ""
    for piece in pieces:
        if piece.heading:
            above = (above[0] if above else piece.start, piece.end)
            heading = piece.text.strip(" :").casefold()
        else:
            told = _under if above else _below
            parts.append(_Part(piece, told(heading, next(features)), above))
            above = None
    return [*parts, _heading_without_text(text, *above)] if above else parts


def _under(heading: str, features: frozenset[str]) -> Judged:
    """The section of a paragraph right under a heading, which may name it."""
    named = _NAMED.get(heading)
    return Judged(named, _NAMED_SURE, features) if named else _below(heading, features)


def _below(heading: str, features: frozenset[str]) -> Judged:
    """The section of a paragraph somewhere below a heading, which tells if it is one of the seven."""
    standard = _STANDARD.get(heading)
    return Judged(standard) if standard else judge(features)


def _heading_without_text(text: str, start: int, end: int) -> _Part:
    """A heading with nothing below it: text that belongs to no section."""
    return _Part(Paragraph(text[start:end], start, end), Judged(None, 1.0, frozenset()), None)


def _separates(text: str, earlier: _Part, later: _Part) -> bool:
    """Whether a new section begins: another section, one that is shown after one that is not, a heading, other text."""
    here, there = earlier.judged, later.judged
    agree = (here.section, here.shown) == (there.section, there.shown)
    same_method = (here.evidence is None) == (there.evidence is None)
    between = text[earlier.paragraph.end : later.paragraph.start]
    return not (agree and same_method) or bool(between.strip()) or later.heading is not None


def _section(text: str, group: Sequence[_Part]) -> Inferred:
    start, end = group[0].paragraph.start, group[-1].paragraph.end
    first, last = group[0].heading or (start, start)
    surest = max((part.judged for part in group), key=lambda one: one.confidence)
    section = Section(surest.section, text[first:last] or None, text[start:end], "heading", start, end)
    if surest.evidence is not None:
        section.method, section.rule, section.shown = "inferred", surest.rule, surest.shown
        section.confidence = round(sum(part.judged.confidence for part in group) / len(group), 3)
    return Inferred(section, first, last)


@functools.cache
def _judge() -> Linear:
    return read_judge("parser.sectioning", "section_weights.toml")
