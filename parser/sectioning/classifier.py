"""A trained classifier of paragraphs, behind the same interface as the rules (`judgement.Judge`).

What a model thinks is one more voice beside the rules: the logarithm of how much likelier than chance it holds a
section. It knows the seven sections alone, for headings label no others; what belongs to none the rules decide.
"""

from math import log

from msgspec.structs import replace
from spacy.language import Language

from parser.sectioning.judgement import Judge, Judgement, Outline
from parser.sectioning.section_rules import Evidence, judge_by_order, score_by_rules
from parser.sectioning.section_weights import Weights
from schema.vocabularies import SECTIONS

_LEAST, _MOST, _TRUST = -2.5, 2.0, 0.7
"""How much the voice of a model may weigh against and for a section, and what it is multiplied by."""


def classifier(language: Language, name: str) -> Judge:
    """The judge that a pipeline with a text classifier makes.

    It is named as the rule of the sections it speaks for; where the rules outvoted it, the rule is theirs.
    """
    rule = f"model {name}"

    def judge(outline: Outline) -> list[Judgement]:
        documents = language.pipe((paragraph.text for paragraph in outline.paragraphs), batch_size=256)
        voices = [_model_score(document.cats) for document in documents]
        said: list[Evidence] = [
            [(rule, 1.0, voice), *parts] for voice, parts in zip(voices, score_by_rules(outline), strict=True)
        ]
        judged = zip(judge_by_order(said, outline), voices, strict=True)
        return [replace(one, rule=rule) if voice.get(one.section, 0.0) > 0 else one for one, voice in judged]

    return judge


def _model_score(cats: dict[str, float]) -> Weights:
    odds = {name: log(max(cats.get(name, 0.0), 1e-6) * len(SECTIONS)) for name in SECTIONS}
    return {name: _TRUST * min(_MOST, max(_LEAST, value)) for name, value in odds.items()}
