"""Writes what pages say into the database: captures, the current record of each project, and the search index."""

import hashlib
from collections.abc import Iterable

import msgspec
from sqlite_utils import Database

from archive.database import Row
from archive.privacy import Masker
from archive.rows import MaskedRecord
from archive.search import folded_words
from parser import Page, content_id
from schema.dictionary import tables
from schema.record import Contact, Project
from scraper.files import Input

_NEWEST_FIRST = "order by captured_at desc, revision desc, digest desc, capture_id"
_CHILDREN = ("sections", "project_organisations", "project_municipalities", "provenance")


class Known(msgspec.Struct):
    """A page read before; `verdict` says what it is when it is no project page."""

    verdict: str | None


class Store:
    """The archive's database with its private companion, open for writing."""

    def __init__(self, database: Database, private: Database, parser_version: str) -> None:
        """Write to `database`, and contacts to `private`, what this version of the parser reads."""
        self.database = database
        self.private = private
        self.parser_version = parser_version

    def known(self, page: Input, content: bytes) -> Known | None:
        """What was made of this very page when this version of the parser read it; None when it has not."""
        sql = "select verdict, revision from captures where capture_id = ? and parser_version = ?"
        row = self.database.execute(sql, (capture_id(page, content), self.parser_version)).fetchone()
        return Known(row[0]) if row and row[1] >= self._revision(page, content) else None

    def _revision(self, page: Input, content: bytes) -> int:
        """How many times a file has changed: an undated page takes the place of what the same file held before."""
        sql = (
            "select max(revision + (capture_id != ?)) from captures "
            "where source = ? and captured_at is null and ? is null"
        )
        found = self.database.execute(sql, (capture_id(page, content), page.source, page.captured_at)).fetchone()[0]
        return int(found or 1)

    def add(self, source: Input, content: bytes, page: Page) -> None:
        """Adds a page; where it is the newest of its project, it becomes the project's record."""
        capture: Row = {
            "capture_id": capture_id(source, content),
            "project_id": None,
            "is_current": 0,
            "layout": None,
            "url": source.url,
            "captured_at": source.captured_at,
            "source": source.source,
            "digest": _digest(content),
            "verdict": page.verdict,
            "parser_version": self.parser_version,
            "revision": self._revision(source, content),
        }
        if not page.projects:
            issue = {"code": "not-a-project", "message": page.verdict, "start": 0, "end": 0}
            self._add_capture(capture | {"text": Masker([]).mask(page.text)}, [issue])
            return
        project_id = self._settle_id(page.projects[0])
        record = MaskedRecord(page, self._earlier_contacts(project_id))
        capture |= {"project_id": project_id, "url": record.project.url, "layout": record.project.layout}
        self._upsert("projects", [{"project_id": project_id}], keep=True)
        self._add_capture(capture | {"text": record.text}, record.issues)
        if self._make_current(project_id) == capture["capture_id"]:
            self._write_record(project_id, str(capture["capture_id"]), record)

    def _upsert(self, table: str, rows: Iterable[Row], keep: bool = False) -> None:
        if keep:
            self.database.table(table).insert_all(rows, ignore=True)
        else:
            self.database.table(table).upsert_all(rows, pk=tuple(tables()[table].primary_key))

    def _settle_id(self, project: Project) -> str:
        """The id in force; a project seen first without and later with its address takes the address's id."""
        written = content_id(project)
        if project.project_id == written:
            sql = "select project_id from project_aliases where alias = ?"
            known = self.database.execute(sql, (written,)).fetchall()
            return str(known[0][0]) if len(known) == 1 else written
        self._upsert("projects", [{"project_id": project.project_id}], keep=True)
        self._upsert("project_aliases", [{"alias": written, "project_id": project.project_id}], keep=True)
        self._rename(written, project.project_id)
        return project.project_id

    def _earlier_contacts(self, project_id: str) -> list[Contact]:
        sql = "select name, email, phone from contacts where project_id = ?"
        return [Contact(*row) for row in self.private.execute(sql, (project_id,))]

    def _rename(self, old: str, new: str) -> None:
        """Moves a project with its captures to another id; of two records the newest capture's is kept."""
        sql = f"select project_id from captures where project_id in (?, ?) {_NEWEST_FIRST}"
        newest = self.database.execute(sql, (old, new)).fetchone()
        if not self.database.execute("select 1 from projects where project_id = ?", (old,)).fetchone():
            return
        if newest and newest[0] == old:
            self.remove_record(new)
            self._move_record(old, new)
        else:
            self.remove_record(old)
        for table in ("captures", "issues"):
            self.database.execute(f"update {table} set project_id = ? where project_id = ?", (new, old))
        self.database.execute("delete from projects where project_id = ?", (old,))

    def _move_record(self, old: str, new: str) -> None:
        names = ", ".join(f'"{name}"' for name in tables()["projects"].columns if name != "project_id")
        facts = f"(select {names} from projects where project_id = ?)"
        self.database.execute(f"update projects set ({names}) = {facts} where project_id = ?", (old, new))
        for table in _CHILDREN:
            self.database.execute(f"update {table} set project_id = ? where project_id = ?", (new, old))
        row_of = "(select rowid from projects where project_id = ?)"
        self.database.execute(f"update search set rowid = {row_of} where rowid = {row_of}", (new, old))
        self.private.execute("update contacts set project_id = ? where project_id = ?", (new, old))

    def remove_orphans(self) -> None:
        """Removes projects that no page tells of any more, and organisations that no project names."""
        sql = (
            "select project_id from projects where project_id not in (select project_id from captures where is_current)"
        )
        for (project_id,) in self.database.execute(sql).fetchall():
            self.remove_record(project_id)
            for table in ("project_aliases", "projects"):
                self.database.execute(f"delete from {table} where project_id = ?", (project_id,))
        named = "select organisation_id from project_organisations"
        self.database.execute(f"delete from organisations where organisation_id not in ({named})")

    def _add_capture(self, capture: Row, issues: Iterable[Row]) -> None:
        self._upsert("captures", [capture])
        self._add_issues(capture, issues)

    def _add_issues(self, capture: Row, issues: Iterable[Row]) -> None:
        self.database.execute("delete from issues where capture_id = ?", (capture["capture_id"],))
        place = {"capture_id": capture["capture_id"], "project_id": capture["project_id"]}
        self._upsert("issues", (place | {"position": n} | issue for n, issue in enumerate(issues, 1)))

    def _make_current(self, project_id: str) -> str:
        """Marks the newest capture of a project: the latest time, then the greatest digest, whatever came first.

        Of undated pages from one file the latest revision counts.
        """
        sql = f"select capture_id from captures where project_id = ? {_NEWEST_FIRST}"
        newest = str(self.database.execute(sql, (project_id,)).fetchone()[0])
        sql = "update captures set is_current = (capture_id = ?) where project_id = ?"
        self.database.execute(sql, (newest, project_id))
        return newest

    def remove_record(self, project_id: str) -> None:
        """Removes all that is published of a project but its id and captures, and its contact."""
        for table in _CHILDREN:
            self.database.execute(f"delete from {table} where project_id = ?", (project_id,))
        sql = "delete from search where rowid = (select rowid from projects where project_id = ?)"
        self.database.execute(sql, (project_id,))
        self.private.execute("delete from contacts where project_id = ?", (project_id,))

    def _write_record(self, project_id: str, capture: str, record: MaskedRecord) -> None:
        self.remove_record(project_id)
        self._upsert("projects", [record.row() | {"project_id": project_id}])
        self._upsert("organisations", record.organisations())
        place = {"project_id": project_id}
        self._upsert("sections", (place | row for row in record.sections()))
        self._upsert("project_organisations", (place | row for row in record.project_organisations()))
        self._upsert("project_municipalities", (place | row for row in record.municipalities()))
        self._upsert("provenance", (place | {"capture_id": capture} | row for row in record.provenance()))
        self._index(project_id, record)
        contact = msgspec.to_builtins(record.page.projects[0].contact)
        self.private.table("contacts").upsert(place | contact, pk="project_id")

    def _index(self, project_id: str, record: MaskedRecord) -> None:
        texts = record.searchable()
        sql = (
            "insert into search (rowid, title, owner, organisations, municipalities, text, folded) "
            "select rowid, ?, ?, ?, ?, ?, ? from projects where project_id = ?"
        )
        self.database.execute(sql, (*texts, folded_words(" ".join(texts)), project_id))


def capture_id(page: Input, content: bytes) -> str:
    """A capture is a page seen at an address at a time."""
    return _digest(f"{_digest(content)}\n{page.url or ''}\n{page.captured_at or ''}".encode())[:16]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
