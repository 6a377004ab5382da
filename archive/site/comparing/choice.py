"""What a visitor chose to compare, read from the parameters of the address; every parameter has a default."""

import sqlite3
from collections.abc import Iterable
from typing import Protocol
from urllib.parse import urlencode

import msgspec

from archive.site.comparing.catalogue import Grouping, Measure, groupings, measures
from archive.site.language import translated

_ECHOED = 60
"""Characters of a wrong value that are repeated to the visitor."""


class Parameters(Protocol):
    """The parameters of an address, each with all its values."""

    def getlist(self, name: str) -> list[str]:
        """The values of a parameter, none if it is absent."""


class AvailableChoices(msgspec.Struct, frozen=True):
    """What the archive has to choose from: its programme periods, the years with an index, and its last day."""

    periods: list[str]
    index_years: list[int]
    last_seen: str | None


class ComparisonChoice(msgspec.Struct, frozen=True):
    """A comparison; without `periods` it has a row for each group and period."""

    measure: Measure
    per: Grouping
    periods: list[str]
    constant_prices: bool
    base_year: int
    per_inhabitant: bool
    all_lines: bool = False
    """Whether the page shows the lines of the table that it else leaves to a link."""

    @property
    def at_constant_prices(self) -> bool:
        """Whether the values are amounts put at constant prices."""
        return self.constant_prices and self.measure.amount

    @property
    def parameters(self) -> str:
        """The parameters of its address, all of them written out but for the lines that its page shows."""
        chosen = [("matt", self.measure.name), ("per", self.per.name), *(("period", name) for name in self.periods)]
        prices = [("priser", "fasta"), ("basar", str(self.base_year))] if self.constant_prices else []
        return urlencode(
            [*chosen, *(prices or [("priser", "lopande")]), ("per_invanare", str(int(self.per_inhabitant)))]
        )


class ChoiceError(Exception):
    """A parameter is wrong; the message says which and what is allowed."""

    def __init__(self, text: str, **values: str) -> None:
        """`text` in Swedish, with `values` for its names in braces."""
        super().__init__(text)
        self.text, self.values = text, values

    @property
    def message(self) -> str:
        """What is wrong, in the visitor's language."""
        return translated(self.text, **self.values)


def read_available(connection: sqlite3.Connection) -> AvailableChoices:
    """What the archive has to choose from."""
    periods = (
        "select distinct programme_period from comparisons where per = 'region' and measure = 'projekt' order by 1"
    )
    years = "select year from consumer_prices order by year"
    return AvailableChoices(
        sorted(period for (period,) in connection.execute(periods) if period),
        [year for (year,) in connection.execute(years)],
        connection.execute("select substr(max(captured_at), 1, 10) from captures").fetchone()[0],
    )


def read_choice(given: Parameters, available: AvailableChoices) -> ComparisonChoice:
    """The comparison that the parameters ask for; raises ChoiceError if one has a value that is not allowed."""
    choice = ComparisonChoice(
        measures()[_one(given, "matt", measures())],
        groupings()[_one(given, "per", groupings())],
        sorted({_checked("period", value, available.periods) for value in given.getlist("period") if value}),
        _one(given, "priser", ("lopande", "fasta")) == "fasta",
        int(_one(given, "basar", [str(year) for year in reversed(available.index_years)])),
        _one(given, "per_invanare", ("0", "1")) == "1",
        _one(given, "rader", ("forsta", "alla")) == "alla",
    )
    if choice.per_inhabitant and choice.measure.per_person:
        raise ChoiceError("ESF-stöd per deltagare delas inte också med invånarna: välj per_invanare=0.")
    return choice


def _one(given: Parameters, name: str, allowed: Iterable[str]) -> str:
    """The parameter's only value, or the first of those allowed."""
    values = {value for value in given.getlist(name) if value}
    if len(values) > 1:
        raise ChoiceError("Parametern {name} får bara ha ett värde.", name=name)
    return _checked(name, values.pop(), allowed) if values else next(iter(allowed))


def _checked(name: str, value: str, allowed: Iterable[str]) -> str:
    if value not in allowed:
        shown = value if len(value) <= _ECHOED else f"{value[:_ECHOED]}…"
        wrong = "Parametern {name} kan inte vara ”{value}”. Tillåtna värden: {allowed}."
        raise ChoiceError(wrong, name=name, value=shown, allowed=", ".join(allowed))
    return value
