"""What the page of a comparison shows: its table, charts, words and links."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from archive.site.addresses import sql_address
from archive.site.comparing import wording
from archive.site.comparing.charts.chart import chart
from archive.site.comparing.charts.tile_map import mapped_periods, tile_maps
from archive.site.comparing.choice import ComparisonChoice, ComparisonForm
from archive.site.comparing.comparison import Comparison, Line, Row, side_by_side, stands_apart
from archive.site.comparing.links import DIAGRAM, page_of, projects_of
from archive.site.comparing.method_sentences import methods
from archive.site.comparing.shown_values import alone, group_name, period_name, shown_change, shown_value
from archive.site.language.translations import translated

MOST_LINES = 300
"""Lines of the table that the page shows at first; a link leads to all. Sweden has 290 municipalities."""


class Cell(msgspec.Struct):
    """A value for people: its range and what must be said of it, its projects and the address of their list."""

    value: str
    projects: int
    without: int
    notes: list[str]
    address: str | None


class TableLine(msgspec.Struct):
    """A line of the table: the group, its period where each has a line of its own, its cells, and their changes."""

    group: str
    code: str | None
    page: str | None
    apart: bool
    period: str | None
    cells: Sequence[Cell | None]
    changes: Sequence[str] = ()


class PageContent:
    """A comparison as its page shows it."""

    def __init__(self, comparison: Comparison) -> None:
        """Prepare what the template shows."""
        self.comparison = comparison
        self.choice: ComparisonChoice = comparison.choice
        self.form = ComparisonForm(self.choice, comparison.available)
        self.title = wording.title(self.choice)
        self.heading = wording.heading(self.choice)
        self.methods = methods(comparison)
        self.source = wording.source(comparison)
        self.order = wording.order(comparison)
        self.chart = chart(comparison)
        self.maps = tile_maps(comparison)
        self.lines = self._lines()

    @property
    def periods_without_map(self) -> list[str]:
        """The periods that a map would have nothing to show for; none for groups that are no places."""
        shown = mapped_periods(self.comparison)
        missing = [period for period in self.comparison.periods if period not in shown]
        return [period_name(period) for period in missing] if self.choice.per.tiles else []

    @property
    def is_side_by_side(self) -> bool:
        """Whether the table has a column for each of several periods."""
        return len(self.choice.periods) > 1

    def _lines(self) -> list[TableLine]:
        """The lines of the table, in its order, as many as are shown."""
        most = None if self.choice.all_lines else MOST_LINES
        if self.is_side_by_side:
            return [self._side_by_side(line) for line in side_by_side(self.comparison)[:most]]
        return [self._line(row) for row in self.comparison.rows[:most]]

    @property
    def changes(self) -> list[str]:
        """The headings of the changes, one for each pair of periods that stand beside each other."""
        pairs = pairwise(self.choice.periods)
        return [translated("Förändring {first} till {last}", first=first, last=last) for first, last in pairs]

    @property
    def hidden(self) -> int:
        """How many lines the page leaves to a link."""
        lines = side_by_side(self.comparison) if self.is_side_by_side else self.comparison.rows
        return len(lines) - len(self.lines)

    def _side_by_side(self, line: Line) -> TableLine:
        cells = [self._cell(row) if row else None for row in line.cells]
        changes = [shown_change(change) for change in line.changes]
        return TableLine(*self._group(next(row for row in line.cells if row)), None, cells, changes)

    def _line(self, row: Row) -> TableLine:
        period = period_name(row["period"])
        return TableLine(*self._group(row), period, [self._cell(row)])

    def _group(self, row: Row) -> tuple[str, str | None, str | None, bool]:
        """A group's name, its code where people know it, the address of its page, and whether it stands apart."""
        code = row["kod"] if self.choice.per.codes else None
        page = page_of(row, self.choice)
        return group_name(row["grupp"]), code, page, stands_apart(self.choice, row["grupp"])

    def _cell(self, row: Row) -> Cell:
        value = shown_value(row["varde"], self.choice)
        return Cell(value, row["projekt"], row["utan_uppgift"], self._notes(row), projects_of(row, self.choice))

    def _notes(self, row: Row) -> list[str]:
        """How much of the value projects of this group alone give, is converted from euro, or has no index yet."""
        said = {
            "omraknat_fran_euro": "varav omräknat från euro: {value}",
            "efter_sista_index": "varav efter sista indexåret: {value}",
        }
        about = {name: row[name] for name in said if row.get(name) is not None}
        return [
            *alone(row, self.choice),
            *(translated(said[name], value=shown_value(value, self.choice)) for name, value in about.items() if value),
        ]

    @property
    def sql_address(self) -> str:
        """Where the query can be run and changed."""
        return sql_address(self.comparison.sql)

    @property
    def diagram(self) -> str:
        """The address of the chart."""
        return self.choice.address(DIAGRAM)
