"""Writes parsed pages and registers into the database: every capture, and the newest as each project's record."""

from collections.abc import Collection, Iterable

import msgspec
from sqlite_utils import Database

from archive.building.captures.capture_ids import capture_id
from archive.building.captures.current_capture import make_current
from archive.building.captures.documents import document_of
from archive.building.captures.other_projects import other_project
from archive.building.captures.page_masks import PageMasks, without_masks
from archive.building.captures.records import Rows, record_rows, remove_project, write_record
from archive.building.captures.same_bytes import name_first_file
from archive.building.captures.seen_pages import note_seen, seen_row
from archive.building.corrections.correcting import Reviews, correct
from archive.building.corrections.verdicts import Corrections
from archive.building.masking.contacts import contacts_of, keep_contacts
from archive.building.masking.masked_columns import masked_rows, masked_tables
from archive.building.packed_pages import forget_page, keep_page
from archive.building.rows.oversized import drop_too_large
from archive.building.rows.record_rows import MaskedRecord
from archive.building.rows.upserting import upsert
from archive.database import Row
from archive.privacy import Masker
from parser import Page, content_id
from schema.record import Project
from scraper.input import Input

_MASKER = Masker([])


class Known(msgspec.Struct):
    """A page already read; `verdict` says what it is when it is not a project page."""

    verdict: str | None


class CaptureWriter:
    """Writes captures to the archive's database and its private companion."""

    def __init__(
        self, database: Database, private: Database, parser_version: str, corrections: Corrections | None = None
    ) -> None:
        """Write what this version of the parser reads to `database`, as corrected, and contacts to `private`."""
        self.database = database
        self.private = private
        self.parser_version = parser_version
        self.corrections = Corrections(private) if corrections is None else corrections
        self.touched: set[str] = set()
        """Ids of projects whose captures changed."""
        self.changed = False
        self.accepted_losses: Collection[str] = ()
        """The words of the losses of registers that are accepted."""

    def known(self, page: Input, digest: str) -> Known | None:
        """What this version of the parser made of this very page; None when it has yet to read it."""
        sql = "select verdict, revision, source from captures where capture_id = ? and parser_version = ?"
        row = self.database.execute(sql, (capture_id(page, digest), self._version(digest))).fetchone()
        if row and page.source < row[2]:
            self.note_file(page, digest)
        elif row:
            note_seen(self.database, page)
        return Known(row[0]) if row and row[1] >= self._revision(page, digest) else None

    def digests_at(self, page: Input) -> frozenset[str]:
        """The SHA-256 of what this version of the parser has read at the address and time of a page."""
        place, value = ("url", page.url) if page.url else ("source", page.source)
        sql = f"select digest, parser_version from captures where {place} = ? and captured_at is ?"
        rows = self.database.execute(sql, (value, page.captured_at))
        return frozenset(digest for digest, version in rows.fetchall() if version == self._version(digest))

    def note_file(self, page: Input, digest: str) -> None:
        """Notes another file with a page or register that the archive has."""
        note_seen(self.database, page)
        self.changed |= name_first_file(self.database, page, capture_id(page, digest))

    def _version(self, digest: str) -> str:
        """The version of the parser, and of the corrections of this very page."""
        return self.parser_version + self.corrections.described(digest)

    def _revision(self, page: Input, digest: str) -> int:
        """How many times a file has changed: an undated page replaces what the same file held before."""
        if page.captured_at is not None:
            return 1
        sql = (
            "select max(revision + (substr(capture_id, 1, 16) != ?)) from captures "
            "where source = ? and captured_at is null"
        )
        found = self.database.execute(sql, (capture_id(page, digest), page.source)).fetchone()[0]
        return int(found or 1)

    def _capture(self, source: Input, digest: str) -> Row:
        return seen_row(self.database, source) | {
            "capture_id": capture_id(source, digest),
            "project_id": None,
            "is_current": 0,
            "layout": None,
            "url": source.url,
            "document": document_of(None, source.url, source.source),
            "captured_at": source.captured_at,
            "source": source.source,
            "digest": digest,
            "verdict": None,
            "parser_version": self._version(digest),
            "revision": self._revision(source, digest),
            "text": None,
            "record": None,
        }

    def add(self, source: Input, digest: str, page: Page, masks: PageMasks | None = None) -> None:
        """Adds a page, which may be masked already; if it is the newest of its project, it becomes its record."""
        masks = masks or without_masks(page)
        other = other_project(source.url, page)
        capture = self._capture(source, digest) | {"verdict": other or page.verdict}
        if other or not page.projects:
            code = "other-project" if other else "not-a-project"
            issue = {"code": code, "message": capture["verdict"], "start": 0, "end": 0}
            keep_contacts(self.private, capture["capture_id"], None, masks.named)
            capture["text"] = masks.masker(masks.named).mask(page.text)
            self._add_capture(capture, masked_tables(_MASKER, _page_rows(capture, [issue])))
            return
        for number, project in enumerate(page.projects):
            part = {"capture_id": f"{capture['capture_id']}-{number + 1}"} if number else {}
            provisional = content_id(project, page.text, one_of_several=len(page.projects) > 1)
            self.add_project(capture | part, Page(page.text, page.spans, [project], None), provisional, masks)

    def add_project(self, capture: Row, page: Page, provisional: str, masks: PageMasks | None = None) -> None:
        """Adds the one project of a page as a capture of its own; `provisional` is its id while it has no address."""
        masks = masks or without_masks(page)
        (read,) = page.projects
        drop_too_large(read)
        project, reviews = self._corrected(capture, page, read)
        project_id = project.project_id
        self._note_alias(project_id, provisional)
        self.touched.add(project_id)
        keep_contacts(self.private, capture["capture_id"], project_id, masks.contacts_with(project))
        masker = masks.masker([project.contact, *contacts_of(self.private, project_id)])
        record = MaskedRecord(page, project, masker, reviews)
        capture_id = str(capture["capture_id"])
        capture |= record.content() | {"project_id": project_id, "url": project.url, "layout": project.layout}
        capture |= {"document": document_of(project.layout, project.url, str(capture["source"]))}
        unmasked = _page_rows(capture, record.issues) | record_rows(record, project_id, capture_id)
        rows = masked_tables(record.masker, unmasked)
        self._add_ids([project_id])
        self._add_capture(capture, rows)
        if project_id == provisional:
            keep_page(self.private, capture_id, provisional, page, read)
        if make_current(self.database, project_id) == capture_id:
            write_record(self.database, project_id, rows)

    def _corrected(self, capture: Row, page: Page, project: Project) -> tuple[Project, Reviews]:
        corrections = self.corrections.of(str(capture["digest"]))
        if not corrections:
            return project, Reviews()
        project, reviews, fitted = correct(page, project, corrections)
        self.corrections.note_fitted(str(capture["capture_id"]), fitted)
        return project, reviews

    def _add_ids(self, project_ids: Iterable[str]) -> None:
        upsert(self.database, "projects", ({"project_id": name} for name in project_ids))

    def _note_alias(self, project_id: str, provisional: str) -> None:
        """Keeps the id that a project would have without its address."""
        if project_id != provisional:
            self._add_ids([project_id])
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
        """Writes a capture with its issues and claims, whether it is current or not."""
        self.changed = True
        forget_page(self.private, capture["capture_id"])
        before = self.database.execute("select project_id from captures where capture_id = ?", (capture["capture_id"],))
        self.touched |= {row[0] for row in before if row[0]}
        upsert(self.database, "captures", rows["captures"])
        for table in ("issues", "claims"):
            self.database.execute(f"delete from {table} where capture_id = ?", (capture["capture_id"],))
            upsert(self.database, table, rows.get(table, ()))

    def add_register(self, source: Input, digest: str, name: str, claims: Iterable[Row], issues: list[Row]) -> None:
        """Adds a register as one in force, until the versions of it are settled.

        `issues` is complete only once all `claims` have been consumed.
        """
        capture = self._capture(source, digest) | {"layout": name, "is_current": 1}
        key = {"capture_id": capture["capture_id"]}
        self._add_capture(capture, masked_tables(_MASKER, _page_rows(capture, [])))
        numbered = enumerate(claims, 1)
        rows = (key | {"position": number, "project_id": None} | row for number, row in numbered)
        upsert(self.database, "claims", masked_rows(_MASKER, "claims", rows))
        place = key | {"project_id": None, "start": None, "end": None}
        noted = (place | {"position": number} | issue for number, issue in enumerate(issues, 1))
        upsert(self.database, "issues", masked_rows(_MASKER, "issues", noted))


def _page_rows(capture: Row, issues: Iterable[Row]) -> Rows:
    """The row of a capture and those of its issues, which are yet to be masked."""
    place = {"capture_id": capture["capture_id"], "project_id": capture["project_id"], "line": None}
    numbered = [place | {"position": number} | issue for number, issue in enumerate(issues, 1)]
    return {"captures": [capture], "issues": numbered}
