"""Training a classifier of paragraphs on an archive's own sections: their headings are the labels.

Projects, not paragraphs, are split into those the model learns from and those it is measured on, by a hash of their
id, so that a project is always on the same side. The held-out projects are judged as texts without headings, by the
rules and by the model.
"""

import hashlib
import json
import random
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import msgspec
import spacy
import spacy.about
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from parser.understanding.classifier import FIGURES, classifier
from parser.understanding.judgement import Judge, outline
from parser.understanding.paragraphs import Paragraph, paragraphs
from parser.understanding.section_rules import judge_by_rules
from schema.record import SectionName
from schema.vocabularies import SECTIONS

_SEED = 20070101
_EPOCHS, _BATCH = 12, 16
_HELD_OUT = 4
"""One project in so many is held out."""
_FEWEST = 10
"""Paragraphs of each section to learn from, and projects on each side."""
_MODEL = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "length": 262144,
    "ngram_size": 2,
    "no_output_layer": False,
}


class TrainingError(Exception):
    """An archive that no model can be trained on; the message says what is missing."""


class Labelled(msgspec.Struct, frozen=True):
    """A paragraph, the project it is of, and the section it stands in."""

    project_id: str
    text: str
    section: SectionName


class Figures(msgspec.Struct):
    """How one judge did: the share of paragraphs right, and by section (precision, recall); None where undefined."""

    right: float
    precision: dict[SectionName, float | None]
    recall: dict[SectionName, float | None]


class Report(msgspec.Struct):
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


def labelled_paragraphs(connection: sqlite3.Connection) -> list[Labelled]:
    """The paragraphs under the seven headings in an archive, in the order of projects and pages."""
    rows = connection.execute(
        "select project_id, section, text from sections"
        " where method = 'heading' and section is not null order by project_id, position"
    )
    pieces = ((name, section, piece) for name, section, text in rows for piece in paragraphs(text))
    return [Labelled(name, piece.text, section) for name, section, piece in pieces if not piece.heading]


def is_held_out(project_id: str) -> bool:
    """Whether a project is one of those a model is measured on."""
    return int(hashlib.sha256(project_id.encode()).hexdigest()[:8], 16) % _HELD_OUT == 0


def train(examples: Sequence[Labelled], epochs: int = _EPOCHS) -> tuple[Language, Report]:
    """A pipeline with a text classifier, and how it does beside the rules; the same examples give the same model.

    Raises TrainingError where there is too little to learn from or to measure on.
    """
    learned = [example for example in examples if not is_held_out(example.project_id)]
    held_out = [example for example in examples if is_held_out(example.project_id)]
    _check(learned, held_out)
    language = _fitted(learned, epochs)
    measured = [measure(held_out, judge) for judge in (judge_by_rules, classifier(language, "trained"))]
    counts = {name: sum(example.section == name for example in held_out) for name in SECTIONS}
    return language, Report(_projects(learned), len(learned), _projects(held_out), counts, *measured)


def save(language: Language, report: Report, folder: Path) -> None:
    """Writes a model with its figures; raises OSError where the folder cannot be written."""
    language.to_disk(folder)
    figures = {"spacy": spacy.about.__version__, **msgspec.to_builtins(report), "beats_rules": report.beats_rules}
    (folder / FIGURES).write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")


def measure(examples: Iterable[Labelled], judge: Judge) -> Figures:
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


def _projects(examples: Sequence[Labelled]) -> int:
    return len({example.project_id for example in examples})


def _check(learned: Sequence[Labelled], held_out: Sequence[Labelled]) -> None:
    few = [name for name in SECTIONS if sum(example.section == name for example in learned) < _FEWEST]
    if few:
        raise TrainingError(f"fewer than {_FEWEST} paragraphs to learn {', '.join(few)} from; build a larger archive")
    if _projects(held_out) < _FEWEST:
        raise TrainingError(f"{_projects(held_out)} projects to measure on, at least {_FEWEST} are needed")


def _fitted(learned: Sequence[Labelled], epochs: int) -> Language:
    fix_random_seed(_SEED)
    language = spacy.blank("sv")
    language.add_pipe("textcat", config={"model": _MODEL})
    examples = [_example(language, one) for one in learned]
    optimizer = language.initialize(lambda: examples[:500] + examples[-500:])
    shuffler = random.Random(_SEED)
    for _ in range(epochs):
        shuffler.shuffle(examples)
        for first in range(0, len(examples), _BATCH):
            language.update(examples[first : first + _BATCH], sgd=optimizer, drop=0.2)
    return language


def _example(language: Language, one: Labelled) -> Example:
    cats = {name: float(name == one.section) for name in SECTIONS}
    return Example.from_dict(language.make_doc(one.text), {"cats": cats})
