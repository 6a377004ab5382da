"""The forms in which a page lists projects: find each item and the name in it."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec

from parser.sectioning.paragraphs import Paragraph

_NAME = r"(?P<name>[A-ZÅÄÖÉ\d\"”][^\n.:;|()]{1,68}?)[\"”]?"
_BULLET = r"[-–—•·*▪◦‣●○]|\d{1,2}[.)]"
_NUMBERED = (
    r"(?:Projekt(?:et|namn|titel)?(?:\s+(?:nr )?(?:\d{1,2}|[A-Z]))?\s*[.:–-]\s+"
    r"|Projekt(?:et)?\s+|(?:\d{1,2}|[A-Z])[.):]\s+)"
)
"""Prefixes of a name: `Projekt 1:`, `Projektnamn:`, `2.`, `B)`."""
_BULLETED = re.compile(rf"^[^\S\n]*(?:{_BULLET})[^\S\n]*{_NAME}(?:\s*[.:;|(\n]|\s[–-]\s|,\s|\s*\Z)", re.MULTILINE)
_MARKED = re.compile(rf"\A(?P<number>{_NUMBERED})?{_NAME}(?:[.:;|(\n]|\s[–-]\s|,\s)")
_TITLE = re.compile(rf"\A(?P<number>{_NUMBERED})?{_NAME}(?:\s*\([^()\n]*\))?[ :]*\Z")
_TO_THE_END = r"(?![^\n]*\b(?:som|där|för att|vilket|inom|och ska)\b)[^\n.,;]{0,89}[^\s.,;\"”'](?=[\"”']?\.?\s*$)"
"""The rest of a line that says nothing more: `LÄRA (Lärande i rörelse)`, `Etapp – väg till arbete` are whole names."""
GRANTED_TO = re.compile(
    rf"(?:{_BULLET})?[^\S\n]*(?P<owner>[A-ZÅÄÖÉ][^\n.:;]{{2,80}}?)\s+"
    r"(?:får|fick|har fått|beviljas|beviljades|tilldelas|tilldelades|erhåller|erhöll)\s[^\n;]{0,200}?\b(?:till|för)\s+"
    r"(?:(?:projektet|förstudien|förprojekteringen|satsningen)\s+)?"
    rf"[\"”']?(?P<name>[A-ZÅÄÖÉ\d](?:{_TO_THE_END}|[^\n]{{1,90}}?(?=[\"”']?(?:\.\s|\.?\s*$|,\s|\s[–-]\s|\s\())))",
    re.MULTILINE,
)
"""`Säffle kommun får 6,6 miljoner kronor till projektet ...`."""
_GRANTED_LINE = re.compile(rf"^[^\S\n]*{GRANTED_TO.pattern}", re.MULTILINE)
_NOT_A_NAME = re.compile(
    r"\s(?:är|har|hade|var|ska|skall|kommer|kan|får|finns|blir|leder|driver|gäller|ligger|startar|öppnar|pågår"
    r"|vänder|omfattar|delar|söker|väntar|\w+as av)\s"
    r"|\A(?:(?:nummer|nr)\s\d|by on\b|(?:för mer information|mer information|kontakt|frågor|läs mer|fakta|pågående)\b)"
    r"|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december),?"
    r"\s(?:19|20)\d\d\Z|\A\d{4}-\d\d-\d\d\Z|\b(?:EU|ESF)-(?:projekt|stöd|medel)\b",
    re.IGNORECASE,
)
"""A sentence, an issue number, contact details or a date: text that is not a name."""
_OF_SECTIONS = re.compile(
    r"(?:bakgrund|syfte|mål\b|målsättning|målgrupp|sammanfattning|resultat|kontakt|finansiering|budget|ekonomi|tillgänglighet"
    r"|jämställdhet|transnationellt|aktiviteter|genomförande|behov|om |så |på gång|vad |varför|hur |vem |utlysning)",
    re.IGNORECASE,
)
"""How headings begin that stand within the text on one project, or above several."""
_MAX_WORDS = 8
"""Maximum words in the name of a project."""


class Item(msgspec.Struct, frozen=True):
    """One project of a list: the place of its text and of the name within it."""

    start: int
    end: int
    name_start: int
    name_end: int


def is_name(name: str) -> bool:
    """Whether the words in the place of a name can be one."""
    return _NOT_A_NAME.search(name) is None


def bulleted(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """`• Name. Owner, amount ...` on lines or as paragraphs; an item extends to the next one in its paragraph."""
    return [*_on_lines(text, pieces, _BULLETED)]


def granted_to(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Lines, with or without a bullet, that state who is granted money for which project."""
    return [*_on_lines(text, pieces, _GRANTED_LINE)]


def headed(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Titles, numbered or not, each with the paragraphs and section headings below it.

    The last has no more paragraphs than the shortest of the others.
    """
    opens = [number for number, piece in enumerate(pieces) if number and _opens(piece)]
    sizes = [following - number - 1 for number, following in pairwise(opens)]
    ends = [*opens[1:], opens[-1] + 1 + max(1, min(sizes, default=1))] if opens else []
    found = [(pieces[number], pieces[number + 1 : end]) for number, end in zip(opens, ends, strict=True)]
    return [_named(name, _TITLE.match(name.text), below[-1].end) for name, below in found if below]


def marked(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Paragraphs, except the first, that begin with a name and a mark; only numbered ones if there are several."""
    found = [(match, piece) for piece in pieces[1:] if not piece.heading and (match := _MARKED.match(piece.text))]
    numbered = [(match, piece) for match, piece in found if match["number"]]
    chosen = numbered if len(numbered) > 1 else found
    return [_named(piece, match, piece.end) for match, piece in chosen if len(match["name"].split()) < _MAX_WORDS]


def _opens(piece: Paragraph) -> bool:
    """Whether a piece is a title, or a heading that is not a section's."""
    title = None if piece.heading or "\n" in piece.text else _TITLE.match(piece.text)
    is_numbered = title is not None and title["number"] and len(piece.text.split()) <= _MAX_WORDS
    return bool(piece.heading or is_numbered) and _OF_SECTIONS.match(piece.text) is None


def _named(piece: Paragraph, match: "re.Match[str] | None", end: int) -> Item:
    first, last = match.span("name") if match else (0, len(piece.text))
    return Item(piece.start, end, piece.start + first, piece.start + last)


def _on_lines(text: str, pieces: Sequence[Paragraph], form: "re.Pattern[str]") -> Iterator[Item]:
    """Each line of a form, to the next one in its paragraph; the first of a paragraph may be indented."""
    for piece in pieces:
        found = [*form.finditer(text, text.rfind("\n", 0, piece.start) + 1, piece.end)]
        for match, end in zip(found, [*(match.start() for match in found[1:]), piece.end], strict=False):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Item(start, start + len(text[start:end].rstrip()), *match.span("name"))


LIST_FORMS: tuple[tuple[int, Callable[[str, Sequence[Paragraph]], list[Item]]], ...] = (
    (2, bulleted),
    (3, headed),
    (3, marked),
)
"""Each form with the minimum number of items in a list whose headline does not announce several projects."""
