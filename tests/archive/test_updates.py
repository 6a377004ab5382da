"""What a newer version of the code does to an archive that an older one built: nothing of the old rules stays."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.building.build import build
from archive.building.captures.capture_writer import CaptureWriter
from archive.building.masking.contacts import private_path
from archive.database import open_database
from parser import read_page
from scraper.input import Input
from tests.archive.test_archive import page_like, query
from tests.prose.test_understanding import promising


def change(path: Path, sql: str) -> None:
    """Leaves a database as other code would have left it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def test_what_older_code_worked_out_is_worked_out_anew(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"
    build(path, [Input("a", promising(tmp_path, "a.txt"))])
    settled = query(path, "select value, standing from claims order by value")
    change(path, "update claims set standing = 9")
    build(path, [])
    assert query(path, "select distinct standing from claims") == [(9,)], "by this very code: nothing to do"
    change(path, "pragma application_id = 1")
    build(path, [])
    assert query(path, "select value, standing from claims order by value") == settled


def test_what_older_code_understood_of_prose_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"
    build(path, [Input("a", promising(tmp_path, "a.txt"))])
    (kept,) = query(private_path(path), "select digest, version from understood")
    change(private_path(path), "insert into understood select digest, 'older', said from understood")
    build(path, [])
    assert query(private_path(path), "select digest, version from understood") == [kept]


@pytest.mark.parametrize("now", ["another project", "no project"])
def test_a_page_read_otherwise_by_a_newer_parser_leaves_no_orphan(tmp_path: Path, now: str) -> None:
    first, other = page_like(tmp_path, "a.txt", "Ekvägen"), page_like(tmp_path, "b.txt", "Askvägen")
    path = tmp_path / "esf.db"
    build(path, [Input("a", first), Input("b", page_like(tmp_path, "c.txt", "Lindvägen"))])
    database = open_database(path)
    private = Database(private_path(path))
    read = read_page(other.read_bytes() if now == "another project" else b"Vispa smeten.")
    with database.atomic(), private.atomic():
        CaptureWriter(database, private, "newer").add(Input("a", first), Input("a", first).digest(), read)
    database.close()
    private.close()
    build(path, [])
    titles = {title for (title,) in query(path, "select title from projects")}
    assert titles == {"Lindvägen", *(["Askvägen"] if now == "another project" else [])}
    assert query(path, "select count(*) from search") == query(path, "select count(*) from projects")
    assert len(query(private_path(path), "select * from contacts")) == len(titles)
