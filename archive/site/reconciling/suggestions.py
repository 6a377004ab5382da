"""Suggestions while somebody types: entities, types and properties."""

from itertools import islice
from typing import Any

from archive.site.reconciling.entity_properties import TYPES, property_labels
from archive.site.reconciling.name_index import Entity, NameIndex, plain_name

_ON_A_PAGE = 10


def suggested_entities(index: NameIndex, prefix: str, skipped: int) -> list[dict[str, Any]]:
    """Entities with this id or number, then those whose name or a word of it begins so, after `skipped` others."""
    if not plain_name(prefix):
        return []
    found = dict.fromkeys(islice(_found(index, prefix), 20 * (skipped + _ON_A_PAGE)))
    return [_told(entity) for entity in list(found)[skipped : skipped + _ON_A_PAGE]]


def _found(index: NameIndex, prefix: str) -> Any:
    yield from index.numbered(prefix)
    yield from index.beginning(prefix)


def _told(entity: Entity) -> dict[str, Any]:
    described = {"description": entity.description} if entity.description else {}
    return {
        "id": entity.id,
        "name": entity.name,
        "notable": [{"id": entity.kind, "name": TYPES[entity.kind]}],
    } | described


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
