"""The properties of projects and organisations: their values, and whether one is what somebody else wrote."""

import json
import sqlite3
import tomllib
from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Any, Literal

import msgspec

from archive.site.reconciling.entity_lookup import plain_number
from archive.site.reconciling.name_index import Entity, plain_name
from schema.places import find_municipality, find_region

TYPES = {"projekt": "Projekt", "organisation": "Organisation"}
"""The types of entities, with their Swedish names."""


class EntityProperty(msgspec.Struct, frozen=True):
    """A property of one type of entity, as `properties.toml` declares it."""

    label: str
    sql: str
    kind: Literal["str", "int", "date", "entity"] = "str"


Known = list[tuple[Any, ...]]
"""The values of a property that one entity has: a value, or for an entity its key and name."""

PROPERTIES = msgspec.convert(
    tomllib.loads(files("archive.site.reconciling").joinpath("properties.toml").read_text("utf-8")),
    dict[str, dict[str, EntityProperty]],
)
"""By type and id."""


def _municipality_name(written: str) -> str | None:
    found = find_municipality(written)
    return found.name if found else None


_NAMED_BY: dict[str, Callable[[str], str | None]] = {
    "region": find_region,
    "municipality": _municipality_name,
    "dnr": plain_number,
    "org_number": plain_number,
}
"""What finds the archive's own spelling of a value."""


def property_labels(kind: str | None = None) -> dict[str, str]:
    """The properties of a type, or of all, by id, with their labels."""
    chosen = [kind] if kind in PROPERTIES else list(PROPERTIES)
    return {name: found.label for one in reversed(chosen) for name, found in PROPERTIES[one].items()}


def read_values(connection: sqlite3.Connection, entities: Iterable[Entity], name: str) -> dict[Entity, Known]:
    """The values of a property for each entity; an empty list where none is known, or the type has no such property."""
    found: dict[Entity, Known] = {entity: [] for entity in entities}
    for kind, declared in PROPERTIES.items():
        keyed = {entity.key: entity for entity in found if entity.kind == kind}
        if keyed and name in declared:
            rows = connection.execute(declared[name].sql, {"keys": json.dumps(list(keyed))})
            for key, *value in rows:
                found[keyed[key]] += [tuple(value)] if value[0] is not None else []
    return found


def agrees(name: str, known: Known, written: Iterable[str]) -> bool | None:
    """Whether one of the values is one of those written; None if none is known."""
    if not known:
        return None
    asked = {_comparable(name, text) for text in written}
    return any(_comparable(name, str(text)) in asked for value in known for text in value)


def _comparable(name: str, text: str) -> str:
    own = _NAMED_BY[name](text) if name in _NAMED_BY else None
    return plain_name(own or text)
