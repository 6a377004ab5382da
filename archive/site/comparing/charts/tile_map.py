"""A map of equal tiles, one for each region or county, coloured by its value in five steps."""

import functools
import textwrap
from itertools import pairwise

from archive.site.comparing import wording
from archive.site.comparing.catalogue import tiles
from archive.site.comparing.charts.drawing import INK, NOTE, PAPER, WIDTH, Drawing, Picture, Style, letters, text_width
from archive.site.comparing.comparison import Comparison, Row
from archive.site.comparing.shown_values import group_name, period_name, shown_value
from archive.site.language.translations import translated
from schema.places import reference_rows

COLOURS = (("#e3edf7", INK), ("#b4cfe9", INK), ("#7fb0db", INK), ("#2f6fb0", PAPER), ("#0b3d73", PAPER))
"""Colour of a tile and of its text, from the lowest fifth up to the highest value to the highest fifth."""
_HEIGHT, _GAP = 62, 4


def tile_maps(comparison: Comparison) -> list[Drawing]:
    """A map as SVG for each period that has a value for one of its places, all on one scale."""
    return [_tile_map(comparison, period, at) for at, period in enumerate(mapped_periods(comparison))]


def mapped_periods(comparison: Comparison) -> list[str | None]:
    """The periods that have a map: none for groups that are no places."""
    places = tiles().get(comparison.choice.per.tiles, {})
    valued = {row["period"] for row in comparison.rows if row["kod"] in places and row["varde"] is not None}
    return [period for period in comparison.periods if period in valued]


def _tile_map(comparison: Comparison, period: str | None, at: int) -> Drawing:
    title = f"{wording.title(comparison.choice)}: {period_name(period)}"
    picture = Picture(f"tiles-{at}", title, translated("Karta av rutor, en för varje plats. Talen står i tabellen."))
    rows = {row["kod"]: row for row in comparison.rows if row["period"] == period}
    places = tiles()[comparison.choice.per.tiles]
    highest = max((row["varde"] or 0 for row in comparison.rows if row["kod"] in places), default=0)
    _draw_tiles(picture, comparison, rows, highest)
    _draw_legend(picture, comparison, highest)
    for code, row in rows.items():
        if code not in places:
            value = shown_value(row["varde"], comparison.choice)
            name = group_name(row["grupp"])
            picture.paragraph(translated("Utanför kartan: {name}, {value}", name=name, value=value), note=True)
    return picture.finish(wording.source(comparison))


def _draw_tiles(picture: Picture, comparison: Comparison, rows: dict[str | None, Row], highest: float) -> None:
    places = tiles()[comparison.choice.per.tiles]
    columns, lines = (1 + max(place[axis] for place in places.values()) for axis in (0, 1))
    width = (WIDTH - 16) / columns
    for code, (column, line) in places.items():
        x, y = 8 + column * width, picture.y + 6 + line * _HEIGHT
        _draw_tile(picture, comparison, (x, y, width - _GAP), (code, rows.get(code)), highest)
    picture.y += lines * _HEIGHT + 12


def _draw_tile(
    picture: Picture,
    comparison: Comparison,
    at: tuple[float, float, float],
    place: tuple[str, Row | None],
    highest: float,
) -> None:
    """A tile with the place's name and value; without colour where there is none."""
    (x, y, width), (code, row) = at, place
    value = row["varde"] if row else None
    fill, ink = (PAPER, INK) if value is None else COLOURS[step_of(value, highest)]
    picture.rect((x, y, width, _HEIGHT - _GAP), fill, stroke=NOTE)
    name = _names()[code]
    words = textwrap.wrap(name, letters(width - 6, 11), break_long_words=False)
    for n, text in enumerate([*words, shown_value(value, comparison.choice)]):
        size = min(11.0, 11 * (width - 6) / text_width(text, 11))
        picture.text(x + width / 2, y + 15 + n * 14, text, Style(size, "middle", ink))


@functools.cache
def _names() -> dict[str, str]:
    """The names of regions and counties by their codes."""
    regions = {row["nuts2"]: row["region"] for row in reference_rows("regions")}
    return regions | {row["code"]: row["name"] for row in reference_rows("counties")}


def step_of(value: float, highest: float) -> int:
    """Which of five equal steps from 0 to the highest value a value lies in, from 0."""
    return min(len(COLOURS) - 1, max(0, int(len(COLOURS) * value / highest))) if highest > 0 else 0


def _draw_legend(picture: Picture, comparison: Comparison, highest: float) -> None:
    """What each colour stands for."""
    if highest <= 0:
        return
    choice = comparison.choice
    whole = not choice.per_inhabitant and not choice.measure.per_person
    steps = whole_steps(round(highest)) if whole else _steps(highest)
    for (fill, _), (low, high) in zip(COLOURS, steps, strict=True):
        if low <= high:
            picture.rect((8, picture.y + 2, 12, 12), fill, stroke=NOTE)
            picture.text(26, picture.y + 13, _step_text(low, high, highest, comparison), Style(11))
            picture.y += 16
    picture.rect((8, picture.y + 2, 12, 12), PAPER, stroke=NOTE)
    picture.text(26, picture.y + 13, translated("inget värde"), Style(11))
    picture.y += 20


def whole_steps(highest: int) -> list[tuple[int, int]]:
    """The lowest and highest whole number of each of the steps; the lowest is above the highest where none is there."""
    lows = [-(-highest * n // len(COLOURS)) for n in range(len(COLOURS))]
    return [(low, after - 1) for low, after in zip(lows, [*lows[1:], highest + 1], strict=True)]


def _steps(highest: float) -> list[tuple[float, float]]:
    bounds = [*(highest * n / len(COLOURS) for n in range(len(COLOURS))), highest]
    return list(pairwise(bounds))


def _step_text(low: float, high: float, highest: float, comparison: Comparison) -> str:
    """`0 kr – 199 kr` of whole numbers; `0,00 kr – under 0,20 kr` of others, whose next step begins where one ends."""
    choice = comparison.choice
    first, last = (shown_value(value, choice) for value in (low, high))
    if low == high:
        return first
    whole = not choice.per_inhabitant and not choice.measure.per_person
    return f"{first} – {last}" if whole or high == highest else f"{first} – {translated('under')} {last}"
