"""What prose names: target groups, themes, places at home and abroad, partners abroad, each with its place."""

import functools
import itertools
from operator import attrgetter
from collections.abc import Iterator

import msgspec

from parser.judging.linear import Linear, read_judge
from parser.judging.thresholds import is_shown
from parser.understanding.frame import Frame
from parser.understanding.pipeline import pipeline
from parser.understanding.tagging.abroad import places_abroad
from parser.understanding.tagging.groups import group_evidence, group_features, weighed
from parser.understanding.tagging.partners import partner_names
from parser.understanding.tagging.phrases import Found
from parser.understanding.tagging.place_names import place_mentions
from parser.understanding.tagging.segments import Segments
from parser.understanding.tagging.themes import theme_mentions
from parser.understanding.tagging.vocabulary import names_in
from parser.understanding.words import Words, words_of
from schema.record import Tag, TagKind

_AT_HOME = 0.99
"""How often a Swedish place's name stands for that place, as measured."""


def find_tags(words: Words, frame: Frame) -> list[Tag]:
    """Every mention of what the project's prose names, in the order of the text; offsets are in `frame.text`.

    Which mentions count is in docs/annotation.md. Only the prose and the title of the frame are read, the whole text
    where it has no sections.
    """
    titled = names_in(words_of(pipeline().make_doc(frame.title or "")))["theme"]
    reading = Reading(frame.text, words, Segments(words, frame), names_in(words), titled)
    tags = [*reading.groups(), *reading.themes(), *reading.places()]
    return sorted(tags, key=attrgetter("start", "end", "kind", "name"))


class Reading(msgspec.Struct):
    """A text, its words, its sentences, and what the vocabularies have of them."""

    text: str
    words: Words
    segments: Segments
    names: dict[str, list[Found]]
    titled: list[Found]
    """The themes that the project's name has."""

    def groups(self) -> Iterator[Tag]:
        """A tag for every mention of a target group, as sure as all that is said of the group makes it."""
        evidence = group_evidence(self.words, self.segments, self.names)
        features = {name: group_features(evidence, name) for name in evidence.mentions}
        judged = {name: _judge().probabilities(own)["yes"] for name, own in features.items()}
        for name, sure in weighed(features, judged).items():
            for one, _ in evidence.mentions[name]:
                yield self._tag("target_group", name, sure, (one.first, one.end))

    def themes(self) -> Iterator[Tag]:
        """A tag for every mention of a theme."""
        found = theme_mentions(self.names["theme"], self.words, self.segments, self.titled)
        yield from (self._tag("theme", theme, sure, (first, end)) for ((_, theme, _), first, end), sure in found)

    def places(self) -> Iterator[Tag]:
        """A tag for every place at home and abroad, and for every partner abroad."""
        mentions = place_mentions(self.names["place"], self.words)
        abroad = places_abroad(self.words, self.segments, mentions)
        home = [one for one in mentions if one.place.kind in ("municipality", "county") and self.segments.at(one.first)]
        for one, sure in [*zip(home, itertools.repeat(_AT_HOME)), *abroad.items()]:
            yield self._tag(one.place.kind, one.place.name, sure, (one.first, one.end), one.place.code)
        for (start, end), sure in partner_names(self.text, self.words, self.segments, abroad):
            name = " ".join(self.text[start:end].split())
            yield Tag("partner_abroad", name, None, self.text[start:end], start, end, sure, is_shown("partner_abroad", sure))

    def _tag(self, kind: TagKind, name: str, sure: float, words: tuple[int, int], code: str | None = None) -> Tag:
        start, end = self.words.starts[words[0]], self.words.ends[words[1] - 1]
        return Tag(kind, name, code, self.text[start:end], start, end, round(sure, 3), is_shown(kind, sure))


@functools.cache
def _judge() -> Linear:
    return read_judge("parser.understanding.tagging", "group_weights.toml")
