"""Target groups: which mentions may be of the project's own group, and how sure it is that it is for each."""

import functools
from collections.abc import Iterable, Mapping, Set
from itertools import pairwise

from parser.understanding.tagging.ages import age
from parser.understanding.tagging.group_evidence import NEAR, GroupCues, Placed, group_features
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.tagging.tables import read_table
from parser.understanding.tagging.vocabulary import Mention
from parser.understanding.words import Words

_JOINTS = frozenset(("och", "eller", "respektive", "som", "/"))
_IMPAIRED, _ON_SUPPORT = "personer med funktionsnedsättning", "personer med försörjningsstöd"
_BESIDE = ("staff", "trade", "sex")
"""Kinds of groups that are named beside the project's own."""
_ADDRESSED = {
    "group before",
    "meant right before",
    "meant before",
    "for_those_who right before",
    "project_for right before",
}
_TOLD = {"group right before", "group before", "meant right before", "meant before"}
_SAYING = {"in title", "in sammanfattning", "in syfte", "in lead", "in body"}
"""Where a page says what its project is; the other sections tell of surroundings, results and partners too."""


@functools.cache
def _kinds() -> dict[str, str]:
    return {group: kind for kind, groups in read_table("group_kinds.toml")["kinds"].items() for group in groups}


def group_features_in(
    words: Words, segments: Segments, names: Mapping[str, list[Mention]]
) -> tuple[dict[str, list[Placed]], dict[str, set[str]]]:
    """The mentions of each group that by their place can be the project's, and the features that they give it."""
    cues, found = GroupCues(words, "group_cues.toml"), dict[str, list[Placed]]()
    mentions = [*names["group"], *filter(None, (age(words, one.first) for one in names["age"]))]
    pairs = _pairs(mentions, words.lower)
    for one in mentions:
        at = segments.at(one.first)
        if at and one not in pairs and not _in_name(one, words) and not _aside(one, at, words.lower, cues):
            found.setdefault(one.name, []).append((one, at))
    return found, {group: _features_of(group, found, cues) for group in found}


def _pairs(mentions: Iterable[Mention], lower: list[str]) -> set[Mention]:
    """The two sexes where they are named together."""
    sexes = [one for one in mentions if _kinds().get(one.name) == "sex"]
    beside = ((one, other) for one, other in pairwise(sexes) if 1 <= other.first - one.end <= 2)
    joined = (pair for pair in beside if lower[pair[0].end] in _JOINTS)
    return {one for pair in joined for one in pair}


def _in_name(mention: Mention, words: Words) -> bool:
    """Whether a capital inside a sentence makes the word an organisation's name (`Företagarna i Halland`)."""
    before = words.written[mention.first - 1] if mention.first else ""
    return words.written[mention.first][0].isupper() and (before == "," or (before.isalpha() and before.islower()))


def _aside(mention: Mention, at: Segment, lower: list[str], cues: GroupCues) -> bool:
    """Whether access is for a group, support of it costs, the taught ones meet it, or it is a part of a number."""
    if any(cue == "part" and end <= mention.first for cue, _, end in cues[at]):
        return True
    if _kinds().get(mention.name) in _BESIDE:
        return False
    if mention.name == _IMPAIRED and (at.section == "tillganglighet" or "access" in cues.names(at)):
        return True
    before = {cue for cue, _, end in cues[at] if 0 <= mention.first - end < NEAR}
    cost = "cost" in before or lower[mention.first - 1 : mention.first] in (["utan"], ["för"])
    return "served" in before or (mention.name == _ON_SUPPORT and cost)


def _features_of(group: str, found: Mapping[str, list[Placed]], cues: GroupCues) -> set[str]:
    """The features of a group, as the weights have them."""
    others = {one for one in found if one != group and _kinds().get(one) not in _BESIDE}
    early = any(
        at.title or at.lead or at.section in ("sammanfattning", "syfte") for one in others for _, at in found[one]
    )
    beside = "early" if early else "late" if others else "none"
    beside = "långtidsarbetslösa" if "långtidsarbetslösa" in others else beside
    return group_features(found, group, _kinds().get(group, "need"), beside, cues)


def _aimed_at(own: Set[str]) -> bool:
    """Whether aims say that a group is the target group, and no background tells of it."""
    return "in malsattning" in own and "in bakgrund" not in own and bool(own & _TOLD)


def weighed(features: Mapping[str, Set[str]], judged: Mapping[str, float]) -> dict[str, float]:
    """How sure it is of each group that the project is for it, by what a judge says of its features and what is plain.

    A group right after `riktar sig till` is the project's; one of which only background, aims and partners tell is
    not. Beside people out of work, those in work are as a rule the staff; beside those long out of work, `arbetslösa`
    are as a rule the same.
    """
    at_work = {group for group, kind in _kinds().items() if kind in ("staff", "trade")}
    plain = {group for group, own in features.items() if _kinds().get(group) not in _BESIDE and own & _ADDRESSED}
    sure = {group: max(one, 0.95 if group in plain else 0.0) for group, one in judged.items()}
    out_of_work = any(sure.get(group, 0.0) >= 0.9 for group in read_table("group_kinds.toml")["out_of_work"]["groups"])
    doubted = at_work if out_of_work else set[str]()
    doubted |= {"arbetslösa"} if sure.get("långtidsarbetslösa", 0.0) >= 0.75 else set()
    doubted = {group for group in doubted if sure.get(group, 0.0) < 0.98}
    doubted |= {group for group, own in features.items() if not (own & _SAYING or _aimed_at(own))}
    return {group: min(one, 0.7) if group in doubted else one for group, one in sure.items()}
