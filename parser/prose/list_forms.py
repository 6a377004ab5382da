"""The forms in which a page lists projects: find each item and the name in it."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from parser.sectioning.evidence import is_usual_heading
from parser.sectioning.paragraphs import Paragraph

_NAME = r"(?P<name>[A-ZÅÄÖÉ\d\"”][^\n.:;|()]{1,68}?)[\"”]?"
_MARK = r"(?:\s*[.:;|(\n]|\s[–-]\s|,\s|\s*\Z)"
_BULLETED = re.compile(rf"^[^\S\n]*(?:[-–—•·*▪◦‣●○]|\d{{1,2}}[.)])[^\S\n]*{_NAME}{_MARK}", re.MULTILINE)
_NUMBERED = (
    r"(?:Projekt(?:et|namn|titel)?(?:\s+(?:nr )?(?:\d{1,2}|[A-Z]))?\s*[.:–-]\s+"
    r"|Projekt(?:et)?\s+|(?:\d{1,2}|[A-Z])[.):]\s+)"
)
"""Prefixes of a name: `Projekt 1:`, `Projektnamn:`, `2.`, `B)`."""
_MARKED = re.compile(rf"\A{_NUMBERED}?{_NAME}(?:[.:;|(\n]|\s[–-]\s|,\s)")
_TITLE = re.compile(rf"\A{_NUMBERED}?{_NAME}(?:\s*\([^()\n]*\))?[ :]*\Z")
_TITLE_NUMBERED = re.compile(rf"\A{_NUMBERED}{_NAME}(?:\s*\([^()\n]*\))?[ :]*\Z")
_CALLED = re.compile(
    r"\b[Pp]rojektet,?\s+[\"”]?(?P<name>[A-ZÅÄÖ][^\n.,:;()\"”]{2,60}?)[\"”]?(?:[.,:;()]"
    r"|\s(?:är|får|ska|i|som|vill|har)\s)"
)
_GETS = r"(?:får|fick|har fått|beviljas|beviljades|tilldelas|tilldelades|erhåller|erhöll)"
_TO_THE_END = r"(?![^\n]*\b(?:som|där|för att|vilket|inom|och ska)\b)[^\n.,;]{0,89}[^\s.,;\"”'](?=[\"”']?\.?\s*$)"
"""The rest of a line that says nothing more: `LÄRA (Lärande i rörelse)`, `Etapp – väg till arbete` are whole names."""
GRANTED_TO = re.compile(
    r"(?:[-–—•·*▪◦‣●○]|\d{1,2}[.)])?[^\S\n]*(?P<owner>[A-ZÅÄÖÉ][^\n.:;]{2,80}?)\s+"
    rf"{_GETS}\s[^\n;]*?\b(?:till|för)\s+(?:(?:projektet|förstudien|förprojekteringen|satsningen)\s+)?"
    rf"[\"”']?(?P<name>[A-ZÅÄÖÉ\d](?:{_TO_THE_END}|[^\n]{{1,90}}?(?=[\"”']?(?:\.\s|\.?\s*$|,\s|\s[–-]\s|\s\())))",
    re.MULTILINE,
)
"""`Säffle kommun får 6,6 miljoner kronor till projektet ...`."""
_GRANTED_LINE = re.compile(rf"^[^\S\n]*{GRANTED_TO.pattern}", re.MULTILINE)
_NAME_FIRST = re.compile(
    rf"\A{_NUMBERED}?{_NAME}(?=,?\s(?:(?:som|och)\s)?(?:drivs|drevs|ägs|ägdes|med\s[^.\n]*\b(?:som|till)\b|{_GETS})\b)"
)

_NOT_A_NAME = re.compile(
    r"\s(?:är|har|hade|var|ska|skall|kommer|kan|får|finns|blir|leder|driver|gäller|ligger|startar|öppnar|pågår"
    r"|vänder|omfattar|delar|söker|väntar|\w+as av)\s"
    r"|\A(?:(?:nummer|nr)\s\d|(?:för mer information|mer information|kontakt|frågor|läs mer|fakta)\b)"
    r"|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
    r"\s(?:19|20)\d\d\Z|\A\d{4}-\d\d-\d\d\Z",
    re.IGNORECASE,
)
"""A sentence, an issue number, contact details or a date: text that is not a name."""
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
    items = []
    for piece in pieces:
        found = list(_BULLETED.finditer(text, _line_start(text, piece), piece.end))
        ends = [match.start() for match in found[1:]] + [piece.end]
        items += [_from_line(text, match, end) for match, end in zip(found, ends, strict=False)]
    return items


def headed(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Titles, numbered or not, each with the paragraphs and section headings below it.

    The last has no more paragraphs than the shortest of the others.
    """
    opens = [number for number, piece in enumerate(pieces) if number and _opens(piece)]
    sizes = [following - number - 1 for number, following in pairwise(opens)]
    ends = [*opens[1:], opens[-1] + 1 + max(1, min(sizes, default=1))] if opens else []
    found = [(pieces[number], pieces[number + 1 : end]) for number, end in zip(opens, ends, strict=True)]
    return [_from_title(name, below[-1].end) for name, below in found if below]


def _opens(piece: Paragraph) -> bool:
    """Whether a piece is a title, or a heading that is not a section's."""
    numbered = "\n" not in piece.text and len(piece.text.split()) <= _MAX_WORDS and _TITLE_NUMBERED.match(piece.text)
    return bool(piece.heading or numbered) and not is_usual_heading(piece.text)


def _from_title(name: Paragraph, end: int) -> Item:
    match = _TITLE.match(name.text)
    first, last = match.span("name") if match else (0, len(name.text))
    return Item(name.start, end, name.start + first, name.start + last)


def marked(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Paragraphs, except the first, that begin with a name and a mark; only numbered ones if there are several."""
    found = [(match, piece) for piece in pieces[1:] if not piece.heading and (match := _MARKED.match(piece.text))]
    numbered = [(match, piece) for match, piece in found if match.start("name") > 1]
    chosen = numbered if len(numbered) > 1 else found
    return [_from_paragraph(piece, match) for match, piece in chosen if len(match["name"].split()) < _MAX_WORDS]


def granted_to(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Lines, with or without a bullet, that state who is granted money for which project."""
    items = []
    for piece in pieces:
        found = list(_GRANTED_LINE.finditer(text, _line_start(text, piece), piece.end))
        ends = [match.start() for match in found[1:]] + [piece.end]
        items += [_from_line(text, match, end) for match, end in zip(found, ends, strict=False)]
    return items


def name_first(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Paragraphs that begin with a name, then its grant or who runs it: `Jobbvägen, som ägs av ..., beviljas ...`."""
    found = ((_NAME_FIRST.match(piece.text), piece) for piece in pieces[1:] if not piece.heading)
    return [
        _from_paragraph(piece, match) for match, piece in found if match and len(match["name"].split()) <= _MAX_WORDS
    ]


def called(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """Paragraphs that each mention a different `projektet ...`."""
    found = ((_CALLED.search(piece.text), piece) for piece in pieces[1:] if not piece.heading)
    return [_from_paragraph(piece, match) for match, piece in found if match]


def _from_paragraph(piece: Paragraph, match: "re.Match[str]") -> Item:
    first, last = match.span("name")
    return Item(piece.start, piece.end, piece.start + first, piece.start + last)


def _line_start(text: str, piece: Paragraph) -> int:
    """Start of the line on which a piece begins: an item may be indented."""
    return text.rfind("\n", 0, piece.start) + 1


def _from_line(text: str, match: "re.Match[str]", end: int) -> Item:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Item(start, start + len(text[start:end].rstrip()), *match.span("name"))


LIST_FORMS: tuple[tuple[int, Callable[[str, Sequence[Paragraph]], list[Item]]], ...] = (
    (2, bulleted),
    (3, headed),
    (3, marked),
    (3, name_first),
    (3, called),
)
"""Each form with the minimum number of items in a list whose headline does not announce several projects."""
