"""Other ways in which the archive may write a number of a query, and the words that only announce one."""

import re
from collections.abc import Callable

from archive.searching.synonyms import Phrase
from schema.record_words import MONTHS

WRITTEN_DATE = rf"(?<!\w)\d{{1,2}}\s+(?i:{'|'.join(MONTHS)})\s+\d{{4}}(?!\w)"
"""A date in words: `1 november 2010`."""
NUMBER_LABELS = frozenset(("dnr", "diarienr", "diarienummer", "ärendenummer", "orgnr", "organisationsnummer"))
"""Words before a number that say what it is; the archive has the number without them, too."""
AMOUNT_UNITS = frozenset(("kr", "kronor", "sek"))
"""Words after an amount that say the same."""
LARGE_NUMBER = 5
"""Digits from which a number before such a word is surely an amount of the project."""

_SPELLINGS: tuple[tuple[str, Callable[[re.Match[str]], Phrase]], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)", lambda date: _in_words(date[1], date[2], date[3])),
    (r"(20[12]\d)/(\d{3}|(?!20)\d{4})", lambda short: (short[1] + short[2].zfill(5),)),
    (r"16(\d{6})-?(\d{4})", lambda organisation: (organisation[1] + organisation[2],)),
    (r"(?i:SE)(\d{10})01", lambda organisation: (organisation[1],)),
)
"""A date, a register number of 2014-2020 without its zeros, and an organisation number with its century or for VAT."""


def other_spellings(typed: str) -> tuple[Phrase, ...]:
    """What the archive may have for a number, beside what was typed: `1 november 2010` for `2010-11-01`."""
    matched = ((re.fullmatch(pattern, typed), write) for pattern, write in _SPELLINGS)
    return tuple(written for found, write in matched if found and (written := write(found)))


def date_joined(written: str) -> str:
    """A date in words as the index has it: `20101101` of `1 november 2010`."""
    day, month, year = written.lower().split()
    return f"{year}{MONTHS.index(month) + 1:02}{int(day):02}"


def _in_words(year: str, month: str, day: str) -> Phrase:
    number = int(month)
    return (str(int(day)), MONTHS[number - 1], year) if 1 <= number <= len(MONTHS) else ()
