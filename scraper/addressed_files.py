"""Files as inputs with the addresses that tables give them, and a line for each row of those tables that gives none."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from scraper.address_rows import spelled
from scraper.addresses_table import Addresses
from scraper.input import Input

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f]")
"""Characters of a name that break a line or that a terminal obeys."""


def addressed(path: Path, addresses: Addresses) -> Input:
    """A file with its address, if the tables have it."""
    url, captured_at = addresses.of(path)
    return Input(shown(path), path, url, captured_at)


def shown(path: Path) -> str:
    """A path in one line, also one that is no UTF-8."""
    return _UNSEEN.sub("\ufffd", os.fsencode(path).decode("utf-8", "replace"))


def row_problems(addresses: Addresses, file: Path | None = None) -> Iterator[Input]:
    """An input that cannot be read for each row that cannot be used as it is; of one file's rows, if one is given."""
    names = {spelled(file), file.resolve()} if file else set()
    for table, row in addresses.problems:
        if file is None or row.file in names:
            yield Input(f"{shown(table)}, row {row.number}", table, problem=row.problem)


def unused_rows(addresses: Addresses, pages: Collection[Path]) -> Iterator[Input]:
    """An input that cannot be read for each file that is named in a table, but is none of the pages."""
    used = {name for path in pages for name in (spelled(path), path.resolve())}
    for file in sorted(set(addresses.of_files) - used):
        why = "no page of this folder" if os.path.lexists(file) else "cannot be read (no such file)"
        yield Input(shown(file), file, problem=f"{why}, though an addresses.csv names it; correct or delete its row")
