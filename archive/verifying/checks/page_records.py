"""Facts, sections and names of a project: the rows of the tables are what its current page was read as."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import msgspec

from archive.building.rows.history import TEXT, CapturedRecord
from archive.privacy import MASK
from archive.verifying.finding import Finding, quoted
from archive.verifying.opened_archive import OpenedArchive
from schema.dictionary import tables

_SECTIONS = 'select iif(shown, section, null), start, "end" from sections where project_id = ? order by position'
_NAMES = """
select role, name from (
    select 0 as part, position, role, name from project_organisations where project_id = ?1 and position > 0
    union all select 1, position, 'kommun', name from project_municipalities where project_id = ?1)
order by part, position
"""


def check_records(archive: OpenedArchive) -> Iterator[Finding]:
    """Every project beside the record that `captures` keeps of its current page."""
    facts = [name for name in tables()["projects"].columns if name not in ("project_id", "url", "layout")]
    columns = ", ".join(f'p."{name}"' for name in facts)
    joined = "projects p join captures c using (project_id) where c.is_current"
    sql = f"select p.project_id, c.record, {columns} from {joined}"
    for project_id, record, *values in archive.rows(sql):
        archive.checked["projects"] += 1
        key = f"project_id={project_id}"
        try:
            read = msgspec.json.decode(record or "", type=CapturedRecord)
        except msgspec.DecodeError as error:
            yield Finding("captures", key, "record", "the record of the page", str(error))
            continue
        for name, value in zip(facts, values, strict=True):
            if not _same(read.facts.get(name), value):
                yield Finding("projects", key, name, quoted(read.facts.get(name)), quoted(value))
        sections = [(section or TEXT, *place) for section, *place in archive.rows(_SECTIONS, project_id)]
        yield from _compare("sections", key, read.sections, sections)
        yield from _compare("organisations and municipalities", key, read.names, archive.rows(_NAMES, project_id))


def _compare(table: str, key: str, expected: Any, found: Any) -> Iterator[Finding]:
    """Two lists of rows, in order."""
    for read, row in zip_longest(expected, found):
        if read is None or row is None or not all(map(_same, read, row)):
            yield Finding(table, key, "", quoted(None if read is None else " ".join(map(str, read))),
                          quoted(None if row is None else " ".join(map(str, row))))  # fmt: skip


def _same(one: Any, other: Any) -> bool:
    """Whether two values are one; a character that either has masked counts as any."""
    if one == other or not (isinstance(one, str) and isinstance(other, str)):
        return bool(one == other)
    return len(one) == len(other) and all(a == b or MASK in (a, b) for a, b in zip(one, other, strict=True))
