"""The forms in which a page lists projects: where each item and the name in it stand."""

import functools
import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

import msgspec

from parser.understanding.sections.lexicon import Lexicon
from parser.understanding.sections.paragraphs import Paragraph
from parser.understanding.sections.section_cues import HEADING_CUES

_NAME = r"(?P<name>[A-ZÅÄÖÉ\d\"”][^\n.:;|()]{1,68}?)[\"”]?"
_MARK = r"(?:\s*[.:;|(\n]|\s[–-]\s|,\s|\s*\Z)"
_BULLETED = re.compile(rf"^[^\S\n]*(?:[-–—•·*▪◦‣●○]|\d{{1,2}}[.)])[^\S\n]*{_NAME}{_MARK}", re.MULTILINE)
_MARKED = re.compile(rf"\A(?:Projekt(?:et|namn)?:?\s+)?{_NAME}(?:[.:;|(\n]|\s[–-]\s|,\s)")
_CALLED = re.compile(
    r"\b[Pp]rojektet,?\s+[\"”]?(?P<name>[A-ZÅÄÖ][^\n.,:;()\"”]{2,60}?)[\"”]?(?:[.,:;()]|\s(?:är|får|ska|i|som|vill|har)\s)"
)

_MOST_WORDS = 8
"""Words in the name of a project that a sentence does not go on from."""


class Item(msgspec.Struct, frozen=True):
    """One project of a list: where its text and, within it, its name stand."""

    start: int
    end: int
    name_start: int
    name_end: int


def bulleted(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """`• Name. Owner, amount ...` on lines or as paragraphs; an item goes on to the next in its paragraph."""
    items = []
    for piece in pieces:
        found = list(_BULLETED.finditer(text, piece.start, piece.end))
        ends = [match.start() for match in found[1:]] + [piece.end]
        items += [_from_line(text, match, end) for match, end in zip(found, ends, strict=False)]
    return items


def headed(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Headings that are no headings of a project's parts, each with the paragraphs below it; the last with one."""
    items = []
    headings = [number for number, piece in enumerate(pieces) if piece.heading and number]
    for number, following in zip_longest(headings, headings[1:]):
        name, below = pieces[number], pieces[number + 1 : following if following else number + 2]
        if below and not _headings().count(name.text):
            items.append(Item(name.start, below[-1].end, name.start, name.end))
    return items


def marked(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Paragraphs that begin with a name and a mark after it, the first of the page left out."""
    found = ((_MARKED.match(piece.text), piece) for piece in pieces[1:] if not piece.heading)
    return [_whole(piece, match) for match, piece in found if match and len(match["name"].split()) < _MOST_WORDS]


def called(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Paragraphs that each name another `projektet ...`."""
    found = ((_CALLED.search(piece.text), piece) for piece in pieces[1:] if not piece.heading)
    return [_whole(piece, match) for match, piece in found if match]


def _whole(piece: Paragraph, match: "re.Match[str]") -> Item:
    first, last = match.span("name")
    return Item(piece.start, piece.end, piece.start + first, piece.start + last)


def _from_line(text: str, match: "re.Match[str]", end: int) -> Item:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Item(start, start + len(text[start:end].rstrip()), *match.span("name"))


@functools.cache
def _headings() -> Lexicon:
    return Lexicon(HEADING_CUES)


FORMS: tuple[tuple[int, Callable[[str, Sequence[Paragraph]], list[Item]]], ...] = (
    (2, bulleted),
    (3, headed),
    (3, marked),
    (3, called),
)
"""Each form with how many items make a list where the headline does not say that there are several projects."""
