"""Readers of register cells that hold a day, with or without a time of day and a zone."""

import datetime
import re
from zoneinfo import ZoneInfo

_DAYS = tuple(
    map(
        re.compile,
        (
            r"(?P<year>\d{4})[-‐‑](?P<month>\d{1,2})[-‐‑](?P<day>\d{1,2})",
            r"(?P<year>\d{4})(?P<mark>[/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
            r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:\.0+$)?(?!\d)",
            r"(?P<day>\d{1,2})(?P<mark>[/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})",
        ),
    )
)
"""ISO 8601 with and without hyphens, year first with slashes or points, and day first with them."""

_TIME = re.compile(r"(?:T|\s+)(?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?\s*(?P<zone>[A-Z]+|[+-]\d\d(?::?\d\d)?)?")
_REGION = re.compile(r"\[[\w/+-]+\]$")
"""The region that Java writes behind an offset: `Z[UTC]`, `+02:00[Europe/Stockholm]`."""
_ZONES = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "CET": "+01:00", "CEST": "+02:00"}
_SWEDEN = ZoneInfo("Europe/Stockholm")
_MIDNIGHT, _LAST_SECOND = datetime.time(), datetime.time(23, 59, 59)
_YEARS = range(1990, 2080)
"""Years of operations of the fund, with room; 0001, 1900 and 9999 are what programs write where there is no date."""


def date(cell: str, _currency: str) -> str:
    """A date as ISO 8601, yyyy/mm/dd or dd/mm/yyyy.

    A time of day must be the first or last of a day, in its own zone or Sweden.
    """
    day = next(filter(None, (pattern.match(cell) for pattern in _DAYS)), None)
    if day is None:
        raise ValueError("expected a date, such as 04/09/2023 or 2023-09-04")
    found = _day(day)
    if found.year not in _YEARS:
        raise ValueError(f"expected a year from {_YEARS[0]} to {_YEARS[-1]}")
    rest = cell[day.end() :]
    return (_at_time(found, rest) if rest else found).isoformat()


def _day(match: re.Match[str]) -> datetime.date:
    try:
        return datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError as error:
        raise ValueError("expected a date, such as 04/09/2023 or 2023-09-04; there is no such day") from error


def _at_time(day: datetime.date, rest: str) -> datetime.date:
    """The day that begins or ends at a time: in its zone, or in Sweden (3 September 22:00 UTC is 4 September there)."""
    match = _TIME.fullmatch(_REGION.sub("", rest).upper())
    if match is None:
        raise ValueError("expected nothing behind the date but a time of day, with a zone such as Z or +02:00, or none")
    time = datetime.datetime.fromisoformat(f"{day}T{match['time']}")
    times = [time]
    if match["zone"]:
        times.append(_zoned(time, match["zone"]).astimezone(_SWEDEN))
    for local in times:
        if local.time() in (_MIDNIGHT, _LAST_SECOND):
            return local.date()
    raise ValueError("expected a date, or midnight in Sweden; it may be another day there")


def _zoned(time: datetime.datetime, zone: str) -> datetime.datetime:
    if zone.isalpha() and zone not in _ZONES:
        raise ValueError("expected a zone such as Z or +02:00")
    return datetime.datetime.fromisoformat(f"{time.isoformat()}{_ZONES.get(zone, zone)}")
