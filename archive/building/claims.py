"""Claims of pages and registers as rows, and the ranking of sources that state the same thing."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator

from sqlite_utils import Database

from archive.building.organisation_names import key_of
from archive.building.rows import MaskedRecord
from archive.database import Row
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
_PAGES_IN_FORCE = """
with prose as (
    select capture_id, row_number() over (
        partition by project_id, coalesce(url, source) order by captured_at desc, revision desc, digest desc
    ) as place
    from captures where layout = 'prose'
)
update claims set joined_by = 'sida',
    project_id = (select project_id from captures where captures.capture_id = claims.capture_id),
    in_force = capture_id in (select capture_id from captures where is_current
                              union all select capture_id from prose where place = 1)
where line is null
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

_MIN_TITLE_LENGTH = 6
"""Minimum number of characters for a title to identify a project."""


@functools.cache
def _kinds() -> dict[str, str]:
    """Maps each column of `projects` to the kind of claim that its value makes."""
    return {row["field"]: row["kind"] for row in reference_rows("claim_kinds") if row["field"]}


def page_claims(record: MaskedRecord) -> Iterator[Row]:
    """What a page states, as rows of `claims` without project, capture and position."""
    source = "prosa" if record.project.layout == "prose" else "projektbank"
    places = {row["field"]: row for row in reversed(list(record.provenance()))}
    for field, value in record.row().items():
        if field in _kinds() and field in places and value is not None and not _is_claim(places[field], record):
            currency = "SEK" if field.endswith("_sek") else None
            written = f"SEK {value}" if currency else str(value)
            yield _row(source, _kinds()[field], written, currency, record.project.status) | _place(places[field])
    for claim in record.claims():
        row = _row("prosa", claim["kind"], _written(claim, "value", "currency"), claim["currency"], claim["status"])
        extra = {name: claim[name] for name in ("scope", "earliest", "latest")}
        extra["value_max"] = None if claim["value_max"] is None else str(claim["value_max"])
        extra["other_value"] = _written(claim, "other_value", "other_currency") if claim["other_currency"] else None
        yield row | _place(claim | {"method": "inferred"}) | extra


def _is_claim(place: Row, record: MaskedRecord) -> bool:
    """Whether a fact was filled from one of the record's own claims, which already states it."""
    return any((claim.start, claim.end) == (place["start"], place["end"]) for claim in record.project.claims)


def _written(claim: Row, value: str, currency: str) -> str:
    number = claim[value]
    plain = int(number) if isinstance(number, float) and number.is_integer() else number
    return f"{claim[currency]} {plain}" if claim[currency] else "" if plain is None else str(plain)


def _place(row: Row) -> Row:
    return {name: row[name] for name in ("raw", "start", "end", "method")}


def _row(source: str, kind: str, value: str, currency: str | None, status: str | None) -> Row:
    stated = {"source": source, "kind": kind, "value": value, "currency": currency, "scope": None}
    empty = dict.fromkeys(("value_max", "other_value", "earliest", "latest"))
    derived = {"status": status if currency else None, "comparable": comparable(kind, value), "in_force": 1}
    return stated | derived | empty


def register_row(source: str, kind: str, value: str) -> Row:
    """The row of `claims` for one statement of a register, without project, capture and position."""
    currency = value[:3] if kind.startswith("amount.") else None
    return _row(source, kind, value, currency, "beviljad")


def comparable(kind: str, value: str) -> str:
    """A value normalised for comparison: texts without spaces and punctuation, owners by `key_of`, no case.

    The Commission's programme numbers end with a version, which the project bank leaves out.
    """
    if kind.startswith("text."):
        text = key_of(value) if kind == "text.owner" else value
        return re.sub(r"[\W_]+", "", text.replace("&", " och ")).casefold()
    value = re.sub(r"(?<=[A-Z]{2})\d{3}$", "", value) if kind == "code.cci" else value
    return value.casefold() if kind.startswith("code.") else value


def settle_claims(database: Database) -> None:
    """Joins the claims of registers and texts to projects, and ranks claims about the same thing."""
    database.execute("update claims set standing = null where standing is not null")
    database.execute(_PAGES_IN_FORCE)
    database.execute(_IN_FORCE)
    _join_by_number(database)
    _join_by_title(database)
    database.execute(_RANKED)


def _join_by_number(database: Database) -> None:
    known = {row[0].upper(): row[0] for row in database.execute("select project_id from projects")}
    claimed = {row[0] for row in database.execute("select distinct dnr from claims where line is not null")}
    pairs = [(known[dnr], dnr) for dnr in sorted(claimed & set(known))]
    sql = (
        "update claims set project_id = ?, joined_by = 'diarienummer' "
        "where dnr = ? and line is not null and project_id is null"
    )
    database.conn.executemany(sql, pairs)


def _join_by_title(database: Database) -> None:
    """Joins a text whose project is known only by title to the one project of the bank with that title."""
    bank: defaultdict[str, list[str]] = defaultdict(list)
    texts = []
    sql = "select project_id, layout, dnr, title from projects where title is not null order by project_id"
    for project_id, layout, dnr, title in database.execute(sql).fetchall():
        name = comparable("text.title", title)
        if layout != "prose":
            bank[name].append(project_id)
        elif dnr is None and len(name) >= _MIN_TITLE_LENGTH:
            texts.append((name, project_id))
    pairs = [(bank[name][0], project_id) for name, project_id in texts if len(bank[name]) == 1]
    sql = "update claims set project_id = ?, joined_by = 'titel' where project_id = ? and line is null"
    database.conn.executemany(sql, pairs)
