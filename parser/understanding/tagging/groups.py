"""Target groups in prose: their words, the ages that stand for them, and whether the project is for them."""

import functools
import re
from collections.abc import Callable

from parser.understanding.tagging.group_cues import (
    ALREADY_TO_HAVE,
    CLIENTS,
    GROUP_CUES,
    GROUP_PRIORS,
    OUT_OF_WORK,
    SHARE_OF_ALL,
    WITH_THE_TRAIT,
)
from parser.understanding.tagging.group_words import Mention, mentions_of
from parser.understanding.tagging.people_cues import MEANT_FOR, OCCUPATION_CUES, STRICTLY_FOR
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.tagging.tokens import Words
from schema.record import SectionName, Tag


def group_tags(text: str, words: Words, segments: Segments) -> list[Tag]:
    """A tag for every mention of the groups that the project is for."""
    mentions = mentions_of(text, words)
    scores: dict[str, float] = {}
    kept: list[Mention] = []
    for mention in mentions:
        segment = segments.at(mention.start_char)
        if segment is None or _excluded(mention, words, segment, segments):
            continue
        kept.append(mention)
        scores[mention.group] = max(scores.get(mention.group, -9.0), score(mention, segment, segments))
    groups = _reconciled(scores)
    return [_tag(mention, text) for mention in kept if mention.group in groups]


def score(mention: Mention, segment: Segment, segments: Segments) -> float:
    """How strongly a mention speaks for the project being for its group; from 1 it does."""
    prior = 3.0 if segment.title else GROUP_PRIORS[_section(segment, segments)]
    lead = 1.0 if segment.section is None and segment.paragraph <= segments.first_paragraph + 2 else 0.0
    side = mention.group == "chefer" and bool(ALREADY_TO_HAVE.search(segment.text))
    of_a_trait = mention.kind == "weak" and not WITH_THE_TRAIT.search(
        segment.text, 0, mention.start_char - segment.start
    )
    share = SHARE_OF_ALL.search(segment.text, 0, mention.start_char - segment.start)
    return prior + lead + _cues(segment.text) - (1.0 if of_a_trait or side else 0.0) - (2.0 if share else 0.0)


def _section(segment: Segment, segments: Segments) -> SectionName | None:
    """The section of a segment; a text that opens on access or equality opens with what its project is."""
    opens = segment.paragraph == segments.first_paragraph and segment.section in {"tillganglighet", "jamstalldhet"}
    return "sammanfattning" if opens else segment.section


@functools.lru_cache(maxsize=512)
def _cues(sentence: str) -> float:
    return sum(weight for cue, weight in GROUP_CUES if cue.search(sentence))


def _reconciled(scores: dict[str, float]) -> set[str]:
    """The groups with enough behind them, in the light of each other."""
    groups = {group for group, best in scores.items() if best >= 1}
    if groups & OUT_OF_WORK:
        groups -= {group for group in ("anställda", "chefer") if scores.get(group, 0) < 2.5}
    return groups - {"arbetslösa"} if "långtidsarbetslösa" in groups else groups


def _tag(mention: Mention, text: str) -> Tag:
    raw = text[mention.start_char : mention.end_char]
    return Tag("target_group", mention.group, None, raw, mention.start_char, mention.end_char)


def _excluded(mention: Mention, words: Words, segment: Segment, segments: Segments) -> bool:
    if CLIENTS.search(segment.text, 0, mention.start_char - segment.start):
        return True
    rule = _EXCLUDED.get(mention.group)
    return bool(rule and mention.first >= 0 and rule(mention, words, segment, segments))


def _staff(mention: Mention, words: Words, segment: Segment, segments: Segments) -> bool:
    """People in work who are not taught: the project's own staff, others' employees, what participants shall become."""
    before = " ".join(words.lower[max(0, mention.first - 8) : mention.first]) + " "
    after = " ".join(words.lower[mention.end : mention.end + 2])
    if _addressed(before):
        return False
    if OCCUPATION_CUES["staff"].search(before) or OCCUPATION_CUES["after"].match(after):
        return True
    taught = OCCUPATION_CUES["taught"].search(segments.around(segment, 1))
    return mention.kind == "occupation" and not (taught and not OCCUPATION_CUES["become"].search(before))


def _addressed(before: str) -> bool:
    """Whether the words before a group say that the project is meant for it."""
    return re.search(r"\b(?:riktar|vänder) (?:sig|vi oss) till (?:\w+ ){0,3}$", before) is not None


def _leaders(mention: Mention, words: Words, segment: Segment, segments: Segments) -> bool:
    """Leaders who are not taught themselves."""
    before = " ".join(words.lower[max(0, mention.first - 8) : mention.first]) + " "
    if _addressed(before):
        return False
    taught = segment.title or OCCUPATION_CUES["led"].search(segment.text)
    return not taught or bool(OCCUPATION_CUES["staff"].search(before) or OCCUPATION_CUES["with"].search(before))


def _self_employed(mention: Mention, words: Words, segment: Segment, segments: Segments) -> bool:
    before = " ".join(words.lower[max(0, mention.first - 3) : mention.first]) + " "
    return bool(
        OCCUPATION_CUES["staff"].search(before)
        or re.search(r"\b(?:bli|blir|blivit|som|bland|bland \w+ och|(?:hjälp|stöd) av(?: \w+)?) $", before)
    ) or (mention.kind == "occupation" and not OCCUPATION_CUES["led"].search(segment.text))


def _sex(mention: Mention, words: Words, segment: Segment, segments: Segments) -> bool:
    """Women or men as one of two, or as a share: only a project meant for one of them has it as its group."""
    near = " ".join(words.lower[max(0, mention.first - 2) : mention.end + 2])
    if re.search(
        r"(?:kvinn|tjej|mammor|mödrar)\w* (?:och|eller|respektive|som|/) (?:unga )?(?:män|killar|pappor|fäder)"
        r"|\b(?:män|killar|pappor|fäder)\w* (?:och|eller|respektive|som|/) (?:unga )?(?:kvinn|tjej|mammor|mödrar)",
        near,
    ):
        return True
    if re.search(r"\b(?:fler|färre|få|många|andelen|antalet) (?:unga )?(?:kvinn|män)", near):
        return not STRICTLY_FOR[mention.group].search(segment.text)
    other = r"\bmän\b|\bmännen\b" if mention.group == "kvinnor" else r"\bkvinn"
    aside = segment.section in {
        "malsattning",
        "jamstalldhet",
        "bakgrund",
        "tillganglighet",
        "transnationellt_samarbete",
    }
    if aside or re.search(other, segment.text) or OCCUPATION_CUES["share"].search(segment.text):
        return not STRICTLY_FOR[mention.group].search(segment.text)
    return not (
        segment.title or segment.section in {"sammanfattning", "syfte"} or MEANT_FOR[mention.group].search(segment.text)
    )


def _access(mention: Mention, words: Words, segment: Segment, segments: Segments) -> bool:
    """Impairment where access is the matter."""
    return _section(segment, segments) == "tillganglighet" or bool(
        OCCUPATION_CUES["access"].search(segments.around(segment, 2))
    )


def _living_on_support(mention: Mention, words: Words, segment: Segment, segments: Segments) -> bool:
    """What support costs, and those who are to live without it."""
    return words.lower[max(0, mention.first - 1)] in {"utan", "för", "minskat"}


_EXCLUDED: dict[str, Callable[[Mention, Words, Segment, Segments], bool]] = {
    "anställda": _staff,
    "chefer": _leaders,
    "egenföretagare": _self_employed,
    "kvinnor": _sex,
    "män": _sex,
    "personer med försörjningsstöd": _living_on_support,
    "personer med funktionsnedsättning": _access,
}
