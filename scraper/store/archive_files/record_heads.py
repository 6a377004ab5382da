"""Parses the head of a record in a web archive: the fields of a WARC record, the line of an ARC record."""

import datetime
import re
from email.utils import parsedate_to_datetime

import msgspec

HEAD = 64 * 1024
"""Bytes of a record that are searched for its head, and for the HTTP header behind it."""

WARC_START = re.compile(rb"WARC/[01]\.\d+\r?\n")
_TORN = re.compile(rb"\0|WARC/[01]\.\d+\r?\n(?:WARC|Content)-", re.IGNORECASE)
"""What stands in no head, but where a part of it is lost: bytes that were never written, or the next record."""
ARC_LINE = re.compile(
    rb"(?P<url>[a-z][a-z0-9+.-]*:(?:\S*|//[^\r\n]{0,4000}?)) (?P<address>\S+) (?P<date>\d{8,17}) "
    rb"(?P<rest>[^\r\n]*?) ?(?P<length>\d+)\r?\n",
    re.IGNORECASE,
)
"""The line before each record of an ARC file: URL, IP address, date, content type (version 2: and more), length.

Some crawlers left blanks in the URL.
"""

_ARC_TORN = re.compile(rb"[a-z0-9.]https?://| https?://\S{0,2000} \S{1,60} \d{14} ", re.IGNORECASE)
"""What stands in no ARC line, but in one that lost its end and goes on with the next record's."""
_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d\d)(?:-?(?P<day>\d\d)(?:[T ]?(?P<hour>\d\d)"
    r"(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]?\d+)?)?)?)?)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?"
)


class RecordHead(msgspec.Struct):
    """The head of a record: its type, its fields by lower-case name, the bytes of its block and of the head itself."""

    kind: str
    fields: dict[str, str]
    length: int
    size: int

    def field(self, name: str) -> str | None:
        """The first value of a field, whatever the case of its name; None if it is absent."""
        return self.fields.get(name.lower())

    @property
    def url(self) -> str | None:
        """The address that the record is of; Wget encloses it in angle brackets."""
        return (self.field("WARC-Target-URI") or "").strip("<> ").replace(" ", "%20") or None


def read_head(data: bytes) -> RecordHead | None:
    """The head of the record that the bytes begin with; None if they begin with none, or only a part of one."""
    if WARC_START.match(data):
        return _warc_head(data)
    found = ARC_LINE.match(data)
    return _arc_head(found) if found and not _ARC_TORN.search(found[0]) else None


def _warc_head(data: bytes) -> RecordHead | None:
    ends = [(at, len(blank)) for blank in (b"\r\n\r\n", b"\n\n") if (at := data.find(blank)) >= 0]
    if not ends:
        return None
    at, blank = min(ends)
    if _TORN.search(data, 1, at):
        return None
    fields: dict[str, str] = {}
    name = ""
    for line in data[:at].decode("utf-8", "replace").splitlines()[1:]:
        if line[:1] in " \t" and name:  # a value continued on the next line
            fields[name] += " " + line.strip()
        elif ":" in line:
            name, _, value = (part.strip() for part in line.partition(":"))
            fields.setdefault(name := name.lower(), value)
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return None
    return RecordHead(fields.get("warc-type", "").lower(), fields, int(length), at + blank)


def _arc_head(found: re.Match[bytes]) -> RecordHead:
    url, kind = found["url"].decode("utf-8", "replace"), found["rest"].decode("latin-1").partition(" ")[0]
    fields = {
        "warc-target-uri": url,
        "warc-date": found["date"].decode(),
        "warc-ip-address": found["address"].decode("latin-1"),
        "content-type": kind,
    }
    is_file = url.lower().startswith("filedesc:")
    return RecordHead("warcinfo" if is_file else "response", fields, int(found["length"]), found.end())


_FIRST_YEAR, _LAST_YEAR = "1990", "2079"
"""Years of the web: an earlier one is a date in another notation, such as one with two digits for the year; programs
write a year such as 9999 where there is none, which would be later than every true one."""


def is_possible_time(time: str) -> bool:
    """Whether a page can have been seen at a time, which is in ISO 8601."""
    return _FIRST_YEAR <= time[: len(_FIRST_YEAR)] <= _LAST_YEAR


def iso_time(written: str | None) -> str | None:
    """A time as archives write it, as ISO 8601 in UTC; None if it cannot be read.

    To the second, or less exactly if it is written so: to the minute, the day, the month or the year.
    """
    match = _WRITTEN.fullmatch((written or "").strip())
    try:
        time = _as_written(match) if match else _iso(parsedate_to_datetime(written or ""), "seconds")
        return time if is_possible_time(time) else None
    except (ValueError, OverflowError, TypeError):
        return None


def _as_written(match: re.Match[str]) -> str:
    """Raises ValueError for a day or a time that does not exist; a leap second is given as the one before it."""
    if match["minute"] is None:
        day = datetime.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)).isoformat()
        return day if match["day"] else day[:7] if match["month"] else day[:4]
    year, month, of_month, hour, minute = map(int, match.group("year", "month", "day", "hour", "minute"))
    second = 59 if match["second"] == "60" else int(match["second"] or 0)
    zone = datetime.UTC if (match["zone"] or "Z") == "Z" else datetime.datetime.strptime(match["zone"], "%z").tzinfo
    time = datetime.datetime(year, month, of_month, hour, minute, second, tzinfo=zone)
    return _iso(time, "seconds" if match["second"] else "minutes")


def _iso(time: datetime.datetime, exactness: str) -> str:
    zoned = time if time.tzinfo else time.replace(tzinfo=datetime.UTC)
    return zoned.astimezone(datetime.UTC).replace(tzinfo=None).isoformat(timespec=exactness) + "Z"
