"""Whether a page four times as long takes about four times as long to read, however odd it is.

    python -m benchmarks.speed.long_pages

The suite counts function calls for the same; only time shows what a regular expression does within one call. A rule
that goes over the whole page for each of its pieces would take sixteen times as long.
"""

import sys
import timeit
from collections.abc import Callable
from functools import partial

from rich.console import Console
from rich.table import Table

from parser import read_page, understand_page

BAR = 8.0
"""Times as long that a page four times as long may take: between what is linear and what is quadratic."""
PAGES = (
    *("a ", "Syfte\n\n", "Kommun\nKalmar\n", "Region\n", "<li>Projekt</li>", "ESF projekt: a "),
    *("\u00adBakgrund\n", "Medfinansiärer\n\nKommun\n\n"),
)
"""Pieces that a page is made of, over and over."""
PROSE = (
    *("(", "- ", "1 ", "Minst 70 procent av deltagarna ", "Anna Berg ", "((a"),
    *("\n", "-\n", "\u00a0", "...", "!", "\u2028", "İ", "日本語"),
)
"""The same of a text whose prose is understood too."""
OPENING = "Projekt ur Socialfonden\n\nDetta är ett projekt som får stöd av ESF i år.\n\n"
_PAGE, _PROSE, _ROUNDS = 50_000, 2_000, 3


def read_prose(content: bytes) -> None:
    """Reads a page and understands its prose."""
    understand_page(read_page(content))


def growth(read: Callable[[bytes], object], opening: str, piece: str, size: int) -> float:
    """How many times as long it takes to read four times as much as `size` characters; the best of some rounds."""
    texts = [(opening + piece * (times * size // len(piece))).encode() for times in (1, 4)]
    read(texts[0])
    short, long = (min(timeit.repeat(partial(read, text), number=1, repeat=_ROUNDS)) for text in texts)
    return long / short


def main() -> int:
    """Print the table; 1 when a page takes too long."""
    cases = [(read_page, "", piece, _PAGE) for piece in PAGES] + [(read_prose, OPENING, one, _PROSE) for one in PROSE]
    table = Table("made of", "times as long", title="A page four times as long")
    found = {piece: growth(read, opening, piece, size) for read, opening, piece, size in cases}
    for piece, times in found.items():
        table.add_row(repr(piece), f"{times:.1f}")
    Console().print(table)
    print(f"bar: at most {BAR} times as long; measured {max(found.values()):.1f}")
    return int(max(found.values()) > BAR)


if __name__ == "__main__":
    sys.exit(main())
