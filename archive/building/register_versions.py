"""Versions of one register: of those in one file or at one address, only the newest is in force."""

import re

from sqlite_utils import Database

from scraper.input import Input

_DATE = re.compile(r"(?<!\d)(20\d\d)(-?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?!\d)")
_DATE_OR_LATEST = re.compile(rf"{_DATE.pattern}|\blatest\b", re.IGNORECASE)


def settle_versions(database: Database, source: Input, layout: str) -> None:
    """Puts the newest version of a register in force, and no other.

    Versions are in one file, or at one address, whatever dates are in it: `2026-09-24/SE-20260924.csv` and
    `latest/SE-latest.csv`. An address with a date is as old as that, another as its capture.
    """
    sql = (
        "select capture_id, captured_at, url, source from captures where layout = ? "
        "order by captured_at desc, revision desc, digest desc, capture_id"
    )
    found = database.execute(sql, (layout,)).fetchall()
    place = _undated(source.url)
    same = [row for row in found if row[3] == source.source or (place and _undated(row[2]) == place)]
    newest = max(same, key=lambda row: _written_on(row[2]) or row[1] or "")[0]
    for row in same:
        database.execute("update captures set is_current = ? where capture_id = ?", (row[0] == newest, row[0]))


def _undated(url: str | None) -> str:
    return _DATE_OR_LATEST.sub("*", url or "")


def _written_on(url: str | None) -> str:
    found = _DATE.search(url or "")
    return f"{found[1]}-{found[3]}-{found[4]}" if found else ""
