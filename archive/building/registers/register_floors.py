"""Floors for registers: a file with far fewer rows or filled columns, or with other ids, replaces none."""

import sqlite3
from collections.abc import Iterator

import msgspec
from sqlite_utils import Database

from scraper.engine.reporting.report import word_of

_SHARE = 0.8
"""Share of the rows, and of the filled cells of a column, that must be there again."""

_SLACK = 1
"""Rows by which a register may always be shorter: small ones change by one or two."""

_SUM_SHARE = 0.5
"""Share of the sum of an amount that the operations in common must still have."""

_AMOUNT = "kind glob 'amount.*'"
_NUMBER = "cast(substr(value, instr(value, ' ') + 1) as real)"
"""The number of an amount, behind its currency."""

_OPERATION = "coalesce(dnr, operation_id)"
"""What an operation is known by: its register number, which joins it to a project, or the id of one that has none."""

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
    """What a register has lost against the one it replaces, else the `earlier` one with most operations in common.

    None if nothing is lost, or the register is an older version, which replaces none.
    """
    others = [before for before in earlier if before != capture]
    replaced = [before for before in others if not _in_force(database, before)]
    common = {before: operations_in_common(database, before, capture) for before in replaced or others}
    before = max(common, key=lambda other: common[other], default=None)
    if before is None or not (replaced or common[before]) or not _in_force(database, capture):
        return None
    losses = list(_losses(_filled(database, before), _filled(database, capture), common[before] if replaced else None))
    losses += _lost_sums(_sums(database, before, capture), _sums(database, capture, before))
    return Loss("; ".join(losses), word_of(digest, *losses)) if losses else None


def _in_force(database: Database | sqlite3.Connection, capture: str) -> bool:
    return bool(database.execute("select is_current from captures where capture_id = ?", (capture,)).fetchone()[0])


def operations_in_common(database: Database | sqlite3.Connection, before: str, now: str) -> int:
    """How many operations two captures of registers have in common."""
    operations = f"select distinct {_OPERATION} from claims where capture_id = ?"
    sql = f"select count(*) from (select * from ({operations}) intersect select * from ({operations}))"
    return int(database.execute(sql, (before, now)).fetchone()[0])


def operations_of(database: Database | sqlite3.Connection, capture: str) -> int:
    """How many operations a capture of a register has."""
    sql = f"select count(distinct {_OPERATION}) from claims where capture_id = ?"
    return int(database.execute(sql, (capture,)).fetchone()[0])


def _filled(database: Database | sqlite3.Connection, capture: str) -> dict[str, int]:
    """How many operations a register has, and how many of them state each kind of claim; no amount is one of zero."""
    stated = f"not ({_AMOUNT} and {_NUMBER} = 0)"
    sql = f"select kind, count(distinct {_OPERATION}) from claims where capture_id = ? and {stated} group by 1"
    kinds = dict(database.execute(sql, (capture,)).fetchall())
    return {"": operations_of(database, capture)} | kinds


def _losses(before: dict[str, int], now: dict[str, int], common: int | None) -> Iterator[str]:
    """The losses in rows, in columns, and in operations that are there again (`common`, where that must be)."""
    if now[""] < before[""] * _SHARE - _SLACK:
        yield f"{now['']} operations, where there were {before['']}"
    again = min(now[""], before[""]) * _SHARE - _SLACK
    if common is not None and (common == 0 or common < again):
        yield f"{common} of the {before['']} operations that there were; the others have other ids"
    for kind, filled in before.items():
        expected = filled / before[""] * min(now[""], before[""])
        if kind and now.get(kind, 0) < expected * _SHARE - _SLACK:
            yield f"{now.get(kind, 0)} operations with {kind}, where there were {filled}"


def _sums(database: Database | sqlite3.Connection, capture: str, other: str) -> dict[tuple[str, str], float]:
    """The sum of each kind of amount in each currency, of the operations that another register has too."""
    common = f"{_OPERATION} in (select {_OPERATION} from claims where capture_id = ?)"
    key = "kind, substr(value, 1, instr(value, ' ') - 1)"
    sql = f"select {key}, sum({_NUMBER}) from claims where capture_id = ? and {_AMOUNT} and {common} group by 1, 2"
    return {(kind, currency): total for kind, currency, total in database.execute(sql, (capture, other)).fetchall()}


def _lost_sums(before: dict[tuple[str, str], float], now: dict[tuple[str, str], float]) -> Iterator[str]:
    for (kind, currency), total in sorted(before.items()):
        left = now.get((kind, currency), total)
        if left < total * _SUM_SHARE:
            yield f"{kind} of {currency} {left:.0f} in all, where the same operations had {total:.0f}"
