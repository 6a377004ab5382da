"""Split a text into paragraphs and the headings on lines of their own between them.

A paragraph is a block between blank lines (docs/annotation.md). In a text without blank lines, each line that ends a
sentence ends a paragraph; so do the long ones of a block, which come from markup.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

import msgspec

_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*")
_LINE = re.compile(r"\S[^\n]*")
_LONG_LINE = 160
"""Length in characters above which a line that ends a sentence ends a paragraph inside a block."""
_LOOKAHEAD = 1000
"""Characters below a line used to decide whether it is a heading above them."""
_LONGEST_HEADING = 72
_HEADING_END = re.compile(r"[\w)?!”\"»'’*]:?\Z")
_DATED = r"\d{4}-\d\d|\d{6}|,? \d{1,2} [a-zå]+ \d{4}|(?:nr|nummer) \d+, \d{4}"
_MONTH = r"(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
_NOT_A_HEADING = re.compile(
    r"[^:\n]{2,60}:\s+(?:\D{1,12})?\d|[-–—•·*▪◦‣●○§]|\W*\d+[.)]?\s|\d|[(\[]"
    r"|.*\b(?:ska|skall|skulle|att|och|av|för|med|på|som|till|är|har)\Z"
    rf"|(?:{_MONTH}|våren|sommaren|hösten|vintern)\s+\d{{4}}\Z|.*(?:{_DATED}|@|https?:|www\.|[.!?…]\s+\w|\b(?:ska|skall|är|har|får|kan)\b.*:\Z|\bföljande\b.*:\Z)",
    re.IGNORECASE,
)
"""Labels with a number, items, by-lines with a date, sentences, and lines that introduce a list."""
_ITEM = re.compile(r"\s*([-–—•·*▪◦‣●○]|\d{1,2}[.)]|[a-z][.)])\s*\S")


class Paragraph(msgspec.Struct, frozen=True):
    """A piece of text from `start` to `end`; `heading` marks a line alone above other paragraphs."""

    text: str
    start: int
    end: int
    heading: bool = False

    @property
    def is_list(self) -> bool:
        """Whether at least half of its lines are items of a list."""
        lines = self.text.split("\n")
        return 2 * sum(_ITEM.match(line) is not None for line in lines) >= len(lines)


def paragraphs(
    text: str, start: int = 0, end: int | None = None, marked: Collection[int] = frozenset()
) -> list[Paragraph]:
    """The paragraphs and headings of `text[start:end]` in order, with offsets in the whole text.

    `marked` are the offsets of lines that are headings in the markup.
    """
    pieces = list(_pieces(text, start, len(text) if end is None else end))
    return [_paragraph(text, *piece, marked, last=piece == pieces[-1]) for piece in pieces]


def is_heading(line: str) -> bool:
    """Whether a line of its own reads as a heading: short, no sentence, no item, no by-line with a date."""
    line = line.strip()
    return (
        0 < len(line) <= _LONGEST_HEADING
        and any(map(str.isalpha, line))
        and (line[0].isupper() or line.istitle())
        and _HEADING_END.search(line) is not None
        and _NOT_A_HEADING.match(line) is None
        and not (line.endswith(":") and len(line.split()) > 5)
    )


def _paragraph(text: str, start: int, end: int, marked: Collection[int], last: bool) -> Paragraph:
    written = text[start:end]
    heading = start in marked or (not last and is_heading(written))
    return Paragraph(written, start, end, heading and "\n" not in written)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    blocks = [(block.start(), block.start() + len(block[0].rstrip())) for block in _BLOCK.finditer(text, start, end)]
    is_only_block = len(blocks) == 1
    for first, last in blocks:
        yield from _split(text, first, last, is_only_block)


def _split(text: str, start: int, end: int, is_only_block: bool) -> Iterator[tuple[int, int]]:
    """Split a block: a heading directly above its text, and lines that are paragraphs."""
    lines = [(m.start(), m.start() + len(m[0].rstrip())) for m in _LINE.finditer(text, start, end)]
    edges = [start]
    for number, ((first, last), (after, _)) in enumerate(pairwise(lines)):
        line, following = text[first:last], text[after : after + 1]
        opens = (
            _opens_block(line, following, text[after : min(end, after + _LOOKAHEAD)])
            if number == 0 or is_only_block
            else False
        )
        ends_sentence = line.endswith((".", "!", "?", "”")) and following.isupper()
        if opens or (ends_sentence and (is_only_block or len(line) > _LONG_LINE)):
            edges.append(after)
    for first, last in pairwise([*edges, end]):
        yield first, first + len(text[first:last].rstrip())


def _opens_block(line: str, following: str, rest: str) -> bool:
    """Whether the first line of a block is a heading above the block's text."""
    above_text = len(line) < 48 and len(line.split()) < 7 and (following.isupper() or not following.isalnum())
    if not above_text or line.endswith(":") or not is_heading(line):
        return False
    return 2 * len(line) < 60 or 2 * len(line) < max(map(len, rest.split("\n")))
