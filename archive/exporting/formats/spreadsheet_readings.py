"""Texts that Swedish Excel would not leave as they are when it opens a CSV: numbers, dates, times, truth values.

Where it is unsure, as with `10 a`, a text is taken for one: written as a text it is shown the same.
"""

import re

from schema.record_words import MONTHS

_LONGEST = 255
_SPACES = " \u00a0\u202f"
_BOOLEANS = {"sant", "falskt", "true", "false"}
_ERROR = re.compile(r"#[A-ZÅÄÖ/0-9]+[!?]?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
"""A date as Swedish Excel writes it: it stays what it is."""
_SIGNS = re.compile(rf"[\d{_SPACES}.,:/()%+\-−'’$€£]*", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(rf"\d[{_SPACES}]*[-/:][{_SPACES}]*\d", re.ASCII)
"""What stands between the digits of dates, times and fractions."""
_OTHER_MONTHS = ("february", "may", "sept", "october", "oct", "dec")
"""English names and short forms that are none of the Swedish names or their first three letters."""
_OTHER_WORDS = ("kr", "sek", "eur", "e", "am", "pm", "fm", "em", "a", "p")
_WORDS = {*MONTHS, *(month[:3] for month in MONTHS), *_OTHER_MONTHS, *_OTHER_WORDS}


def is_changed_by_excel(text: str) -> bool:
    """Whether Excel would make another value of a text than the text."""
    stripped = text.strip(_SPACES)
    if len(stripped) > _LONGEST or _DAY.fullmatch(text):
        return False
    if stripped.lower() in _BOOLEANS or _ERROR.fullmatch(stripped):
        return True
    if not _DIGIT.search(stripped) or not {word.lower() for word in _WORD.findall(stripped)} <= _WORDS:
        return False
    signs = _WORD.sub("", stripped)
    return _SIGNS.fullmatch(signs) is not None and (not _BETWEEN.search(stripped) or _is_date(signs))


def _is_date(signs: str) -> bool:
    """Whether numbers are short enough for a date or time: one of them can be a year, or thousandths of a second."""
    numbers = re.findall(r"\d+", signs, re.ASCII)
    long = [number for number in numbers if len(number) > 2]
    return all(len(number) <= 4 for number in long) and len(long) <= 1 + (":" in signs)
