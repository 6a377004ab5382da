"""Pages that list several projects: where each item stands, or that the items cannot be told apart.

A page is a list when its opening speaks of projects in the plural and it has items of one form, most of which name an
organisation or an amount. The forms, as data, are lines with a bullet or number and a name, lines with a name and a mark
after it, headings with text below, and paragraphs that each name another `projektet ...`.
"""

import functools
import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

import msgspec

from parser.understanding.lexicon import Lexicon
from parser.understanding.organisation_names import organisations
from parser.understanding.paragraphs import Paragraph
from parser.understanding.project_facts import find_owner
from parser.understanding.section_cues import HEADING_CUES
from schema.record import Value

_NUMBER = r"(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|arton|tjugo|[2-9]|[1-9]\d)"
_PLURAL = re.compile(
    rf"(?<!ett av )(?<!en av )\b(?:{_NUMBER}|flera|många|alla|nya|årets|länets|regionens|följande|dessa|samtliga|olika|varje)\b"
    r"(?: (?!av\b)[\w-]+){0,3}? (?:[\w-]*projekt|[\w-]*ansökningar|[\w-]*satsningar)\b(?!et)"
    r"|\b[\w-]*projekten\b|\bprojektlista\b|\b(?:beviljade|godkända|pågående|avslutade) (?:[\w-]*projekt|ansökningar)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d[\d\s.,]*(?:kr\b|kronor|mkr|tkr|miljon|mnkr|euro|eur\b)", re.IGNORECASE)
_NAME = r"(?P<name>[A-ZÅÄÖÉ\d\"”][^\n.:;|()]{1,68}?)[\"”]?"
_MARK = r"(?:\s*[.:;|(\n]|\s[–-]\s|,\s|\s*\Z)"
_BULLETED = re.compile(rf"^[^\S\n]*(?:[-–—•·*▪◦‣●○]|\d{{1,2}}[.)])[^\S\n]*{_NAME}{_MARK}", re.MULTILINE)
_MARKED = re.compile(rf"\A(?:Projekt(?:et|namn)?:?\s+)?{_NAME}(?:[.:;|(\n]|\s[–-]\s|,\s)")
_CALLED = re.compile(
    r"\b[Pp]rojektet,?\s+[\"”]?(?P<name>[A-ZÅÄÖ][^\n.,:;()\"”]{2,60}?)[\"”]?(?:[.,:;()]|\s(?:är|får|ska|i|som|vill|har)\s)"
)
_FEWEST, _SUPPORTED, _OPENING, _READ = 2, 0.7, 2, 2000

Places = list[tuple[int, int, int, int]]


class Item(msgspec.Struct, frozen=True):
    """One project of a list: where its text and, within it, its name stand."""

    start: int
    end: int
    name_start: int
    name_end: int


_FIRST_SAID = re.compile(
    r"[\s.:,;()–-]*(?:Projektägare:? )?(?P<owner>[A-ZÅÄÖÉ][\w&/-]*(?: (?:i|och|&) (?=[A-ZÅÄÖÉ])| [A-ZÅÄÖÉ][\w&/-]*)*)(?=[,;)]|\s+\d|\s[–-]\s)"
)


def item_owner(text: str, item: Item) -> Value | None:
    """Who owns a project of a list: the organisation the item says so of, else what stands first after its name."""
    found = find_owner(text, item.name_end, item.end)
    first = None if found else _FIRST_SAID.match(text.replace("\n", " "), item.name_end, item.end)
    if first is None:
        return found
    start, end = first.span("owner")
    return Value("owner", text[start:end], start, end, "inferred")


def speaks_of_several(pieces: Sequence[Paragraph]) -> bool:
    """Whether the headline says that the page is about several projects."""
    return bool(pieces) and _PLURAL.search(pieces[0].text[:_READ]) is not None


def find_items(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """The projects that a page lists, in order; empty when it is not a list or its items cannot be told apart."""
    opening = [piece.text[:_READ] for piece in pieces[: _OPENING + 1]]
    if not any(map(_PLURAL.search, opening)):
        return []
    found = ([Item(*place) for place in form(text, pieces)] for form in _FORMS)
    return max(filter(lambda items: _is_list(text, items), found), key=len, default=[])


def _is_list(text: str, items: Sequence[Item]) -> bool:
    names = {text[item.name_start : item.name_end].casefold() for item in items}
    supported = sum(_is_project(text, item) for item in items)
    return len(items) >= _FEWEST and len(names) == len(items) and supported >= _SUPPORTED * len(items)


def _is_project(text: str, item: Item) -> bool:
    """Whether an item says who gets money or how much, and more than that."""
    said = text[item.name_end : item.end]
    rich = len(said.split()) > 2
    return rich and (
        _AMOUNT.search(said) is not None or any(True for _ in organisations(text, item.name_end, item.end))
    )


def _bulleted(text: str, pieces: Sequence[Paragraph]) -> Places:
    """`• Name. Owner, amount ...` on lines or as paragraphs; an item goes on to the next in its paragraph."""
    places: Places = []
    for piece in pieces:
        found = list(_BULLETED.finditer(text, piece.start, piece.end))
        ends = [match.start() for match in found[1:]] + [piece.end]
        places += [_place(text, match, end) for match, end in zip(found, ends, strict=False)]
    return places


def _marked(text: str, pieces: Sequence[Paragraph]) -> Places:
    """Paragraphs that begin with a name and a mark after it, the first two of the page left out."""
    found = [(_MARKED.match(piece.text), piece) for piece in pieces[1:] if not piece.heading]
    return [
        (piece.start, piece.end, piece.start + match.start("name"), piece.start + match.end("name"))
        for match, piece in found
        if match and len(match["name"].split()) < 8
    ]


def _headed(text: str, pieces: Sequence[Paragraph]) -> Places:
    """Headings that are no headings of a project's parts, each with the paragraphs below it; the last with one."""
    places: Places = []
    headings = [number for number, piece in enumerate(pieces) if piece.heading and number]
    for number, following in zip_longest(headings, headings[1:]):
        below = pieces[number + 1 : following] if following else pieces[number + 1 : number + 2]
        if below and not _headings().count(pieces[number].text):
            places.append((pieces[number].start, below[-1].end, pieces[number].start, pieces[number].end))
    return places


def _called(text: str, pieces: Sequence[Paragraph]) -> Places:
    """Paragraphs that each name another project."""
    found = ((_CALLED.search(piece.text), piece) for piece in pieces[1:] if not piece.heading)
    return [
        (piece.start, piece.end, piece.start + match.start("name"), piece.start + match.end("name"))
        for match, piece in found
        if match
    ]


def _place(text: str, match: "re.Match[str]", end: int) -> tuple[int, int, int, int]:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return start, start + len(text[start:end].rstrip()), *match.span("name")


_FORMS: tuple[Callable[[str, Sequence[Paragraph]], Places], ...] = (_bulleted, _headed, _marked, _called)


@functools.cache
def _headings() -> Lexicon:
    return Lexicon(HEADING_CUES)
