"""Batches of reconciliation queries as they are sent, checked and bounded."""

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from archive.site.language.translations import translated
from archive.site.protection.refusal import Refusal, echoed, wrong_parameter
from archive.site.reconciling.entity_properties import PROPERTIES, TYPES

MOST_QUERIES = 50
"""Queries in one batch."""
_MOST_CANDIDATES = 50
_LONGEST_NAME = 500
_KNOWN = {name for declared in PROPERTIES.values() for name in declared}
"""The ids of properties, of any type."""
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

    @property
    def most(self) -> int:
        """How many candidates may be given."""
        return max(0, min(self.limit, _MOST_CANDIDATES))

    @property
    def can_have_candidates(self) -> bool:
        """Whether it asks for anything, in a name that may be one, of types and by properties that there are."""
        asks = bool(self.query.strip() or self.properties) and len(self.query) <= _LONGEST_NAME
        return asks and set(self.types) <= set(TYPES) and not _unknown(given.pid for given in self.properties)


class ExtensionQuery(msgspec.Struct):
    """What is asked of entities: the ids of properties."""

    ids: list[str]
    properties: list[_Reference]


def _texts(value: Any) -> list[str]:
    return [value.id.partition("/")[2] or value.id, value.name] if isinstance(value, _Reference) else [str(value)]


def read_batch(written: str) -> dict[str, ReconciliationQuery]:
    """The queries of a batch by their keys; raises Refusal for what is no batch of the protocol, or too large."""
    batch = _decoded(written, dict[str, ReconciliationQuery])
    if len(batch) > MOST_QUERIES:
        raise Refusal("large", translated("Högst {n} frågor på en gång.", n=MOST_QUERIES))
    return batch


def read_extension(written: str) -> ExtensionQuery:
    """What a data extension asks; raises Refusal."""
    asked = _decoded(written, ExtensionQuery)
    if len(asked.ids) > MOST_QUERIES:
        raise Refusal("large", translated("Högst {n} id:n på en gång.", n=MOST_QUERIES))
    if unknown := _unknown(one.id for one in asked.properties):
        raise wrong_parameter("pid", translated("Okänd egenskap: {name}.", name=echoed(min(unknown))), sorted(_KNOWN))
    return asked


def _decoded(written: str, expected: type[_Asked]) -> _Asked:
    try:
        return msgspec.json.decode(written, type=expected)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        told = translated("Det är ingen fråga enligt protokollet: {error}", error=str(error)[:200])
        raise Refusal("parameter", told) from error


def _unknown(properties: Iterable[str]) -> set[str]:
    return set(properties) - _KNOWN
