"""A trained classifier of paragraphs, behind the same interface as the rules (`judgement.Judge`).

What a model thinks is one more voice beside the rules: the logarithm of how much likelier than chance it holds a
section. It knows the seven sections alone, for headings label no others; what belongs to none the rules decide.
"""

import json
from math import log
from pathlib import Path

import spacy
from spacy.language import Language

from parser.understanding.judgement import Judge, Judgement, ModelError, Outline
from parser.understanding.section_cues import Weights
from parser.understanding.section_rules import Said, judge_by_order, rules_say
from schema.vocabularies import SECTIONS

FIGURES = "figures.json"
"""The file in a model's folder that tells how it did beside the rules."""
_LEAST, _MOST, _TRUST = -2.5, 2.0, 0.7
"""How much the voice of a model may weigh against and for a section, and what it is multiplied by."""


def load_classifier(folder: Path) -> Judge:
    """The judge that the model in `folder` makes, written there by `esfarkiv train`.

    Raises ModelError where there is none, or where it did not beat the rules on the projects held out from it.
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


def classifier(language: Language, name: str) -> Judge:
    """The judge that a pipeline with a text classifier makes; inferred sections name it as their rule."""
    rule = f"model {name}"

    def judge(outline: Outline) -> list[Judgement]:
        documents = language.pipe((paragraph.text for paragraph in outline.paragraphs), batch_size=256)
        voices: list[Said] = [[(rule, 1.0, _voice(document.cats))] for document in documents]
        said = [[*voice, *parts] for voice, parts in zip(voices, rules_say(outline), strict=True)]
        return judge_by_order(said, outline)

    return judge


def _voice(cats: dict[str, float]) -> Weights:
    odds = {name: log(max(cats.get(name, 0.0), 1e-6) * len(SECTIONS)) for name in SECTIONS}
    return {name: _TRUST * min(_MOST, max(_LEAST, value)) for name, value in odds.items()}
