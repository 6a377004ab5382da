"""Masking of personal data: contact persons' names, e-mail addresses and telephone numbers.

A masked character is one block sign, so every offset into a masked text stays true.
"""

import re

from schema.record import Contact

MASK = "█"
_EMAIL = r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"
_PHONE = (
    r"(?<![\d,.-])(?:\+46|0046|0)[\s\u00a0]?(?:\(0\)\s?)?\d{1,3}[\s\u00a0]?[-–/\s\u00a0]?[\s\u00a0]?"
    r"\d{2,3}(?:[\s\u00a0-]?\d{2,3}){1,3}(?![\d]|[,.]\d)"
)
_ALWAYS = re.compile(f"{_EMAIL}|(?P<phone>{_PHONE})")
_SHORTEST_PHONE = 8
"""Digits in a telephone number, area code included, at least; dates such as 081130 have fewer."""


class Masker:
    """Masks all e-mail addresses and telephone numbers, and one page's contact person wherever named."""

    def __init__(self, contact: Contact) -> None:
        """Prepare for the texts of one page; names of one word are masked only where a label gives them."""
        words = (contact.name or "").split()
        patterns = [_name_pattern(words)] if len(words) > 1 else []
        patterns += [re.escape(value) for value in (contact.email, contact.phone) if value]
        patterns += [_digits_pattern(contact.phone)] if contact.phone else []
        self._own = re.compile("|".join(patterns), re.IGNORECASE) if patterns else None

    def mask(self, text: str) -> str:
        """`text` with every personal detail replaced, character by character."""
        masked = _ALWAYS.sub(_blocks_unless_short, text)
        return self._own.sub(_blocks, masked) if self._own else masked


def mask_range(text: str, start: int, end: int) -> str:
    """`text` with the characters from `start` to `end` masked."""
    return text[:start] + MASK * (end - start) + text[end:]


def _blocks_unless_short(match: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in match["phone"] or "0" * _SHORTEST_PHONE)
    return _blocks(match) if digits >= _SHORTEST_PHONE else match[0]


def _blocks(match: re.Match[str]) -> str:
    return MASK * len(match[0])


def _name_pattern(words: list[str]) -> str:
    """The name in order, or surname first; a genitive s stays outside."""
    escaped = [re.escape(word) for word in words]
    forward = r"[\s\u00a0]+".join(escaped)
    backward = rf"{escaped[-1]},?[\s\u00a0]+" + r"[\s\u00a0]+".join(escaped[:-1])
    return rf"\b(?:{forward}|{backward})"


def _digits_pattern(phone: str) -> str:
    """The same number written with other spaces and hyphens."""
    digits = re.sub(r"\D", "", phone)
    return rf"(?<!\d){'[^0-9A-Za-z]{0,3}'.join(digits)}(?!\d)" if len(digits) > 5 else r"(?!)"
