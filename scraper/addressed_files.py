"""Files as inputs with the addresses that tables give them, and a line for each row of those tables that gives none."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from scraper.address_rows import spelled
from scraper.addresses_table import Addresses
from scraper.input import Input
from scraper.shown_path import shown_path


def addressed(path: Path, addresses: Addresses) -> Input:
    """A file with its address, if the tables have it."""
    url, captured_at = addresses.of(path)
    return Input(shown_path(path), path, url, captured_at)


def row_problems(addresses: Addresses, file: Path | None = None) -> Iterator[Input]:
    """An input that cannot be read for each table and row that cannot be used; of one file's rows, if one is given."""
    names = {spelled(file), file.resolve()} if file else set()
    for table, why in addresses.unusable.items():
        yield Input(shown_path(table), table, problem=why)
    for table, row in addresses.problems:
        if file is None or row.file in names:
            yield Input(f"{shown_path(table)}, row {row.number}", table, problem=row.problem)


def unused_rows(addresses: Addresses, pages: Collection[Path]) -> Iterator[Input]:
    """An input that cannot be read for each file that is named in a table, but is none of the pages."""
    used = {name for path in pages for name in (spelled(path), path.resolve())}
    for file in sorted(set(addresses.of_files) - used):
        why = "no page of this folder" if os.path.lexists(file) else "cannot be read (no such file)"
        yield Input(
            shown_path(file), file, problem=f"{why}, though an addresses.csv names it; correct or delete its row"
        )
