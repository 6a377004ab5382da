"""A chart of lines: a line for each period through the values of its years."""

import math
from itertools import pairwise

from archive.site.comparing import wording
from archive.site.comparing.charts.drawing import SERIES, WIDTH, Drawing, Picture, Style, letters, text_width
from archive.site.comparing.comparison import Comparison, Row
from archive.site.comparing.method_sentences import stretches
from archive.site.comparing.shown_values import period_name, shown_value
from archive.site.language.translations import translated

_HEIGHT = 220
_STEPS = 4


def line_chart(comparison: Comparison) -> Drawing:
    """The chart as SVG; years that do not follow each other are not joined."""
    said = translated("Linjediagram: en linje för varje period, år för år. Talen står i tabellen.")
    picture = Picture("lines", wording.title(comparison.choice), said)
    points = [row for row in comparison.rows if row["grupp"] is not None and row["varde"] is not None]
    picture.legend([period_name(period) for period in _drawn(comparison, points)])
    if points:
        _draw(picture, comparison, points)
    for period in comparison.periods:
        if years := _without_value(comparison, period):
            said = translated("Inget värde, {period}: {years}", period=period_name(period), years=years)
            picture.paragraph(said, note=True)
    for row in comparison.rows:
        if row["grupp"] is None:
            value, period = (
                shown_value(row["varde"], comparison.choice),
                period_name(row["period"]),
            )
            picture.paragraph(translated("Utan startår, {period}: {value}", period=period, value=value), note=True)
    return picture.finish(wording.source(comparison))


def _drawn(comparison: Comparison, points: list[Row]) -> list[str | None]:
    """The periods that have a point."""
    pointed = {row["period"] for row in points}
    return [period for period in comparison.periods if period in pointed]


def _without_value(comparison: Comparison, period: str | None) -> str:
    """The years of a period that stand in the table without a value."""
    rows = [row for row in comparison.rows if row["period"] == period and row["varde"] is None]
    return ", ".join(stretches(sorted(int(row["grupp"]) for row in rows if row["grupp"] is not None)))


def _draw(picture: Picture, comparison: Comparison, points: list[Row]) -> None:
    """The scales, and the lines between them."""
    step = nice_step(max(row["varde"] for row in points) / _STEPS)
    marks = [step * n for n in range(_STEPS + 1)]
    labels = [shown_value(_whole(mark), comparison.choice) for mark in marks]
    left = 16 + max(text_width(label, 11) for label in labels)
    years = [int(row["grupp"]) for row in comparison.rows if row["grupp"] is not None]
    scale = _Scale(left, picture.y + 12, min(years), max(years), marks[-1])
    for mark, label in zip(marks, labels, strict=True):
        picture.rule(left, scale.y(mark), WIDTH - 12, scale.y(mark))
        picture.text(left - 6, scale.y(mark) + 4, label, Style(11, "end"))
    every = math.ceil((max(years) - min(years) + 1) / max(1, (letters(WIDTH - left, 11) // 6)))
    for year in range(max(years), min(years) - 1, -every):
        picture.text(scale.x(year), scale.y(0) + 16, str(year), Style(11, "middle"))
    for at, period in enumerate(_drawn(comparison, points)):
        for part in _joined([row for row in points if row["period"] == period]):
            picture.polyline(
                [(scale.x(int(row["grupp"])), scale.y(row["varde"])) for row in part], SERIES[at % len(SERIES)]
            )
    picture.y += _HEIGHT + 30


class _Scale:
    """Places of years and values in the picture."""

    def __init__(self, left: float, top: float, first: int, last: int, highest: float) -> None:
        self.left, self.top, self.first, self.highest = left + 12, top, first, highest
        self.step = (WIDTH - 28 - self.left) / max(1, last - first)

    def x(self, year: int) -> float:
        return self.left + self.step * (year - self.first)

    def y(self, value: float) -> float:
        return self.top + _HEIGHT * (1 - value / self.highest)


def _joined(rows: list[Row]) -> list[list[Row]]:
    """The rows by year, in parts whose years follow each other."""
    ordered = sorted(rows, key=lambda row: int(row["grupp"]))
    parts = [ordered[:1]] if ordered else []
    for before, row in pairwise(ordered):
        if int(row["grupp"]) == int(before["grupp"]) + 1:
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts


def nice_step(least: float) -> float:
    """The least of 1, 2 and 5 times a power of ten that is not below a number."""
    if least <= 0:
        return 1
    power: float = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value
