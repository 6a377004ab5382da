"""The section of each paragraph by weighted rules.

A paragraph's score for a section is the sum of what its words (`section_cues`), its shape (`section_shapes`) and the
heading of the applicant's own above it speak for; a cue met n times counts as the square root of n. Then the
order decides between near scores (`section_order`). Confidence is the share of the chosen section in the softmax of
the scores; the rule is what spoke loudest for it.
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
"""What speaks for sections: a rule's name, how often it is met, its weights."""
SHARPNESS = 0.9
"""How much a difference in score tells: the shares are those of `exp(SHARPNESS * score)`."""
_FADING = (1.0, 0.6, 0.5)
"""What a heading weighs for the first, the second and later paragraphs below it."""
_SHOWN = 6000
"""Characters of a paragraph whose shape counts."""
_TOPICS = frozenset({"access", "equality", "women and men", "abroad", "a country or people", "a city abroad"})
"""Cues whose words tell less in a text that is about nothing else: a project for deaf people, for women, in Norway."""
_USUAL_SPREAD, _LEAST_WORTH = 0.3, 0.3
"""The share of paragraphs that may have such a word, and the least it is worth where more have."""
_LED = 0.8
"""What the words of a line that leads into a list count for in each of its items."""
_RUN_IN = 0.6
"""What a label or question that opens a paragraph weighs, beside a heading above it."""
_USUAL = 400
"""Characters in a paragraph of usual length."""


def judge_by_rules(outline: Outline) -> list[Judgement]:
    """The section of each paragraph of `outline`, in order, with confidence and rule."""
    return judge_by_order(score_by_rules(outline), outline)


def score_by_rules(outline: Outline) -> list[Evidence]:
    """What speaks for the section of each paragraph: words, shape, heading and place."""
    parts = outline.paragraphs
    counts = [_words().count(part.text) for part in parts]
    shares = _shares(counts)
    words = [_score_words(part.text, met, shares) for part, met in zip(parts, counts, strict=True)]
    above = [_score_heading(*place) for place in zip(outline.headings, outline.depths, strict=True)]
    others = zip(above, _score_places(parts), _score_leads(parts, words), strict=True)
    return [
        [(ALONE.name, 1.0, ALONE.weights), *said, *_score_opening(part.text), *itertools.chain(*other)]
        for part, said, other in zip(parts, words, others, strict=True)
    ]


def _shares(counts: Sequence[dict[int, int]]) -> dict[int, float]:
    """What a cue of a topic is worth where more of the paragraphs have it than one on the topic would."""
    spread = Counter(number for met in counts for number in met if TEXT_CUES[number].name in _TOPICS)
    return {
        number: max(_LEAST_WORTH, (_USUAL_SPREAD * len(counts) + 1) / times)
        for number, times in spread.items()
        if times > _USUAL_SPREAD * len(counts) + 1
    }


def _score_leads(paragraphs: Sequence[Paragraph], said: Sequence[Evidence]) -> Iterator[Evidence]:
    """For each item of a list what was said of the line that leads into the list, at its weight there."""
    lead: Evidence = []
    for part, own in zip(paragraphs, said, strict=True):
        item = continues_list(part.text)
        yield [(name, met * _LED, weights) for name, met, weights in lead] if item else []
        if not item:
            lead = own if part.text.endswith(":") else []


def judge_by_order(said: Sequence[Evidence], outline: Outline) -> list[Judgement]:
    """The sections that agree best with what speaks for each paragraph and with the order of sections."""
    scores = [_scores(parts) for parts in said]
    chosen = best_order(scores, bonds(outline))
    return [_judgement(name, row, parts) for name, row, parts in zip(chosen, scores, said, strict=True)]


def _score_words(text: str, met: dict[int, int], shares: dict[int, float]) -> Evidence:
    """What the words and the shape of a paragraph speak for; those of a long one count for less each."""
    damping = 1 / max(1.0, sqrt(len(text) / _USUAL))
    counts = ((TEXT_CUES[number], count, shares.get(number, 1.0)) for number, count in met.items())
    cues = [(cue.name, sqrt(min(count, cue.most)) * damping * share, cue.weights) for cue, count, share in counts]
    signs = ((sign, min(len(sign.pattern.findall(text[:_SHOWN])), sign.most)) for sign in SIGNS)
    return cues + [(sign.name, count * damping, sign.weights) for sign, count in signs if count]


def _score_heading(heading: str | None, depth: int) -> Evidence:
    counts = _heading_words().count(heading) if heading else {}
    weight = _FADING[min(depth, len(_FADING) - 1)]
    return [(HEADING_CUES[number].name, weight, HEADING_CUES[number].weights) for number in counts]


def _score_opening(text: str) -> Evidence:
    """What the label or question that a paragraph opens with speaks for: `Problembild.`, `Pengar:`, `Varför?`."""
    opening = OPENS_WITH.match(text)
    counts = _heading_words().count(opening[0]) if opening else {}
    return [(HEADING_CUES[number].name, _RUN_IN, HEADING_CUES[number].weights) for number in counts]


def _score_places(paragraphs: Sequence[Paragraph]) -> list[Evidence]:
    """What each paragraph's place in the text speaks for; by-lines stand outside the order."""
    bylines = [is_byline(paragraph) for paragraph in paragraphs]
    ranks = list(accumulate(not byline for byline in bylines))
    count = bylines.count(False)
    return [
        [(sign.name, 1.0, sign.weights)] if byline else _score_place(rank - 1, count)
        for byline, rank in zip(bylines, ranks, strict=True)
        for sign in [FRAGMENT if 0 < rank < count else BYLINE]
    ]


def _score_place(rank: int, count: int) -> Evidence:
    near = ((EARLY, 0 < rank < 0.4 * count), (LATE, rank > 0.67 * count), (LAST, rank == count - 1 > 2))
    told = [*OPENING[rank : rank + 1], *(sign for sign, true in near if true)]
    return [(sign.name, 1.0, sign.weights) for sign in told]


def _scores(parts: Evidence) -> dict[SectionName | None, float]:
    scores = dict.fromkeys(CLASSES, 0.0)
    for _, met, weights in parts:
        for section, weight in weights.items():
            scores[section] += met * weight
    return scores


def _judgement(section: SectionName | None, scores: dict[SectionName | None, float], parts: Evidence) -> Judgement:
    shares = {name: exp(SHARPNESS * score) for name, score in scores.items()}
    loudest = max(parts, key=lambda part: part[1] * part[2].get(section, 0.0))
    rule = loudest[0] if loudest[2].get(section, 0.0) > 0 else "order of the sections"
    return Judgement(section, round(shares[section] / sum(shares.values()), 3), rule)


@functools.cache
def _words() -> Lexicon:
    return Lexicon(TEXT_CUES)


@functools.cache
def _heading_words() -> Lexicon:
    return Lexicon(HEADING_CUES)
