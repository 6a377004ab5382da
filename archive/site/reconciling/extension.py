"""Data extension: the values of properties for entities that were reconciled before."""

import sqlite3
from typing import Any

from archive.site.reconciling.batches import ExtensionQuery
from archive.site.reconciling.entity_lookup import by_ids
from archive.site.reconciling.entity_properties import PROPERTIES, TYPES, property_labels, read_values


def extend(connection: sqlite3.Connection, asked: ExtensionQuery) -> dict[str, Any]:
    """The answer in the protocol's form; an id that is none has no values."""
    names = [one.id for one in asked.properties]
    entities = by_ids(connection, asked.ids)
    rows: dict[str, dict[str, Any]] = {identifier: {name: [] for name in names} for identifier in asked.ids}
    for name in names:
        for entity, values in read_values(connection, entities.values(), name).items():
            kind = PROPERTIES[entity.kind][name].kind if name in PROPERTIES[entity.kind] else "str"
            rows[entity.id][name] = [_cell(kind, value) for value in values]
    labels = property_labels()
    return {"meta": [{"id": name, "name": labels[name]} | _entity_type(name) for name in names], "rows": rows}


def _cell(kind: str, value: tuple[Any, ...]) -> dict[str, Any]:
    if kind == "entity":
        return {"id": f"organisation/{value[0]}", "name": value[1]}
    return {kind: value[0]}


def _entity_type(name: str) -> dict[str, Any]:
    """Of a property that is an entity, the type; all are organisations."""
    declared = [properties[name] for properties in PROPERTIES.values() if name in properties]
    organisation = {"id": "organisation", "name": TYPES["organisation"]}
    return {"type": organisation} if declared[0].kind == "entity" else {}
