"""Regions, counties and municipalities: the reference tables, and look-up of names found on pages.

Facts: SCB (codes, names), Eurostat (NUTS), ESF-rådet (regions); see docs/data-sources.md.
"""

import csv
import functools
import re
from importlib.resources import files

from schema.record import Municipality
from schema.record_words import REGION_ALIASES

_MUNICIPALITY_ALIASES = {"malung": "Malung-Sälen", "region gotland": "Gotland"}


@functools.cache
def reference_rows(name: str) -> tuple[dict[str, str], ...]:
    """Rows of `reference/<name>.csv` (`regions`, `counties`, `municipalities`), cells as text."""
    return csv_rows("reference", name)


def csv_rows(folder: str, name: str) -> tuple[dict[str, str], ...]:
    """Rows of a table in a folder of `schema/`, cells as text."""
    with files("schema").joinpath(folder, f"{name}.csv").open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


def find_region(name: str) -> str | None:
    """The name of one of the eight regions or `Nationellt`, also by alias; None if there is no such region."""
    return _regions().get(_folded(name))


@functools.lru_cache(maxsize=1024)
def find_municipality(name: str) -> Municipality | None:
    """The municipality that `name` refers to, in SCB's spelling; None if it is not in SCB's list."""
    folded = _folded(name)
    without_suffix = re.sub(r"s? (kommun|stad)$", "", folded)
    known = _municipalities()
    row = known.get(folded) or known.get(without_suffix) or known.get(re.sub(r" (kommun|stad)$", "", folded))
    return Municipality(row["name"], row["code"]) if row else None


def _folded(name: str) -> str:
    return " ".join(re.sub(r"[-‐‑–]", " ", name.replace("&", " och ")).casefold().split())


@functools.cache
def _regions() -> dict[str, str]:
    known = {_folded(row["region"]): row["region"] for row in reference_rows("regions")}
    return known | {_folded(alias): region for alias, region in REGION_ALIASES.items()}


@functools.cache
def _municipalities() -> dict[str, dict[str, str]]:
    known = {_folded(row["name"]): row for row in reference_rows("municipalities")}
    return known | {alias: known[_folded(name)] for alias, name in _MUNICIPALITY_ALIASES.items()}
