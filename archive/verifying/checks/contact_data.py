"""Personal data: nothing is published that the mask would have hidden, by the contacts of the private file."""

import heapq
import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from archive.building.masking.masked_columns import is_free_text
from archive.privacy import Masker
from archive.verifying.finding import Finding
from archive.verifying.opened_archive import OpenedArchive, key_columns, key_of
from schema.dictionary import Table, tables
from schema.record import Contact

_ADVICE = "take the file off the web, and build it anew from the same pages with its private file beside it"
_MADE_ID = re.compile(r"(?<![\w-])(?:prosa|\d{4}-\d{4})/[0-9a-f]{16}(?!\w)")
"""A project's id that is made from a digest: an issue names some, and their digits may look like a number."""
_Texts = tuple[Any, ...]
"""The project, the table, the key as a line shows it, and the texts of a row."""


def check_contact_data(archive: OpenedArchive) -> Iterator[Finding]:
    """Every text of every table, project by project: of its own contacts nothing, of anybody no address or number.

    The search index has the words of these texts and no others, as `soundness.py` checks.
    """
    streams = [_rows(archive, name, table) for name, table in tables().items() if not table.reference]
    rows = heapq.merge(*filter(None, streams), key=itemgetter(0))
    for project_id, found in groupby(rows, itemgetter(0)):
        masker = Masker(_contacts(archive, project_id))
        for _, table, key, *texts in found:
            for text in texts:
                archive.checked["texts without contact data"] += 1
                plain = _MADE_ID.sub("", text) if isinstance(text, str) else ""
                if (masked := masker.mask(plain)) != plain:
                    hidden = sum(a != b for a, b in zip(masked, plain, strict=True))
                    yield Finding(table, key, "", "no contact data", f"{hidden} characters of it", _ADVICE)


def _rows(archive: OpenedArchive, name: str, table: Table) -> Iterator[_Texts] | None:
    """The texts of a table in the order of its projects; rows of no project first."""
    columns = [column for column in table.columns if is_free_text(table, column)]
    if not columns:
        return None
    project = "coalesce(project_id, '')" if "project_id" in table.columns else "''"
    texts = ", ".join(f'"{column}"' for column in columns)
    sql = f'select {project} as project, {texts}, {key_columns(table)} from "{name}" order by 1'
    return _with_keys(archive.rows(sql), name, table, len(columns))


def _with_keys(rows: Iterator[_Texts], name: str, table: Table, texts: int) -> Iterator[_Texts]:
    keys = table.primary_key or ["rowid"]
    for project_id, *cells in rows:
        yield project_id, name, key_of(table, dict(zip(keys, cells[texts:], strict=True))), *cells[:texts]


def _contacts(archive: OpenedArchive, project_id: str) -> list[Contact]:
    """The contacts of all pages of a project; none without the private file, or for a row of no project."""
    if archive.private is None or not project_id:
        return []
    sql = "select distinct name, email, phone from contacts where project_id = ? order by 1, 2, 3"
    return [Contact(*row) for row in archive.private.execute(sql, (project_id,))]
