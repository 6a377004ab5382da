"""Claims of pages and registers as rows, and the order in which sources that speak of the same thing are shown."""

import functools
import re
from collections.abc import Iterator

from sqlite_utils import Database

from archive.database import Row
from archive.organisation_names import key_of
from archive.rows import MaskedRecord
from schema.places import reference_rows

_IN_FORCE = """
with spoken as (
    select c.source, c.operation_id, c.capture_id, row_number() over (
        partition by c.source, c.operation_id order by k.captured_at desc, k.revision desc, k.digest desc
    ) as place
    from (select distinct source, operation_id, capture_id from claims where line is not null) c
    join captures k using (capture_id) where k.is_current
)
update claims set in_force = (source, operation_id, capture_id) in
    (select source, operation_id, capture_id from spoken where place = 1)
where line is not null
"""
_RANKED = """
with ranked as (
    select c.capture_id, c.position, row_number() over (
        partition by c.project_id, c.kind
        order by s.rank, k.captured_at desc, k.revision desc, k.digest desc, c.position
    ) as standing
    from claims c join captures k using (capture_id) join claim_sources s using (source)
    where c.project_id is not null and c.in_force and c.scope is null
      and coalesce(c.status, 'beviljad') = 'beviljad' and c.kind not like '%.other'
)
update claims set standing = ranked.standing from ranked
where claims.capture_id = ranked.capture_id and claims.position = ranked.position
"""


@functools.cache
def _kinds() -> dict[str, str]:
    """Column of `projects` to the kind of claim that its value is."""
    return {row["field"]: row["kind"] for row in reference_rows("claim_kinds") if row["field"]}


def page_claims(record: MaskedRecord, provenance: list[Row]) -> Iterator[Row]:
    """What a page states, as rows of `claims` without their place in the archive."""
    source = "prosa" if record.project.layout == "prose" else "projektbank"
    places = {row["field"]: row for row in reversed(provenance)}
    for field, value in record.row().items():
        if field in _kinds() and field in places and value is not None:
            currency = "SEK" if field.endswith("_sek") else None
            written = f"SEK {value}" if currency else str(value)
            yield _row(source, _kinds()[field], written, currency, record.project.status) | _place(places[field])
    for claim in record.claims():
        written = f"{claim['currency']} {claim['value']}" if claim["currency"] else str(claim["value"])
        row = _row("prosa", claim["kind"], written, claim["currency"], claim["status"])
        yield row | _place(claim | {"method": "inferred"}) | {"scope": claim["scope"]}


def _place(row: Row) -> Row:
    return {name: row[name] for name in ("raw", "start", "end", "method")}


def _row(source: str, kind: str, value: str, currency: str | None, status: str | None) -> Row:
    named = {"source": source, "kind": kind, "value": value, "currency": currency, "scope": None}
    said = {"status": status if currency else None, "comparable": comparable(kind, value), "in_force": 1}
    return named | said


def register_row(source: str, kind: str, value: str) -> Row:
    """The row of `claims` for one statement of a register, without its place."""
    currency = value[:3] if kind.startswith("amount.") else None
    return _row(source, kind, value, currency, "beviljad")


def comparable(kind: str, value: str) -> str:
    """A value without differences that mean nothing: case, spaces and signs; of an owner what `key_of` gives.

    The Commission's programme numbers end with a version, which the project bank leaves out.
    """
    if kind.startswith("text."):
        text = key_of(value) if kind == "text.owner" else value
        return re.sub(r"[\W_]+", "", text.replace("&", " och ")).casefold()
    value = re.sub(r"(?<=[A-Z]{2})\d{3}$", "", value) if kind == "code.cci" else value
    return value.casefold() if kind.startswith("code.") else value


def settle_claims(database: Database) -> None:
    """Joins registers to projects by register number, and ranks what is said of the same thing."""
    known = {row[0].upper(): row[0] for row in database.execute("select project_id from projects")}
    said = {row[0] for row in database.execute("select distinct dnr from claims where line is not null")}
    pairs = [(known[dnr], dnr) for dnr in sorted(said & set(known))]
    sql = "update claims set project_id = ? where dnr = ? and line is not null and project_id is null"
    database.conn.executemany(sql, pairs)
    database.execute("update claims set standing = null where standing is not null")
    database.execute(_IN_FORCE)
    database.execute(_RANKED)
