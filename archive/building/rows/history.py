"""What changed between one capture of a project and the next."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from archive.building.rows.upserting import upsert
from archive.database import Row

if TYPE_CHECKING:
    from sqlite_utils import Database

_CAPTURES = """
select capture_id, record, text, parser_version from captures
where project_id = ? and record is not null order by captured_at, revision, digest, capture_id desc
"""
TEXT = "text"
"""Name of the text under none of the seven headings."""


class CapturedRecord(msgspec.Struct):
    """The parsed content of a capture, as stored in `captures.record`; sections are offsets into the capture's text."""

    facts: dict[str, Any]
    sections: list[tuple[str, int, int]]
    names: list[tuple[str, str]]
    """Organisations and municipalities, as pairs of role and name."""


def write_changes(database: "Database", project_ids: Iterable[str]) -> None:
    """Compares each capture of some projects with the one before it, whatever order they were added in.

    All that was known of these projects goes first, since a capture may have moved from one to another of them.
    """
    of_projects = [(project_id,) for project_id in project_ids]
    database.conn.executemany("delete from changes where project_id = ?", of_projects)
    for (project_id,) in of_projects:
        captures = list(database.query(_CAPTURES, (project_id,)))
        for before, after in pairwise(captures):
            upsert(database, "changes", _rows(project_id, before, after))


def _rows(project_id: str, before: Row, after: Row) -> Iterator[Row]:
    place = {"capture_id": after["capture_id"], "previous_capture_id": before["capture_id"], "project_id": project_id}
    place |= {"parser_changed": before["parser_version"] != after["parser_version"]}
    for position, (field, old, new) in enumerate(_changes(before, after), 1):
        yield place | {"position": position, "field": field, "old": old, "new": new}


def _changes(before: Row, after: Row) -> Iterator[tuple[str, str | None, str | None]]:
    old, new = (msgspec.json.decode(row["record"], type=CapturedRecord) for row in (before, after))
    for field in dict.fromkeys([*old.facts, *new.facts]):
        if old.facts.get(field) != new.facts.get(field):
            yield field, _text(old.facts.get(field)), _text(new.facts.get(field))
    old_texts, new_texts = _texts(old, before["text"]), _texts(new, after["text"])
    for name in dict.fromkeys([*old_texts, *new_texts]):
        if _words(old_texts.get(name)) != _words(new_texts.get(name)):
            yield name, old_texts.get(name), new_texts.get(name)
    yield from ((role, name, None) for role, name in old.names if (role, name) not in new.names)
    yield from ((role, None, name) for role, name in new.names if (role, name) not in old.names)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _texts(record: CapturedRecord, text: str) -> dict[str, str]:
    """The text of each section, by name."""
    texts: dict[str, str] = {}
    for section, start, end in record.sections:
        earlier = f"{texts[section]}\n\n" if section in texts else ""
        texts[section] = earlier + text[start:end]
    return texts


def _words(text: str | None) -> list[str]:
    return (text or "").split()
