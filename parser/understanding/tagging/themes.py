"""Themes: which of those that a page names its project is about, and which stand there in passing."""

from collections.abc import Iterable

from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.tagging.vocabulary import Mention
from schema.prose_vocabulary import horizontal_themes

_PLACES = {"title": 4.0, "sammanfattning": 1.5, "syfte": 1.5, "malsattning": 1.0, None: 0.5}
"""What a mention weighs by where it stands; elsewhere nothing."""
_DOING, _ENOUGH = 1.0, 4.0
"""What the project's doings in the same sentence add, and what is as good as certain."""
IN_PASSING = 0.1


def theme_mentions(
    found: Iterable[Mention], segments: Segments, titled: Iterable[Mention]
) -> list[tuple[Mention, float]]:
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
