"""Candidates for a query, with scores; one is a match only if its name or number is exact and nothing else has it."""

import sqlite3
from typing import Any

import msgspec

from archive.site.reconciling.batches import ReconciliationQuery
from archive.site.reconciling.entity_lookup import Called, numbered, read_called
from archive.site.reconciling.entity_properties import TYPES, agrees, read_values
from archive.site.reconciling.name_index import Entity, NameIndex

_LEAST_SCORE = 50
"""Of 100; what is less like is not told."""
_LOOKED_INTO = 60
"""The likest candidates, whose properties are read."""
_WEIGHT_OF_PROPERTIES = 0.3
_NUMBERS = ("dnr", "org_number")
"""Properties that find entities by themselves."""


class ScoredEntity(msgspec.Struct):
    """An entity with how like its name is, whether it is exactly what was asked, and which properties agree."""

    entity: Entity
    likeness: float
    exact: bool
    agreeing: dict[str, bool | None] = {}

    @property
    def score(self) -> float:
        """0 to 100: the likeness, of which properties that do not agree take up to a third."""
        share = sum(one is True for one in self.agreeing.values()) / len(self.agreeing) if self.agreeing else 1.0
        return round(self.likeness * (1 - _WEIGHT_OF_PROPERTIES * (1 - share)), 2)

    @property
    def contradicted(self) -> bool:
        """Whether a property is known to be another."""
        return False in self.agreeing.values()

    @property
    def confirmed(self) -> bool:
        """Whether every property that was given agrees."""
        return all(self.agreeing.values())


def reconcile(connection: sqlite3.Connection, index: NameIndex, query: ReconciliationQuery) -> list[dict[str, Any]]:
    """The candidates of one query in the protocol's form, the best first; none where none can be."""
    if not query.can_have_candidates:
        return []
    found = _candidates(connection, index, query)
    for given in query.properties:
        values = read_values(connection, [one.entity for one in found], given.pid)
        for candidate in found:
            candidate.agreeing[given.pid] = agrees(given.pid, values[candidate.entity], given.texts())
    match = _match(found)
    best = sorted(found, key=lambda one: (one is not match, -one.score, one.entity.id))[: query.most]
    called = read_called(connection, [one.entity for one in best])
    return [_told(one, called[one.entity], one is match) for one in best]


def _candidates(connection: sqlite3.Connection, index: NameIndex, query: ReconciliationQuery) -> list[ScoredEntity]:
    """By number, exact name and likeness: all that are exact, and the likest of the others."""
    numbers = [query.query] if query.query.strip() else _numbers(query)
    exact = [*index.named(query.query), *(one for number in numbers for one in numbered(connection, number))]
    likeness = index.alike(query.query) | dict.fromkeys(exact, 100.0)
    found = [
        ScoredEntity(entity, score, score == 100.0 and entity in exact, {})
        for entity, score in likeness.items()
        if entity.kind in query.types and score >= _LEAST_SCORE
    ]
    found.sort(key=lambda one: (not one.exact, -one.likeness, one.entity.id))
    return found[: max(_LOOKED_INTO, sum(one.exact for one in found))]


def _numbers(query: ReconciliationQuery) -> list[str]:
    """The numbers among the properties, by which a query without a name finds."""
    return [text for one in query.properties if one.pid in _NUMBERS for text in one.texts()]


def _match(found: list[ScoredEntity]) -> ScoredEntity | None:
    """The only exact candidate that no property contradicts, if all its properties agree."""
    possible = [one for one in found if one.exact and not one.contradicted]
    return possible[0] if len(possible) == 1 and possible[0].confirmed else None


def _told(candidate: ScoredEntity, called: Called, match: bool) -> dict[str, Any]:
    entity = candidate.entity
    properties = [{"id": name, "value": agreeing is True} for name, agreeing in candidate.agreeing.items()]
    return {
        "id": entity.id,
        "name": called.name,
        **({"description": called.description} if called.description else {}),
        "type": [{"id": entity.kind, "name": TYPES[entity.kind]}],
        "score": candidate.score,
        "features": [{"id": "name", "value": round(candidate.likeness, 2)}, *properties],
        "match": match,
    }
