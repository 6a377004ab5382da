"""Themes: which of those that a page names its project is about, and which stand there in passing."""

import functools
from collections.abc import Iterable

from parser.judging.cues import Lexicon, read_cues
from parser.understanding.tagging.phrases import Found
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.words import Words

_PLACES = {"title": 3.0, "sammanfattning": 1.5, "syfte": 1.5, "malsattning": 1.0, None: 0.5}
"""What a mention weighs by its section; in others nothing."""
_CUES = {"doing": 1.0, "aside": -2.0}


def theme_mentions(found: Iterable[Found], words: Words, segments: Segments) -> list[tuple[Found, float]]:
    """The mentions of themes in prose and title, each with how sure it is that the project is about its theme."""
    placed = [(one, at) for one in found if (at := segments.at(one[1]))]
    weight: dict[str, float] = {}
    for (theme, *_), at in placed:
        weight[theme] = weight.get(theme, 0.0) + max(0.0, _weight(at, words))
    return [(one, min(0.99, weight[one[0]] / 4)) for one, _ in placed]


def _weight(at: Segment, words: Words) -> float:
    cues = {cue for cue, *_ in _lexicon().find(words.lower, at.first, at.end)}
    return (_PLACES["title"] if at.title else _PLACES.get(at.section, 0.0)) + sum(_CUES[cue] for cue in cues)


@functools.cache
def _lexicon() -> Lexicon:
    return Lexicon(read_cues("parser.understanding.tagging", "theme_cues.toml"))
