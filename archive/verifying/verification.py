"""Everything that `esfarkiv verify` checks, in order."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from archive.database import DatabaseError
from archive.verifying.checks.contact_data import check_contact_data
from archive.verifying.checks.declared_columns import check_declared
from archive.verifying.checks.declared_indexes import check_indexes
from archive.verifying.checks.derived_rows import check_counts, check_derived
from archive.verifying.checks.floors import check_registers
from archive.verifying.checks.offsets import check_places
from archive.verifying.checks.page_records import check_records
from archive.verifying.checks.relations import check_relations
from archive.verifying.checks.same_build import check_same_build, check_versions
from archive.verifying.checks.shown_lines import check_shown
from archive.verifying.checks.soundness import (
    check_file,
    check_indexed_projects,
    check_references,
    check_search_indexes,
)
from archive.verifying.checks.unchanged_rows import check_unchanged
from archive.verifying.finding import Finding
from archive.verifying.opened_archive import OpenedArchive, opened_archive

_NO_ROOM = ("disk I/O error", "disk is full")
"""What SQLite says where it can write no temporary file."""
Check = Callable[[OpenedArchive], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    check_declared,
    check_indexes,
    check_references,
    check_search_indexes,
    check_indexed_projects,
    check_versions,
    check_same_build,
    check_places,
    check_records,
    check_relations,
    check_derived,
    check_counts,
    check_unchanged,
    check_registers,
    check_shown,
    check_contact_data,
)
"""All but SQLite's own check of the file, which comes first: what is found in a damaged file is no finding."""


def verify(path: Path, checked: Counter[str]) -> Iterator[Finding]:
    """The faults of the archive at `path`; how much of what was checked is counted into `checked`.

    Raises DatabaseError for what is no archive of this version, is damaged, or stays locked by another program.
    """
    with opened_archive(path) as archive:
        archive.checked = checked
        unsound = list(check_file(archive))
        yield from unsound
        for check in () if unsound else CHECKS:
            yield from _run(check, archive)


def _run(check: Check, archive: OpenedArchive) -> Iterator[Finding]:
    """The findings of a check; that it cannot be made is one."""
    try:
        yield from check(archive)
    except sqlite3.DatabaseError as error:
        if any(sign in str(error) for sign in _NO_ROOM):
            told = f"{archive.path}: cannot be verified ({error}); make room for temporary files"
            raise DatabaseError(told) from error
        if not isinstance(error, sqlite3.OperationalError | sqlite3.ProgrammingError):
            raise
        yield _unchecked(check, "tables and columns that it can ask", error)
    except Exception as error:  # a value of another type than any build writes
        yield _unchecked(check, "values that it can compare", error)


def _unchecked(check: Check, expected: str, error: Exception) -> Finding:
    name = check.__name__.removeprefix("check_").replace("_", " ")
    return Finding(f"the check of {name}", "", "", expected, f"{type(error).__name__}: {error}")


def check_verified(path: Path) -> None:
    """Raises DatabaseError, which names the first fault, unless the archive at `path` is without any."""
    faults = verify(path, Counter())
    if first := next(faults, None):
        more = sum(1 for _ in faults)
        others = f" (and {more} more)" if more else ""
        raise DatabaseError(f"{path}: {first}{others}; all are listed by: esfarkiv verify --db {path}")
