"""Versions of one register: the newest is in force, where it is known which that is.

Versions are in one file, at one address or at one path, whatever dates are in it (`2026-09-24/SE-20260924.csv` and
`latest/SE-latest.csv`), or have most of their operations in common.
"""

import re
from collections.abc import Iterator

import msgspec
from sqlite_utils import Database

from archive.building.registers.register_floors import operations_in_common, operations_of

_DATE = re.compile(
    r"(?<!\d)(20\d\d)(?:([-_.]?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?:\d{4}|\d{6})?|[-_.](0[1-9]|1[0-2]))(?!\d)"
)
_DATE_OR_LATEST = re.compile(rf"{_DATE.pattern}|\blatest\b", re.IGNORECASE)
_IN_ARCHIVE = re.compile(r"#\d+$")
"""The offset of a register within a web archive, whose name has the date of a run or a crawl."""

_UNORDERED = (
    "also in force is {}, with most of these operations: which of the two is newer is not known; remove the older, "
    "give captured_at in addresses.csv, or the day in the file's name"
)


class _Version(msgspec.Struct, frozen=True):
    """A capture of a register, and whether it is in force."""

    capture: str
    captured_at: str | None
    url: str | None
    source: str
    is_current: int

    @property
    def place(self) -> str:
        """Its address, or the path of its file, in lower case without dates; empty in an archive without addresses."""
        path = "" if _IN_ARCHIVE.search(self.source) else self.source
        return _DATE_OR_LATEST.sub("*", self.url or path).lower()

    @property
    def date(self) -> str:
        """When it was written by its address, else when it was captured, else by the name of its file; or empty."""
        name = "" if _IN_ARCHIVE.search(self.source) else self.source
        return _date_in(self.url or "") or self.captured_at or _date_in(name)


def settle_versions(database: Database, capture: str, layout: str) -> list[str]:
    """Puts the newest version of a register in force, and no other; `capture` is one, whose claims are written.

    Returns a line for each register that seems to be another version of it, where the order is not known: both stay in
    force.
    """
    sql = (
        "select capture_id, captured_at, url, source, is_current from captures where layout = ? "
        "order by captured_at desc, revision desc, digest desc, capture_id"
    )
    found = [_Version(*row) for row in database.execute(sql, (layout,))]
    this = next(version for version in found if version.capture == capture)
    same = [one for one in found if one.source == this.source or (this.place and one.place == this.place)]
    alike = [one for one in found if one not in same and one.is_current and _is_alike(database, one, this)]
    ordered = [one for one in alike if _is_ordered(one.date, this.date)]
    newest = max([*same, *ordered], key=lambda version: version.date)
    for one in (*same, *ordered):
        database.execute("update captures set is_current = ? where capture_id = ?", (one == newest, one.capture))
    return list(_notes(newest == this, [one for one in alike if one not in ordered]))


def _notes(in_force: bool, unordered: list[_Version]) -> Iterator[str]:
    if in_force:
        yield from (_UNORDERED.format(one.source) for one in unordered)


def _is_alike(database: Database, one: _Version, other: _Version) -> bool:
    """Whether most operations of the shorter of two registers are in both."""
    fewer = min(operations_of(database, version.capture) for version in (one, other))
    return fewer > 0 and operations_in_common(database, one.capture, other.capture) * 2 > fewer


def _is_ordered(one: str, other: str) -> bool:
    """Whether one date is after the other: neither is absent, the same, or the month of the other."""
    return bool(one and other) and not one.startswith(other) and not other.startswith(one)


def _date_in(written: str) -> str:
    """The last day, or month, in an address or a path."""
    found = list(_DATE.finditer(written))
    if not found:
        return ""
    year, _, month, day, alone = found[-1].groups()
    return f"{year}-{month}-{day}" if day else f"{year}-{alone}"
