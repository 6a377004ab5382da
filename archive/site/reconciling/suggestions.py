"""Suggestions while somebody types: entities, types and properties."""

import sqlite3
from itertools import chain, islice
from typing import Any

from archive.site.reconciling.entity_lookup import Called, numbered, read_called
from archive.site.reconciling.entity_properties import TYPES, property_labels
from archive.site.reconciling.name_index import Entity, NameIndex, plain_name

_ON_A_PAGE = 10
_LOOKED_AT = 20
"""For one suggestion, since an entity has several spellings and words."""


def suggested_entities(
    connection: sqlite3.Connection, index: NameIndex, prefix: str, skipped: int
) -> list[dict[str, Any]]:
    """Entities with this id or number, then those whose name or a word of it begins so, after `skipped` others."""
    if not plain_name(prefix):
        return []
    found = chain(numbered(connection, prefix), index.beginning(prefix))
    distinct = list(dict.fromkeys(islice(found, _LOOKED_AT * (skipped + _ON_A_PAGE))))
    called = read_called(connection, shown := distinct[skipped : skipped + _ON_A_PAGE])
    return [_told(entity, called[entity]) for entity in shown]


def _told(entity: Entity, called: Called) -> dict[str, Any]:
    told = {"id": entity.id, "name": called.name, "notable": [{"id": entity.kind, "name": TYPES[entity.kind]}]}
    return told | ({"description": called.description} if called.description else {})


def suggested_types(prefix: str, skipped: int) -> list[dict[str, Any]]:
    """Types whose id or name begins so."""
    return _beginning(TYPES, prefix, skipped)


def suggested_properties(prefix: str, skipped: int) -> list[dict[str, Any]]:
    """Properties whose id or label begins so."""
    return _beginning(property_labels(), prefix, skipped)


def _beginning(labels: dict[str, str], prefix: str, skipped: int) -> list[dict[str, Any]]:
    start = prefix.strip().casefold()
    found = [{"id": name, "name": label} for name, label in labels.items() if _begins(start, name, label)]
    return found[skipped : skipped + _ON_A_PAGE]


def _begins(start: str, *texts: str) -> bool:
    return any(text.casefold().startswith(start) for text in texts)
