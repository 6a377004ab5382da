"""The filters of the list, one entry each: its parameter, what it reads from a typed value, its condition in SQL.

A condition is over `project_list`; `:name` in it is a JSON list of the chosen values, or the one number.
"""

import re
from collections.abc import Callable, Iterable
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


class ListFilter(msgspec.Struct, frozen=True):
    """A filter; `summed` says that the groups of `project_sums` have its column, so that its sums are at hand."""

    name: str
    label: str
    read: Callable[[str, str, AllowedValues], Choice]
    condition: str
    several: bool = True
    summed: bool = False


def _words(name: str, typed: str, allowed: AllowedValues) -> Choice:
    return Choice(typed, f"”{typed}”", (typed,))


def _section(name: str, typed: str, allowed: AllowedValues) -> Choice:
    asked = typed.casefold()
    for section, title in SECTION_TITLES.items():
        if asked in (section, title.casefold()):
            return Choice(section, translated(title), (section,))
    raise BadParameter(name, translated("Avsnittet {value} finns inte.", value=typed), SECTION_TITLES)


def _region(name: str, typed: str, allowed: AllowedValues) -> Choice:
    if (found := allowed.region(typed)) is None:
        raise BadParameter(name, translated("Regionen {value} finns inte.", value=typed), allowed.regions)
    return Choice(found, found, (found,))


def _period(name: str, typed: str, allowed: AllowedValues) -> Choice:
    plain = re.sub(r"\s*[-–]\s*", "-", typed)
    if plain not in allowed.periods:
        raise BadParameter(name, translated("Programperioden {value} finns inte.", value=typed), allowed.periods)
    return Choice(plain, plain, (plain,))


def _area(name: str, typed: str, allowed: AllowedValues) -> Choice:
    if not (found := allowed.areas_named(typed)):
        known = (area.written for area in allowed.areas)
        raise BadParameter(name, translated("Programområdet {value} finns inte.", value=typed), known)
    return Choice(typed, ", ".join(area.written for area in found), tuple(area.written for area in found))


def _group(name: str, typed: str, allowed: AllowedValues) -> Choice:
    if (found := allowed.group(typed)) is None:
        raise BadParameter(name, translated("Målgruppen {value} finns inte.", value=typed), allowed.groups)
    return Choice(found, found, (found,))


def _municipality(name: str, typed: str, allowed: AllowedValues) -> Choice:
    if (code := allowed.municipality(typed)) is None:
        near = process.extract(typed, list(allowed.municipalities.values()), limit=5)
        problem = translated("Kommunen {value} finns inte; skriv namnet eller SCB:s fyra siffror.", value=typed)
        raise BadParameter(name, problem, (one[0] for one in near))
    return Choice(code, f"{code} {allowed.municipalities[code]}", (code,))


def _county(name: str, typed: str, allowed: AllowedValues) -> Choice:
    if (code := allowed.county(typed)) is None:
        known = (f"{code} {name}" for code, name in allowed.counties.items())
        raise BadParameter(name, translated("Länet {value} finns inte.", value=typed), known)
    return Choice(code, f"{code} {allowed.counties[code]}", (code,))


def _organisation(name: str, typed: str, allowed: AllowedValues) -> Choice:
    if typed not in allowed.organisations:
        problem = translated("Ingen organisation har id:t {value}; det står i organisationens adress.", value=typed)
        raise BadParameter(name, problem)
    return Choice(typed, allowed.organisations[typed] or typed, (typed,))


def _year(name: str, typed: str, allowed: AllowedValues) -> Choice:
    if not re.fullmatch(r"(19|20)\d\d", typed, re.ASCII):
        raise BadParameter(name, translated("{value} är inget år.", value=typed), ("1900–2099",))
    return Choice(typed, typed, (int(typed),))


def _kronor(name: str, typed: str, allowed: AllowedValues) -> Choice:
    digits = re.sub(r"\s|kr$", "", typed)
    if not re.fullmatch(r"\d{1,15}", digits, re.ASCII):
        raise BadParameter(name, translated("{value} är inget belopp i hela kronor.", value=typed), ("0", "1500000"))
    return Choice(digits, f"{int(digits):,}".replace(",", "\u00a0") + "\u00a0kr", (int(digits),))


def _has(filter_: str) -> str:
    """The condition that a project has one of the chosen values of `project_filters`."""
    return (
        f"project_row in (select f.project_row from project_filters f where f.filter = '{filter_}' "
        f"and f.value in (select value from json_each(:{filter_})))"
    )


_AREA = "coalesce(programme_area, programme_area_code) in (select value from json_each(:omrade))"
FILTERS_OF_LIST = {
    one.name: one
    for one in (
        ListFilter("q", "Ord", _words, ""),
        ListFilter("avsnitt", "Avsnitt", _section, _has("avsnitt")),
        ListFilter("region", "Region", _region, "region in (select value from json_each(:region))", summed=True),
        ListFilter(
            "period",
            "Programperiod",
            _period,
            "programme_period in (select value from json_each(:period))",
            summed=True,
        ),
        ListFilter("omrade", "Programområde", _area, _AREA, summed=True),
        ListFilter("malgrupp", "Målgrupp", _group, _has("malgrupp")),
        ListFilter("lan", "Län", _county, _has("lan")),
        ListFilter("kommun", "Kommun", _municipality, _has("kommun")),
        ListFilter("organisation", "Organisation", _organisation, _has("organisation")),
        ListFilter("startar", "Startår", _year, "start_year in (select value from json_each(:startar))", summed=True),
        ListFilter("fran", "Pågick från och med", _year, "end_year >= :fran", several=False, summed=True),
        ListFilter("till", "Pågick till och med", _year, "start_year <= :till", several=False, summed=True),
        ListFilter("minst", "Beviljat ESF-stöd, minst", _kronor, "+esf_support_sek >= :minst", several=False),
        ListFilter("hogst", "Beviljat ESF-stöd, högst", _kronor, "+esf_support_sek <= :hogst", several=False),
    )
}
"""In the order of the form; what `q` finds is looked up in `section_words.py`, and a `+` keeps SQLite from an index."""


def options(allowed: AllowedValues) -> dict[str, list[tuple[str, str]]]:
    """What the form offers for the filters with few values: each value with its label."""
    return {
        "avsnitt": [(section, translated(title)) for section, title in SECTION_TITLES.items()],
        "region": [(region, region) for region in allowed.regions],
        "period": [(period, period) for period in allowed.periods],
        "omrade": [(area.written, area.written) for area in allowed.areas],
        "malgrupp": [(group, group) for group in allowed.groups],
        "lan": [(code, f"{code} {name}") for code, name in allowed.counties.items()],
        "kommun": [(code, name) for code, name in allowed.municipalities.items()],
    }
