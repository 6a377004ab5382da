"""Whether the file is sound: SQLite's own checks, the references between tables, the search index and its texts."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from archive.searching.query_words import cleaned
from archive.verifying.finding import Finding, quoted
from archive.verifying.opened_archive import OpenedArchive

_MOST = 100
"""Faults of one kind that SQLite lists."""
_INDEXED = """
select s.rowid, p.project_id, s.title, p.title, s.owner, p.owner, s.text, (
    select group_concat(text, x'0a' || x'0a') from (
        select text from sections where sections.project_id = p.project_id order by position))
from search s left join projects p on p.rowid = s.rowid order by s.rowid
"""


def check_file(archive: OpenedArchive) -> Iterator[Finding]:
    """SQLite's `integrity_check`; what else is found in a file that fails it cannot be trusted."""
    for (line,) in archive.rows(f"pragma integrity_check({_MOST})"):
        if line != "ok":
            yield Finding("the file", "", "", "a sound database", line, "put a copy back, or build it anew")
    archive.checked["pages of the file"] += next(archive.rows("pragma page_count"))[0]


def check_references(archive: OpenedArchive) -> Iterator[Finding]:
    """SQLite's `foreign_key_check`."""
    for table, rowid, parent, _ in archive.rows("pragma foreign_key_check"):
        yield Finding(table, f"rowid={rowid}", "", f"a row of {parent} that it refers to", "none")


def check_search_indexes(archive: OpenedArchive) -> Iterator[Finding]:
    """FTS5's own check of every search table, with the texts that it indexes."""
    sql = "select name from sqlite_schema where sql like 'create virtual table%using fts5%'"
    with _writable(archive.path) as connection:
        for (name,) in archive.rows(sql):
            archive.checked["search tables"] += 1
            try:
                connection.execute(f'insert into "{name}"("{name}", rank) values (\'integrity-check\', 1)')
            except sqlite3.DatabaseError as error:
                yield Finding(name, "", "", "an index of the texts that it holds", str(error))
            connection.rollback()


@contextmanager
def _writable(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that may write, which FTS5's check asks for though it changes nothing; else one to a copy."""
    with tempfile.TemporaryDirectory() as folder:
        file = path.resolve()
        if not os.access(file, os.W_OK):
            file = Path(shutil.copyfile(file, Path(folder) / "copy.db"))
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True)) as connection:
            yield connection


def check_indexed_texts(archive: OpenedArchive) -> Iterator[Finding]:
    """That the search index holds the texts of the tables, a row for each project."""
    missing = "select project_id from projects where rowid not in (select rowid from search)"
    for (project_id,) in archive.rows(missing):
        yield Finding("search", f"project_id={project_id}", "", "a row of each project", "none")
    for rowid, project_id, *texts in archive.rows(_INDEXED):
        archive.checked["indexed projects"] += 1
        key = f"project_id={project_id}" if project_id else f"rowid={rowid}"
        for name, indexed, written in zip(("title", "owner", "text"), texts[::2], texts[1::2], strict=True):
            if indexed != cleaned(written or ""):
                yield Finding("search", key, name, quoted(written), quoted(indexed))
