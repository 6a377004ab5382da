"""The values of a statement's parameters as plain ones, which can be sent to a process."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from archive.site.language.translations import translated
from archive.site.protection.refusal import Refusal

_OF_THE_REQUEST = re.compile(r":(_\w+)")


def bound_values(sql: str, params: Any) -> dict[str, Any] | list[Any] | None:
    """Parameters as a plain value; Datasette's own, which begin with `_`, are looked up first.

    Raises Refusal for a number that SQLite cannot hold.
    """
    values = params.values() if isinstance(params, dict) else params or ()
    if any(isinstance(value, int) and not -(2**63) <= value < 2**63 for value in values):
        raise Refusal("parameter", translated("Ett tal i adressen är för stort."))
    if not isinstance(params, dict):
        return list(params) if params else None
    return {**params, **dict(_looked_up(sql, params))}


def _looked_up(sql: str, params: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in _OF_THE_REQUEST.findall(sql):
        with suppress(KeyError):
            yield name, params[name]
