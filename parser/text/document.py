"""A page as lines of canonical text: the input to every rule of the parser."""

import functools
from collections.abc import Callable, Sequence, Set
from itertools import accumulate
from typing import Literal

from parser.text.composed_unicode import composed

_SPACES = dict.fromkeys(map(ord, "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
                                 "\u202f\u205f\u3000"), " ")  # fmt: skip
_IGNORABLE = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010),
                            *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF])  # fmt: skip
_FOLDING = _IGNORABLE | _SPACES


_LONG = 200
"""Length from which a line is taken as it is, in characters: no label and value are as long."""


class Document:
    r"""Canonical text (NFC, line ends `\n`, document order) with the structure that markup gave its lines.

    `headings` are the lines inside h1 to h6, `items` those that open a list item; `blocks` pairs a line with the step
    before it, where a container element opens (1, or 2 for nav, footer, aside and dialog) or closes (-1).
    """

    def __init__(
        self,
        lines: list[str],
        headings: Set[int] = frozenset(),
        items: Set[int] = frozenset(),
        blocks: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.lines = lines
        self.starts = [0, *accumulate([len(line) + 1 for line in lines])]
        self.headings, self.items, self.blocks = headings, items, blocks
        self.head: Callable[[Literal["title", "address"]], str] = lambda _: ""
        """Looks up the title or the address in the page's head."""

    @functools.cached_property
    def furniture(self) -> list[tuple[int, int]]:
        """Half-open line ranges inside nav, footer, aside and dialog."""
        open_starts: list[int | None] = []
        ranges = []
        for line, step in self.blocks:
            if step > 0:
                open_starts.append(line if step > 1 else None)
            elif (start := open_starts.pop() if open_starts else None) is not None:
                ranges.append((start, line))
        return ranges

    @functools.cached_property
    def hidden(self) -> frozenset[int]:
        """The lines of page furniture: none of them is a label, a heading, a list, a title or an item."""
        return frozenset(line for first, last in self.furniture for line in range(first, last))

    def folded(self, number: int) -> str:
        """The folded text of a line, a long one as it is; empty where it is blank or page furniture."""
        line = self.lines[number]
        if not line or number in self.hidden:
            return ""
        return fold(line) if len(line) < _LONG else line

    @functools.cached_property
    def folded_lines(self) -> list[tuple[int, str]]:
        """Number and folded text of every line that is not blank, nor page furniture."""
        return [(number, folded) for number in self.all_lines if (folded := self.folded(number))]

    @functools.cached_property
    def folded_text(self) -> str:
        """The folded lines, in which a word is quickly sought."""
        return "\n".join([line for _, line in self.folded_lines])

    @property
    def all_lines(self) -> range:
        """The numbers of all lines."""
        return range(len(self.lines))

    @functools.cached_property
    def text(self) -> str:
        """The whole canonical text."""
        return "\n".join(self.lines)

    @property
    def page_title(self) -> str:
        """The text of `<title>`, empty when there is none."""
        return self.head("title")

    @property
    def address(self) -> str | None:
        """The page's own address (canonical link)."""
        address = self.head("address")
        return address if address.startswith(("http://", "https://")) else None


def plain_document(data: bytes) -> Document:
    r"""Parse plain text in UTF-8; line ends become `\\n`, the text NFC, all else is unchanged."""
    text = data.decode("utf-8", "replace")
    unified = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return Document(composed(unified).split("\n"))


def fold(line: str) -> str:
    """Normalise a line for comparison: plain spaces, none at the ends, no soft hyphens or control characters."""
    return line.strip() if line.isprintable() else line.translate(_FOLDING).strip()


def unfold(line: str, length: int) -> int:
    """Offset in `line` where the first `length` characters of `fold(line)` end."""
    head = line[:length]
    if length and head.isprintable() and head[0] != " ":
        return length
    position = 0
    while position < len(line) and not fold(line[position]):
        position += 1
    while length > 0:
        length -= ord(line[position]) not in _IGNORABLE
        position += 1
    return position


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a range to exclude white space at both ends."""
    piece = text[start:end].rstrip()
    stop = start + len(piece)
    return stop - len(piece.lstrip()), stop
