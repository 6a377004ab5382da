"""A page's projects as masked rows, ready to be written: where other processes read pages, they make these too.

Masked rows depend on the page and on the contacts of all pages of its project. Where another page of a project names
other contacts, or people corrected what was read, the rows are made again when they are written.
"""

from collections.abc import Iterable

import msgspec

from archive.building.captures.records import Rows, record_rows
from archive.building.corrections.correcting import Reviews
from archive.building.masking.masked_columns import masked_tables
from archive.building.packed_pages import pack_page
from archive.building.rows.oversized import drop_too_large
from archive.building.rows.record_rows import MaskedRecord
from archive.database import Row
from archive.privacy import Masker, contacts_in
from parser import Page, content_id
from schema.record import Contact, Project


class ReadyRecord(msgspec.Struct):
    """A project of a page as masked rows, the claims and issues of the page among them.

    `capture` has the columns of its capture that hold the page; `kept` is the packed page of a project whose id comes
    from the content alone.
    """

    project_id: str
    provisional: str
    contacts: list[Contact]
    capture: Row
    rows: Rows
    kept: bytes | None

    def fits(self, contacts: Iterable[Contact]) -> bool:
        """Whether the rows are masked for these contacts, too."""
        return _keys(contacts) <= _keys(self.contacts)


class PagePart(msgspec.Struct):
    """One project of a page as it was read, and the id that it has while no address is known."""

    page: Page
    project: Project
    provisional: str


def parts_of(page: Page) -> list[PagePart]:
    """The projects of a page, without numbers that no column holds."""
    several = len(page.projects) > 1
    ids = [content_id(project, page.text, one_of_several=several) for project in page.projects]
    for project in page.projects:
        drop_too_large(project)
    return [PagePart(page, project, name) for project, name in zip(page.projects, ids, strict=True)]


def part_id(capture: str, number: int) -> str:
    """The id of the capture of one project of a page; `number` counts from 0."""
    return f"{capture}-{number + 1}" if number else capture


def ready_page(page: Page, capture: str) -> list[ReadyRecord]:
    """The projects of a page, masked by the contacts that it names; `capture` is the id of its capture."""
    named = contacts_in(page.text)
    return [
        ready_record(part, part.project, contacts_with(part.project, named), part_id(capture, number))
        for number, part in enumerate(parts_of(page))
    ]


def contacts_with(project: Project, named: Iterable[Contact]) -> list[Contact]:
    """The contact of a project of a page, and the others that the page names."""
    return [project.contact, *(contact for contact in named if contact.name != project.contact.name)]


def ready_record(
    part: PagePart, project: Project, contacts: list[Contact], capture: str, reviews: Reviews | None = None
) -> ReadyRecord:
    """The rows of a project of a page as corrected, masked by some contacts; `capture` is the id of its capture."""
    record = MaskedRecord(part.page, project, Masker(contacts), reviews)
    place = {"capture_id": capture, "project_id": project.project_id, "line": None}
    issues = [place | {"position": number} | issue for number, issue in enumerate(record.issues, 1)]
    content = {"captures": [record.content()], "issues": issues}
    rows = masked_tables(record.masker, content | record_rows(record, project.project_id, capture))
    (page,) = rows.pop("captures")
    is_provisional = project.project_id == part.provisional
    kept = pack_page(part.page, part.project) if is_provisional else None
    found = {"project_id": project.project_id, "url": project.url, "layout": project.layout} | page
    return ReadyRecord(project.project_id, part.provisional, contacts, found, rows, kept)


def _keys(contacts: Iterable[Contact]) -> set[tuple[str | None, ...]]:
    return {key for one in contacts if any(key := (one.name, one.email, one.phone))}
