"""What is said around names: the cues of a sentence, and what speaks for a project having to do with what is named."""

import functools
from collections.abc import Iterable, Iterator

import msgspec

from parser.judging.cues import Hit, Lexicon, read_cues
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.words import Words

_NEAR = 4
"""Words between a cue and a name that still make it one before, or after."""


class Mention(msgspec.Struct, frozen=True):
    """A name in the text by the words it covers; `name` is canonical, `form` is the kind of word it is named by."""

    name: str
    form: str
    first: int
    end: int


@functools.cache
def _lexicon(cues: str) -> Lexicon:
    return Lexicon(read_cues("parser.understanding.tagging", cues))


class Cues:
    """The cues of one file in the sentences of a text, each sentence read when it is first asked for."""

    def __init__(self, words: Words, cues: str) -> None:
        self._words, self._lexicon, self._read = words, _lexicon(cues), dict[int, list[Hit]]()

    def hits(self, segment: Segment) -> list[Hit]:
        """The cues of a sentence, in its order."""
        if segment.first not in self._read:
            self._read[segment.first] = list(self._lexicon.find(self._words.lower, segment.first, segment.end))
        return self._read[segment.first]

    def before(self, segment: Segment, first: int) -> set[str]:
        """The names of the cues that stand right before a word of a sentence, or a few words before it."""
        return {cue for cue, _, end in self.hits(segment) if 0 <= first - end < _NEAR}

    def names(self, segment: Segment) -> set[str]:
        """The names of the cues of a sentence."""
        return {cue for cue, *_ in self.hits(segment)}


class Evidence:
    """The evidence for each name in a text, by cues."""

    def __init__(self, words: Words, segments: Segments, named: Iterable[Mention], cues: Cues) -> None:
        """Mentions outside prose and title count for nothing."""
        self._words, self._segments, self._cues = words, segments, cues
        self.mentions: dict[str, list[tuple[Mention, Segment]]] = {}
        for one in named:
            if segment := segments.at(one.first):
                self.mentions.setdefault(one.name, []).append((one, segment))

    def features(self, name: str, kind: str, beside: str) -> frozenset[str]:
        """The features of a name: those of all its mentions together, how many they are, and what else is named.

        Names of one `kind` share weights beside those that all share; `beside` is the caller's feature of its own.
        """
        own = {feature for mention, segment in self.mentions[name] for feature in self._of(mention, segment)}
        own |= {f"mentions {min(4, len(self.mentions[name]))}", f"names {min(6, len(self.mentions))}", beside}
        return frozenset({*own, *(_of_kind(kind, feature) for feature in own), f"name {name}"})

    def is_early(self, segment: Segment) -> bool:
        """Whether a sentence stands where a page says what its project is: in the title, the first lines, a summary."""
        lead = segment.section is None and segment.paragraph <= self._segments.first_paragraph + 2
        return lead or segment.title or segment.section in ("sammanfattning", "syfte")

    def _of(self, mention: Mention, segment: Segment) -> Iterator[str]:
        lead = segment.paragraph <= self._segments.first_paragraph + 2
        yield "in title" if segment.title else f"in {segment.section or ('lead' if lead else 'body')}"
        yield f"as {mention.form}"
        if mention.first and self._words.lower[mention.first - 1][0].isdigit():
            yield "number before"
        for cue, first, end in self._cues.hits(segment):
            if end <= mention.first:
                yield _at(cue, min(_NEAR, mention.first - end), "before")
            elif first >= mention.end:
                yield _at(cue, min(_NEAR, first - mention.end), "after")


@functools.cache
def _of_kind(kind: str, feature: str) -> str:
    return f"{kind}: {feature}"


@functools.cache
def _at(cue: str, distance: int, side: str) -> str:
    """The feature of a cue that many words before or after a name."""
    if distance >= _NEAR:
        return f"{cue} in"
    return f"{cue} right before" if distance == 0 and side == "before" else f"{cue} {side}"
