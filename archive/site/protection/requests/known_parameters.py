"""Parameters under the database's address that nothing reads: refused, where Datasette passes over them in silence."""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

from datasette.utils import tilde_decode

from archive.site.protection.refusal import Refusal, unknown_parameter, wrong_parameter
from archive.site.sql.queries import QUERIES

_FILES = files("archive.site.protection.requests")
_TOLD: dict[str, list[str]] = tomllib.loads(_FILES.joinpath("known_parameters.toml").read_text("utf-8"))
_KNOWN = _TOLD["names"]
"""Datasette's parameters, those that are switched off too (they are refused with a sentence of their own), and ours."""
_NUMBERED = re.compile(r"_filter_(column|op|value)(_\d+)?|_search_\w.*")
_DATABASE, _ROW = 1, 3
"""How many parts the paths of the database's page and of rows have; those of tables and queries have two."""


def check_names(path: str, names: Iterable[str]) -> None:
    """Raises Refusal for a parameter that the page at a path of the database does not have.

    Filters on a table's columns are checked where the columns are known; what SQL names is the visitor's.
    """
    given = list(names)
    for name in given:
        if name.startswith("_") and name not in _KNOWN and "__" not in name and not _NUMBERED.fullmatch(name):
            raise _unknown(name, _KNOWN)
    own = _own_parameters(path.strip("/").split("/"), "sql" in given)
    for name in given:
        if own is not None and not name.startswith("_") and name not in own:
            raise _unknown(name, own)


def _own_parameters(parts: list[str], has_sql: bool) -> list[str] | None:
    """The parameters that are not Datasette's; None where any may be one."""
    if len(parts) == _DATABASE:
        return None if has_sql else ["sql"]
    if len(parts) == _ROW:
        return []
    if parts[1] in _TOLD["own_pages"]:
        return None
    query = QUERIES.get(tilde_decode(parts[1].partition(".")[0]))
    return re.findall(r":(\w+)", query["sql"]) if query else None


def _unknown(name: str, known: list[str]) -> Refusal:
    return wrong_parameter(name, unknown_parameter(name), list(dict.fromkeys(known)))
