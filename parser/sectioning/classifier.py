"""A trained classifier of paragraphs, behind the same interface as the rules (`judgement.Judge`).

The model's score is added to the evidence of the rules: the logarithm of a section's probability relative to chance.
It covers the seven sections only, for headings label no others; the rules decide what belongs to none of them.
"""

from math import log

from msgspec.structs import replace
from spacy.language import Language

from parser.sectioning.judgement import Judge, Judgement, Outline
from parser.sectioning.section_rules import Evidence, judge_by_order, score_by_rules
from parser.sectioning.section_weights import Weights
from schema.vocabularies import SECTIONS

_MIN_LOG_ODDS, _MAX_LOG_ODDS, _FACTOR = -2.5, 2.0, 0.7
"""Minimum and maximum log odds of a model, and the factor they are multiplied by."""


def classifier(language: Language, name: str) -> Judge:
    """Make a judge from a pipeline with a text classifier.

    Sections that the model supports have its name as their rule; those chosen against it keep the rule that won.
    """
    rule = f"model {name}"

    def judge(outline: Outline) -> list[Judgement]:
        documents = language.pipe((paragraph.text for paragraph in outline.paragraphs), batch_size=256)
        model_scores = [_model_score(document.cats) for document in documents]
        evidence: list[Evidence] = [
            [(rule, 1.0, score), *parts] for score, parts in zip(model_scores, score_by_rules(outline), strict=True)
        ]
        judged = zip(judge_by_order(evidence, outline), model_scores, strict=True)
        return [replace(one, rule=rule) if score.get(one.section, 0.0) > 0 else one for one, score in judged]

    return judge


def _model_score(cats: dict[str, float]) -> Weights:
    odds = {name: log(max(cats.get(name, 0.0), 1e-6) * len(SECTIONS)) for name in SECTIONS}
    return {name: _FACTOR * min(_MAX_LOG_ODDS, max(_MIN_LOG_ODDS, value)) for name, value in odds.items()}
