"""The large archive of the benchmarks: every project again under ids of its own, and nothing else changed."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from archive.database import check_archive
from benchmarks.speed.large_archive import enlarge

_INDEXES = "select name, sql from sqlite_master where type = 'index' and sql is not null order by name"
_SECTIONS = "select project_id, position, text from sections where instr(project_id, '~') {} 0"


def rows(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_an_archive_twice_as_large(archive: Path, tmp_path: Path) -> None:
    first = rows(archive, "select count(*) from projects")[0][0]
    larger = tmp_path / "larger.db"
    shutil.copy(archive, larger)
    assert enlarge(larger, first + 1, kept=5) == 2 * first
    check_archive(larger)
    assert rows(larger, _INDEXES) == rows(archive, _INDEXES)
    whole = {(project, position): text for project, position, text in rows(larger, _SECTIONS.format("="))}
    assert whole == {(project, position): text for project, position, text in rows(archive, _SECTIONS.format("="))}
    copies = rows(larger, _SECTIONS.format(">"))
    assert {(project.rpartition("~")[0], position): text for project, position, text in copies} == {
        key: text[:5] for key, text in whole.items()
    }
    for sql in ("select count(*) from project_list", "select sum(value) from comparisons where measure = 'projekt'"):
        assert rows(larger, sql)[0][0] == 2 * rows(archive, sql)[0][0], sql
