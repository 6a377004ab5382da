"""`addresses.csv`, the table that says where the pages of a folder are from; it may be in any folder of an input.

Its columns are `file` (path relative to it), `url`, and optionally `captured_at` (ISO 8601), when the page was seen. A
row that cannot be used costs itself alone, and a table that cannot be used its addresses alone: what is wrong is told.
"""

import functools
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from scraper.address_rows import Address, AddressRow, rows_of, spelled
from scraper.csv_rows import LARGEST_TABLE, headed_rows
from scraper.store.responses.text_lines import decoded_lines

ADDRESSES = "addresses.csv"


class Addresses(msgspec.Struct):
    """What tables say: the address of each file that they name, and what is wrong with which of their rows.

    `above` are the addresses of tables above the folder that is read, most of whose files may be others'; `unusable`
    says why a table gives none.
    """

    of_files: dict[Path, Address] = {}
    problems: list[tuple[Path, AddressRow]] = []
    unusable: dict[Path, str] = {}
    above: dict[Path, Address] = {}

    def of(self, path: Path) -> Address:
        """The address of a file, under its own name or that of the file that it is a link to."""
        names = (spelled(path), path.resolve())
        found = (table[name] for table in (self.of_files, self.above) for name in names if name in table)
        return next(found, (None, None))

    def add(self, nearer: "Addresses") -> None:
        """Takes in a table that is nearer to the files, which counts more."""
        self.of_files.update(nearer.of_files)
        self.problems += nearer.problems
        self.unusable.update(nearer.unusable)


def addresses_beside(path: Path) -> Addresses:
    """The addresses in a file's folder and those above it, of which the nearest counts; one above may be another's."""
    addresses = Addresses()
    for file in dict.fromkeys((path.resolve(), spelled(path))):
        addresses.add(_addresses_above(file.parent))
        addresses.add(read_addresses(file.parent))
    return addresses


def addresses_below(folder: Path, tables: Iterable[Path]) -> Addresses:
    """The addresses of the files in a folder, whose tables are given, and of those that tables above the folder name.

    The nearest table counts.
    """
    above, within = _addresses_above(folder), Addresses()
    within.above = above.of_files
    within.problems += [one for one in above.problems if one[1].file and folder.resolve() in one[1].file.parents]
    for table in sorted(tables, key=lambda table: len(table.parts)):
        within.add(read_addresses(table.parent))
    return within


def _addresses_above(folder: Path) -> Addresses:
    """What tables above a folder say; one that cannot be used may be another's, and is not told of."""
    addresses = Addresses()
    for above in reversed(folder.resolve().parents):
        addresses.add(msgspec.structs.replace(read_addresses(above), unusable={}))
    return addresses


def read_addresses(folder: Path) -> Addresses:
    """The addresses in a folder's table; none if it has none, or one that cannot be used, which is told."""
    table = folder / ADDRESSES
    if not os.path.lexists(table) or table.is_dir():
        return Addresses()
    try:
        if not table.is_file():
            raise ValueError("it is no plain file")
        return _read_table(table, table.stat().st_mtime_ns)
    except OSError as error:
        return Addresses(unusable={table: _unusable(error.strerror)})
    except ValueError as error:
        return Addresses(unusable={table: _unusable(error)})


@functools.lru_cache(maxsize=16)
def _read_table(table: Path, _changed: int) -> Addresses:
    """The addresses in a table; raises OSError and ValueError for one that cannot be used at all."""
    if table.stat().st_size > LARGEST_TABLE:
        raise ValueError(f"it is above {LARGEST_TABLE} bytes")
    with table.open("rb") as file:
        lines = list(decoded_lines(file))
    names, rows = headed_rows(lines, ("file", "url", "captured_at"))
    if lines and (lacking := {"file", "url"}.difference(names)):
        raise ValueError(f"lacking {' and '.join(sorted(lacking))}")
    return _addresses(table, rows_of(table.parent.resolve(), names, rows))


def _unusable(why: object) -> str:
    expected = "expected a CSV table with the columns file and url"
    return f"{expected} ({why}); it gives no page its address, correct the file or remove it"


def _addresses(table: Path, rows: Iterable[AddressRow]) -> Addresses:
    """Of several rows for a file the last one counts; that they differ is a problem."""
    found, earlier = Addresses(), dict[Path, AddressRow]()
    for row in rows:
        if row.problem:
            found.problems.append((table, row))
        if row.file is None or row.address is None:
            continue
        if row.file in earlier and earlier[row.file].address != row.address:
            told = f"states another address or time than row {earlier[row.file].number} for the same file"
            found.problems.append((table, msgspec.structs.replace(row, problem=f"{told}; this row counts, delete one")))
        earlier[row.file] = row
        found.of_files[row.file] = row.address
    return found
