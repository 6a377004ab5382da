"""Finds the organisation that an address names: by its id, its number with a hyphen, or a name as it is written."""

import re
import sqlite3

from rapidfuzz import fuzz, process

from archive.site.places.addresses import organisation_address
from archive.site.places.answers import Link
from archive.site.places.sql_rows import select

_BY_ID = "select organisation_id from organisations where organisation_id = ?"
_BY_NAME = "select distinct organisation_id from organisation_names where name = ?"
_BESIDE = """
select * from (select organisation_id, name from organisations where organisation_id < ?
               order by organisation_id desc limit 10)
union all
select * from (select organisation_id, name from organisations where organisation_id >= ?
               order by organisation_id limit 10)
"""
_NEAREST = 5
_MIN_LIKENESS = 50
"""Minimum likeness (of 100) of a name that is offered in place of one that does not exist."""


def find_organisation(connection: sqlite3.Connection, written: str) -> str | None:
    """The id of the organisation that is meant; None if none or several are."""
    if _ids(connection, _BY_ID, written):
        return written
    text = " ".join(written.strip("/").split())
    number = re.sub(r"[- ]", "", text)
    found = _ids(connection, _BY_ID, number) or _ids(connection, _BY_ID, text.casefold())
    found = found or _ids(connection, _BY_NAME, text)
    return found[0] if len(found) == 1 else None


def _ids(connection: sqlite3.Connection, sql: str, value: str) -> list[str]:
    return [row[0] for row in connection.execute(sql, (value,))]


def nearest_organisations(connection: sqlite3.Connection, written: str) -> list[Link]:
    """Organisations whose ids begin most like what was written, the most alike first."""
    key = " ".join(written[:200].split()).casefold()
    rows = {row["organisation_id"]: row["name"] for row in select(connection, _BESIDE, key, key)}
    names = {identity: name.casefold() for identity, name in rows.items()}
    near = process.extract(key, names, scorer=fuzz.ratio, score_cutoff=_MIN_LIKENESS, limit=_NEAREST)
    return [Link(rows[identity], organisation_address(identity)) for _, _, identity in near]
