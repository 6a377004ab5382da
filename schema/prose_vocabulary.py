"""The vocabularies for tags of prose: target groups, themes, and places in Sweden and abroad, with their aliases."""

import functools
import itertools
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Literal

import msgspec

from schema.places import csv_rows, reference_rows

PlaceKind = Literal["municipality", "county", "country", "city"]


class Group(msgspec.Struct, frozen=True):
    """The words for a target group: aliases, occupations of employed people, and `weak` words for the trait alone.

    In a phrase `_` stands for any one word, `begin*` for any that begins so, `*end` for any compound that ends so.
    """

    aliases: tuple[str, ...]
    occupations: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """A place; `code` is SCB's or ISO 3166, `country` the country code of a city; a `tricky` name needs evidence."""

    kind: PlaceKind
    name: str
    code: str | None
    country: str | None = None
    tricky: bool = False


@functools.cache
def target_groups() -> dict[str, Group]:
    """The target groups by canonical name, with aliases expanded."""
    rows = _toml("target_groups").items()
    return {
        name: Group(**{key: tuple(dict.fromkeys(spelt_out(words))) for key, words in row.items()}) for name, row in rows
    }


@functools.cache
def themes() -> dict[str, tuple[str, ...]]:
    """The themes with the words for them."""
    return {name: tuple(spelt_out(row["aliases"])) for name, row in _toml("themes").items()}


@functools.cache
def horizontal_themes() -> frozenset[str]:
    """The themes that every application must speak of, whatever its project is about."""
    return frozenset(name for name, row in _toml("themes").items() if row.get("horizontal"))


@functools.cache
def first_names() -> frozenset[str]:
    """Given names, which mark a following place name as a surname."""
    return frozenset(_toml("ambiguous_names")["first_names"])


@functools.cache
def places() -> dict[str, Place]:
    """Every place by every spelling of its name, except genitives; raises ValueError for an ambiguous spelling."""
    known: dict[str, Place] = {}
    for alias, place in itertools.chain(_municipalities(), _counties(), _countries(), _cities()):
        if known.setdefault(alias, place) != place:
            raise ValueError(f"schema/vocabulary: {alias!r} is both {known[alias]} and {place}")
    return known


def spelt_out(words: list[str]) -> Iterator[str]:
    """Each word or phrase with its `{a,b}` alternatives expanded."""
    for word in words:
        parts = [part.split(",") for part in re.split(r"[{}]", word)]
        odd = [part if at % 2 else [",".join(part)] for at, part in enumerate(parts)]
        yield from ("".join(choice) for choice in itertools.product(*odd))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files("schema").joinpath("vocabulary", f"{name}.toml").read_text("utf-8"))


def _municipalities() -> Iterator[tuple[str, Place]]:
    towns, tricky = _toml("towns"), set(_toml("ambiguous_names")["names"])
    for row in reference_rows("municipalities"):
        name = row["name"]
        for spelling in {name, name.replace("-", " "), name.replace(" ", "-")}:
            yield spelling, Place("municipality", name, row["code"], tricky=spelling in tricky)
        for town in towns.pop(name, ()):
            yield town.rstrip("?"), Place("municipality", name, row["code"], tricky=town.endswith("?"))
    if towns:
        raise ValueError(f"schema/vocabulary/towns.toml: no municipality is called {', '.join(towns)}")


def _counties() -> Iterator[tuple[str, Place]]:
    aliases = {row["code"]: row["aliases"].split("|") for row in csv_rows("vocabulary", "county_aliases")}
    for row in reference_rows("counties"):
        for alias in (row["name"], *filter(None, aliases[row["code"]])):
            yield alias, Place("county", row["name"], row["code"])


def _countries() -> Iterator[tuple[str, Place]]:
    for row in csv_rows("vocabulary", "countries"):
        for alias in (row["name"], *filter(None, row["aliases"].split("|"))):
            yield alias, Place("country", row["name"], row["code"])


def _cities() -> Iterator[tuple[str, Place]]:
    for country, rows in _toml("cities").items():
        for row in rows:
            names, tricky = row.replace("?", ""), "?" in row
            name, _, others = names.partition("=")
            for alias in (name, *filter(None, others.split("|"))):
                yield alias, Place("city", name, None, country, tricky)
