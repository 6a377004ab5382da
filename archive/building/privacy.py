"""Masking of personal data: contact persons' names, e-mail addresses and telephone numbers.

A masked character is one block sign, so every offset into a masked text stays true.
"""

import re
from collections.abc import Iterable
from itertools import chain

from archive.building.organisation_names import has_check_digit
from schema.record import Contact

MASK = "█"
_BETWEEN = r"[\s\u00a0\u00ad-]+"
_EMAIL = r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(snabel-a\)|\[snabel-a\])\s?[\w-]+(?:\.\s?[\w-]+)+"
_PHONE = (
    r"(?<![\d,.-])(?:\+46|0046|0)[\s\u00a0]?(?:\(0\)\s?)?\d{1,3}[\s\u00a0]?[-–/\s\u00a0]?[\s\u00a0]?"
    r"\d{2,3}(?:[\s\u00a0-]?\d{2,3}){1,3}(?![\d]|[,.]\d)"
)
_LABELLED = r"(?<=Kontaktperson)(?:\s*:\s*|\s*\n\s*|\t|(?=[A-ZÅÄÖ]))(?!E-post|Telefon|saknas)[^\n:]{2,80}"
"""What follows the label of the contact person on any page, project or not."""
_PERSONAL_NUMBER = r"(?<!\d)(?P<number>(?:19|20)?(?P<ten>\d\d(?:0\d|1[0-2])[0-3]\d[-+]?\d{4}))(?:01)?(?!\d)"
_OWNER_NUMBER = r"(?<=organisationsnummer)(?P<owner>[\s:]*(?:16)?\d[\d +-]{5,14}\d)"
"""What follows the label of the owner's number; a sole trader's is the person's own."""
_WORDED = tuple(
    (signs, re.compile(pattern, re.IGNORECASE))
    for signs, pattern in (
        (("@", "(at)", "[at]", "(snabel-a)", "[snabel-a]"), _EMAIL),
        (("kontaktperson",), _LABELLED),
        (("organisationsnummer",), _OWNER_NUMBER),
    )
)
"""What is looked for only where one of its signs stands: these patterns are slow, and most texts have none."""
_NUMBERS = re.compile(f"(?P<phone>{_PHONE})|{_PERSONAL_NUMBER}")
_SHORTEST_PHONE = 8
"""Digits in a telephone number, area code included, at least; dates such as 081130 have fewer."""
_PEOPLE = re.compile(r"\s*[,;/&(]\s*|\s+och\s+")
_NO_PERSON = re.compile(
    r"\d|\b(kommun|stad|region|förvaltning|förening|förbund|enhet|projekt|växel|ab|hb)", re.IGNORECASE
)


class Masker:
    """Masks all e-mail addresses and telephone numbers, and the given contact persons wherever they are named."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        """Prepare for the texts of one page; `contacts` are the page's own and earlier ones of its project."""
        found = dict.fromkeys(chain.from_iterable(map(_patterns, contacts)))
        self._own = [(sign, re.compile(pattern, re.IGNORECASE)) for sign, pattern in found]

    def mask(self, text: str) -> str:
        """`text` with every personal detail replaced, character by character."""
        folded = text.casefold()
        for signs, pattern in _WORDED:
            if any(sign in folded for sign in signs):
                text = pattern.sub(_blocks_if_personal, text)
        text = _NUMBERS.sub(_blocks_if_personal, text)
        plain = folded.replace("\u00ad", "")
        for sign, own in self._own:
            text = own.sub(_blocks, text) if sign in plain else text
        return text


def mask_range(text: str, start: int, end: int) -> str:
    """`text` with the characters from `start` to `end` masked."""
    return text[:start] + MASK * (end - start) + text[end:]


def _blocks_if_personal(match: re.Match[str]) -> str:
    """Blocks for a match; a number too short for a telephone's, or that is no person's, stays as it is."""
    found = match.groupdict()
    if found.get("owner"):
        digits = re.sub(r"\D", "", found["owner"]).removeprefix("16")
        return match[0] if len(digits) == 10 and digits[2] >= "2" else _blocks(match)
    if found.get("number"):
        return _blocks(match) if has_check_digit(re.sub(r"\D", "", found["ten"])) else match[0]
    count = sum(character.isdigit() for character in found.get("phone") or "0" * _SHORTEST_PHONE)
    return _blocks(match) if count >= _SHORTEST_PHONE else match[0]


def _blocks(match: re.Match[str]) -> str:
    return "".join(character if character == "\n" else MASK for character in match[0])


def _patterns(contact: Contact) -> Iterable[tuple[str, str]]:
    """What a text must hold, folded and without soft hyphens, for a pattern to be looked for in it, and the pattern."""
    for person in _PEOPLE.split(contact.name or ""):
        words = person.split()
        if len(words) > 1 and not _NO_PERSON.search(person):
            yield words[-1].casefold().replace("\u00ad", ""), _name_pattern(words)
    yield from (("", re.escape(value)) for value in (contact.email, contact.phone) if value)
    if contact.phone:
        yield "", _digits_pattern(contact.phone)


def _name_pattern(words: list[str]) -> str:
    """The name in order, with or without middle names or as an initial; surname first; a genitive s stays outside."""
    first, last = _spread(words[0]), _spread(words[-1])
    initial = rf"{re.escape(words[0][0])}\."
    middle = rf"(?:{_BETWEEN}\w[\w.]*){{0,2}}"
    whole = _BETWEEN.join(map(_spread, words))
    return rf"\b(?:{whole}|(?:{first}|{initial}){middle}{_BETWEEN}{last}|{last},?{_BETWEEN}{first}{middle})"


def _spread(word: str) -> str:
    """A word with soft hyphens anywhere in it."""
    return "\u00ad?".join(map(re.escape, word))


def _digits_pattern(phone: str) -> str:
    """The same number written with other spaces and hyphens."""
    digits = re.sub(r"\D", "", phone)
    return rf"(?<!\d){'[^0-9A-Za-z]{0,3}'.join(digits)}(?!\d)" if len(digits) > 5 else r"(?!)"
