"""Infer the sections of a text without the seven headings, each with its confidence and rule."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from parser.sectioning.judgement import Judge, Judgement, outline
from parser.sectioning.paragraphs import Paragraph, paragraphs
from parser.sectioning.section_rules import judge_by_rules
from schema.record import Section, SectionName, Span
from schema.vocabularies import SECTIONS

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STANDARD: dict[str, SectionName] = {heading.casefold(): name for name, heading in SECTIONS.items()}


class Inferred(msgspec.Struct, frozen=True):
    """A section and the place of the heading above it; `heading_start == heading_end` where there is none."""

    section: Section
    heading_start: int
    heading_end: int


class _JudgedParagraph(msgspec.Struct, frozen=True):
    paragraph: Paragraph
    judgement: Judgement
    heading: tuple[int, int] | None
    """The place of the headings directly above it."""


def infer_sections(doc: "Doc", judge: Judge = judge_by_rules) -> list[Section]:
    """The sections of a document without the seven headings, in order; the first line may be its title.

    `method` is `inferred`, `confidence` between 0 and 1, and `rule` what decided. Offsets refer to the document.
    """
    return [found.section for found in infer_in(doc.text, paragraphs(doc.text), judge)]


def infer_in(
    text: str, pieces: Sequence[Paragraph], judge: Judge = judge_by_rules, title: bool = True
) -> list[Inferred]:
    """The sections of `pieces` of a text: adjacent paragraphs of one section are merged, a heading opens a new one.

    With `title`, a heading that comes first is the document's title, not that of the section below it. Below one of
    the seven headings, `method` is `heading`.
    """
    judged = list(_judge_pieces(text, pieces, judge, title))
    edges = [n for n in range(len(judged)) if n == 0 or _separates(text, judged[n - 1], judged[n])]
    return [_section(text, judged[a:b]) for a, b in pairwise([*edges, len(judged)])]


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


def _judge_pieces(text: str, pieces: Sequence[Paragraph], judge: Judge, title: bool) -> list[_JudgedParagraph]:
    judgements = iter(judge(outline(pieces, title)))
    found: list[_JudgedParagraph] = []
    above: tuple[int, int] | None = None
    standard: SectionName | None = None
    for piece in pieces:
        if piece.heading:
            above = (above[0] if above else piece.start, piece.end)
            standard = _STANDARD.get(piece.text.strip(" :").casefold())
        else:
            judgement = next(judgements)
            found.append(_JudgedParagraph(piece, Judgement(standard, 1.0, "") if standard else judgement, above))
            above = None
    return [*found, _heading_without_text(text, *above)] if above else found


def _heading_without_text(text: str, start: int, end: int) -> _JudgedParagraph:
    """A heading with nothing below it: text that belongs to no section."""
    return _JudgedParagraph(Paragraph(text[start:end], start, end), Judgement(None, 1.0, "heading without text"), None)


def _separates(text: str, earlier: _JudgedParagraph, later: _JudgedParagraph) -> bool:
    """Whether a new section begins: another section, a heading, or text outside the pieces in between."""
    between = text[earlier.paragraph.end : later.paragraph.start]
    differ = earlier.judgement.section != later.judgement.section or bool(between.strip())
    return differ or later.heading is not None or (earlier.judgement.rule == "") != (later.judgement.rule == "")


def _section(text: str, group: Sequence[_JudgedParagraph]) -> Inferred:
    start, end = group[0].paragraph.start, group[-1].paragraph.end
    first, last = group[0].heading or (start, start)
    strongest = max(group, key=lambda one: one.judgement.confidence).judgement
    mean = round(sum(one.judgement.confidence for one in group) / len(group), 3)
    inferred = strongest.rule != ""
    section = Section(
        strongest.section, text[first:last] or None, text[start:end], "inferred", start, end, mean, strongest.rule
    )
    if not inferred:
        section.method, section.confidence, section.rule = "heading", None, None
    return Inferred(section, first, last)
