"""What a visitor chose to compare, read from the parameters of the address; every parameter has a default."""

import sqlite3
from collections.abc import Sequence
from urllib.parse import urlencode

import msgspec

from archive.site.comparing.catalogue import Grouping, Measure, groupings, measures
from archive.site.comparing.comparison_parameters import ParameterReader, Parameters, WrongParameter

PARAMETERS = ("matt", "per", "period", "priser", "basar", "per_invanare", "rader")
"""The parameters that the page, its files and its chart know."""


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
    """Parameters are wrong; `kept` is the choice with what was right, and defaults for the rest."""

    def __init__(self, problems: list[WrongParameter], kept: ComparisonChoice, available: AvailableChoices) -> None:
        """`problems` are all that is wrong, `available` what there is to choose from."""
        super().__init__("; ".join(problem.text for problem in problems))
        self.problems, self.kept, self.available = problems, kept, available

    @property
    def message(self) -> str:
        """What is wrong and what is allowed, in the visitor's language."""
        return " ".join(problem.message for problem in self.problems)


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


def read_choice(given: Parameters, available: AvailableChoices, flags: Sequence[str] = ()) -> ComparisonChoice:
    """The comparison that the parameters ask for.

    Raises ChoiceError for a parameter that is none of ours or of `flags`, which are 0 or 1, and for a value that is
    not allowed.
    """
    reader = ParameterReader(given)
    reader.refuse_unknown((*PARAMETERS, *flags))
    for flag in flags:
        reader.one(flag, ("0", "1"))
    choice = ComparisonChoice(
        measures()[reader.one("matt", measures())],
        groupings()[reader.one("per", groupings())],
        reader.several("period", available.periods),
        reader.one("priser", ("lopande", "fasta")) == "fasta",
        int(reader.one("basar", [str(year) for year in reversed(available.index_years)])),
        reader.one("per_invanare", ("0", "1")) == "1",
        reader.one("rader", ("forsta", "alla")) == "alla",
    )
    if choice.per_inhabitant and choice.measure.per_person:
        divided_twice = (
            "ESF-stöd per deltagare delas inte också med invånarna: välj nej för Per invånare (per_invanare=0)."
        )
        reader.problems.append(WrongParameter(divided_twice))
    if reader.problems:
        raise ChoiceError(reader.problems, choice, available)
    return choice
