"""Target groups: what speaks for a project being for a group that is named, and how sure it is of each."""

import functools
from collections.abc import Iterator, Mapping, Set

from parser.judging.cues import Hit
from parser.text.pattern_tables import read_table
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.tagging.vocabulary import Mention
from parser.understanding.words import Words

_CUES = "group_cues.toml"
_NEAR = 4
"""Words between a cue and a name that still make it one before, or after."""
_SURE = 0.98
"""How sure a group is at least that nothing beside it puts in doubt."""
_BESIDE = ("staff", "trade", "sex")
"""Kinds of groups that are named beside the project's own."""
_TOLD = {"group right before", "group before", "meant right before", "meant before"}
_ADDRESSED = {*_TOLD - {"group right before"}, "for_those_who right before", "project_for right before"}
_SAYING = {"in title", "in sammanfattning", "in syfte", "in lead", "in body"}
"""Where a page says what its project is; the other sections tell of surroundings, results and partners too."""
_Placed = list[tuple[Mention, Segment]]


def group_features_in(
    words: Words, segments: Segments, names: list[Mention]
) -> tuple[dict[str, list[Mention]], dict[str, set[str]]]:
    """The mentions of each group in prose and title, and the features that they give it, as the weights have them."""
    found: dict[str, _Placed] = {}
    for one in names:
        at = segments.at(one.first)
        if at and not (_in_name(one, words) or _is_aside(one.name, one.first, segments.cues(_CUES, at))):
            found.setdefault(one.name, []).append((one, at))
    features = {group: _features_of(group, found, segments) for group in found}
    return {group: [one for one, _ in placed] for group, placed in found.items()}, features


def _in_name(mention: Mention, words: Words) -> bool:
    """Whether a capital inside a sentence makes the word an organisation's name (`Företagarna i Halland`)."""
    before = words.written[mention.first - 1] if mention.first else ""
    return words.written[mention.first][0].isupper() and (before == "," or (before.isalpha() and before.islower()))


def _is_aside(group: str, place: int, cues: list[Hit]) -> bool:
    """Whether a group is a part of a number, or those whom the taught ones meet, or runs the project.

    `Var fjärde`, `kunskap om unga`, `projektets personal`.
    """
    before = [(cue, place - end) for cue, _, end in cues if end <= place and cue in ("part", "served", "project_staff")]
    runs_it = group == "anställda" and ("project_staff", 0) in before
    return runs_it or any(cue == "part" or (cue == "served" and words < _NEAR) for cue, words in before)


def _features_of(group: str, found: Mapping[str, _Placed], segments: Segments) -> set[str]:
    """Those of all its mentions together, how many they are, and what else is named.

    Groups of one kind share weights beside those that all share.
    """
    own = {f"mentions {min(4, len(found[group]))}", f"names {min(6, len(found))}", f"beside {_beside(group, found)}"}
    for mention, at in found[group]:
        own |= {"in title" if at.title else f"in {at.section or ('lead' if at.lead else 'body')}", f"as {mention.form}"}
        own.update(_around(mention.first, mention.end, segments.cues(_CUES, at)))
    kind = _kinds().get(group, "need")
    return {f"name {group}", *own, *(f"{kind}: {feature}" for feature in own)}


def _beside(group: str, found: Mapping[str, _Placed]) -> str:
    """Where other groups are named that a project may be for."""
    others = {one for one in found if one != group and _kinds().get(one) not in _BESIDE}
    if not others or "långtidsarbetslösa" in others:
        return "långtidsarbetslösa" if others else "none"
    places = (at for one in others for _, at in found[one])
    return "early" if any(at.title or at.lead or at.section in {"sammanfattning", "syfte"} for at in places) else "late"


def _around(first: int, end: int, cues: list[Hit]) -> Iterator[str]:
    """The features of cues by their place before or after a name, but for those inside it."""
    for cue, begins, stops in cues:
        if stops <= first:
            yield f"{cue} right before" if stops == first else f"{cue} before" if first - stops < _NEAR else f"{cue} in"
        elif begins >= end:
            yield f"{cue} after" if begins - end < _NEAR else f"{cue} in"


@functools.cache
def _kinds() -> dict[str, str]:
    """The kind of each group that has one."""
    table = read_table("parser.understanding.tagging", "group_kinds.toml")["kinds"]
    return {group: kind for kind, groups in table.items() for group in groups}


def weighed(features: Mapping[str, Set[str]], judged: Mapping[str, float]) -> dict[str, float]:
    """How sure it is of each group that the project is for it, by what a judge says of its features and what is plain.

    A group right after `riktar sig till` is the project's; one of which only background, aims and partners tell is
    not. Beside those long out of work, `arbetslösa` are as a rule the same; men and women together are everybody.
    """
    kinds = _kinds()
    plain = {group for group, own in features.items() if kinds.get(group) not in _BESIDE and own & _ADDRESSED}
    sure = {group: max(one, 0.95 if group in plain else 0.0) for group, one in judged.items()}
    doubted = {group for group, own in features.items() if own.isdisjoint(_SAYING) and not _aimed_at(own)}
    sexes = {group for group in sure if kinds.get(group) == "sex"}
    doubted |= {group for group in sexes if len(sexes) > 1 and sure[group] < _SURE}
    if sure.get("långtidsarbetslösa", 0.0) >= 0.75 and sure.get("arbetslösa", 0.0) < _SURE:
        doubted.add("arbetslösa")
    return {group: min(one, 0.7) if group in doubted else one for group, one in sure.items()}


def _aimed_at(own: Set[str]) -> bool:
    """Whether aims say that a group is the target group, and no background tells of it."""
    return "in malsattning" in own and "in bakgrund" not in own and not own.isdisjoint(_TOLD)
