"""Writes of a whole build: no check of references row by row, a new archive's indexes last, another's changes noted."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from archive.archive_tables import create_indexes
from archive.building.changed_projects import note_changes
from archive.building.code_version import settling_version
from archive.building.row_digests import note_parts
from archive.building.vocabulary.search_index import is_indexed

CACHE = 64_000
"""Kilobytes of the file that are kept in memory while an archive is built."""


@contextmanager
def loading(database: Database) -> Iterator[None]:
    """A time of many writes: an archive that is new gets its indexes at the end, which takes less time.

    References are not checked row by row; who loads checks them whole with `pragma foreign_key_check`.
    """
    database.execute("pragma foreign_keys = off")
    database.execute(f"pragma cache_size = -{CACHE}")
    is_new = not database.table("captures").count
    if not is_new and is_settled(database):
        note_changes(database)
        note_parts(database)
    yield
    if is_new:
        with database.atomic():
            create_indexes(database)


def is_settled(database: Database) -> bool:
    """Whether this very code settled all that the archive holds.

    SQLite's `application_id` holds the version of the code that did it last: a header field that no table needs.
    """
    last_version = database.execute("pragma application_id").fetchone()[0]
    return bool(last_version == settling_version()) and is_indexed(database)
