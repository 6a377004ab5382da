"""The section of each paragraph by weighted rules.

A paragraph's score for a section is the sum of what its words (`section_cues`), its shape (`section_shapes`) and the
heading of the applicant's own above it speak for; a cue met n times counts as the square root of n. Then the
order decides between near scores (`section_order`). Confidence is the share of the chosen section in the softmax of
the scores; the rule is what spoke loudest for it.
"""

import functools
from collections.abc import Sequence
from math import exp, sqrt

from parser.understanding.judgement import Judgement, Outline
from parser.understanding.lexicon import Lexicon
from parser.understanding.paragraphs import Paragraph
from parser.understanding.section_cues import CUES, HEADING_CUES, Cue, Weights
from parser.understanding.section_order import CLASSES, best_order
from parser.understanding.section_shapes import ALONE, BYLINE, LAST, OPENING, SIGNS, is_byline
from schema.record import SectionName

Said = list[tuple[str, float, Weights]]
"""What speaks for sections: a rule's name, how often it is met, its weights."""
_SHARPNESS = 0.9
_FADING = (1.0, 0.6, 0.5)
"""What a heading weighs for the first, the second and later paragraphs below it."""
_UNIT = 60
"""Words in a paragraph of usual length; the words of a longer one count for less each."""


def judge_by_rules(outline: Outline) -> list[Judgement]:
    """The section of each paragraph of `outline`, in order, with confidence and rule."""
    said = [[*_heard(paragraph, outline, place)] for place, paragraph in enumerate(outline.paragraphs)]
    scores = [_scores(parts) for parts in said]
    chosen = best_order(scores, outline.breaks)
    return [_judgement(name, row, parts) for name, row, parts in zip(chosen, scores, said, strict=True)]


def _heard(paragraph: Paragraph, outline: Outline, place: int) -> Said:
    parts: Said = [("nothing in particular", 1.0, ALONE)]
    text, heading = paragraph.text, outline.headings[place]
    damping = 1 / max(1.0, sqrt(len(text.split()) / _UNIT))
    counts = _words().count(text)
    parts += [(CUES[n].name, sqrt(min(count, CUES[n].most)) * damping, CUES[n].weights) for n, count in counts.items()]
    parts += [(sign.name, met * damping, sign.weights) for sign in SIGNS if (met := _met(sign.pattern.findall(text), sign.most))]
    if heading:
        headed = _heading_words().count(heading)
        parts += [(HEADING_CUES[n].name, _FADING[min(outline.depths[place], 2)], HEADING_CUES[n].weights) for n in headed]
    return parts + _placed(paragraph, outline, place)


def _met(found: Sequence[object], most: int) -> float:
    return float(min(len(found), most))


def _placed(paragraph: Paragraph, outline: Outline, place: int) -> Said:
    if is_byline(paragraph):
        return [(BYLINE[0], 1.0, BYLINE[1])]
    running = [n for n, other in enumerate(outline.paragraphs) if not is_byline(other)]
    rank = running.index(place)
    parts: Said = [(name, 1.0, weights) for name, weights in OPENING[rank : rank + 1]]
    last = len(running) > 3 and rank >= len(running) - 1
    return [*parts, (LAST[0], 1.0, LAST[1])] if last else parts


def _scores(parts: Said) -> dict[SectionName | None, float]:
    scores = dict.fromkeys(CLASSES, 0.0)
    for _, met, weights in parts:
        for section, weight in weights.items():
            scores[section] += met * weight
    return scores


def _judgement(section: SectionName | None, scores: dict[SectionName | None, float], parts: Said) -> Judgement:
    shares = {name: exp(_SHARPNESS * score) for name, score in scores.items()}
    loudest = max(parts, key=lambda part: part[1] * part[2].get(section, 0.0))
    rule = loudest[0] if loudest[2].get(section, 0.0) > 0 else "order of the sections"
    return Judgement(section, round(shares[section] / sum(shares.values()), 3), rule)


@functools.cache
def _words() -> Lexicon:
    return Lexicon(CUES)


@functools.cache
def _heading_words() -> Lexicon:
    return Lexicon(HEADING_CUES)


__all__ = ["Cue", "judge_by_rules"]
