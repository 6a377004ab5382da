"""The names of codes: what `projektbank-dnr`, `2.1` or `SE11` is called."""

import functools
import tomllib
from importlib.resources import files
from typing import Any

from archive.site.language import translated
from archive.site.swedish import column_label
from schema.places import reference_rows


def code_name(value: str, column: str, table: str = "", period: str | None = None) -> str | None:
    """The name of a code in a column, in the visitor's language; None if none is known.

    `period` is the programme period of the row, for codes that have meant different things.
    """
    if column == "field":
        label = column_label(value, "projects")
        return label if label != value else None
    column = _declared()["like"].get(column, column)
    candidates = (f"{column} {period}", f"{table}.{column}", column)
    found = next((names[value] for names in map(_names().get, candidates) if names and value in names), None)
    return translated(found) if found else None


def holds_codes(column: str, table: str = "") -> bool:
    """Whether the values of a column are codes, to be shown as code where they have no name."""
    return bool({column, f"{table}.{column}"} & set(_declared()["codes"]["columns"]))


def declared_names() -> set[str]:
    """Every Swedish name that is declared beside the code and may be shown in English."""
    return {name for names in _declared()["names"].values() for name in names.values()}


@functools.cache
def _names() -> dict[str, dict[str, str]]:
    """Names by code, by `column` or `table.column`."""
    read = {
        column: {row[code]: row[name] for row in reference_rows(file) if row[name]}
        for column, (file, code, name) in _declared()["reference"].items()
    }
    return read | _declared()["names"]


@functools.cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(files("archive.site.data_pages").joinpath("code_names.toml").read_text("utf-8"))

