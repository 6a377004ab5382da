"""The column dictionary: every published table and column, declared once in `dictionary/*.toml`.

SQL tables, the site's descriptions, the exports' data dictionary and docs/data-dictionary.md are generated from it.
"""

import functools
import tomllib
from importlib.resources import files
from typing import Literal

import msgspec

ORDER = (
    "projects",
    "sections",
    "organisations",
    "project_organisations",
    "project_municipalities",
    "provenance",
    "claims",
    "targets",
    "tags",
    "changes",
    "related_projects",
    "similar_organisations",
    "issues",
    "captures",
    "project_aliases",
    "regions",
    "counties",
    "municipalities",
    "exchange_rates",
    "programme_areas",
    "population",
    "consumer_prices",
    "claim_sources",
    "claim_kinds",
    "project_amounts",
    "price_factors",
    "period_populations",
    "comparisons",
    "project_list",
    "counted_amounts",
    "project_sums",
    "project_filters",
    "budget_per_region",
    "organisation_projects",
    "owner_totals",
    "owners_only_euro",
    "largest_owners",
    "place_projects",
    "place_totals",
    "region_areas",
    "cofinancing_per_region",
    "projects_per_tag",
    "disagreements",
    "latest_changes",
    "organisation_names",
    "operations_without_page",
    "source_freshness",
    "fact_coverage",
    "project_events",
    "accuracy_floors",
    "table_counts",
    "row_digests",
    "words",
    "word_forms",
    "word_inflections",
)
"""Tables in display order; a derived one stands below those that it is derived from."""

Type = Literal["text", "integer", "float", "boolean", "date"]


class Column(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A published column; `sv` and `en` describe it, `source` says where its values come from."""

    label: str
    sv: str
    en: str
    type: Type = "text"
    unit: str | None = None
    source: str = "as written on the page"
    references: str | None = None
    """The primary key it references, as `table.column`."""
    index: bool = False
    sparse: bool = False
    """Whether it is empty in most rows, so that its index holds the others alone."""
    facet: bool = False
    long: bool = False
    """Whether it holds whole texts, too long to choose one by an address."""


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A published table; `derived` is the query that fills it at the end of a build, in the order of its rows."""

    label: str
    sv: str
    en: str
    columns: dict[str, Column]
    primary_key: list[str] = []
    sort_desc: str | None = None
    reference: bool = False
    """Whether its rows are those of `reference/<name>.csv`."""
    derived: str | None = None

    @property
    def group(self) -> str:
        """What its rows are: `read` from the sources, `derived` from other tables, or `reference`."""
        if self.reference:
            return "reference"
        worked_out = all(column.source.startswith("derived") for column in self.columns.values())
        return "derived" if self.derived or worked_out else "read"

    @property
    def facets(self) -> list[str]:
        """The columns offered as facets, all of them indexed."""
        return [name for name, column in self.columns.items() if column.facet]


@functools.cache
def tables() -> dict[str, Table]:
    """Every table by name, in `ORDER`; raises msgspec.ValidationError for an invalid declaration."""
    folder = files("schema").joinpath("dictionary")
    return {name: _read(folder.joinpath(f"{name}.toml").read_text("utf-8")) for name in ORDER}


def _read(text: str) -> Table:
    return msgspec.convert(tomllib.loads(text), Table)
