"""What a visitor chose to compare, read from the parameters of the address; every parameter has a default."""

import sqlite3
from collections.abc import Sequence

import msgspec

from archive.site.addresses import Chosen, comparison_address
from archive.site.comparing.catalogue import Grouping, Measure, groupings, measures
from archive.site.language.translations import translated
from archive.site.parameters.address_reader import AddressReader, Parameters
from archive.site.parameters.typed_values import period_of
from archive.site.protection.refusal import CorrectionForm

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

    def address(self, ending: str = "", **others: Chosen) -> str:
        """The address of its page, or of its file or chart, with all its parameters but for the lines shown."""
        prices: dict[str, Chosen] = {"priser": "lopande"}
        if self.constant_prices:
            prices = {"priser": "fasta", "basar": self.base_year}
        choices = {"matt": self.measure.name, "per": self.per.name, "period": self.periods} | prices
        return comparison_address(ending, **choices, per_invanare=int(self.per_inhabitant), **others)


class ComparisonForm(msgspec.Struct, frozen=True):
    """The form of a comparison: what can be chosen, and a choice filled in."""

    choice: ComparisonChoice
    available: AvailableChoices
    measures: dict[str, Measure] = msgspec.field(default_factory=measures)
    groupings: dict[str, Grouping] = msgspec.field(default_factory=groupings)


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
    """The comparison that the parameters ask for; `flags` are further parameters, 0 or 1.

    Raises Refusal, with a form that keeps what was right, for what cannot be compared.
    """
    reader = AddressReader(given, (*PARAMETERS, *flags))
    for flag in flags:
        reader.flag(flag)
    choice = ComparisonChoice(
        measures()[reader.choice("matt", measures())],
        groupings()[reader.choice("per", groupings())],
        sorted(reader.several("period", period_of(available.periods))),
        reader.choice("priser", ("lopande", "fasta")) == "fasta",
        int(reader.choice("basar", [str(year) for year in reversed(available.index_years)])),
        reader.flag("per_invanare"),
        reader.choice("rader", ("forsta", "alla")) == "alla",
    )
    if choice.per_inhabitant and choice.measure.per_person:
        reader.refuse("per_invanare", translated(_DIVIDED_TWICE), ("0",))
    reader.check(
        CorrectionForm("parts/jamfor_formular.html", {"form": ComparisonForm(choice, available)}, "jamfor.css")
    )
    return choice


_DIVIDED_TWICE = "ESF-stöd per deltagare delas inte också med invånarna: välj nej för Per invånare (per_invanare=0)."
