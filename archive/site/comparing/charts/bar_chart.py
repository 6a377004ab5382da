"""A chart of bars: a group with a bar for each period, by falling value."""

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
from archive.site.comparing.comparison import Comparison, Row
from archive.site.language import translated

MOST_GROUPS = 30
"""Groups that a chart shows; it says so when there are more."""
_BAR = 9


def bar_chart(comparison: Comparison) -> Drawing:
    """The chart as SVG."""
    groups = _groups(comparison)
    said = translated("Stapeldiagram: {n} grupper efter fallande värde. Talen står i tabellen.", n=len(groups))
    picture = Picture("bars", wording.title(comparison.choice), said)
    periods = comparison.periods
    if len(periods) > 1:
        picture.legend([wording.period_name(period) for period in periods])
    highest = max((row["varde"] or 0 for row in comparison.rows), default=0)
    for rows in groups[:MOST_GROUPS]:
        _draw_group(picture, comparison, rows, highest)
    if len(groups) > MOST_GROUPS:
        left_out = "Diagrammet visar de {n} största av {all} grupper; alla står i tabellen och filerna."
        picture.paragraph(translated(left_out, n=MOST_GROUPS, all=len(groups)), note=True)
    return picture.finish(wording.source(comparison))


def _groups(comparison: Comparison) -> list[list[Row]]:
    """The rows of each group by period, the groups in the order of their highest value."""
    found: dict[str | None, list[Row]] = {}
    for row in comparison.rows:
        found.setdefault(row["grupp"], []).append(row)
    return [sorted(rows, key=lambda row: row["period"] or "~") for rows in found.values()]


def _draw_group(picture: Picture, comparison: Comparison, rows: list[Row], highest: float) -> None:
    """The group's name, and a bar with its value for each of its periods."""
    values = [wording.shown_value(row["varde"], comparison.choice) for row in rows]
    beside = len(comparison.periods) == 1
    width = WIDTH - 24 - (text_width(values[0]) if beside else 0)
    picture.y += 4
    for line in wrapped(wording.group_name(rows[0]["grupp"]), width):
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
        picture.text(8, picture.y + SIZE, wording.period_name(row["period"]), Style(SIZE - 1, note=True))
    picture.text(WIDTH - 8, picture.y + SIZE, value, Style(anchor="end"))
    picture.y += LINE
    picture.rect((8, picture.y, _length(row, highest), _BAR), SERIES[at % len(SERIES)])
    picture.y += _BAR + 3


def _length(row: Row, highest: float) -> float:
    return (WIDTH - 16) * max(0, row["varde"] or 0) / highest if highest > 0 else 0
