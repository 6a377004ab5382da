"""Projects and organisations by id and number, and what they are called."""

import json
import re
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from archive.site.reconciling.name_index import Entity

_PROJECTS = """
select project_id, coalesce(title, project_id), coalesce(owner, '') from projects
where project_id in (select value from json_each(?))
"""
_ORGANISATIONS = """
select organisation_id, name, '' from organisations where organisation_id in (select value from json_each(?))
"""
_NUMBERED = """
select 'projekt', project_id from projects where project_id in (select value from json_each(:written))
union select 'projekt', project_id from project_aliases where alias in (select value from json_each(:written))
union select 'organisation', organisation_id from organisations
where organisation_id in (select value from json_each(:written))
"""
_QUERIES = {"projekt": _PROJECTS, "organisation": _ORGANISATIONS}


class Called(NamedTuple):
    """The name of an entity, and what tells it from namesakes: a project's owner."""

    name: str
    description: str


def plain_number(written: str) -> str:
    """A number as it is compared: without spaces, in capitals, and without hyphens where it has digits alone."""
    text = re.sub(r"\s", "", written).upper()
    digits = text.replace("-", "")
    return digits if digits.isdecimal() else text


def read_called(connection: sqlite3.Connection, entities: Iterable[Entity]) -> dict[Entity, Called]:
    """What each entity is called; those that do not exist are left out."""
    listed, found = list(entities), dict[Entity, Called]()
    for kind, sql in _QUERIES.items():
        keys = json.dumps([entity.key for entity in listed if entity.kind == kind])
        found |= {Entity(kind, row[0]): Called(row[1], row[2]) for row in connection.execute(sql, (keys,))}
    return found


def by_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Entity]:
    """The entities of ids such as `projekt/2015-00288`, by id; those that do not exist are left out."""
    asked = [Entity(*identifier.split("/", 1)) for identifier in ids if "/" in identifier]
    return {entity.id: entity for entity in read_called(connection, asked)}


def numbered(connection: sqlite3.Connection, written: str) -> list[Entity]:
    """The entities with exactly this id, register number or organisation number; also by the id among all."""
    text = written.strip()
    if found := by_ids(connection, [text]):
        return list(found.values())
    forms = list({text, text.lower(), plain_number(text)})
    return [Entity(*row) for row in connection.execute(_NUMBERED, {"written": json.dumps(forms)})]
