"""The section of each paragraph by weighted rules.

A paragraph's score for a section is the sum of the weights of its words (`section_cues`), its shape and place
(`section_shapes`) and the applicant's own heading above it; a cue that occurs n times counts as the square root of n.
Then the order decides between close scores (`section_order`). Confidence is the share of the chosen section in the
softmax of the scores; the rule is its strongest evidence.
"""

import functools
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import exp, sqrt

from parser.sectioning.cue_matching import Lexicon
from parser.sectioning.judgement import Judgement, Outline
from parser.sectioning.paragraphs import Paragraph
from parser.sectioning.section_cues import HEADING_CUES, TEXT_CUES
from parser.sectioning.section_order import CLASSES, best_order
from parser.sectioning.section_shapes import (
    ALONE,
    BYLINE,
    EARLY,
    FRAGMENT,
    LAST,
    LATE,
    OPENING,
    OPENS_WITH,
    SIGNS,
    bonds,
    continues_list,
    is_byline,
)
from parser.sectioning.section_weights import Weights
from schema.record import SectionName

Evidence = list[tuple[str, float, Weights]]
"""Evidence for sections: a rule's name, its (damped) count, its weights."""
SHARPNESS = 0.9
"""Sharpness of the softmax: the shares are those of `exp(SHARPNESS * score)`."""
_HEADING_WEIGHTS = (1.0, 0.6, 0.5)
"""The weight of a heading for the first, the second and later paragraphs below it."""
_SHAPE_LENGTH = 6000
"""Characters of a paragraph in which the signs of its shape are matched."""
_TOPICS = frozenset({"access", "equality", "women and men", "abroad", "a country or people", "a city abroad"})
"""Cues that are weaker evidence in a text about just that topic: a project for deaf people, for women, in Norway."""
_USUAL_SPREAD, _MIN_FACTOR = 0.3, 0.3
"""The share of paragraphs that may have such a cue at full weight, and its minimum factor where more have it."""
_LEAD_FACTOR = 0.8
"""The factor of the words of a line that introduces a list, for each of its items."""
_OPENING_WEIGHT = 0.6
"""The weight of a label or question that opens a paragraph; a heading above the first paragraph has 1."""
_USUAL_LENGTH = 400
"""Characters in a paragraph of usual length."""


def judge_by_rules(outline: Outline) -> list[Judgement]:
    """The section of each paragraph of `outline`, in order, with confidence and rule."""
    return judge_by_order(score_by_rules(outline), outline)


def score_by_rules(outline: Outline) -> list[Evidence]:
    """The evidence for the section of each paragraph: words, shape, heading and place."""
    parts = outline.paragraphs
    counts = [_text_lexicon().count(part.text) for part in parts]
    factors = _topic_factors(counts)
    words = [_score_words(part.text, matches, factors) for part, matches in zip(parts, counts, strict=True)]
    above = [_score_heading(*place) for place in zip(outline.headings, outline.depths, strict=True)]
    labels = [[*own, *_score_opening(part.text)] for own, part in zip(above, parts, strict=True)]
    others = zip(labels, _score_places(parts, labels), _score_leads(parts, words), strict=True)
    return [
        [(ALONE.name, 1.0, ALONE.weights), *evidence, *itertools.chain(*other)]
        for evidence, other in zip(words, others, strict=True)
    ]


def _topic_factors(counts: Sequence[dict[int, int]]) -> dict[int, float]:
    """The factor of each topic cue that occurs in more paragraphs than usual."""
    spread = Counter(number for matches in counts for number in matches if TEXT_CUES[number].name in _TOPICS)
    return {
        number: max(_MIN_FACTOR, (_USUAL_SPREAD * len(counts) + 1) / times)
        for number, times in spread.items()
        if times > _USUAL_SPREAD * len(counts) + 1
    }


def _score_leads(paragraphs: Sequence[Paragraph], word_evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """For each item of a list, the evidence of the line that introduces the list, at a lower weight."""
    lead: Evidence = []
    for part, own in zip(paragraphs, word_evidence, strict=True):
        item = continues_list(part.text)
        yield [(name, count * _LEAD_FACTOR, weights) for name, count, weights in lead] if item else []
        if not item:
            lead = own if part.text.endswith(":") else []


def judge_by_order(evidence: Sequence[Evidence], outline: Outline) -> list[Judgement]:
    """The sections that agree best with the evidence for each paragraph and with the order of sections."""
    scores = [_scores(own) for own in evidence]
    chosen = best_order(scores, bonds(outline))
    return [_judgement(name, row, own) for name, row, own in zip(chosen, scores, evidence, strict=True)]


def _score_words(text: str, matches: dict[int, int], factors: dict[int, float]) -> Evidence:
    """The evidence in the words and shape of a paragraph; in a long one, each counts for less."""
    damping = 1 / max(1.0, sqrt(len(text) / _USUAL_LENGTH))
    counts = ((TEXT_CUES[number], count, factors.get(number, 1.0)) for number, count in matches.items())
    cues = [(cue.name, sqrt(min(count, cue.most)) * damping * factor, cue.weights) for cue, count, factor in counts]
    signs = ((sign, min(len(sign.pattern.findall(text[:_SHAPE_LENGTH])), sign.most)) for sign in SIGNS)
    return cues + [(sign.name, count * damping, sign.weights) for sign, count in signs if count]


def _score_heading(heading: str | None, depth: int) -> Evidence:
    counts = _heading_lexicon().count(heading) if heading else {}
    weight = _HEADING_WEIGHTS[min(depth, len(_HEADING_WEIGHTS) - 1)]
    return [(HEADING_CUES[number].name, weight, HEADING_CUES[number].weights) for number in counts]


def _score_opening(text: str) -> Evidence:
    """The evidence in the label or question that opens a paragraph: `Problembild.`, `Pengar:`, `Varför?`."""
    opening = OPENS_WITH.match(text)
    counts = _heading_lexicon().count(opening[0]) if opening else {}
    return [(HEADING_CUES[number].name, _OPENING_WEIGHT, HEADING_CUES[number].weights) for number in counts]


def _score_places(paragraphs: Sequence[Paragraph], labels: Sequence[Evidence]) -> list[Evidence]:
    """The evidence in each paragraph's place in the text; by-lines are not counted.

    The first paragraphs are no summary where their heading or label (`Problembild`) says another section.
    """
    bylines = [is_byline(paragraph) for paragraph in paragraphs]
    ranks = list(accumulate(not byline for byline in bylines))
    count = bylines.count(False)
    return [
        [(sign.name, 1.0, sign.weights)] if byline else _score_place(rank - 1, count, opens=not _tells(label))
        for byline, rank, label in zip(bylines, ranks, labels, strict=True)
        for sign in [FRAGMENT if 0 < rank < count else BYLINE]
    ]


def _tells(label: Evidence) -> bool:
    """Whether a heading or label names one of the sections below the summary."""
    return any(section not in {"sammanfattning", None} for *_, weights in label for section in weights)


def _score_place(rank: int, count: int, *, opens: bool) -> Evidence:
    near = ((EARLY, 0 < rank < 0.4 * count), (LATE, rank > 0.67 * count), (LAST, rank == count - 1 > 2))
    signs = [*(OPENING[rank : rank + 1] if opens else ()), *(sign for sign, applies in near if applies)]
    return [(sign.name, 1.0, sign.weights) for sign in signs]


def _scores(evidence: Evidence) -> dict[SectionName | None, float]:
    scores = dict.fromkeys(CLASSES, 0.0)
    for _, count, weights in evidence:
        for section, weight in weights.items():
            scores[section] += count * weight
    return scores


def _judgement(section: SectionName | None, scores: dict[SectionName | None, float], evidence: Evidence) -> Judgement:
    shares = {name: exp(SHARPNESS * score) for name, score in scores.items()}
    strongest = max(evidence, key=lambda item: item[1] * item[2].get(section, 0.0))
    rule = strongest[0] if strongest[2].get(section, 0.0) > 0 else "order of the sections"
    return Judgement(section, round(shares[section] / sum(shares.values()), 3), rule)


@functools.cache
def _text_lexicon() -> Lexicon:
    return Lexicon(TEXT_CUES)


@functools.cache
def _heading_lexicon() -> Lexicon:
    return Lexicon(HEADING_CUES)
