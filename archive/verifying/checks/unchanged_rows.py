"""Rows changed after the build: the sums of each project's rows in each table beside those that the build wrote."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

import msgspec

from archive.building.row_digests import (
    DIGESTS,
    LARGEST_CHECK,
    add_check,
    digested_tables,
    part_of,
    sums_of,
    weight_of,
)
from archive.verifying.finding import Finding
from archive.verifying.opened_archive import OpenedArchive, key_columns, key_of

_NO_TABLE = ""
_EXPECTED, _FOUND = "the rows that the build wrote", "others"


def check_unchanged(archive: OpenedArchive) -> Iterator[Finding]:
    """Each project's rows in each table; where a single one has changed it is named, else the project."""
    add_check(archive.connection)
    written = _written(archive)
    for name in digested_tables():
        known = written.pop(name, {})
        for part, total in sums_of(archive.connection, name):
            archive.checked["sums of rows"] += 1
            if (difference := total - known.pop(part, 0)) != 0:
                yield Finding(name, _row(archive, name, part, difference), "", _EXPECTED, _FOUND)
        for part in known:
            yield Finding(name, part, "", _EXPECTED, "none")
    for part in written[_NO_TABLE]:
        yield Finding(DIGESTS, f"part={part}", "digests", "a number for each table", "more")


def _written(archive: OpenedArchive) -> defaultdict[str, dict[str, int]]:
    """The sums of the build: by table and part."""
    written: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for part, digests in archive.rows(f"select part, digests from {DIGESTS} order by part"):
        totals = msgspec.json.decode(digests, type=list[int])
        for name, total in zip_longest(digested_tables(), totals, fillvalue=_NO_TABLE):
            written[name] |= {part: total} if total else {}
    return written


def _row(archive: OpenedArchive, name: str, part: str, difference: int) -> str:
    """The key of the row that differs: the one whose weight divides the difference; else all that is known of it."""
    table = digested_tables()[name]
    sql = f'select {weight_of(table)}, {key_columns(table)} from "{name}" where {part_of(name)} = ? order by 1'
    keys, rows = table.primary_key or ["rowid"], 0
    found = []
    for rows, (weight, *key) in enumerate(archive.rows(sql, part), 1):  # noqa: B007  (the last number counts)
        if difference % weight == 0 and abs(difference) <= weight * LARGEST_CHECK:
            found.append(key_of(table, dict(zip(keys, key, strict=True))))
    return " or ".join(found) if found else f"several of the {rows} rows of {part}"
