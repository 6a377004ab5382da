"""Themes: which of those that a page names its project is about, and which stand there in passing."""

from collections.abc import Iterable

from parser.understanding.tagging.evidence import Cues
from parser.understanding.tagging.phrases import Found, Label
from parser.understanding.tagging.segments import Segment, Segments
from parser.understanding.words import Words
from schema.prose_vocabulary import horizontal_themes

_PLACES = {"title": 4.0, "sammanfattning": 1.5, "syfte": 1.5, "malsattning": 1.0, None: 0.5}
"""What a mention weighs by where it stands; elsewhere nothing."""
_DOING, _ENOUGH = 1.0, 4.0
"""What the project's doings in the same sentence add, and what is as good as certain."""
IN_PASSING = 0.1


def theme_mentions(
    found: Iterable[Found], words: Words, segments: Segments, titled: Iterable[Found]
) -> list[tuple[Found, float]]:
    """The mentions of themes in prose and title, each with how sure it is that the project is about its theme.

    `titled` are those of the project's name, which may stand outside the prose. A sentence counts once for a theme.
    One that names it in passing, in Bakgrund or among others' trades counts for nothing, nor does one on equality or
    access outside what sums up the project: every application has those.
    """
    cues = Cues(words, "theme_cues.toml")
    weights: dict[str, dict[int, float]] = {theme: {-1: _PLACES["title"]} for (_, theme, _), *_ in titled}
    placed: list[tuple[Found, float]] = []
    for one in _longest(found):
        if at := segments.at(one[1]):
            theme = one[0][1]
            weight = _weight(theme, at, cues)
            weights.setdefault(theme, {})[at.first] = weight
            placed.append((one, weight))
    sure = {theme: min(0.99, sum(by_sentence.values()) / _ENOUGH) for theme, by_sentence in weights.items()}
    return [(one, sure[one[0][1]] if weight else IN_PASSING) for one, weight in placed]


def _longest(found: Iterable[Found]) -> Iterable[Found]:
    """The phrases of a theme without those inside a longer one."""
    reach: dict[Label, int] = {}
    for one in found:
        if one[1] >= reach.get(one[0], 0):
            reach[one[0]] = one[2]
            yield one


def _weight(theme: str, at: Segment, cues: Cues) -> float:
    place = "title" if at.title else at.section
    said = cues.names(at)
    aside = "aside" in said or place not in _PLACES
    if aside or (theme in horizontal_themes() and place not in ("title", "sammanfattning", "syfte")):
        return 0.0
    return _PLACES[place] + (_DOING if "doing" in said else 0.0)
