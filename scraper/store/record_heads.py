"""Parses the head of a record in a web archive: the fields of a WARC record, the line of an ARC record."""

import datetime
import re
from email.utils import parsedate_to_datetime

import msgspec

HEAD = 64 * 1024
"""Bytes of a record that are searched for its head, and for the HTTP header behind it."""

WARC_START = re.compile(rb"WARC/[01]\.\d+\r?\n")
ARC_LINE = re.compile(
    rb"(?P<url>[a-z][a-z0-9+.-]*:(?:\S*|//[^\r\n]{0,4000}?)) (?P<address>\S+) (?P<date>\d{8,17}) "
    rb"(?P<rest>[^\r\n]*?) ?(?P<length>\d+)\r?\n",
    re.IGNORECASE,
)
"""The line before each record of an ARC file: URL, IP address, date, content type (version 2: and more), length.

Some crawlers left blanks in the URL.
"""

_DIGITS = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)[T ]?(?:(\d\d):?(\d\d):?(\d\d))?(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?")


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
    if found := ARC_LINE.match(data):
        return _arc_head(found)
    return None


def _warc_head(data: bytes) -> RecordHead | None:
    ends = [(at, len(blank)) for blank in (b"\r\n\r\n", b"\n\n") if (at := data.find(blank)) >= 0]
    if not ends:
        return None
    at, blank = min(ends)
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


def iso_time(written: str | None) -> str | None:
    """A time as archives write it, as ISO 8601 in UTC (to the second, or the day); None if it cannot be read."""
    match = _DIGITS.fullmatch((written or "").strip())
    try:
        if match is None:
            return _iso(parsedate_to_datetime(written or ""))
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        if match[4] is None:
            return datetime.date(year, month, day).isoformat()
        zone = (match[7] or "Z").replace("Z", "+0000").replace(":", "")
        text = f"{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}{zone}"
        return _iso(datetime.datetime.strptime(text, "%Y%m%d%H%M%S%z"))
    except (ValueError, OverflowError, TypeError):
        return None


def _iso(time: datetime.datetime) -> str:
    zoned = time if time.tzinfo else time.replace(tzinfo=datetime.UTC)
    return zoned.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
