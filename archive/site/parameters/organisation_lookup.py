"""Finds the organisation that is meant: by its id, its number with a hyphen, or a name in any case."""

import re
import sqlite3

from rapidfuzz import fuzz, process

from archive.site.addresses import organisation_address
from archive.site.protection.refusal import Link
from archive.site.sql.sql_rows import select

_BY_ID = "select organisation_id, name from organisations where organisation_id = ?"
_BY_NAME = (
    "select distinct organisation_id, organisation as name, name as written from organisation_names where name = ?"
)
_BY_LETTERS = _BY_NAME.removesuffix("= ?") + "like ? escape '\\'"
"""SQLite's LIKE takes A and a as one; a letter outside ASCII is any letter here, and compared afterwards."""
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
    found = organisations_called(connection, written)
    return next(iter(found)) if len(found) == 1 else None


def organisations_called(connection: sqlite3.Connection, written: str) -> dict[str, str]:
    """The names, by id, of the organisations that this may mean: that of an id, or all that have the name."""
    text = " ".join(written.strip("/").split())
    for asked in (written, re.sub(r"[- ]", "", text), text.casefold()):
        if rows := select(connection, _BY_ID, asked):
            return {rows[0]["organisation_id"]: rows[0]["name"]}
    rows = select(connection, _BY_NAME, text) or [
        row
        for row in select(connection, _BY_LETTERS, re.sub(r"([%_\\])|[^\x00-\x7f]", _letter, text))
        if row["written"].casefold() == text.casefold()
    ]
    return {row["organisation_id"]: row["name"] for row in rows}


def _letter(found: "re.Match[str]") -> str:
    return f"\\{found[1]}" if found[1] else "_"


def nearest_organisations(connection: sqlite3.Connection, written: str) -> list[Link]:
    """Organisations whose ids begin most like what was written, the most alike first."""
    key = " ".join(written[:200].split()).casefold()
    rows = {row["organisation_id"]: row["name"] for row in select(connection, _BESIDE, key, key)}
    names = {identity: name.casefold() for identity, name in rows.items()}
    near = process.extract(key, names, scorer=fuzz.ratio, score_cutoff=_MIN_LIKENESS, limit=_NEAREST)
    return [Link(rows[identity], organisation_address(identity)) for _, _, identity in near]
