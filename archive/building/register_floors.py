"""Floors for registers: a file that has far fewer rows or filled columns than the one before does not replace it."""

import sqlite3
from collections.abc import Iterator

import msgspec
from sqlite_utils import Database

from scraper.engine.report import word_of

_SHARE = 0.8
"""Share of the rows, and of the filled cells of a column, that must be there again."""

_SLACK = 1
"""Rows by which a register may always be shorter: small ones change by one or two."""

ACCEPTED = "accepted-loss"
"""The code of the issue that tells of an accepted loss."""


class Loss(msgspec.Struct, frozen=True):
    """What a register has lost, and the word that accepts the loss of this very file."""

    said: str
    word: str


def registers_in_force(database: Database, layout: str) -> list[str]:
    """The captures of a kind of register that are in force, newest first."""
    sql = "select capture_id from captures where layout = ? and is_current order by captured_at desc, revision desc, 1"
    return [str(row[0]) for row in database.execute(sql, (layout,))]


def register_loss(
    database: Database | sqlite3.Connection, capture: str, earlier: list[str], digest: str
) -> Loss | None:
    """What a register has lost against the `earlier` one with most operations in common; None if nothing."""
    common = {before: _in_common(database, before, capture) for before in earlier if before != capture}
    before = max(common, key=lambda other: common[other], default=None)
    if before is None or not common[before]:
        return None
    losses = list(_losses(_filled(database, before), _filled(database, capture)))
    return Loss("; ".join(losses), word_of(digest, *losses)) if losses else None


def _in_common(database: Database | sqlite3.Connection, before: str, now: str) -> int:
    operations = "select distinct operation_id from claims where capture_id = ?"
    sql = f"select count(*) from (select * from ({operations}) intersect select * from ({operations}))"
    return int(database.execute(sql, (before, now)).fetchone()[0])


def _filled(database: Database | sqlite3.Connection, capture: str) -> dict[str, int]:
    """How many operations a register has, and how many of them state each kind of claim."""
    sql = "select kind, count(distinct operation_id) from claims where capture_id = ? group by 1"
    kinds = dict(database.execute(sql, (capture,)).fetchall())
    total = database.execute("select count(distinct operation_id) from claims where capture_id = ?", (capture,))
    return {"": int(total.fetchone()[0])} | kinds


def _losses(before: dict[str, int], now: dict[str, int]) -> Iterator[str]:
    if now[""] < before[""] * _SHARE - _SLACK:
        yield f"{now['']} operations, where there were {before['']}"
    for kind, filled in before.items():
        expected = filled / before[""] * min(now[""], before[""])
        if kind and now.get(kind, 0) < expected * _SHARE - _SLACK:
            yield f"{now.get(kind, 0)} operations with {kind}, where there were {filled}"
