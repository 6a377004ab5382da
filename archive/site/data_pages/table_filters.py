"""The filters of table pages: their names, and those that are not Datasette's.

Three compare texts in capitals or not, å, ä and ö too; four compare sizes. Datasette 0.65 has no hook that replaces a
filter, so these are changed in its list of filters. The SQL of `like` and of every other filter is Datasette's.
"""

from typing import Any

from datasette.filters import Filters, TemplatedFilter

from archive.site.language.translations import translated

TEXT_FILTERS = {"contains": "contains", "startswith": "starts with", "endswith": "ends with"}
"""Datasette's key and English name of each filter that calls `swedish_<key>`."""

FILTER_NAMES = {
    "exact": "är",
    "not": "är inte",
    "contains": "innehåller",
    "endswith": "slutar med",
    "startswith": "börjar med",
    "gt": "är mer än",
    "gte": "är minst",
    "lt": "är mindre än",
    "lte": "är högst",
    "like": "liknar (LIKE)",
    "notlike": "liknar inte (LIKE)",
    "glob": "liknar (GLOB)",
    "in": "är något av (komma emellan)",
    "notin": "är inget av (komma emellan)",
    "arraycontains": "har i sin lista",
    "arraynotcontains": "har inte i sin lista",
    "date": "är dagen",
    "isnull": "saknas (NULL)",
    "notnull": "finns (inte NULL)",
    "isblank": "är tomt",
    "notblank": "är ifyllt",
}
"""Datasette's keys with the names that people choose from."""


def declare_filters() -> None:
    """Replaces seven of Datasette's filters, in every Datasette of this process.

    The four of size compare a value of digits as it was given: a number that Datasette makes of it loses the leading
    zeros of a code, while SQLite itself compares it as a number where the column holds numbers.
    """
    for at, declared in enumerate(Filters._filters):
        if declared.key in TEXT_FILTERS:
            Filters._filters[at] = _text_filter(declared.key)
        elif isinstance(declared, TemplatedFilter) and declared.numeric:
            declared.numeric = False
    Filters._filters_by_key = {declared.key: declared for declared in Filters._filters}


def _text_filter(key: str) -> Any:
    english = TEXT_FILTERS[key]
    return TemplatedFilter(key, english, f"swedish_{key}({{c}}, :{{p}})", f'{{c}} {english} "{{v}}"')


def filter_name(key: str) -> str:
    """The name of a filter in the visitor's language; the key itself if Datasette has added one."""
    return translated(FILTER_NAMES[key]) if key in FILTER_NAMES else key
