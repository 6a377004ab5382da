"""What a visitor typed for a parameter, read as one of the values that it allows.

Each reader takes what was typed and raises NotAllowed; those of the archive's own values take the allowed ones too.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from rapidfuzz import process

from archive.site.language import translated
from archive.site.parameters.allowed_values import AllowedValues
from archive.site.places.place_lookup import find_place, places_of
from archive.site.swedish import shown
from schema.titles import SECTION_TITLES


class NotAllowed(Exception):
    """A value that cannot be used: what is wrong with `{value}` of the parameter `{name}`, and what is allowed."""

    def __init__(self, text: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.text, self.allowed = text, list(allowed)


class Choice(msgspec.Struct, frozen=True):
    """A chosen value: as it stands in the address, as people read it, and what its condition compares with."""

    value: str
    label: str
    compared: tuple[Any, ...]


def one_of(allowed: Iterable[str]) -> Callable[[str], str]:
    """A reader of words that are used as they stand."""
    known = list(allowed)

    def read(typed: str) -> str:
        if typed not in known:
            raise NotAllowed("Parametern {name} kan inte vara ”{value}”.", known)
        return typed

    return read


def period_of(periods: Iterable[str]) -> Callable[[str], str]:
    """A reader of programme periods, with any dash between the years."""
    read = one_of(periods)
    return lambda typed: read(re.sub(r"\s*[-–]\s*", "-", typed))


def place_of(kind: str) -> Callable[[str], str]:
    """A reader of places of a kind (`kommun`, `län`, `region`), by code or name; gives the code."""

    def read(typed: str) -> str:
        if (found := find_place(kind, typed)) is None:
            raise NotAllowed(_NO_PLACE[kind], _offered(kind, typed))
        return found.code

    return read


_NO_PLACE = {
    "kommun": "Kommunen {value} finns inte; skriv namnet eller SCB:s fyra siffror.",
    "län": "Länet {value} finns inte.",
    "region": "Regionen {value} finns inte.",
}


def _offered(kind: str, typed: str) -> list[str]:
    """The places to choose from: the nearest names among many, all among few."""
    names = [place.name if kind == "region" else f"{code} {place.name}" for code, place in places_of(kind).items()]
    return [one[0] for one in process.extract(typed, names, limit=5)] if kind == "kommun" else names


def page_number(typed: str) -> int:
    """The number of a page, from 1."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10 and int(typed) > 0):
        raise NotAllowed("{value} är inget sidnummer.", ("1, 2, 3 …",))
    return int(typed)


def order_by(columns: Iterable[str]) -> Callable[[str], str]:
    """A reader of a column's name to sort by, with `-` before it for falling."""
    return one_of([order for name in columns for order in (name, f"-{name}")])


def read_words(typed: str, allowed: AllowedValues) -> Choice:
    """Words to search for, as typed."""
    return Choice(typed, f"”{typed}”", (typed,))


def read_section(typed: str, allowed: AllowedValues) -> Choice:
    """A section by its name or its Swedish title."""
    asked = typed.casefold()
    for section, title in SECTION_TITLES.items():
        if asked in (section, title.casefold()):
            return Choice(section, translated(title), (section,))
    raise NotAllowed("Avsnittet {value} finns inte.", SECTION_TITLES)


def read_place(kind: str) -> Callable[[str, AllowedValues], Choice]:
    """A reader of places of a kind, shown with their codes but for regions."""

    def read(typed: str, allowed: AllowedValues) -> Choice:
        code = place_of(kind)(typed)
        return Choice(code, code if kind == "region" else f"{code} {places_of(kind)[code].name}", (code,))

    return read


def read_period(typed: str, allowed: AllowedValues) -> Choice:
    """A programme period."""
    period = period_of(allowed.periods)(typed)
    return Choice(period, period, (period,))


def read_area(typed: str, allowed: AllowedValues) -> Choice:
    """Programme areas by name, code, or as written."""
    if not (found := allowed.areas_named(typed)):
        raise NotAllowed("Programområdet {value} finns inte.", allowed.area_names)
    label = ", ".join(dict.fromkeys(area.label for area in found))
    return Choice(typed, label, tuple(area.key for area in found))


def read_group(typed: str, allowed: AllowedValues) -> Choice:
    """A target group, whatever its case."""
    found = next((one for one in allowed.groups if one.casefold() == typed.casefold()), None)
    if found is None:
        raise NotAllowed("Målgruppen {value} finns inte.", allowed.groups)
    return Choice(found, found, (found,))


def read_organisation(typed: str, allowed: AllowedValues) -> Choice:
    """An organisation by its id or its name."""
    found = allowed.organisations.get(typed, {})
    if not found:
        raise NotAllowed("Ingen organisation har id:t eller namnet {value}.")
    if len(found) > 1:
        raise NotAllowed("Flera organisationer heter {value}: välj en av dem med dess id.", found)
    ((organisation_id, name),) = found.items()
    return Choice(organisation_id, name or organisation_id, (organisation_id,))


def read_year(typed: str, allowed: AllowedValues) -> Choice:
    """A year."""
    if not re.fullmatch(r"(19|20)\d\d", typed, re.ASCII):
        raise NotAllowed("{value} är inget år.", ("1900–2099",))
    return Choice(typed, typed, (int(typed),))


def read_kronor(typed: str, allowed: AllowedValues) -> Choice:
    """An amount in whole kronor, with or without spaces and `kr`."""
    digits = re.sub(r"\s|kr$", "", typed)
    if not re.fullmatch(r"\d{1,15}", digits, re.ASCII):
        raise NotAllowed("{value} är inget belopp i hela kronor.", ("0", "1500000"))
    return Choice(digits, shown(int(digits), "integer", "SEK"), (int(digits),))
