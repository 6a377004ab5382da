"""Split a text into paragraphs and the headings on lines of their own between them.

A paragraph is a block between blank lines (docs/annotation.md). In a text without blank lines, each line that ends a
sentence ends a paragraph; so do the long ones of a block, which come from markup.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise

import msgspec

from parser.sectioning import pattern
from parser.sectioning.named_headings import named_section

_LONG_LINE = 160
"""Length in characters above which a line that ends a sentence ends a paragraph inside a block."""
_LOOKAHEAD = 1000
"""Characters below a line used to decide whether it is a heading above them."""
_LONGEST_HEADING, _LONGEST_ABOVE = 72, 48
"""Characters in a heading, and in one directly above its text."""
_FEW_WORDS, _MEMO_WORDS = 14, 32
"""A by-line has fewer words than the former, the head of a memo at most the latter."""


class Paragraph(msgspec.Struct, frozen=True):
    """A piece of text from `start` to `end`; `heading` marks a line alone above other paragraphs."""

    text: str
    start: int
    end: int
    heading: bool = False

    @property
    def first_line(self) -> tuple[int, int]:
        """The place of its first line."""
        return self.start, self.start + len(self.text.split("\n", 1)[0].rstrip())

    @property
    def is_list(self) -> bool:
        """Whether at least half of its lines are items of a list."""
        lines = self.text.split("\n")
        return 2 * sum(map(bool, map(pattern("list_item").match, lines))) >= len(lines)

    @property
    def is_byline(self) -> bool:
        """Whether it holds no sentence of the text: too few words, or the head of a memo."""
        words = len(self.text.split())
        if words > _MEMO_WORDS or self.is_list:
            return False
        if pattern("memo_head").match(self.text) and any(one == ":" or one.isdecimal() for one in self.text):
            return True
        return words < 4 or (words < _FEW_WORDS and pattern("sentence_end").search(self.text) is None)


def paragraphs(
    text: str, start: int = 0, end: int | None = None, marked: Collection[int] = frozenset()
) -> list[Paragraph]:
    """The paragraphs and headings of `text[start:end]` in order, with offsets in the whole text.

    `marked` are the offsets of lines that are headings in the markup.
    """
    blocks = [*_stripped("block", text, start, len(text) if end is None else end)]
    pieces = [piece for block in blocks for piece in _split(text, *block, is_only_block=len(blocks) == 1)]
    return [_paragraph(text, *piece, marked, last=piece == pieces[-1]) for piece in pieces]


def is_heading(line: str) -> bool:
    """Whether a line of its own reads as a heading: short, no sentence, no item, no by-line with a date."""
    line = line.strip()
    return (
        0 < len(line) <= _LONGEST_HEADING
        and (line[0].isupper() or line.istitle())
        and any(map(str.isalpha, line))
        and pattern("heading_end").search(line) is not None
        and pattern("no_heading").match(line) is None
        and not (line.endswith(":") and len(line.split()) > 5)
    )


def _paragraph(text: str, start: int, end: int, marked: Collection[int], last: bool) -> Paragraph:
    written = text[start:end]
    heading = start in marked or (not last and is_heading(written))
    return Paragraph(written, start, end, heading and "\n" not in written)


def _stripped(form: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of blocks or lines, without white space at their ends."""
    for one in pattern(form).finditer(text, start, end):
        yield one.start(), one.start() + len(one[0].rstrip())


def _split(text: str, start: int, end: int, is_only_block: bool) -> Iterator[tuple[int, int]]:
    """Split a block: a heading directly above its text, and lines that are paragraphs."""
    edges = [start]
    for (first, last), (after, _) in pairwise(_stripped("line", text, start, end)):
        line, following = text[first:last], text[after]
        opens = (first == start or is_only_block) and _opens_block(line, text[after : min(end, after + _LOOKAHEAD)])
        ends_sentence = line.endswith((".", "!", "?", "”")) and following.isupper()
        if opens or (ends_sentence and (is_only_block or len(line) > _LONG_LINE)):
            edges.append(after)
    for first, last in pairwise([*edges, end]):
        yield first, first + len(text[first:last].rstrip())


def _opens_block(line: str, rest: str) -> bool:
    """Whether the first line of a block is a heading above the block's text; with a colon, one that names a section."""
    is_above = len(line) < _LONGEST_ABOVE and len(line.split()) < 7 and (rest[0].isupper() or not rest[0].isalnum())
    if not is_above or (line.endswith(":") and not named_section(line)) or not is_heading(line):
        return False
    return 2 * len(line) < 60 or 2 * len(line) < max(map(len, rest.split("\n")))
