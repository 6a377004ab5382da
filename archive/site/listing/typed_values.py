"""What a visitor typed for a filter, read as one of the values that the archive allows.

Each reader takes the parameter's name, what was typed, and the allowed values; it raises BadParameter.
"""

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from rapidfuzz import process

from archive.site.language import translated
from archive.site.listing.allowed_values import AllowedValues
from schema.titles import SECTION_TITLES

LONGEST = 300
"""Characters of the longest value that is read."""


class BadParameter(Exception):
    """A parameter that cannot be used: its name, what is wrong, and the values that it allows."""

    def __init__(self, name: str, problem: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(problem)
        self.name, self.problem, self.allowed = name, problem, list(allowed)


class Choice(msgspec.Struct, frozen=True):
    """A chosen value: as it stands in the address, as people read it, and what its condition compares with."""

    value: str
    label: str
    compared: tuple[Any, ...]


def read_words(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """Words to search for, as typed."""
    return Choice(typed, f"”{typed}”", (typed,))


def read_section(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """A section by its name or its Swedish title."""
    asked = typed.casefold()
    for section, title in SECTION_TITLES.items():
        if asked in (section, title.casefold()):
            return Choice(section, translated(title), (section,))
    raise BadParameter(name, translated("Avsnittet {value} finns inte.", value=typed), SECTION_TITLES)


def read_region(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """A region by any of its spellings."""
    if (found := allowed.region(typed)) is None:
        raise BadParameter(name, translated("Regionen {value} finns inte.", value=typed), allowed.regions)
    return Choice(found, found, (found,))


def read_period(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """A programme period, with any dash."""
    plain = re.sub(r"\s*[-–]\s*", "-", typed)
    if plain not in allowed.periods:
        raise BadParameter(name, translated("Programperioden {value} finns inte.", value=typed), allowed.periods)
    return Choice(plain, plain, (plain,))


def read_area(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """Programme areas by name, code, or as written."""
    if not (found := allowed.areas_named(typed)):
        known = (area.written for area in allowed.areas)
        raise BadParameter(name, translated("Programområdet {value} finns inte.", value=typed), known)
    return Choice(typed, ", ".join(area.written for area in found), tuple(area.written for area in found))


def read_group(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """A target group."""
    if (found := allowed.group(typed)) is None:
        raise BadParameter(name, translated("Målgruppen {value} finns inte.", value=typed), allowed.groups)
    return Choice(found, found, (found,))


def read_municipality(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """A municipality by name or code."""
    if (code := allowed.municipality(typed)) is None:
        near = process.extract(typed, list(allowed.municipalities.values()), limit=5)
        problem = translated("Kommunen {value} finns inte; skriv namnet eller SCB:s fyra siffror.", value=typed)
        raise BadParameter(name, problem, (one[0] for one in near))
    return Choice(code, f"{code} {allowed.municipalities[code]}", (code,))


def read_county(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """A county by name or code."""
    if (code := allowed.county(typed)) is None:
        known = (f"{code} {name}" for code, name in allowed.counties.items())
        raise BadParameter(name, translated("Länet {value} finns inte.", value=typed), known)
    return Choice(code, f"{code} {allowed.counties[code]}", (code,))


def read_organisation(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """An organisation by its id."""
    if typed not in allowed.organisations:
        problem = translated("Ingen organisation har id:t {value}; det står i organisationens adress.", value=typed)
        raise BadParameter(name, problem)
    return Choice(typed, allowed.organisations[typed] or typed, (typed,))


def read_year(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """A year."""
    if not re.fullmatch(r"(19|20)\d\d", typed, re.ASCII):
        raise BadParameter(name, translated("{value} är inget år.", value=typed), ("1900–2099",))
    return Choice(typed, typed, (int(typed),))


def read_kronor(name: str, typed: str, allowed: AllowedValues) -> Choice:
    """An amount in whole kronor, with or without spaces and `kr`."""
    digits = re.sub(r"\s|kr$", "", typed)
    if not re.fullmatch(r"\d{1,15}", digits, re.ASCII):
        raise BadParameter(name, translated("{value} är inget belopp i hela kronor.", value=typed), ("0", "1500000"))
    return Choice(digits, f"{int(digits):,}".replace(",", "\u00a0") + "\u00a0kr", (int(digits),))
