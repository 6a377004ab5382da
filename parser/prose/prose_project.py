"""Build a project record from prose: each value is `inferred` and has its place."""

import re
from collections.abc import Sequence

from parser.judging.thresholds import is_shown
from parser.prose.project_owner import find_owner
from parser.prose.project_status import find_status
from parser.prose.project_title import find_project_title
from parser.prose.prose_tables import pattern
from parser.prose.several_projects import Item, item_owner
from parser.text.document import trim
from parser.text.identity import prose_id
from parser.values import clean
from schema.record import Issue, Project, Section, Value
from schema.register_numbers import HYPHENS, REGISTER_NUMBER, period_of

_SURE, _RULE = 0.7, "item of a list"
"""Confidence that an item of a list is its project's summary (docs/annotation.md), and the rule recorded."""
_YEARS, _NEARBY = range(2014, 2030), 60
"""Years that a register number of the older form may begin with, and the characters before it that name the fund."""


def whole_text_project(text: str, start: int, end: int, url: str | None) -> Project:
    """The project that a whole text is about; its headline is `text[start:end]`."""
    title = find_project_title(text, start, end)
    owner = find_owner(text, start, title=title.raw if title else "")
    project = _project(text, url, None, (title, owner), find_status(text))
    if title is None:
        project.issues.append(Issue("missing-title", "no headline, and no name that the text gives the project", 0, 0))
    found = REGISTER_NUMBER.finditer(text.translate(HYPHENS))
    numbers = {match[0]: match for match in found if _is_of_the_fund(text, match)}
    for number, match in numbers.items() if len(numbers) == 1 else ():
        written = text[slice(*match.span())]
        project.dnr, project.programme_period, project.project_id = written, period_of(number), number
        project.values.append(Value("dnr", written, *match.span(), "inferred"))
    return project


def item_project(text: str, item: Item, summary: int, common: int, url: str | None) -> Project:
    """The project of an item whose summary ends at `summary`; `text[:common]` applies to all items."""
    title = Value("title", item.name_in(text), item.name_start, item.name_end, "inferred")
    status = find_status(text, item.name_end, item.end) or find_status(text, 0, common)
    project = _project(text, url, title.raw, (title, item_owner(text, item)), status)
    start, end = trim(text, item.start, summary)
    shown = is_shown("section", _SURE)
    summed_up = Section("sammanfattning", None, text[start:end], "inferred", start, end, _SURE, _RULE, shown)
    project.sections.append(summed_up)
    return project


def _project(
    text: str, url: str | None, item: str | None, names: Sequence[Value | None], status: tuple[str, Value] | None
) -> Project:
    state, stated = status or (None, None)
    values = [value for value in (*names, stated) if value]
    project = Project(None, prose_id(url, text, item), "prose", url=url, values=values, status=state)
    project.title, project.owner = (clean(value.raw) if value else None for value in names)
    return project


def _is_of_the_fund(text: str, number: "re.Match[str]") -> bool:
    """Whether a register number is the fund's: municipalities number their papers much as it did from 2014 to 2020."""
    if "S" in number[0]:
        return True
    near = text[max(0, number.start() - _NEARBY) : number.start()]
    is_the_fund_s = pattern("near_a_number").search(near) and not pattern("number_of_others").search(near)
    return bool(is_the_fund_s) and int(number[0][:4]) in _YEARS
