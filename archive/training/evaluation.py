"""An archive's own sections as labelled paragraphs, and the accuracy of a section classifier on held-out projects.

Projects, not paragraphs, are split into a training and a test set by a hash of their id, so that a project is always
in the same set. The held-out projects are classified as texts without headings.
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
"""One project in this many is held out."""


class LabelledParagraph(msgspec.Struct, frozen=True):
    """A paragraph, its project, and the section it belongs to."""

    project_id: str
    text: str
    section: SectionName


class Figures(msgspec.Struct):
    """Accuracy of a judge: the share of paragraphs right, precision and recall by section; None where undefined."""

    right: float
    precision: dict[SectionName, float | None]
    recall: dict[SectionName, float | None]


class EvaluationReport(msgspec.Struct):
    """Rules and model measured on the held-out projects; `paragraphs` counts those of each section there."""

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
    """No model can be trained on an archive; the message says what is missing."""


class ModelError(Exception):
    """A folder holds no usable model; the message names it and says why and what to do."""


def labelled_paragraphs(connection: sqlite3.Connection) -> list[LabelledParagraph]:
    """The paragraphs under the seven headings in an archive, in the order of project ids and positions."""
    rows = connection.execute(
        "select project_id, section, text from sections"
        " where method = 'heading' and section is not null order by project_id, position"
    )
    pieces = ((name, section, piece) for name, section, text in rows for piece in paragraphs(text))
    return [LabelledParagraph(name, piece.text, section) for name, section, piece in pieces if not piece.heading]


def is_held_out(project_id: str) -> bool:
    """Whether a project belongs to the test set."""
    return int(hashlib.sha256(project_id.encode()).hexdigest()[:8], 16) % _HELD_OUT == 0


def measure(examples: Iterable[LabelledParagraph], judge: Judge) -> Figures:
    """Measures `judge` on labelled paragraphs, those of a project judged together, in order."""
    pairs: list[tuple[SectionName, SectionName | None]] = []
    for _, group in groupby(examples, key=lambda example: example.project_id):
        labelled = list(group)
        judged = judge(outline([Paragraph(example.text, 0, len(example.text)) for example in labelled]))
        pairs += [(example.section, found.section) for example, found in zip(labelled, judged, strict=True)]
    right = {name: sum(pair == (name, name) for pair in pairs) for name in SECTIONS}
    predicted = {name: sum(got == name for _, got in pairs) for name in SECTIONS}
    actual = {name: sum(expected == name for expected, _ in pairs) for name in SECTIONS}
    return Figures(
        round(sum(right.values()) / len(pairs), 4),
        {name: _share(right[name], predicted[name]) for name in SECTIONS},
        {name: _share(right[name], actual[name]) for name in SECTIONS},
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
