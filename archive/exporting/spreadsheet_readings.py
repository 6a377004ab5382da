"""Texts that Swedish Excel would not leave as they are when it opens a CSV: numbers, dates, times, truth values.

Where it is unsure, as with `10 a`, a text is taken for one: written as a text it is shown the same.
"""

import re

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
_MONTHS = (
    "januari jan february februari feb mars mar april apr maj may juni jun juli jul augusti aug september sept sep"
    " oktober okt october oct november nov december dec"
)
_WORDS = {*_MONTHS.split(), "kr", "sek", "eur", "e", "am", "pm", "fm", "em", "a", "p"}


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
