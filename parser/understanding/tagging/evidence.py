"""What speaks for a project having to do with what its page names: cues around the words, and where they stand."""

import functools
from collections.abc import Iterator, Sequence

import msgspec

from parser.judging.cues import Hit, Lexicon, read_cues
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.words import Words

_NEAR = 4
"""Words between a cue and a name that still make it one before, or after."""


class Named(msgspec.Struct, frozen=True):
    """A name in the text by the words it covers; `name` is canonical, `form` is the kind of word it is named by."""

    name: str
    form: str
    first: int
    end: int


@functools.cache
def _lexicon(cues: str) -> Lexicon:
    return Lexicon(read_cues("parser.understanding.tagging", cues))


class Evidence:
    """The evidence for each name in a text, by the cues of a file."""

    def __init__(self, words: Words, segments: Segments, named: Sequence[Named], cues: str) -> None:
        """Mentions outside prose and title count for nothing."""
        self._words, self._segments, self._cues = words, segments, cues
        self._hits: dict[int, list[Hit]] = {}
        self.mentions: dict[str, list[tuple[Named, Segment]]] = {}
        for one in named:
            if segment := segments.at(one.first):
                self.mentions.setdefault(one.name, []).append((one, segment))

    def features(self, name: str, kind: str, beside: str) -> frozenset[str]:
        """The features of a name: those of all its mentions together, how many they are, and what else is named.

        Names of one `kind` share weights beside those that all share; `beside` is the caller's feature of its own.
        """
        own = {feature for mention, segment in self.mentions[name] for feature in self._of(mention, segment)}
        own |= {f"mentions {min(4, len(self.mentions[name]))}", f"names {min(6, len(self.mentions))}", beside}
        return frozenset({*own, *(f"{kind}: {feature}" for feature in own), f"name {name}"})

    def _of(self, mention: Named, segment: Segment) -> Iterator[str]:
        lead = segment.paragraph <= self._segments.first_paragraph + 2
        yield "in title" if segment.title else f"in {segment.section or ('lead' if lead else 'body')}"
        yield f"as {mention.form}"
        if mention.first and self._words.lower[mention.first - 1][0].isdigit():
            yield "number before"
        for cue, first, end in self._around(segment):
            if end <= mention.first:
                yield f"{cue} {_side(mention.first - end, 'before')}"
            elif first >= mention.end:
                yield f"{cue} {_side(first - mention.end, 'after')}"

    def _around(self, segment: Segment) -> list[Hit]:
        if segment.first not in self._hits:
            self._hits[segment.first] = list(_lexicon(self._cues).find(self._words.lower, segment.first, segment.end))
        return self._hits[segment.first]


def _side(distance: int, side: str) -> str:
    near = f"right {side}" if distance == 0 and side == "before" else side
    return near if distance < _NEAR else "in"
