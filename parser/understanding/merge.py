"""Gives a project what its prose says: the prose of its page framed, and what was read in it put in its place."""

from bisect import bisect_right
from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from parser.understanding.facts import fill_facts, hide_unlike_labels
from parser.understanding.frame import Frame
from schema.record import Claim, Project, Tag, Target

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

    items: list[Claim | Target | Tag] = [*said.claims, *said.targets, *said.tags]
    for item in items:
        move = move_at(item.start)
        item.start, item.end = item.start + move, item.end + move
        if isinstance(item, Target) and item.sentence_start is not None and item.sentence_end is not None:
            item.sentence_start, item.sentence_end = item.sentence_start + move, item.sentence_end + move
    project.claims, project.targets, project.tags = said.claims, said.targets, said.tags
    hide_unlike_labels(project)
    fill_facts(project)
