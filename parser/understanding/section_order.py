"""Which sections the paragraphs of a text have when their order counts too.

Texts on projects tell things in much the same order as the project bank does: what, why, what for, how much. The
best sequence is found by dynamic programming over the section of a paragraph and the last of the seven before it.
"""

from collections.abc import Sequence
from typing import Any

from schema.record import SectionName
from schema.vocabularies import SECTIONS

CLASSES: tuple[SectionName | None, ...] = (*SECTIONS, None)
_RANK: dict[SectionName | None, int] = {"sammanfattning": 0, "bakgrund": 1, "syfte": 2, "malsattning": 3}
"""The order of the four that tell the story; the other three come after them, in any order."""
_SAME, _NEXT, _LATER, _SAME_RANK, _BACK, _BACK_TO_SUMMARY = 0.65, 0.3, 0.1, 0.2, -0.5, -1.2
_BROKEN = -0.3
"""Staying with the section of before under a new heading of the applicant's own."""

_Path = tuple[SectionName | None, Any] | None
"""The last section, and the path before it."""
Scores = dict[SectionName | None, float]


def best_order(scores: Sequence[Scores], breaks: Sequence[bool]) -> list[SectionName | None]:
    """The section of each paragraph; `breaks` tells which of them open a new heading."""
    best: dict[SectionName | None, tuple[float, _Path]] = {None: (0.0, None)}
    for row, broken in zip(scores, breaks, strict=True):
        following: dict[SectionName | None, tuple[float, _Path]] = {}
        for last, (total, path) in best.items():
            for section, step in _STEPS[last]:
                reached = total + row[section] + step + (_BROKEN if broken and section == last and section else 0.0)
                key = section or last
                if key not in following or reached > following[key][0]:
                    following[key] = (reached, (section, path))
        best = following
    return _told(max(best.values(), key=lambda found: found[0])[1])


def _told(path: "_Path") -> list[SectionName | None]:
    sections = []
    while path:
        section, path = path
        sections.append(section)
    return sections[::-1]


def _step(last: SectionName | None, section: SectionName | None) -> float:
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


_STEPS = {last: [(section, _step(last, section)) for section in CLASSES] for last in CLASSES}
