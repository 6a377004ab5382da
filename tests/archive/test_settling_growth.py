"""What is settled over the whole archive grows no faster than it: SQLite's instructions are counted, and calls.

Similar organisations and related projects are not among it: they are pairs, and copies of a project are all alike.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.building.claims.joining import join_claims
from archive.building.claims.ranking import rank_claims
from archive.building.organisations.resolving import resolve_organisations
from archive.building.settling.derived_tables import fill_derived_tables
from archive.building.vocabulary.search_index import index_projects
from archive.building.vocabulary.word_tables import fill_word_tables
from benchmarks.speed.large_archive import enlarge
from tests.counting import instructions_and_calls

_STEPS: list[Callable[[Database], None]] = [
    join_claims,
    rank_claims,
    resolve_organisations,
    index_projects,
    lambda database: fill_word_tables(database, anew=False),
    fill_derived_tables,
]


@pytest.fixture(scope="module")
def archives(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The fixtures' archive twice over, and eight times."""
    with closing(sqlite3.connect(archive)) as connection:
        projects = connection.execute("select count(*) from projects").fetchone()[0]
    small, large = (tmp_path_factory.mktemp("grown") / f"{times}.db" for times in (2, 8))
    for path, times in ((small, 2), (large, 8)):
        shutil.copy(archive, path)
        enlarge(path, times * projects, kept=40)
    return small, large


@pytest.mark.parametrize("step", _STEPS)
def test_four_times_the_archive_is_four_times_the_work(
    step: Callable[[Database], None], archives: tuple[Path, Path]
) -> None:
    small, large = (_work(step, path) for path in archives)
    for kind, fewer, more in zip(("instructions of SQLite", "calls"), small, large, strict=True):
        assert more < 5 * fewer, f"{fewer} {kind} for the small archive, {more} for the large"


def _work(step: Callable[[Database], None], path: Path) -> tuple[int, int]:
    """What a step takes in an archive where it has nothing to change any more."""
    database = Database(path)
    try:
        step(database)
        return instructions_and_calls(database.conn, lambda: step(database))
    finally:
        database.conn.rollback()
        database.close()
