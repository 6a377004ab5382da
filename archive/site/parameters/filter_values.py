"""What a visitor typed for a filter of the list, read as one of the values that the archive allows.

Each reader takes what was typed and the allowed values, and raises NotAllowed.
"""

import re
from collections.abc import Callable
from typing import Any

import msgspec

from archive.site.language.swedish import shown
from archive.site.language.translations import translated
from archive.site.parameters.allowed_values import AllowedValues
from archive.site.parameters.typed_values import NotAllowed, period_of, place_of
from archive.site.places.place_lookup import places_of
from schema.titles import SECTION_TITLES


class Choice(msgspec.Struct, frozen=True):
    """A chosen value: as it stands in the address, as people read it, and what its condition compares with."""

    value: str
    label: str
    compared: tuple[Any, ...]


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
