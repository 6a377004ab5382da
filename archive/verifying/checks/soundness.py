"""Whether the file is sound: SQLite's own checks, the references between tables, the search index and its texts."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from archive.verifying.finding import Finding
from archive.verifying.opened_archive import OpenedArchive

_MOST = 100
"""Faults of one kind that SQLite lists."""
_NOT_INDEXED = "select project_id from projects where rowid not in (select id from search_docsize)"
_NO_PROJECT = "select id from search_docsize where id not in (select rowid from projects)"


def check_file(archive: OpenedArchive) -> Iterator[Finding]:
    """SQLite's `integrity_check` of both files; what else is found in one that fails it cannot be trusted."""
    for name, file in (("the file", archive.connection), ("the private file", archive.private)):
        for (line,) in file.execute(f"pragma integrity_check({_MOST})") if file else ():
            if line != "ok":
                yield Finding(name, "", "", "a sound database", line, "put a copy back, or build it anew")
    archive.checked["pages of the file"] += next(archive.rows("pragma page_count"))[0]


def check_references(archive: OpenedArchive) -> Iterator[Finding]:
    """SQLite's `foreign_key_check`."""
    for table, rowid, parent, _ in archive.rows("pragma foreign_key_check"):
        yield Finding(table, f"rowid={rowid}", "", f"a row of {parent} that it refers to", "none")


def check_search_indexes(archive: OpenedArchive) -> Iterator[Finding]:
    """FTS5's own check of every search table, word by word against the texts of the tables."""
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


def check_indexed_projects(archive: OpenedArchive) -> Iterator[Finding]:
    """That the search index has a row for each project; its texts are those of the tables, which FTS5's check reads."""
    for (project_id,) in archive.rows(_NOT_INDEXED):
        yield Finding("search", f"project_id={project_id}", "", "a row of each project", "none")
    for (rowid,) in archive.rows(_NO_PROJECT):
        yield Finding("search", f"rowid={rowid}", "", "no row but of a project", "another")
    archive.checked["indexed projects"] += next(archive.rows("select count(*) from search_docsize"))[0]
