"""What is said around names: the cues of a sentence, and what speaks for a project being for a group that is named."""

import functools
from collections.abc import Iterator, Mapping

from parser.judging.cues import Hit, Lexicon, read_cues
from parser.understanding.tagging.segments import Segment
from parser.understanding.tagging.vocabulary import Mention
from parser.understanding.words import Words

Placed = tuple[Mention, Segment]
NEAR = 4
"""Words between a cue and a name that still make it one before, or after."""


@functools.cache
def _lexicon(cues: str) -> Lexicon:
    return Lexicon(read_cues("parser.understanding.tagging", cues))


class GroupCues(dict[Segment, list[Hit]]):
    """The cues of one file in the sentences of a text, each sentence read when it is first asked for."""

    def __init__(self, words: Words, cues: str) -> None:
        self._lower, self._lexicon = words.lower, _lexicon(cues)

    def __missing__(self, segment: Segment) -> list[Hit]:
        start, found = segment.first, self._lexicon.find(self._lower[segment.first : segment.end])
        self[segment] = [(cue, start + first, start + end) for cue, first, end in found]
        return self[segment]

    def names(self, segment: Segment) -> set[str]:
        """The names of the cues of a sentence."""
        return {cue for cue, *_ in self[segment]}


def group_features(
    mentions: Mapping[str, list[Placed]], group: str, kind: str, beside: str, cues: GroupCues
) -> set[str]:
    """The features of a group: those of all its mentions together, how many they are, and what else is named.

    Groups of one `kind` share weights beside those that all share; `beside` is the caller's feature of its own.
    """
    own = {feature for one in mentions[group] for feature in _features_of(*one, cues)}
    own |= {f"mentions {min(4, len(mentions[group]))}", f"names {min(6, len(mentions))}", f"beside {beside}"}
    return {*own, *(_of_kind(kind, feature) for feature in own), f"name {group}"}


def _features_of(mention: Mention, at: Segment, cues: GroupCues) -> Iterator[str]:
    yield "in title" if at.title else f"in {at.section or ('lead' if at.lead else 'body')}"
    yield f"as {mention.form}"
    for cue, first, end in cues[at]:
        if end <= mention.first:
            yield _at(cue, min(NEAR, mention.first - end), "before")
        elif first >= mention.end:
            yield _at(cue, min(NEAR, first - mention.end), "after")


@functools.cache
def _of_kind(kind: str, feature: str) -> str:
    return f"{kind}: {feature}"


@functools.cache
def _at(cue: str, distance: int, side: str) -> str:
    """The feature of a cue that many words before or after a name."""
    if distance >= NEAR:
        return f"{cue} in"
    return f"{cue} right before" if distance == 0 and side == "before" else f"{cue} {side}"
