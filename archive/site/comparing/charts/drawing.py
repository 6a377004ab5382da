"""Pictures as SVG: shapes and measured text, with a title and a description for those who cannot see them.

Colours are attributes, so that a picture stands by itself; each shape has a class too, by which a page may colour it.
"""

import math
import textwrap
from collections.abc import Sequence
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec

WIDTH = 440
"""Width of a picture: it fits a telephone, and its text can be read there."""
SIZE, LINE = 13, 17
_LETTER = 0.56
"""Width of a letter as a share of its size, more than the mean of the usual fonts."""
INK, NOTE, PAPER, RULE = "#1b2430", "#55606e", "#ffffff", "#8a97a8"
SERIES = ("#2f6fb0", "#c2571a", "#2f855a", "#7d55c7", "#a8761c", "#b83280")
"""Colours of periods, each of three times the contrast of white and of black."""


def letters(width: float, size: float = SIZE) -> int:
    """How many letters of a size fit into a width."""
    return int(width / (size * _LETTER))


def text_width(text: str, size: float = SIZE) -> float:
    """The width of a text."""
    return len(text) * size * _LETTER


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """The text in lines that fit into a width; nothing is left out."""
    return textwrap.wrap(text, letters(width, size)) or [""]


class Style(msgspec.Struct, frozen=True):
    """How a text is drawn; its own `colour` is kept whatever the colours of the page are."""

    size: float = SIZE
    anchor: Literal["start", "middle", "end"] = "start"
    colour: str = ""
    bold: bool = False
    note: bool = False


class Drawing(msgspec.Struct, frozen=True):
    """A finished picture as XML, with the size of a frame that shows all of it, in pixels."""

    svg: str
    width: int
    height: int


class Picture:
    """A picture that grows downwards: `y` is where the next line begins."""

    def __init__(self, name: str, title: str, description: str) -> None:
        """Start with the title as text; `name` makes the ids of a page's pictures differ."""
        ids = {"title": f"{name}-title", "desc": f"{name}-desc"}
        self.svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "class": "chart"})
        self.svg.set("aria-labelledby", " ".join(ids.values()))
        self.svg.set("font-family", "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif")
        for tag, text in (("title", title), ("desc", description)):
            SubElement(self.svg, tag, id=ids[tag]).text = text
        self._paper = SubElement(self.svg, "rect", {"class": "paper", "fill": PAPER, "width": str(WIDTH)})
        self.y = 8.0
        self.paragraph(title, bold=True)

    def paragraph(self, text: str, *, bold: bool = False, note: bool = False, width: float = WIDTH - 16) -> None:
        """Lines of text from the left edge on."""
        size = SIZE - 2 if note else SIZE
        for line in wrapped(text, width * (0.92 if bold else 1), size):
            self.text(8, self.y + size, line, Style(size, bold=bold, note=note))
            self.y += size + 4

    def text(self, x: float, y: float, text: str, style: Style | None = None) -> None:
        """One line of text at a place."""
        style = style or Style()
        attributes = {"x": _number(x), "y": _number(y), "font-size": _number(style.size), "text-anchor": style.anchor}
        attributes |= {"fill": style.colour or (NOTE if style.note else INK)}
        attributes |= {} if style.colour else {"class": "note-text" if style.note else "ink"}
        SubElement(self.svg, "text", attributes | ({"font-weight": "bold"} if style.bold else {})).text = text

    def rect(self, box: tuple[float, float, float, float], colour: str, stroke: str = "") -> None:
        """A rectangle: its left and upper edge, its width and height."""
        shape = dict(zip(("x", "y", "width", "height"), map(_number, box), strict=True)) | {"fill": colour}
        SubElement(self.svg, "rect", shape | ({"stroke": stroke} if stroke else {}))

    def polyline(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A line through points, each of them marked."""
        joined = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        SubElement(self.svg, "polyline", {"points": joined, "fill": "none", "stroke": colour, "stroke-width": "2.5"})
        for x, y in points:
            SubElement(self.svg, "circle", {"cx": _number(x), "cy": _number(y), "r": "3.5", "fill": colour})

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A thin line of a scale."""
        ends = {"x1": _number(x1), "y1": _number(y1), "x2": _number(x2), "y2": _number(y2)}
        SubElement(self.svg, "line", {**ends, "class": "rule", "stroke": RULE, "stroke-width": "0.7"})

    def legend(self, names: Sequence[str]) -> None:
        """The colours of `SERIES` with what each stands for, a line each."""
        for at, name in enumerate(names):
            self.rect((8, self.y + 3, 12, 12), SERIES[at % len(SERIES)])
            for line in wrapped(name, WIDTH - 40):
                self.text(26, self.y + SIZE, line)
                self.y += LINE

    def finish(self, source: str) -> Drawing:
        """The picture with its source below, as high as it has grown."""
        self.y += 6
        self.paragraph(source, note=True)
        height = _number(self.y + 6)
        self.svg.set("viewBox", f"0 0 {WIDTH} {height}")
        self.svg.set("width", str(WIDTH))
        self.svg.set("height", height)
        self._paper.set("height", height)
        return Drawing(tostring(self.svg, encoding="unicode"), WIDTH + 20, math.ceil(self.y) + 26)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
