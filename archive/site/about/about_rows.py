"""What the page about the archive reads: sources with their freshness, coverage, accuracy, and the terms explained."""

import sqlite3
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby
from typing import Any

import msgspec

from archive.database import Row
from archive.site.language.swedish import declared_column
from archive.site.language.translations import translated
from archive.site.sql.sql_rows import select
from schema.dictionary import Column
from schema.places import reference_rows

_SOURCES = """
select s.source, s.label, s.description, f.layout, f.captures, f.current_captures, f.oldest, f.newest, f.without_time
from claim_sources s left join source_freshness f using (source) order by s.rank, f.layout
"""
_COVERAGE = """
select c.source, s.label, c.fact, k.label as kind_label, c.programme_period, c.projects, c.stated, c.share
from fact_coverage c join claim_sources s using (source) left join claim_kinds k on k.kind = c.fact
order by s.rank, c.fact, c.programme_period
"""
_ACCURACY = "select corpus, fact, measure, floor from accuracy_floors where corpus = ? and measure = ? order by rowid"
_OF_NO_COLUMN = {
    "contact": "Kontaktperson",
    "sections": "Avsnitt",
    "organisations": "Organisationer",
    "municipalities": "Kommuner",
}
"""What is counted beside the columns of `projects`, with its Swedish name."""


_IN_PROSE = {
    "amount.other": "Annat belopp",
    "count.other": "Annat antal",
    "date.other": "Annat datum",
    "city": "Städer utomlands",
    "claims": "Alla påståenden",
    "country": "Länder",
    "county": "Län i texten",
    "municipality": "Kommuner i texten",
    "paragraphs without headings": "Stycken utan rubrik",
    "partner_abroad": "Partners utomlands",
    "scope of claims": "Påståendens omfattning",
    "status of claims": "Beloppens status",
    "target_group": "Målgrupper",
    "targets": "Mål",
}
"""What is measured in prose and is no kind of claim, with its Swedish name."""


class SourceCoverage(msgspec.Struct):
    """The coverage of a source: the number of projects by period, and for each fact the rows by period."""

    name: str
    projects: dict[str, int]
    facts: dict[str, dict[str, Row]]


def read_about(connection: sqlite3.Connection) -> dict[str, Any]:
    """The values of the page, from the tables that are filled when the archive is built."""
    return {
        "sources": select(connection, _SOURCES),
        "coverage": list(_coverage(select(connection, _COVERAGE))),
        "fields": {corpus: _floors(connection, corpus, "exact") for corpus in ("fixtures", "real pages")},
        "prose": {
            corpus: _floors(connection, corpus, "shown, precision")
            for corpus in ("texts shaped like real ones", "two authors never read")
        },
        "operations_without_page": select(connection, "select count(*) as n from operations_without_page")[0]["n"],
        "issues": select(connection, "select code, count(*) as n from issues group by code order by n desc, code"),
    }


def _coverage(rows: list[Row]) -> Iterator[SourceCoverage]:
    for name, of_source in groupby(rows, key=lambda row: row["label"]):
        coverage = SourceCoverage(name, {}, {})
        for row in of_source:
            coverage.projects[row["programme_period"]] = row["projects"]
            coverage.facts.setdefault(fact_label(row["fact"], row["kind_label"]), {})[row["programme_period"]] = row
        coverage.projects = dict(sorted(coverage.projects.items()))
        yield coverage


def fact_label(fact: str, kind_label: str | None = None) -> str:
    """The Swedish name of a column of `projects`, of a kind of claim, or of what is counted beside them."""
    column = declared_column(fact, "projects")
    return column.label if column else _OF_NO_COLUMN.get(fact) or kind_label or fact


def prose_label(fact: str) -> str:
    """The name, in the visitor's language, of what is measured in prose."""
    kinds = {row["kind"]: row["label"] for row in reference_rows("claim_kinds")}
    return translated(_IN_PROSE.get(fact) or kinds[fact])


def _floors(connection: sqlite3.Connection, corpus: str, measure: str) -> dict[str, float]:
    return {row["fact"]: row["floor"] for row in select(connection, _ACCURACY, corpus, measure)}


def glossary() -> list[tuple[str, Column]]:
    """The terms explained, as `table.column` and the dictionary's entry, in the order of `glossary.toml`."""
    listed = tomllib.loads(files("archive.site.about").joinpath("glossary.toml").read_text("utf-8"))["terms"]
    found = [(name, declared_column(*reversed(name.split(".")))) for name in listed]
    return [(name, column) for name, column in found if column]
