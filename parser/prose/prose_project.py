"""Build a project record from prose: each value is `inferred` and has its place."""

from parser.judging.thresholds import is_shown
from parser.prose.list_forms import Item
from parser.prose.own_number import find_dnr
from parser.prose.project_owner import find_owner
from parser.prose.project_status import find_status
from parser.prose.project_title import find_project_title
from parser.prose.several_projects import item_owner
from parser.sectioning.paragraphs import Paragraph
from parser.text.document import trim
from parser.text.identity import prose_id
from parser.values import clean
from schema.record import Issue, Project, Section, Value
from schema.register_numbers import period_of

ITEM_CONFIDENCE, ITEM_RULE = 0.7, "item of a list"
"""Confidence that an item of a list is its project's summary (docs/annotation.md), and the rule recorded."""


def headline_of(piece: Paragraph) -> tuple[int, int]:
    """The place of the headline: the first line of `piece`."""
    return piece.start, piece.start + len(piece.text.split("\n")[0].rstrip())


def whole_text_project(text: str, start: int, end: int, url: str | None) -> Project:
    """The project that a whole text is about; its headline is `text[start:end]`."""
    title = find_project_title(text, start, end)
    owner = find_owner(text, start, title=title.raw if title else "")
    project = _project(text, title, owner, find_status(text, start), url)
    if title is None:
        project.issues.append(Issue("missing-title", "no headline, and no name that the text gives the project", 0, 0))
    dnr = find_dnr(text)
    if dnr:
        project.dnr, project.programme_period, project.project_id = dnr.raw, period_of(dnr.raw), dnr.raw
        project.values.append(dnr)
    return project


def item_project(text: str, item: Item, summary: int, common: int, url: str | None) -> Project:
    """The project of an item whose summary ends at `summary`; `text[:common]` applies to all items."""
    title = Value("title", text[item.name_start : item.name_end], item.name_start, item.name_end, "inferred")
    status = find_status(text, item.name_end, item.end) or find_status(text, 0, common)
    project = _project(text, title, item_owner(text, item), status, url, title.raw)
    start, end = trim(text, item.start, summary)
    raw = text[start:end]
    shown = is_shown("section", ITEM_CONFIDENCE)
    project.sections.append(
        Section("sammanfattning", None, raw, "inferred", start, end, ITEM_CONFIDENCE, ITEM_RULE, shown)
    )
    return project


def _project(  # noqa: PLR0913, PLR0917 what is known of a project before its sections are
    text: str,
    title: Value | None,
    owner: Value | None,
    status: tuple[str, Value] | None,
    url: str | None,
    item: str | None = None,
) -> Project:
    values = [value for value in (title, owner, status[1] if status else None) if value]
    project = Project(None, prose_id(url, text, item), "prose", url=url, values=values)
    project.title = clean(title.raw) if title else None
    project.owner = clean(owner.raw) if owner else None
    project.status = status[0] if status else None
    return project
