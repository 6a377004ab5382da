"""Find the items on pages that list several projects, or that they cannot be separated.

A page is a list when its opening mentions projects in the plural and it has items of one form, most of which name an
organisation or an amount. The forms are those of `list_forms`: bulleted or numbered names, headings with text below,
and paragraphs that begin with a name. Lines that state who
is granted money, and headings with an owner and a grant each, make a list whatever the opening.
"""

import re
from collections.abc import Sequence

from parser.prose.list_forms import GRANTED_TO, LIST_FORMS, Item, granted_to, headed, is_name
from parser.prose.named_organisations import organisations
from parser.prose.project_owner import find_owner
from parser.prose.prose_words import flat_text
from parser.sectioning.paragraphs import Paragraph
from schema.record import Value

_NUMBER = r"(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|arton|tjugo|[2-9]|[1-9]\d)"
_MANY = rf"(?:{_NUMBER}|flera|många|alla|nya|båda|årets|länets|regionens|följande|dessa|samtliga|olika|varje)"
_PLURAL = re.compile(
    rf"(?<!ett av )(?<!en av )\b{_MANY}(?: (?!av\b)[\w-]+){{0,3}}? [\w-]*(?:projekt|ansökningar|satsningar)\b"
    r"|\b[\w-]*projekten\b|\bprojektlista\b"
    r"|\b(?:beviljade|godkända|pågående|avslutade) (?:[\w-]*projekt|ansökningar)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d{1,3}(?:[ .\u00a0]\d{3}){2}\b|\d[\d\s.,]{0,20}(?:kr\b|kronor|mkr|tkr|miljon|mnkr|euro|eur\b)", re.IGNORECASE
)
_NEWS = re.compile(r"\bnyhetsbrev|\bnyheter\b|\bnotiser\b|\binformationsblad|\bi detta nummer\b", re.IGNORECASE)
_GRANT = re.compile(
    rf"{_AMOUNT.pattern}|\bbevilja|\bansök|\b(?:ESF|EU)-?(?:projekt|stöd|medel)|\bSocialfond|\bprojekt", re.IGNORECASE
)
_LONGEST_HEADLINE = 150
_MIN_ITEMS, _MIN_SUPPORT, _OPENING, _SEARCHED = 2, 0.7, 2, 2000
"""Minimum items of a list, the minimum share of them that must read as projects, the paragraphs after the
headline in its opening, and the characters read of each of these. Tuned on the gold corpus; no other reason is
known."""
_CAPITAL = r"[A-ZÅÄÖÉ][\w&/-]*"
_OWNER_FIRST = re.compile(
    rf"[\s.:,;()–-]*(?:Projektägare:? )?(?!(?:I|På|Från|Här|Det|För|Under) )"
    rf"(?P<owner>{_CAPITAL}(?: (?:(?:i|och|&) )?{_CAPITAL}){{0,6}})"
    r"(?=[,;)]|\s+\d|\s[–-]\s)"
)


def item_owner(text: str, item: Item) -> Value | None:
    """The owner of a listed project: who is granted money, else the owner its text names, else words after its name."""
    grant = GRANTED_TO.match(text, item.start, item.end)
    if grant and grant.span("name") == (item.name_start, item.name_end):
        return Value("owner", grant["owner"], *grant.span("owner"), "inferred")
    found = find_owner(text, item.name_end, item.end)
    after_name = None if found else _OWNER_FIRST.match(text[item.name_end : item.end].replace("\n", " "))
    if found or after_name:
        start, end = (item.name_end + place for place in after_name.span("owner")) if after_name else (0, 0)
        return found or Value("owner", text[start:end], start, end, "inferred")
    named = next(organisations(flat_text(text, item.name_end, item.end), item.name_end), None)
    return Value("owner", text[slice(*named)], *named, "inferred") if named else None


def speaks_of_several(pieces: Sequence[Paragraph]) -> bool:
    """Whether the headline announces several projects; a text that opens with a paragraph has none."""
    opening = pieces[0].text.split("\n")[0] if pieces else ""
    return len(opening) <= _LONGEST_HEADLINE and _PLURAL.search(opening) is not None


def find_items(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """The projects that a page lists, in order; empty when it is not a list or its items cannot be separated."""
    granted = granted_to(text, pieces)
    if len(granted) >= _MIN_ITEMS and _is_list(text, granted, _MIN_ITEMS):
        return granted
    opening = [piece.text[:_SEARCHED] for piece in pieces[: _OPENING + 1]]
    if not any(map(_PLURAL.search, opening)):
        return _granted_headings(text, pieces, any(map(_NEWS.search, opening)))
    several = speaks_of_several(pieces)
    forms = ((_MIN_ITEMS if several else minimum, form(text, pieces)) for minimum, form in LIST_FORMS)
    found = [(minimum, _named(text, items)) for minimum, items in forms]
    return max((items for minimum, items in found if _is_list(text, items, minimum)), key=len, default=[])


def _named(text: str, items: Sequence[Item]) -> list[Item]:
    """The items whose name can be one, and does not speak of several projects itself."""
    names = ((item, text[item.name_start : item.name_end]) for item in items)
    return [item for item, name in names if is_name(name) and not _PLURAL.search(name)]


def _granted_headings(text: str, pieces: Sequence[Paragraph], is_news: bool) -> list[Item]:
    """Headings that each introduce a project with a grant and an owner, though no opening announces several."""
    items = _named(text, headed(text, pieces))
    if len(items) < (2 if is_news else 3) or not _is_list(text, items, 2):
        return []
    owners = [item_owner(text, item) for item in items if _GRANT.search(text, item.name_end, item.end)]
    names = {owner.raw.casefold() for owner in owners if owner}
    return items if len(names) >= max(2, _MIN_SUPPORT * len(items)) else []


def _is_list(text: str, items: Sequence[Item], minimum: int) -> bool:
    names = {text[item.name_start : item.name_end].casefold() for item in items}
    supported = sum(_is_project(text, item) for item in items)
    return len(items) >= minimum and len(names) == len(items) and supported >= _MIN_SUPPORT * len(items)


def _is_project(text: str, item: Item) -> bool:
    """Whether an item names an organisation or an amount, in more than two words."""
    if GRANTED_TO.match(text, item.start, item.end):
        return True
    description = text[item.name_end : item.end]
    has_text = len(description.split()) > 2
    return has_text and (
        _AMOUNT.search(description) is not None or any(True for _ in organisations(flat_text(text, item.name_end, item.end), item.name_end))
    )
