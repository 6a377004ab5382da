"""Reads all rows of one project for its page."""

import sqlite3

from archive.database import Row
from archive.site.project.project_content import ProjectContent
from archive.site.sql.sql_rows import select
from schema.dictionary import tables

_CLAIMS = """
select c.*, k.label, k.compared_as, s.label as source_label,
       f.source as file, f.url as file_url, f.digest, f.captured_at
from claims c join claim_kinds k using (kind) join claim_sources s on s.source = c.source
join captures f using (capture_id) where c.project_id = ? and c.shown
order by k.rowid, c.standing is null, c.standing, s.rank
"""
_CHANGES = """
select c.*, a.captured_at as seen_after, b.captured_at as seen_before from changes c
join captures a on a.capture_id = c.capture_id join captures b on b.capture_id = c.previous_capture_id
where c.project_id = ? order by a.captured_at desc, c.position
"""
_RELATED = """
select p.project_id, p.title, p.phase, r.rule, r.likeness
from related_projects r join projects p on p.project_id = iif(r.project_id = :id, r.related_id, r.project_id)
where :id in (r.project_id, r.related_id) order by p.project_id
"""


def read_project(connection: sqlite3.Connection, project_id: str) -> ProjectContent | None:
    """What is shown of one project, by its id or an earlier one; None when there is no such project.

    Claims, targets and tags that are not shown are left out; such a section stands in its place as text of no section.
    """
    sql = "select project_id from project_aliases where alias = ?"
    known = connection.execute(sql, (project_id,)).fetchall()
    current = known[0][0] if len(known) == 1 else project_id
    project = _rows(connection, "projects", current)
    if not project:
        return None
    captures = _rows(connection, "captures", current)
    return ProjectContent(
        row=project[0],
        capture=next(row for row in captures if row["is_current"]),
        sections=[row if row["shown"] else row | {"section": None} for row in _rows(connection, "sections", current)],
        organisations=_rows(connection, "project_organisations", current),
        municipalities=_rows(connection, "project_municipalities", current),
        provenance=_rows(connection, "provenance", current),
        issues=_rows(connection, "issues", current),
        claims=select(connection, _CLAIMS, current),
        disagreements=select(connection, "select * from disagreements where project_id = ?", current),
        targets=[row for row in _rows(connection, "targets", current) if row["shown"]],
        tags=[row for row in _rows(connection, "tags", current) if row["shown"]],
        changes=select(connection, _CHANGES, current),
        related=select(connection, _RELATED, {"id": current}),
        amounts=select(connection, "select * from project_amounts where project_id = ?", current)[0],
        captures=[{name: value for name, value in row.items() if name not in ("text", "record")} for row in captures],
    )


def _rows(connection: sqlite3.Connection, table: str, project_id: str) -> list[Row]:
    key = ", ".join(f'"{name}"' for name in tables()[table].primary_key)
    return select(connection, f'select * from "{table}" where project_id = ? order by {key}', project_id)
