"""Gives a project what its prose says: the prose of its page framed, and what was read in it put in its place."""

from bisect import bisect_right
from collections.abc import Callable
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from parser.understanding.facts import fill_facts, hide_unlike_labels
from parser.understanding.frame import Frame
from schema.record import Claim, Project, Tag, Target

_Item = TypeVar("_Item", Claim, Target, Tag)
_BETWEEN = "\n\n"


class Understanding(msgspec.Struct):
    """What the prose of one page says; offsets are those of its frame's text."""

    claims: list[Claim]
    targets: list[Target]
    tags: list[Tag]


def frame_of(project: Project) -> Frame:
    """The prose of a project's page alone, so that menus and footers cost nothing and change nothing."""
    sections, start = [], 0
    for section in project.sections:
        sections.append(replace(section, start=start, end=start + len(section.text)))
        start += len(section.text) + len(_BETWEEN)
    return Frame(_BETWEEN.join(section.text for section in sections), sections, project.title, project.status)


def moves(project: Project, frame: Frame) -> Callable[[int], int]:
    """How far a place in a frame's text is from its place in the text of the project's page."""
    starts = [section.start for section in frame.sections]
    found = [there.start - here.start for there, here in zip(project.sections, frame.sections, strict=True)]
    return lambda place: found[bisect_right(starts, place) - 1]


def merge(project: Project, frame: Frame, said: Understanding) -> None:
    """Gives a project what its prose says, with places in the page's text; facts of prose fill what no label states."""
    move_at = moves(project, frame)

    def placed(item: _Item) -> _Item:
        move = move_at(item.start)
        raw = frame.text[item.start : item.end]
        moved = replace(item, start=item.start + move, end=item.end + move, raw=raw)
        if isinstance(moved, Target) and moved.sentence_start is not None and moved.sentence_end is not None:
            moved.sentence_start, moved.sentence_end = moved.sentence_start + move, moved.sentence_end + move
        return moved

    project.claims = [placed(claim) for claim in said.claims]
    hide_unlike_labels(project)
    project.targets = [placed(target) for target in said.targets]
    project.tags = [placed(tag) for tag in said.tags]
    fill_facts(project)
