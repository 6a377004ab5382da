"""One row of a register file, as label and value: where a claim of a register stands.

The archive keeps the cells that it reads, personal data masked, and not the others of the file.
"""

import sqlite3

import msgspec

from archive.database import Row
from archive.site.sql.sql_rows import select

_CELLS = """
select c.*, k.label, k.compared_as from claims c join claim_kinds k using (kind)
where c.project_id = :project_id and c.capture_id = :capture_id and c.line = :line order by c.position
"""
_FILE = """
select f.capture_id, f.source, f.url, f.captured_at, f.digest, f.is_current,
       s.label as source_label, p.project_id, p.title
from captures f join claim_sources s on s.source = f.layout join projects p on p.project_id = :project_id
where f.capture_id = :capture_id
"""


class RegisterRow(msgspec.Struct):
    """A row of a register: the file, the line that it begins at, and its cells in order, each a row of `claims`."""

    file: Row
    line: int
    cells: list[Row]


def read_register_row(
    connection: sqlite3.Connection, project_id: str, capture_id: str, line: int
) -> RegisterRow | None:
    """What a line of a register says of a project; None where it says nothing of it."""
    values = {"project_id": project_id, "capture_id": capture_id, "line": line}
    cells, files = (select(connection, sql, values) for sql in (_CELLS, _FILE))
    return RegisterRow(files[0], line, cells) if cells and files else None
