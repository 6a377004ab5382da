"""Choose the best sequence of sections for the paragraphs of a text.

Texts on projects follow much the same order as the project bank: what, why, what for, how much. The best sequence is
found by dynamic programming over the section of a paragraph and the last of the seven up to it.
"""

from collections.abc import Sequence
from typing import Any

from schema.record import SectionName
from schema.vocabularies import SECTIONS

CLASSES: tuple[SectionName | None, ...] = (*SECTIONS, None)
_RANK: dict[SectionName | None, int] = {"sammanfattning": 0, "bakgrund": 1, "syfte": 2, "malsattning": 3}
"""The order of the four narrative sections; the other three come after them, in any order."""
_SAME, _NEXT, _LATER, _SAME_RANK, _BACK, _BACK_TO_SUMMARY = 0.65, 0.3, 0.1, 0.2, -0.5, -1.2
"""The scores of transitions between sections, in the unit of the cues' weights. Tuned on the gold corpus."""
_Path = tuple[SectionName | None, Any] | None
"""The last section, and the path before it."""
_State = tuple[SectionName | None, SectionName | None]
"""The section of a paragraph, and the last of the seven up to it."""
Scores = dict[SectionName | None, float]


def best_order(scores: Sequence[Scores], bonds: Sequence[float]) -> list[SectionName | None]:
    """The section of each paragraph; `bonds` are the scores for sharing the section of the paragraph before."""
    best: dict[_State, tuple[float, _Path]] = {(None, None): (0.0, None)}
    for row, bond in zip(scores, bonds, strict=True):
        following: dict[_State, tuple[float, _Path]] = {}
        for (before, last), (total, path) in best.items():
            for section, step in _STEPS[last]:
                reached = total + row[section] + step + (bond if section == before else 0.0)
                state = (section, section or last)
                if state not in following or reached > following[state][0]:
                    following[state] = (reached, (section, path))
        best = following
    return _sections_of(max(best.values(), key=lambda found: found[0])[1])


def _sections_of(path: "_Path") -> list[SectionName | None]:
    sections = []
    while path:
        section, path = path
        sections.append(section)
    return sections[::-1]


def step(last: SectionName | None, section: SectionName | None) -> float:
    """The score of the transition to `section` when `last` was the last of the seven."""
    if section is None or last is None:
        return 0.0
    if section == last:
        return _SAME
    before, after = _RANK.get(last, 4), _RANK.get(section, 4)
    if before == after:
        return _SAME_RANK
    if after < before:
        return _BACK_TO_SUMMARY if section == "sammanfattning" else _BACK
    return _NEXT if after == before + 1 else _LATER


_STEPS = {last: [(section, step(last, section)) for section in CLASSES] for last in CLASSES}
