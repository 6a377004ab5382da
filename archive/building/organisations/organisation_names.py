"""Decides when two names are the same organisation, by a few conservative rules, each with a name.

Case and spaces, an owner written twice, declared abbreviations, and the spelling of legal forms. A name with a legal
form and the same name without it are different: `Vision` is a union, `Vision AB` is not.
"""

import re
import unicodedata
from collections.abc import Callable

from schema.places import find_municipality
from schema.record_words import LEGAL_FORMS, ORGANISATION_ABBREVIATIONS

_TRUNCATED_LENGTHS = range(48, 52)
"""Lengths at which the project bank may have truncated an owner's name."""
_DEPARTMENT = re.compile(r"(förvaltning|enhet|avdelning|kontor|nämnd|sektion|verksamhet)(en|et)?$")
_PLACED = re.compile(r"^(kommuns?|stads?|regions?|landstings?|läns?)$|,")


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFC", name).replace("\u00ad", "")
    return " ".join(re.sub(r"[‐‑–]", "-", text).split()).casefold().strip(" .,;")


def _undoubled(name: str) -> str:
    """Reduces a doubled name `x, x` to `x`, also when its end was truncated."""
    for comma in re.finditer(r", ", name):
        first, second = name[: comma.start()], name[comma.end() :]
        cut = len(name) in _TRUNCATED_LENGTHS and " " in second and first.startswith(second)
        if first == second or cut:
            return first
    return name


def _spelled_out(name: str) -> str:
    return ORGANISATION_ABBREVIATIONS.get(name, name)


_FORMS = {_plain(spelling): form for form, spellings in LEGAL_FORMS.items() for spelling in spellings}
_SPELLINGS = "|".join(sorted(map(re.escape, _FORMS), key=len, reverse=True))
_FORM_LAST = re.compile(rf"(.+?),? \(?({_SPELLINGS})\)?(?: \(publ\))?")
_FORM_FIRST = re.compile(rf"({_SPELLINGS}) (.+?)(?: \(publ\))?")


def split_form(name: str) -> tuple[str, str]:
    """Splits a name in plain form into the bare name and the legal form (`ab`), which is empty if it has none."""
    last, first = _FORM_LAST.fullmatch(name), _FORM_FIRST.fullmatch(name)
    if last:
        return last[1], _FORMS[last[2]]
    return (first[2], _FORMS[first[1]]) if first else (name, "")


STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("versaler", _plain),
    ("dubblerad", _undoubled),
    ("förkortning", _spelled_out),
)
"""The rules by name, in their order; after them come `bolagsform` and `organisationsnummer`."""


def normal_form(name: str) -> str:
    """A name after all rules except that of legal forms."""
    for _, step in STEPS:
        name = step(name)
    return name


def key_of(name: str) -> str:
    """The key that all spellings of an organisation share: the normal form, with its legal form spelled one way."""
    bare, form = split_form(normal_form(name))
    return f"{bare} {form}".rstrip()


def is_department(name: str) -> bool:
    """Whether a name is a bare department such as `Socialförvaltningen`, which every municipality has."""
    words = _plain(name).split()
    placed = any(_PLACED.search(word) or find_municipality(word) or find_municipality(word[:-1]) for word in words)
    return not placed and any(map(_DEPARTMENT.search, words))


def rules_between(name: str, other: str) -> str | None:
    """The rules that equate two spellings, such as `versaler + bolagsform`; None when they are identical."""
    if name == other:
        return None
    rules: list[str] = []
    for rule, step in STEPS:
        stepped, other_stepped = step(name), step(other)
        if (stepped == other_stepped) or (stepped, other_stepped) != (name, other):
            rules.append(rule)
        name, other = stepped, other_stepped
        if name == other:
            return " + ".join(rules)
    same = split_form(name) == split_form(other)
    return " + ".join([*rules, "bolagsform"]) if same else "organisationsnummer"
