"""What the page of the list shows: sums of each kind, one page of rows, and what to loosen where nothing is found."""

import sqlite3

import msgspec

from archive.database import Row
from archive.site.answer_cache import AnswerCache
from archive.site.language.translations import translated
from archive.site.listing.list_rows import PAGE_SIZE, Matching, matching, read_page, read_sums
from archive.site.listing.selection import Selection
from archive.site.parameters.address_reader import pages_of
from archive.site.parameters.filter_values import Choice

KINDS = {"esf_support": "Beviljat ESF-stöd", "total_budget": "Total projektbudget", "eu_contribution": "EU-bidrag"}
"""The kinds of amounts that are summed, each for itself."""

_ROW_BYTES = 2_000
"""What a row of the list takes in memory, roughly."""
_MOST_LOOSENED = 8
"""Choices, of which at most each is left out to see whether projects are found without it."""


class SumOfKind(msgspec.Struct):
    """The sum of one kind of amount in kronor, and of what is converted from euro; how many projects state neither."""

    label: str
    total: int | None
    stated: int
    converted: int | None
    only_euro: int
    lacking: int


class ListView(msgspec.Struct):
    """A page of the list; `looser` are the choices without which projects are found, with their number."""

    selection: Selection
    totals: dict[str, int | None]
    rows: list[Row]
    looser: list[tuple[str, Choice, int]]

    @property
    def projects(self) -> int:
        """How many projects the selection has."""
        return self.totals["projects"] or 0

    @property
    def uncounted(self) -> int:
        """How many of them are running text, and so in no sum."""
        return self.projects - (self.totals["counted_projects"] or 0)

    @property
    def pages(self) -> int:
        """How many pages they fill."""
        return pages_of(self.projects, PAGE_SIZE)

    @property
    def sums(self) -> list[SumOfKind]:
        """The sum of each kind."""
        return [self._sum(kind, label) for kind, label in KINDS.items()]

    def _sum(self, kind: str, label: str) -> SumOfKind:
        stated = self.totals[f"{kind}_projects"] or 0
        only_euro = self.totals.get(f"{kind}_eur_projects") or 0
        lacking = self.projects - self.uncounted - stated - only_euro
        converted = self.totals.get(f"{kind}_eur_in_sek")
        return SumOfKind(translated(label), self.totals[f"{kind}_sek"], stated, converted, only_euro, lacking)


def read_view(connection: sqlite3.Connection, selection: Selection, kept: AnswerCache) -> ListView:
    """What is shown of a selection."""
    totals = _sums(connection, selection, kept)
    found = totals["projects"] or 0
    asked = ("page", selection.projects_asked, selection.order, selection.page)

    def read() -> list[Row]:
        return read_page(connection, selection, _matching(connection, selection, kept), found)

    rows = kept.answer(asked, read, lambda rows: _ROW_BYTES * len(rows)) if found else []
    return ListView(selection, totals, rows, [] if found else _looser(connection, selection, kept))


def _matching(connection: sqlite3.Connection, selection: Selection, kept: AnswerCache) -> Matching:
    """The condition of a selection; of words it holds the numbers of all projects that have them."""
    if not selection.words:
        return matching(connection, selection)
    asked = ("matching", selection.projects_asked)
    return kept.answer(asked, lambda: matching(connection, selection), lambda found: len(found.values["found"]))


def _sums(connection: sqlite3.Connection, selection: Selection, kept: AnswerCache) -> dict[str, int | None]:
    def read() -> dict[str, int | None]:
        return read_sums(connection, selection, _matching(connection, selection, kept))

    return kept.answer(("sums", selection.projects_asked), read)


def _looser(connection: sqlite3.Connection, selection: Selection, kept: AnswerCache) -> list[tuple[str, Choice, int]]:
    """The choices without any one of which projects are found; not sought among more than a few."""
    found: list[tuple[str, Choice, int]] = []
    choices = [*selection.each()]
    for name, choice in choices if len(choices) <= _MOST_LOOSENED else ():
        rest = selection.without(name, choice)
        count = _sums(connection, rest, kept)["projects"]
        found += [(name, choice, count)] if count and rest.chosen.get(name) != selection.chosen[name] else []
    return found
