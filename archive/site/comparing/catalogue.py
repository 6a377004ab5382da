"""What can be compared and how it can be grouped: tables of data in `measures.toml`, `groupings.toml`, `tiles.toml`."""

import functools
import tomllib
from importlib.resources import files
from typing import Any, Literal

import msgspec


class Measure(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A measure, as `measures.toml` explains."""

    name: str
    label: str
    unit: Literal["kr", "antal"]
    method: str
    counted: str = ""
    amount: bool = False
    per_person: bool = False
    from_euro: bool = False


class Grouping(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A kind of groups, as `groupings.toml` explains."""

    name: str
    label: str
    heading: str
    place: str
    level: int
    link: dict[str, str]
    missing: str
    method: str
    several: str = ""
    apart: str = ""
    page: str = ""
    lines: bool = False
    tiles: str = ""
    codes: bool = False


Tiles = dict[str, tuple[int, int]]
"""Column and row of each tile, by code."""


@functools.cache
def measures() -> dict[str, Measure]:
    """Every measure by name; raises msgspec.ValidationError for an invalid entry."""
    return {name: msgspec.convert({"name": name, **entry}, Measure) for name, entry in _entries("measures").items()}


@functools.cache
def groupings() -> dict[str, Grouping]:
    """Every grouping by name; raises msgspec.ValidationError for an invalid entry."""
    return {name: msgspec.convert({"name": name, **entry}, Grouping) for name, entry in _entries("groupings").items()}


@functools.cache
def tiles() -> dict[str, Tiles]:
    """Every map of tiles by name; raises msgspec.ValidationError for an invalid entry."""
    return msgspec.convert(_entries("tiles"), dict[str, Tiles])


def _entries(name: str) -> dict[str, Any]:
    return tomllib.loads(files("archive.site.comparing").joinpath(f"{name}.toml").read_text("utf-8"))
