"""When two names are the same organisation: conservative rules, each with a name, and nothing beyond them.

Case and spaces, an owner written twice, declared abbreviations, and the spelling of legal forms. A name without a
legal form is the same as the name with one only where the archive knows it with no other form.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable

from schema.vocabularies import LEGAL_FORMS, ORGANISATION_ABBREVIATIONS

_CUT_AT = 48
"""Characters at which the project bank may have cut an owner's name."""


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFC", name).replace("\u00ad", "")
    return " ".join(re.sub(r"[‐‑–]", "-", text).split()).casefold().strip(" .,;")


def _once(name: str) -> str:
    """`x, x` is x, and so is `x, x` whose end was cut off."""
    for comma in re.finditer(r", ", name):
        first, second = name[: comma.start()], name[comma.end() :]
        if first == second or (len(name) >= _CUT_AT and len(second) > 3 and first.startswith(second)):
            return first
    return name


def _spelled_out(name: str) -> str:
    return ORGANISATION_ABBREVIATIONS.get(name, name)


_FORMS = {_plain(spelling): form for form, spellings in LEGAL_FORMS.items() for spelling in spellings}
_SPELLINGS = "|".join(sorted(map(re.escape, _FORMS), key=len, reverse=True))
_FORM_LAST = re.compile(rf"(.+?),? \(?({_SPELLINGS})\)?(?: \(publ\))?")
_FORM_FIRST = re.compile(rf"({_SPELLINGS}) (.+?)(?: \(publ\))?")


def split_form(name: str) -> tuple[str, str]:
    """A name in plain form as what it is called and its legal form, `ab`; empty where it has none."""
    last, first = _FORM_LAST.fullmatch(name), _FORM_FIRST.fullmatch(name)
    if last:
        return last[1], _FORMS[last[2]]
    return (first[2], _FORMS[first[1]]) if first else (name, "")


STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("versaler", _plain),
    ("dubblerad", _once),
    ("förkortning", _spelled_out),
)
"""The rules by name, in their order; after them come `bolagsform` and `organisationsnummer`."""


def normal_form(name: str) -> str:
    """A name after all rules but that of legal forms."""
    for _, step in STEPS:
        name = step(name)
    return name


def keys_of(names: Iterable[str]) -> dict[str, str]:
    """Each name as written, and the key that it shares with other spellings of the same organisation."""
    split = {name: split_form(normal_form(name)) for name in names}
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for bare, form in split.values():
        forms[bare] |= {form} - {""}
    return {name: _key(bare, form, forms[bare]) for name, (bare, form) in split.items()}


def _key(bare: str, form: str, forms: set[str]) -> str:
    only = next(iter(forms)) if len(forms) == 1 else ""
    return f"{bare} {form or only}".rstrip()


def rules_between(name: str, other: str) -> str | None:
    """The rules that make two spellings one, such as `versaler + bolagsform`; None when they are written the same."""
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
    same = split_form(name)[0] == split_form(other)[0]
    return " + ".join([*rules, "bolagsform"]) if same else "organisationsnummer"


def is_organisation_number(digits: str) -> bool:
    """Whether ten digits are an organisation number: its check digit (Luhn) holds, and it is no person's number.

    Skatteverket: the third digit of an organisation number is at least 2, which a month's never is.
    """
    if not re.fullmatch(r"[0-9]{10}", digits) or digits[2] < "2":
        return False
    doubled = (int(digit) * (2 - position % 2) for position, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
