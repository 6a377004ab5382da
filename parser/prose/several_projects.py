"""Pages that list several projects: where each item stands, or that the items cannot be told apart.

A page is a list when its opening speaks of projects in the plural and it has items of one form, most of which name an
organisation or an amount. The forms are lines with a bullet or number and a name, lines with a name and a mark after
it, headings with text below, and paragraphs that each name another `projektet ...`.
"""

import re
from collections.abc import Sequence

from parser.prose.list_forms import GRANTED_TO, LIST_FORMS, Item, granted_to, headed, is_name
from parser.prose.named_organisations import organisations
from parser.prose.project_owner import find_owner
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
    r"\d{1,3}(?:[ .\u00a0]\d{3}){2}\b|\d[\d\s.,]*(?:kr\b|kronor|mkr|tkr|miljon|mnkr|euro|eur\b)", re.IGNORECASE
)
_NEWS = re.compile(r"\bnyhetsbrev|\bnyheter\b|\bnotiser\b|\binformationsblad|\bi detta nummer\b", re.IGNORECASE)
_GRANT = re.compile(
    rf"{_AMOUNT.pattern}|\bbevilja|\bansök|\b(?:ESF|EU)-?(?:projekt|stöd|medel)|\bSocialfond|\bprojekt", re.IGNORECASE
)
_FEWEST, _SUPPORTED, _OPENING, _READ = 2, 0.7, 2, 2000
"""Items of a list, the share of them that must read as projects, the paragraphs of its opening, and the characters
read of an item. Tuned on the gold corpus; nobody knows a better reason."""
_CAPITAL = r"[A-ZÅÄÖÉ][\w&/-]*"
_FIRST_SAID = re.compile(
    rf"[\s.:,;()–-]*(?:Projektägare:? )?(?P<owner>{_CAPITAL}(?: (?:(?:i|och|&) )?{_CAPITAL}){{0,6}})"
    r"(?=[,;)]|\s+\d|\s[–-]\s)"
)


def item_owner(text: str, item: Item) -> Value | None:
    """Who owns a project of a list: who gets its money, who the item says owns it, else what stands after its name."""
    given = GRANTED_TO.match(text, item.start, item.end)
    if given and given.span("name") == (item.name_start, item.name_end):
        return Value("owner", given["owner"], *given.span("owner"), "inferred")
    found = find_owner(text, item.name_end, item.end)
    first = None if found else _FIRST_SAID.match(text[item.name_end : item.end].replace("\n", " "))
    if first is None:
        return found
    start, end = (item.name_end + place for place in first.span("owner"))
    return Value("owner", text[start:end], start, end, "inferred")


def speaks_of_several(pieces: Sequence[Paragraph]) -> bool:
    """Whether the headline says that the page is about several projects."""
    return bool(pieces) and _PLURAL.search(pieces[0].text[:_READ]) is not None


def find_items(text: str, pieces: Sequence[Paragraph]) -> list[Item]:
    """The projects that a page lists, in order; empty when it is not a list or its items cannot be told apart."""
    granted = granted_to(text, pieces)
    if len(granted) >= _FEWEST and _is_list(text, granted, _FEWEST):
        return granted
    opening = [piece.text[:_READ] for piece in pieces[: _OPENING + 1]]
    if not any(map(_PLURAL.search, opening)):
        return _each_granted(text, pieces, any(map(_NEWS.search, opening)))
    several = speaks_of_several(pieces)
    forms = ((_FEWEST if several else fewest, form(text, pieces)) for fewest, form in LIST_FORMS)
    found = [(least, [i for i in items if is_name(text[i.name_start : i.name_end])]) for least, items in forms]
    return max((items for fewest, items in found if _is_list(text, items, fewest)), key=len, default=[])


def _each_granted(text: str, pieces: Sequence[Paragraph], news: bool) -> list[Item]:
    """Titles below which a project each is told, with money and an owner of its own, though no opening says so."""
    items = headed(text, pieces)
    if len(items) < (2 if news else 3) or not _is_list(text, items, 2):
        return []
    owners = [item_owner(text, item) for item in items if _GRANT.search(text, item.name_end, item.end)]
    names = {owner.raw.casefold() for owner in owners if owner}
    return items if len(names) >= max(2, _SUPPORTED * len(items)) else []


def _is_list(text: str, items: Sequence[Item], fewest: int) -> bool:
    names = {text[item.name_start : item.name_end].casefold() for item in items}
    supported = sum(_is_project(text, item) for item in items)
    return len(items) >= fewest and len(names) == len(items) and supported >= _SUPPORTED * len(items)


def _is_project(text: str, item: Item) -> bool:
    """Whether an item says who gets money or how much, and more than that."""
    if GRANTED_TO.match(text, item.start, item.end):
        return True
    said = text[item.name_end : item.end]
    rich = len(said.split()) > 2
    return rich and (
        _AMOUNT.search(said) is not None or any(True for _ in organisations(text, item.name_end, item.end))
    )
