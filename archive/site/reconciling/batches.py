"""Batches of reconciliation queries as they are sent, checked and bounded."""

from typing import Any, TypeVar

import msgspec

from archive.site.language.translations import translated
from archive.site.protection.refusal import Refusal, wrong_parameter
from archive.site.reconciling.entity_properties import PROPERTIES, TYPES

MOST_QUERIES = 50
"""Queries in one batch."""
_MOST_CANDIDATES = 50
_LONGEST_NAME = 500
_Asked = TypeVar("_Asked")


class _Reference(msgspec.Struct):
    id: str
    name: str = ""


_Value = str | int | float | bool | _Reference


class GivenProperty(msgspec.Struct):
    """A property that candidates should have; one of the values is enough."""

    pid: str
    v: _Value | list[_Value]

    def texts(self) -> list[str]:
        """The values as text; an entity by its key and its name."""
        values = self.v if isinstance(self.v, list) else [self.v]
        return [text for value in values for text in _texts(value)]


class ReconciliationQuery(msgspec.Struct):
    """One query; `type` empty means all types."""

    query: str = ""
    type: str | list[str] = []
    limit: int = 5
    properties: list[GivenProperty] = []
    type_strict: str = "any"

    @property
    def types(self) -> list[str]:
        """The types that candidates may have."""
        asked = [self.type] if isinstance(self.type, str) else self.type
        return [one for one in asked if one] or list(TYPES)


class ExtensionQuery(msgspec.Struct):
    """What is asked of entities: the ids of properties."""

    ids: list[str]
    properties: list[_Reference]


def _texts(value: Any) -> list[str]:
    return [value.id.partition("/")[2] or value.id, value.name] if isinstance(value, _Reference) else [str(value)]


def read_batch(written: str) -> dict[str, ReconciliationQuery]:
    """The queries of a batch by their keys; raises Refusal."""
    batch = _decoded(written, dict[str, ReconciliationQuery])
    if len(batch) > MOST_QUERIES:
        raise Refusal("large", translated("Högst {n} frågor på en gång.", n=MOST_QUERIES))
    for query in batch.values():
        _check(query)
    return batch


def read_extension(written: str) -> ExtensionQuery:
    """What a data extension asks; raises Refusal."""
    asked = _decoded(written, ExtensionQuery)
    if len(asked.ids) > MOST_QUERIES:
        raise Refusal("large", translated("Högst {n} id:n på en gång.", n=MOST_QUERIES))
    _check_properties([one.id for one in asked.properties])
    return asked


def _decoded(written: str, expected: type[_Asked]) -> _Asked:
    try:
        return msgspec.json.decode(written, type=expected)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        told = translated("Det är ingen fråga enligt protokollet: {error}", error=str(error)[:200])
        raise Refusal("parameter", told) from error


def _check(query: ReconciliationQuery) -> None:
    if not (query.query.strip() or query.properties):
        raise wrong_parameter("query", translated("En fråga ska ha query eller properties."))
    if len(query.query) > _LONGEST_NAME:
        raise wrong_parameter("query", translated("{name} får ha högst {n} tecken.", name="query", n=_LONGEST_NAME))
    if not 0 < query.limit <= _MOST_CANDIDATES:
        told = translated("{name} kan inte vara {value}.", name="limit", value=query.limit)
        raise wrong_parameter("limit", told, [f"1–{_MOST_CANDIDATES}"])
    if unknown := set(query.types) - set(TYPES):
        raise wrong_parameter("type", translated("Okänd typ: {name}.", name=min(unknown)[:80]), list(TYPES))
    _check_properties([given.pid for given in query.properties])


def _check_properties(names: list[str]) -> None:
    known = {name for declared in PROPERTIES.values() for name in declared}
    if unknown := set(names) - known:
        raise wrong_parameter("pid", translated("Okänd egenskap: {name}.", name=min(unknown)[:80]), sorted(known))
