"""Trained paragraph classifiers on disk: a folder with spaCy's files and the model's accuracy figures."""

import json
from pathlib import Path

import msgspec
import spacy
import spacy.about
from spacy.language import Language

from archive.training.evaluation import EvaluationReport, ModelError
from parser.sectioning.classifier import classifier
from parser.sectioning.judgement import Judge

FIGURES = "figures.json"
"""The file in a model's folder with its accuracy and that of the rules."""


def save(language: Language, report: EvaluationReport, folder: Path) -> None:
    """Writes a model with its figures; raises OSError if the folder cannot be written."""
    language.to_disk(folder)
    figures = {"spacy": spacy.about.__version__, **msgspec.to_builtins(report), "beats_rules": report.beats_rules}
    (folder / FIGURES).write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")


def load_classifier(folder: Path) -> Judge:
    """Loads the model that `esfarkiv train` wrote to `folder`.

    Raises ModelError if there is none, or if it did not beat the rules on the held-out projects.
    """
    try:
        figures = json.loads((folder / FIGURES).read_bytes())
        language = spacy.load(folder)
        better = figures["model"]["right"] > figures["rules"]["right"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder}: no model ({error}); make one with `esfarkiv train --to {folder}`") from error
    if not better:
        raise ModelError(f"{folder}: the model does not beat the rules ({FIGURES}); build without it")
    return classifier(language, folder.name)
