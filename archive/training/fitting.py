"""Trains a paragraph classifier on an archive's own sections: their headings are the labels."""

import random
from collections.abc import Sequence

import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from archive.training.evaluation import EvaluationReport, LabelledParagraph, TrainingError, is_held_out, measure
from parser.sectioning.classifier import classifier
from parser.sectioning.section_rules import judge_by_rules
from schema.vocabularies import SECTIONS

_SEED = 20070101
_EPOCHS, _BATCH = 12, 16
_MINIMUM = 10
"""Minimum number of paragraphs of each section to train on, and of held-out projects."""
_MODEL = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "length": 262144,
    "ngram_size": 2,
    "no_output_layer": False,
}


def train(examples: Sequence[LabelledParagraph], epochs: int | None = None) -> tuple[Language, EvaluationReport]:
    """A pipeline with a text classifier, and its accuracy beside the rules; the same examples give the same model.

    Raises TrainingError if there is too little to train or to measure on.
    """
    training = [example for example in examples if not is_held_out(example.project_id)]
    held_out = [example for example in examples if is_held_out(example.project_id)]
    _check(training, held_out)
    language = _fit(training, epochs or _EPOCHS)
    measured = [measure(held_out, judge) for judge in (judge_by_rules, classifier(language, "trained"))]
    counts = {name: sum(example.section == name for example in held_out) for name in SECTIONS}
    return language, EvaluationReport(_projects(training), len(training), _projects(held_out), counts, *measured)


def _projects(examples: Sequence[LabelledParagraph]) -> int:
    return len({example.project_id for example in examples})


def _check(training: Sequence[LabelledParagraph], held_out: Sequence[LabelledParagraph]) -> None:
    few = [name for name in SECTIONS if sum(example.section == name for example in training) < _MINIMUM]
    if few:
        raise TrainingError(f"fewer than {_MINIMUM} paragraphs to learn {', '.join(few)} from; build a larger archive")
    if _projects(held_out) < _MINIMUM:
        raise TrainingError(f"{_projects(held_out)} projects to measure on, at least {_MINIMUM} are needed")


def _fit(training: Sequence[LabelledParagraph], epochs: int) -> Language:
    fix_random_seed(_SEED)
    language = spacy.blank("sv")
    language.add_pipe("textcat", config={"model": _MODEL})
    examples = [_example(language, paragraph) for paragraph in training]
    optimizer = language.initialize(lambda: examples[:500] + examples[-500:])
    shuffler = random.Random(_SEED)
    for _ in range(epochs):
        shuffler.shuffle(examples)
        for first in range(0, len(examples), _BATCH):
            language.update(examples[first : first + _BATCH], sgd=optimizer, drop=0.2)
    return language


def _example(language: Language, paragraph: LabelledParagraph) -> Example:
    cats = {name: float(name == paragraph.section) for name in SECTIONS}
    return Example.from_dict(language.make_doc(paragraph.text), {"cats": cats})
