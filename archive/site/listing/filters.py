"""The filters of the list, one entry each: its parameter, what it reads from a typed value, its condition in SQL.

A condition is over `project_list`; `:name` in it is a JSON list of the chosen values, or the one number.
"""

from collections.abc import Callable, Sequence

import msgspec

from archive.site.language.swedish_order import order_key
from archive.site.language.translations import translated
from archive.site.parameters import filter_values
from archive.site.parameters.allowed_values import AllowedValues
from archive.site.parameters.filter_values import Choice, read_place
from archive.site.places.place_lookup import places_of
from schema.titles import SECTION_TITLES


class ListFilter(msgspec.Struct, frozen=True):
    """A filter; `summed` says that the groups of `project_sums` have its column, so that its sums are at hand."""

    name: str
    label: str
    read: Callable[[str, AllowedValues], Choice]
    condition: str
    several: bool = True
    summed: bool = False


def _has(filter_: str) -> str:
    """The condition that a project has one of the chosen values of `project_filters`."""
    return (
        f"project_row in (select f.project_row from project_filters f where f.filter = '{filter_}' "
        f"and f.value in (select value from json_each(:{filter_})))"
    )


_OF_ORGANISATION = (
    "project_row in (select o.project_row from organisation_projects o "
    "where o.organisation_id in (select value from json_each(:organisation)))"
)
_AREA = (
    "coalesce(programme_period, '') || ' ' || coalesce(programme_area, programme_area_code) "
    "in (select value from json_each(:omrade))"
)
"""Compared as `ProgrammeArea.key` writes it."""
FILTERS_OF_LIST = {
    one.name: one
    for one in (
        ListFilter("q", "Ord", filter_values.read_words, ""),
        ListFilter("avsnitt", "Avsnitt", filter_values.read_section, _has("avsnitt")),
        ListFilter(
            "region",
            "Region",
            read_place("region"),
            "region in (select value from json_each(:region))",
            summed=True,
        ),
        ListFilter(
            "period",
            "Programperiod",
            filter_values.read_period,
            "programme_period in (select value from json_each(:period))",
            summed=True,
        ),
        ListFilter("omrade", "Programområde", filter_values.read_area, _AREA, summed=True),
        ListFilter("malgrupp", "Målgrupp", filter_values.read_group, _has("malgrupp")),
        ListFilter("lan", "Län", read_place("län"), _has("lan")),
        ListFilter("kommun", "Kommun", read_place("kommun"), _has("kommun")),
        ListFilter("organisation", "Organisation", filter_values.read_organisation, _OF_ORGANISATION),
        ListFilter(
            "startar",
            "Startår",
            filter_values.read_year,
            "start_year in (select value from json_each(:startar))",
            summed=True,
        ),
        ListFilter(
            "fran", "Pågick från och med", filter_values.read_year, "end_year >= :fran", several=False, summed=True
        ),
        ListFilter(
            "till", "Pågick till och med", filter_values.read_year, "start_year <= :till", several=False, summed=True
        ),
        ListFilter(
            "minst", "Beviljat ESF-stöd, minst", filter_values.read_kronor, "+esf_support_sek >= :minst", several=False
        ),
        ListFilter(
            "hogst", "Beviljat ESF-stöd, högst", filter_values.read_kronor, "+esf_support_sek <= :hogst", several=False
        ),
    )
}
"""In the order of the form; what `q` finds is looked up in `section_words.py`, and a `+` keeps SQLite from an index."""


def options(allowed: AllowedValues) -> dict[str, list[tuple[str, str]]]:
    """What the form offers for the filters with few values: each value with its label."""
    return {
        "avsnitt": [(section, translated(title)) for section, title in SECTION_TITLES.items()],
        "region": _alike(sorted(places_of("region"), key=order_key)),
        "period": _alike(allowed.periods),
        "omrade": _alike(allowed.area_names),
        "malgrupp": _alike(allowed.groups),
        "lan": [(code, f"{code} {place.name}") for code, place in places_of("län").items()],
        "kommun": [(code, place.name) for code, place in places_of("kommun").items()],
    }


def _alike(values: Sequence[str]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]
