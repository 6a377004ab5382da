"""The prose of a page, taken out of it before it is understood."""

from bisect import bisect_right
from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from schema.record import Project, Section

_BETWEEN = "\n\n"


class Frame(msgspec.Struct, frozen=True, eq=False):
    """The prose of a page and where it stands in the canonical text.

    `sections` are the page's prose in page order, with offsets in `text`; text outside them is labels, lists and
    furniture, which the labelled layouts read. `title` is the project's name where it is known, `status` what
    the whole page says became of it.
    """

    text: str
    sections: list[Section]
    title: str | None = None
    status: str | None = None


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
