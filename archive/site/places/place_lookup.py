"""Finds the place that an address names: by code, by name, or the nearest names when there is no such place."""

import functools

import msgspec
from rapidfuzz import fuzz, process

from archive.site.addresses import place_address
from archive.site.protection.refusal import Link
from schema.places import find_municipality, find_region, reference_rows

_TABLES = {"kommun": ("municipalities", "code", "name"), "län": ("counties", "code", "name")}
_REGIONS = ("regions", "region", "region")
_NEAREST = 5
_MIN_LIKENESS = 60
"""Minimum likeness (of 100) of a name that is offered in place of one that does not exist."""


class KnownPlace(msgspec.Struct):
    """A `kommun` or `län` with its code, or a `region` with its name as code; `facts` is its reference row."""

    kind: str
    code: str
    name: str
    facts: dict[str, str]

    @property
    def address(self) -> str:
        """The address of its page."""
        return place_address(self.kind, self.code)


@functools.cache
def places_of(kind: str) -> dict[str, KnownPlace]:
    """All places of a kind by their codes, in the order of the codes; regions in the order of ESF-rådet."""
    table, code, name = _TABLES.get(kind, _REGIONS)
    return {row[code]: KnownPlace(kind, row[code], row[name], row) for row in reference_rows(table)}


def find_place(kind: str, written: str) -> KnownPlace | None:
    """The place that an address names: by its code, also without leading zeros, or by its name."""
    text = " ".join(written.strip("/").split())
    length = len(next(iter(places_of(kind)))) if kind in _TABLES else 0
    code = text.zfill(length) if text.isdecimal() else _code_by_name(kind, text)
    return places_of(kind).get(code or "")


def _code_by_name(kind: str, name: str) -> str | None:
    if kind == "region":
        return find_region(name)
    if kind == "kommun":
        found = find_municipality(name)
        return found.code if found else None
    return _county_codes().get(name.casefold())


@functools.cache
def _county_codes() -> dict[str, str]:
    """Codes by the name of the county in small letters, with and without `län` and the genitive's s."""
    names = {code: place.name.casefold() for code, place in places_of("län").items()}
    short = {name.removesuffix(" län"): code for code, name in names.items()}
    return {name.removesuffix("s"): code for name, code in short.items()} | short | {n: c for c, n in names.items()}


def nearest_places(kind: str, written: str) -> list[Link]:
    """Places whose names are most like what was written, the most alike first; all counties or regions if none is."""
    names = {place.code: place.name for place in places_of(kind).values()}
    found = process.extract(
        written[:100].casefold(),
        {code: name.casefold() for code, name in names.items()},
        scorer=fuzz.ratio,
        score_cutoff=_MIN_LIKENESS,
        limit=_NEAREST,
    )
    near = [Link(names[code], place_address(kind, code)) for _, _, code in found]
    others = places_of("region" if kind == "region" else "län").values()
    return near or [Link(place.name, place.address) for place in others]
