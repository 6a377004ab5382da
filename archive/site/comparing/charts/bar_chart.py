"""A chart of bars: a group with a bar for each period, in the order of the table."""

from archive.site.comparing import wording
from archive.site.comparing.charts.drawing import (
    LINE,
    SERIES,
    SIZE,
    WIDTH,
    Drawing,
    Picture,
    Style,
    text_width,
    wrapped,
)
from archive.site.comparing.comparison import Comparison, Row, side_by_side, stands_apart
from archive.site.comparing.shown_values import group_name, period_name, shown_value
from archive.site.language.translations import translated

MOST_GROUPS = 30
"""Groups that a chart shows; it says so when there are more."""
_BAR = 9


def bar_chart(comparison: Comparison) -> Drawing:
    """The chart as SVG; groups that stand apart follow below the others."""
    groups, apart = _groups(comparison)
    said = translated("Stapeldiagram: {n} grupper i tabellens ordning. Talen står i tabellen.", n=len(groups))
    picture = Picture("bars", wording.title(comparison.choice), said)
    periods = comparison.periods
    if len(periods) > 1:
        picture.legend([period_name(period) for period in periods])
    _draw_groups(picture, comparison, groups[:MOST_GROUPS])
    if len(groups) > MOST_GROUPS:
        left_out = (
            "Diagrammet visar de {n} första av {all} grupper i tabellens ordning; alla står i tabellen och filerna."
        )
        picture.paragraph(translated(left_out, n=MOST_GROUPS, all=len(groups)), note=True)
    if apart:
        picture.y += 10
        picture.rule(8, picture.y, WIDTH - 8, picture.y)
        picture.paragraph(translated("Står för sig:"), note=True)
        _draw_groups(picture, comparison, apart)
    return picture.finish(wording.source(comparison))


def _groups(comparison: Comparison) -> tuple[list[list[Row]], list[list[Row]]]:
    """The rows of each group by period, the groups in the order of the table: those compared, and those apart."""
    found: dict[str | None, list[Row]] = {}
    for row in comparison.rows:
        found.setdefault(row["grupp"], []).append(row)
    ordered = [line.group for line in side_by_side(comparison)] if len(comparison.choice.periods) > 1 else found
    made = {group: sorted(found[group], key=lambda row: row["period"] or "~") for group in ordered}
    parts = [
        [rows for group, rows in made.items() if stands_apart(comparison.choice, group) is apart]
        for apart in (False, True)
    ]
    return parts[0], parts[1]


def _draw_groups(picture: Picture, comparison: Comparison, groups: list[list[Row]]) -> None:
    highest = max((row["varde"] or 0 for row in comparison.rows), default=0)
    for rows in groups:
        _draw_group(picture, comparison, rows, highest)


def _draw_group(picture: Picture, comparison: Comparison, rows: list[Row], highest: float) -> None:
    """The group's name, and a bar with its value for each of its periods."""
    values = [shown_value(row["varde"], comparison.choice) for row in rows]
    beside = len(comparison.periods) == 1
    width = WIDTH - 24 - (text_width(values[0]) if beside else 0)
    picture.y += 4
    for line in wrapped(group_name(rows[0]["grupp"]), width):
        picture.text(8, picture.y + SIZE, line)
        picture.y += LINE
    if beside:
        picture.y -= LINE
    for row, value in zip(rows, values, strict=True):
        _draw_bar(picture, comparison, row, value, highest)


def _draw_bar(picture: Picture, comparison: Comparison, row: Row, value: str, highest: float) -> None:
    """A line with the value, and the period where there are several, above its bar."""
    at = comparison.periods.index(row["period"])
    if len(comparison.periods) > 1:
        picture.text(8, picture.y + SIZE, period_name(row["period"]), Style(SIZE - 1, note=True))
    picture.text(WIDTH - 8, picture.y + SIZE, value, Style(anchor="end"))
    picture.y += LINE
    picture.rect((8, picture.y, _length(row, highest), _BAR), SERIES[at % len(SERIES)])
    picture.y += _BAR + 3


def _length(row: Row, highest: float) -> float:
    return (WIDTH - 16) * max(0, row["varde"] or 0) / highest if highest > 0 else 0
