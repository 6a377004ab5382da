"""The newest events as an Atom feed (RFC 4287)."""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree import ElementTree as xml

from archive.database import Row
from archive.site.addresses import events_address
from archive.site.language.translations import language, translated

_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACE = uuid.UUID("6f0a4c1e-27cf-5b0e-9d0f-6f9a1a0c5e51")
"""What the ids of entries are made in; it never changes, so that readers know an entry again."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNKNOWN_TIME = "1970-01-01T00:00:00Z"


def atom_feed(events: list[Row], address: Callable[[str], str]) -> bytes:
    """The feed as UTF-8; `events` are rows of `read_events`, and `address` makes a path of the site absolute."""
    feed = xml.Element("feed", {"xmlns": _ATOM, "xml:lang": language.get()})
    updated = max((rfc3339(event["seen_at"]) for event in events), default=_UNKNOWN_TIME)
    _texts(feed, id=_urn("andringar"), title=translated("ESF-arkivet: nytt och ändrat"), updated=updated)
    _texts(xml.SubElement(feed, "author"), name="ESF-arkivet")
    for relation, path in (("self", events_address(ending=".atom")), ("alternate", events_address())):
        xml.SubElement(feed, "link", {"rel": relation, "href": address(path)})
    for event in events:
        _entry(feed, event, address)
    written: bytes = xml.tostring(feed, "utf-8", xml_declaration=True)
    return written


def _entry(feed: xml.Element, event: Row, address: Callable[[str], str]) -> None:
    entry = xml.SubElement(feed, "entry")
    key = "\n".join(event[name] or "" for name in ("event", "project_id", "capture_id", "field"))
    title = event["title"] or event["project_id"]
    _texts(entry, id=_urn(key), title=title, updated=rfc3339(event["seen_at"]), summary=event["said"])
    xml.SubElement(entry, "link", {"rel": "alternate", "href": address(event["address"])})
    xml.SubElement(entry, "category", {"term": event["event"]})


def _texts(parent: xml.Element, **texts: str) -> None:
    for name, text in texts.items():
        xml.SubElement(parent, name).text = _NOT_XML.sub("\ufffd", text)


def _urn(key: str) -> str:
    return uuid.uuid5(_NAMESPACE, key).urn


def rfc3339(time: str) -> str:
    """An ISO 8601 time as Atom wants it; a day is its first second, a time without a zone is UTC.

    What is no whole time is told by what it has: `2012-10` is the first day of that month.
    """
    try:
        read = datetime.fromisoformat(time)
    except ValueError:
        found = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", time)
        return f"{found[1]}-{found[2] or '01'}-01T00:00:00Z" if found else _UNKNOWN_TIME
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
