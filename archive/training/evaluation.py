"""An archive's own sections as labelled paragraphs, and how a judge of sections does on the projects held out.

Projects, not paragraphs, are split into those a model learns from and those it is measured on, by a hash of their id,
so that a project is always on the same side. The held-out projects are judged as texts without headings.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from itertools import groupby

import msgspec

from parser.sectioning.judgement import Judge, outline
from parser.sectioning.paragraphs import Paragraph, paragraphs
from schema.record import SectionName
from schema.vocabularies import SECTIONS

_HELD_OUT = 4
"""One project in so many is held out."""


class LabelledParagraph(msgspec.Struct, frozen=True):
    """A paragraph, the project it is of, and the section it stands in."""

    project_id: str
    text: str
    section: SectionName


class Figures(msgspec.Struct):
    """How one judge did: the share of paragraphs right, and by section (precision, recall); None where undefined."""

    right: float
    precision: dict[SectionName, float | None]
    recall: dict[SectionName, float | None]


class EvaluationReport(msgspec.Struct):
    """What training found, on the projects held out; `paragraphs` are theirs, by section."""

    trained_projects: int
    trained_paragraphs: int
    held_out_projects: int
    paragraphs: dict[SectionName, int]
    rules: Figures
    model: Figures

    @property
    def beats_rules(self) -> bool:
        """Whether a build may use the model."""
        return self.model.right > self.rules.right


class TrainingError(Exception):
    """An archive that no model can be trained on; the message says what is missing."""


class ModelError(Exception):
    """A folder that holds no model that may be used; the message names it and says why and what to do."""


def labelled_paragraphs(connection: sqlite3.Connection) -> list[LabelledParagraph]:
    """The paragraphs under the seven headings in an archive, in the order of projects and pages."""
    rows = connection.execute(
        "select project_id, section, text from sections"
        " where method = 'heading' and section is not null order by project_id, position"
    )
    pieces = ((name, section, piece) for name, section, text in rows for piece in paragraphs(text))
    return [LabelledParagraph(name, piece.text, section) for name, section, piece in pieces if not piece.heading]


def is_held_out(project_id: str) -> bool:
    """Whether a project is one of those a model is measured on."""
    return int(hashlib.sha256(project_id.encode()).hexdigest()[:8], 16) % _HELD_OUT == 0


def measure(examples: Iterable[LabelledParagraph], judge: Judge) -> Figures:
    """How `judge` does on labelled paragraphs, each project's judged together, in their order."""
    pairs: list[tuple[SectionName, SectionName | None]] = []
    for _, group in groupby(examples, key=lambda example: example.project_id):
        known = list(group)
        judged = judge(outline([Paragraph(example.text, 0, len(example.text)) for example in known]))
        pairs += [(example.section, found.section) for example, found in zip(known, judged, strict=True)]
    right = {name: sum(pair == (name, name) for pair in pairs) for name in SECTIONS}
    given = {name: sum(got == name for _, got in pairs) for name in SECTIONS}
    known_as = {name: sum(expected == name for expected, _ in pairs) for name in SECTIONS}
    return Figures(
        round(sum(right.values()) / len(pairs), 4),
        {name: _share(right[name], given[name]) for name in SECTIONS},
        {name: _share(right[name], known_as[name]) for name in SECTIONS},
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
