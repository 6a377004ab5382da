"""E-mail addresses, telephone numbers and personal numbers in a folded text, in the forms that people write."""

import functools
import re
from collections.abc import Iterator

from archive.privacy.folding import Range
from archive.privacy.latin_1 import in_latin_1
from archive.privacy.surroundings import all_places, matches_in_lines

_AT = r"(?: {0,2}@ {0,2}|%40| {0,2}[(\[{<] {0,1}(?:a|at|snabel-?a|@|alfakrull) {0,1}[)\]}>] {0,2}| (?:at|snabel-?a) )"
_DOT = r"(?:\. ?| {0,1}[(\[{](?:dot|punkt|\.)[)\]}] {0,1})"
_EMAIL = re.compile(rf"(?<![\w.+-])[\w+-]+(?:{_DOT}[\w+-]+){{0,4}}\.?{_AT}[\w-]+(?:{_DOT}[\w-]+){{1,4}}", re.IGNORECASE)
_PLAIN_AT_SIGNS, _BRACKETS = ("@", "%40"), "([{<"
_BRACKETED = re.compile(r"[(\[{<] ?(?:a|at|snabel-?a|alfakrull) ?[)\]}>]", re.IGNORECASE)
_SPACED = (" at ", " snabela ", " snabel-a ")
"""Every address has one of these: sought one by one, they are found many times faster than together."""

_GAP = r"[ ./-]{0,3}"
_REST = rf"(?:{_GAP}\(?\d{{1,4}}\)?){{1,6}}"
_PHONE = re.compile(
    rf"(?<!\d)(?<!\d[,.:/-])(?:(?:\+|(?<!\d )00){_GAP}[1-9]\d{{0,2}}(?: ?\(0\))?{_REST}|\(0\d{{0,3}}\){_REST}"
    rf"|0{_GAP}[1-9]\d{{0,2}}{_REST}|46[ -]?(?:\(0\) ?)?[ -]?[1-9]\d?(?=[ /-]){_REST}|467\d{{8}})(?!\d|[,.]\d)"
)
_FEWEST, _MOST = 7, 15
"""Digits of a telephone number, the trunk zero or country code included; E.164 allows fifteen."""
_CODES = {"08"}
"""Area codes of which the shortest numbers have seven digits; others have at least eight (PTS numbering plan)."""
_PERSONAL = re.compile(
    r"(?<!\d)(?<!\d[,.])(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|6[1-9]|[78]\d|9[01])"
    r" ?[-+]? ?\d{4}(?:01)?(?!\d|,\d)"
)
"""Date of birth, of a coordination number 60 added to its day, and four digits; the check digit may be wrong. The third
digit of an organisation number is 2 or more, which that of a date never is; `01` ends a VAT number."""
_NO_PHONE = re.compile(
    r"0\d[./-]\d\d[./-]\d{2,4}|\d\d(?:0\d|1[0-2])[0-3]\d ?- ?\d\d(?:0\d|1[0-2])[0-3]\d"
    r"|\d\d[.:]\d\d ?- ?\d\d[.:]\d\d"
)
"""A date, two dates of six digits, two times of day."""
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")
_NUMBERED, _NUMBERED_IN_ASCII = (re.compile(rf"[+({digit}][{digit} ./()+-]{{5,}}") for digit in (r"\d", "0-9"))
"""Signs of numbers in a row: whatever is a telephone number or a personal number stands within."""
_BEHIND = 2
"""Signs behind a number that say whether it goes on."""
_DIGITS = re.compile("[0-9](?:[^0-9A-Za-z]{0,3}[0-9])*")
"""Digits in a row, with as much between them as within a known number."""
_SEPARATORS = bytes(sign for sign in range(128) if not chr(sign).isalnum())


def find_details(folded: str, plain: str) -> Iterator[Range]:
    """The places of all addresses and numbers that reach a person; `plain` is the text without case."""
    yield from (match.span() for match in matches_in_lines(_at_signs(folded, plain), _EMAIL, folded))
    numbers = _NUMBERED if in_latin_1(folded) is None else _NUMBERED_IN_ASCII
    for numbered in numbers.finditer(folded):
        place = numbered.start(), numbered.end() + _BEHIND
        yield from (match.span() for match in _PERSONAL.finditer(folded, *place) if not _GROUPED.fullmatch(match[0]))
        yield from (match.span() for match in _PHONE.finditer(folded, *place) if _is_phone(match[0]))


def _at_signs(folded: str, plain: str) -> list[int]:
    """Where what may be the sign of an address begins."""
    if len(plain) != len(folded):
        return list(range(len(folded)))
    signs = (place for sign in _PLAIN_AT_SIGNS for place in all_places(folded, sign))
    brackets = (place for bracket in _BRACKETS for place in all_places(folded, bracket))
    bracketed = (place for place in brackets if _BRACKETED.match(folded, place))
    spaced = (place for sign in _SPACED for place in all_places(plain, sign))
    return sorted([*signs, *bracketed, *spaced])


class KnownNumber:
    """Finds the digits of a known telephone number, with anything but letters and digits between them."""

    def __init__(self, digits: str) -> None:
        self._digits = digits

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\d){'[^0-9A-Za-z]{0,3}'.join(self._digits)}(?!\d)")

    def may_stand_in(self, joined: str) -> bool:
        """Whether a text may have it, told by what `letters_and_digits` makes of the text."""
        return self._digits in joined or not self._digits.isascii()

    def find(self, folded: str, joined: str) -> Iterator[Range]:
        """Its places in a text; `joined` is what `letters_and_digits` makes of the text."""
        if not self._digits.isascii():
            yield from (match.span() for match in self._pattern.finditer(folded))
        elif self._digits in joined:
            for row in _DIGITS.finditer(folded):
                yield from self._find_in(row, folded)

    def _find_in(self, row: re.Match[str], folded: str) -> Iterator[Range]:
        """Its places in a row of digits; no pattern is needed where the row is the number and no more."""
        digits, (start, end) = letters_and_digits(row[0]), row.span()
        beside = folded[max(0, start - 1) : start] + folded[end : end + 1]
        if digits == self._digits and not any(map(str.isdecimal, beside)):
            yield start, end
        elif self._digits in digits:
            yield from (match.span() for match in self._pattern.finditer(folded, start, end + 1))


def known_number(phone: str) -> KnownNumber | None:
    """What finds a number; None for too few digits."""
    digits = re.sub(r"\D", "", phone)
    return KnownNumber(digits) if len(digits) > 5 else None


def letters_and_digits(folded: str) -> str:
    """The ASCII letters and digits of a text alone."""
    return folded.encode("ascii", "ignore").translate(None, _SEPARATORS).decode()


def _is_phone(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    least = _FEWEST if digits[:2] in _CODES else _FEWEST + 1
    return least <= len(digits) <= _MOST and not _NO_PHONE.fullmatch(written)
