"""Writes parsed pages and registers into the database: every capture, and the newest as each project's record."""

from collections.abc import Collection, Iterable

from sqlite_utils import Database

from archive.building.captures.capture_rows import capture_row, masked_row
from archive.building.captures.current_capture import make_current
from archive.building.captures.documents import document_of
from archive.building.captures.known_captures import KnownCaptures
from archive.building.captures.other_projects import other_project
from archive.building.captures.ready_pages import (
    PagePart,
    ReadyRecord,
    contacts_with,
    part_id,
    parts_of,
    ready_record,
)
from archive.building.captures.records import Rows, add_record, remove_project, write_record
from archive.building.corrections.correcting import Reviews, correct
from archive.building.corrections.verdicts import Corrections
from archive.building.masking.contacts import contacts_of, keep_contacts
from archive.building.masking.masked_columns import masked_rows
from archive.building.packed_pages import forget_page, keep_page
from archive.building.rows.upserting import upsert
from archive.database import Row
from archive.privacy import NAMELESS, Masker, contacts_in
from parser import Page
from schema.record import Contact, Project
from scraper.input import Input


class CaptureWriter(KnownCaptures):
    """Writes captures to the archive's database and its private companion."""

    def __init__(
        self, database: Database, private: Database, parser_version: str, corrections: Corrections | None = None
    ) -> None:
        """Write what this version of the parser reads to `database`, as corrected, and contacts to `private`."""
        super().__init__(database, parser_version, Corrections(private) if corrections is None else corrections)
        self.private = private
        self.touched: set[str] = set()
        """Ids of projects whose captures changed."""
        self.accepted_losses: Collection[str] = ()
        """The words of the losses of registers that are accepted."""

    def _capture(self, source: Input, digest: str) -> Row:
        return capture_row(self.database, source, digest, self.version(digest))

    def add(self, source: Input, digest: str, page: Page) -> None:
        """Adds a page; if it is the newest of its project, it becomes its record."""
        other = other_project(source.url, page)
        capture, named = self._capture(source, digest), contacts_in(page.text)
        if other or not page.projects:
            code = "other-project" if other else "not-a-project"
            verdict = other or page.verdict
            issue = {"position": 1, "code": code, "message": verdict, "start": 0, "end": 0}
            place = {"capture_id": capture["capture_id"], "project_id": None, "line": None}
            keep_contacts(self.private, str(capture["capture_id"]), None, named)
            capture |= {"verdict": verdict, "text": Masker(named).mask(page.text)}
            self._add_capture(masked_row("captures", capture), {"issues": [masked_row("issues", place | issue)]})
            return
        for number, part in enumerate(parts_of(page)):
            of_part = {"capture_id": part_id(str(capture["capture_id"]), number)}
            self.add_project(capture | of_part, part, named)

    def add_project(self, capture: Row, part: PagePart, named: Iterable[Contact]) -> None:
        """Adds one project of a page that names some contacts as a capture of its own."""
        capture_id = str(capture["capture_id"])
        project, reviews = self._corrected(capture, part.page, part.project)
        contacts = contacts_with(project, named)
        keep_contacts(self.private, capture_id, project.project_id, contacts)
        known = [project.contact, *contacts_of(self.private, project.project_id)]
        self._write(capture, ready_record(part, project, known, capture_id, reviews))

    def add_ready(self, source: Input, digest: str, records: list[ReadyRecord]) -> bool:
        """Adds a page by its rows, if they are as this archive must have them; returns whether it did."""
        known = [contacts_of(self.private, record.project_id) for record in records]
        is_same = all(record.fits(contacts) for record, contacts in zip(records, known, strict=True))
        if not records or not is_same or self.corrections.of(digest):
            return False
        capture = self._capture(source, digest)
        for number, record in enumerate(records):
            of_part = {"capture_id": part_id(str(capture["capture_id"]), number)}
            keep_contacts(self.private, of_part["capture_id"], record.project_id, record.contacts)
            self._write(capture | of_part, record)
        return True

    def _write(self, capture: Row, record: ReadyRecord) -> None:
        project_id, capture_id = record.project_id, str(capture["capture_id"])
        is_new = self._add_project(project_id)
        self._note_alias(project_id, record.provisional)
        self.touched.add(project_id)
        others = "select 1 from captures where project_id = ? limit 1"
        is_first = is_new or self.database.execute(others, (project_id,)).fetchone() is None
        capture |= {**record.capture, "is_current": is_first}  # a row with a page is long to write again
        capture |= {"document": document_of(capture["layout"], capture["url"], str(capture["source"]))}
        self._add_capture(capture, record.rows)
        if record.kept:
            keep_page(self.private, capture_id, record.provisional, record.kept)
        if is_new:
            add_record(self.database, record.rows)
        elif make_current(self.database, project_id) == capture_id:
            write_record(self.database, project_id, record.rows)

    def _corrected(self, capture: Row, page: Page, project: Project) -> tuple[Project, Reviews]:
        corrections = self.corrections.of(str(capture["digest"]))
        if not corrections:
            return project, Reviews()
        project, reviews, fitted = correct(page, project, corrections)
        self.corrections.note_fitted(str(capture["capture_id"]), fitted)
        return project, reviews

    def _add_project(self, project_id: str) -> bool:
        """Adds a project by its id; returns whether it is new: then it has no captures and no facts."""
        added = self.database.execute("insert or ignore into projects (project_id) values (?)", (project_id,))
        return bool(added.rowcount)

    def _note_alias(self, project_id: str, provisional: str) -> None:
        """Keeps the id that a project would have without its address."""
        if project_id != provisional:
            alias = {"alias": provisional, "project_id": project_id}
            upsert(self.database, "project_aliases", [alias])

    def assign(self, capture: str, project_id: str) -> None:
        """Gives a capture, with its claims, issues and contacts, to another project, which has newer ones."""
        self.changed = True
        before = self.database.execute("select project_id from captures where capture_id = ?", (capture,)).fetchone()
        self.touched |= {before[0], project_id}
        self.database.execute("update captures set is_current = 0 where capture_id = ?", (capture,))
        for table in ("captures", "issues", "claims"):
            sql = f"update {table} set project_id = ? where capture_id = ?"
            self.database.execute(sql, (project_id, capture))
        self.private.execute("update contacts set project_id = ? where capture_id = ?", (project_id, capture))

    def remove_orphans(self) -> None:
        """Removes projects that no page describes any more."""
        sql = (
            "select project_id from projects where project_id not in "
            "(select project_id from captures where is_current and project_id is not null)"
        )
        for (project_id,) in self.database.execute(sql).fetchall():
            remove_project(self.database, self.private, project_id)

    def _add_capture(self, capture: Row, rows: Rows) -> None:
        """Writes a capture, whose page is masked, with its issues and claims, whether it is current or not."""
        self.changed = True
        key = (capture["capture_id"],)
        before = self.database.execute("select project_id from captures where capture_id = ?", key).fetchone()
        if before:
            self._forget_content(key[0], before[0])
        upsert(self.database, "captures", [capture])
        for table in ("issues", "claims"):
            upsert(self.database, table, rows.get(table, ()))

    def _forget_content(self, capture: str, project_id: str | None) -> None:
        """Forgets what the page of a capture said, which is read anew, and that it was of this project."""
        self.touched |= {project_id} if project_id else set()
        forget_page(self.private, capture)
        for table in ("issues", "claims"):
            self.database.execute(f"delete from {table} where capture_id = ?", (capture,))

    def add_register(self, source: Input, digest: str, name: str, claims: Iterable[Row], issues: list[Row]) -> None:
        """Adds a register as one in force, until the versions of it are settled.

        `issues` is complete only once all `claims` have been consumed.
        """
        capture = self._capture(source, digest) | {"layout": name, "is_current": 1}
        key = {"capture_id": capture["capture_id"]}
        self._add_capture(capture, {})
        numbered = enumerate(claims, 1)
        rows = (key | {"position": number, "project_id": None} | row for number, row in numbered)
        upsert(self.database, "claims", masked_rows(NAMELESS, "claims", rows))
        place = key | {"project_id": None, "start": None, "end": None}
        noted = (place | {"position": number} | issue for number, issue in enumerate(issues, 1))
        upsert(self.database, "issues", masked_rows(NAMELESS, "issues", noted))
