"""What prose names: target groups, themes, places at home and abroad, partners abroad, each with its place."""

import functools
from collections.abc import Iterable, Iterator
from operator import attrgetter

from parser.judging.linear import Linear, read_judge
from parser.judging.thresholds import is_shown
from parser.understanding.page_prose import Frame
from parser.understanding.pipeline import documents
from parser.understanding.tagging.abroad import partner_names, places_abroad
from parser.understanding.tagging.groups import group_features_in, weighed
from parser.understanding.tagging.place_names import place_mentions
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.tagging.vocabulary import Mention, names_in
from parser.understanding.words import Words, words_of
from schema.prose_vocabulary import horizontal_themes
from schema.record import Tag, TagKind

_Named = tuple[TagKind, str, str | None, float, int, int]
"""Kind, canonical name and code, how sure it is, and the place in the text."""
_AT_HOME, _LEAST = 0.99, 0.03
"""How often a Swedish place's name stands for that place, as measured; how sure a group is at least that is kept."""
_PLACES = {"title": 4.0, "sammanfattning": 1.5, "syfte": 1.5, "malsattning": 1.0, None: 0.5}
"""What a mention weighs by where it stands; elsewhere nothing."""
_DOING, _ENOUGH = 1.0, 4.0
"""What the project's doings in the same sentence add, and what is as good as certain."""
IN_PASSING = 0.1


def find_tags(words: Words, frame: Frame) -> list[Tag]:
    """Every mention of what the project's prose names, in the order of the text; offsets are in `frame.text`.

    Which mentions count is in docs/annotation.md. Only the prose of the frame is read, and its title for themes.
    """
    segments, names = Segments(words, frame), names_in(words)
    titled = names_in(words_of(next(documents([frame.title or ""]))))["theme"]
    found = [*_groups(words, segments, names["group"]), *_places(frame.text, words, segments, names["place"])]
    for one, sure in _themes(names["theme"], segments, titled):
        found.append(("theme", one.name, None, sure, words.starts[one.first], words.ends[one.end - 1]))
    tags = (
        Tag(kind, name, code, frame.text[start:end], start, end, round(sure, 3), is_shown(kind, sure))
        for kind, name, code, sure, start, end in found
    )
    return sorted(tags, key=attrgetter("start", "end", "kind", "name"))


def _groups(words: Words, segments: Segments, names: list[Mention]) -> Iterator[_Named]:
    """Every mention of a target group, as sure as all that is said of the group makes it."""
    found, features = group_features_in(words, segments, names)
    judged = {name: _judge().probabilities(own)["yes"] for name, own in features.items()}
    for name, sure in weighed(features, judged).items():
        for one in found[name] if sure >= _LEAST else ():
            yield "target_group", name, None, sure, words.starts[one.first], words.ends[one.end - 1]


def _places(text: str, words: Words, segments: Segments, names: list[Mention]) -> Iterator[_Named]:
    """Every place at home and abroad, and every partner abroad."""
    mentions = place_mentions(names, words)
    abroad = places_abroad(segments, mentions)
    home = [one for one in mentions if one.place.kind in ("municipality", "county") and segments.at(one.first)]
    for one, sure in (dict.fromkeys(home, _AT_HOME) | abroad).items():
        yield one.place.kind, one.place.name, one.place.code, sure, words.starts[one.first], words.ends[one.end - 1]
    for (start, end), sure in partner_names(text, words, segments, abroad):
        yield "partner_abroad", " ".join(text[start:end].split()), None, sure, start, end


def _themes(found: Iterable[Mention], segments: Segments, titled: Iterable[Mention]) -> list[tuple[Mention, float]]:
    """The mentions of themes in prose and title, each with how sure it is that the project is about its theme.

    `titled` are those of the project's name, which may stand outside the prose. A sentence counts once for a theme.
    One that names it in passing, in Bakgrund or among others' trades counts for nothing, nor does one on equality or
    access outside what sums up the project: every application has those.
    """
    weights: dict[str, dict[int, float]] = {one.name: {-1: _PLACES["title"]} for one in titled}
    placed = [(one, at, _weight(one.name, at, segments)) for one in found if (at := segments.at(one.first))]
    for one, at, weight in placed:
        weights.setdefault(one.name, {})[at.first] = weight
    sure = {theme: min(0.99, sum(by_sentence.values()) / _ENOUGH) for theme, by_sentence in weights.items()}
    return [(one, sure[one.name] if weight else IN_PASSING) for one, _, weight in placed]


def _weight(theme: str, at: Segment, segments: Segments) -> float:
    place = "title" if at.title else at.section
    if place not in _PLACES or (theme in horizontal_themes() and place not in ("title", "sammanfattning", "syfte")):
        return 0.0
    said = segments.said("theme_cues.toml", at)
    return 0.0 if "aside" in said else _PLACES[place] + (_DOING if "doing" in said else 0.0)


@functools.cache
def _judge() -> Linear:
    return read_judge("parser.understanding.tagging", "group_weights.json")
