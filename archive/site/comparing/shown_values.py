"""The values of a comparison as people write them, and the names of its groups and periods."""

import math

from archive.site.comparing.choice import ComparisonChoice
from archive.site.comparing.comparison import Row
from archive.site.language.swedish import number, quantity
from archive.site.language.translations import translated
from archive.site.places.sums import NOT_STATED

INHABITANTS = 100_000
"""Persons and projects are shown per so many inhabitants; files and JSON state them per inhabitant."""
_SPACE = "\u00a0"


def shown_value(value: float | None, choice: ComparisonChoice) -> str:
    """A value of the comparison for people: `6 492 410 kr`, `12,34 kr`, `0,41`; a dash where there is none."""
    if value is None:
        return "–"
    if choice.measure.unit == "kr":
        return f"{decimals(value) if choice.per_inhabitant else number(round(value))}{_SPACE}kr"
    return decimals(value * INHABITANTS) if choice.per_inhabitant else quantity(value)


def alone(row: Row, choice: ComparisonChoice) -> list[str]:
    """What projects of the row's group alone give, where that is not all of its value."""
    if not choice.per.several or row["varde"] is None or row["lag"] == row["varde"]:
        return []
    if not row["projekt_bara_har"]:
        return [translated("inga projekt bara här")]
    if row["lag"] is None:
        return [translated("bara här: uppgift saknas")]
    return [translated("bara här: {value}", value=shown_value(row["lag"], choice))]


def decimals(value: float) -> str:
    """A number with two decimals, or with as many as show two digits of a small one."""
    digits = max(2, 1 - math.floor(math.log10(abs(value)))) if value else 2
    return f"{value:,.{digits}f}".replace(",", _SPACE).replace(".", ",")


def shown_change(change: float | None) -> str:
    """A change in per cent: `+12,3 %`, `−4,0 %`; a dash where there is none."""
    if change is None:
        return "–"
    percent = f"{100 * abs(change):,.1f}".replace(",", _SPACE).replace(".", ",")
    return f"{'−' if change < 0 else '+'}{percent}{_SPACE}%"


def group_name(group: str | None) -> str:
    """The name of a group, or that projects state none."""
    return translated(NOT_STATED) if group is None else group


def period_name(period: str | None) -> str:
    """The name of a programme period."""
    return period or translated("Okänd period")
