"""Tell the cells of a register that hold no value, and those that were damaged before they came here.

The words are in `no_values.toml`.
"""

import re
from itertools import product

import msgspec

from parser.text.pattern_tables import read_table
from schema.record_words import NO_VALUE


class _Words(msgspec.Struct):
    """The table of words."""

    words: list[str]
    also_names: list[str]
    negations: list[str]
    negated: list[str]
    lacking: list[str]
    errors: list[str]


_TABLE = msgspec.convert(read_table("parser.registers", "no_values.toml"), _Words)
_NEGATED = {" ".join(pair) for pair in product(_TABLE.negations, _TABLE.negated)}
_LACKING = {" ".join(pair) for pair in product(_TABLE.lacking, (*NO_VALUE, *_NEGATED))}
_NO_VALUES = {*NO_VALUE, *_TABLE.words, *_NEGATED, *_LACKING}
_ALSO_NAMES = set(_TABLE.also_names)

_WRAPPING = ".,;:!?*'\"`()[]<>{}_/|…· \u00a0-‐‑‒–—―−﹘﹣－"
"""Signs around a word that change nothing, dashes of all kinds among them: `(null)`, `<NA>`, `saknas!`, `--`."""
_BRACKETS = re.compile(r"\(.*\)|\[.*\]|<.*>|\{.*\}")
_AGAIN = re.compile(r"(.+?)(?:[\s,;|/]+\1)+")
_LONGEST = 80
"""Characters above which a cell is no such word again and again."""
_NULL = r"\N"
"""NULL as databases write it into files."""

_SPREADSHEET_ERROR = re.compile(rf"#(?:{'|'.join(_TABLE.errors)})[!?]?|Err:\d{{3}}|#{{3,}}", re.IGNORECASE)
"""Errors of Excel and of LibreOffice; `####` is a number that was wider than its column."""


def is_no_value(cell: str, of_names: bool = False) -> bool:
    """Whether a cell says, once or several times, that there is no value.

    In a column `of_names` some of the words are values: a town may be called Tom.
    """
    word = re.sub(r"\s*/\s*", "/", cell.casefold().strip(_WRAPPING))
    again = _AGAIN.fullmatch(word) if len(word) <= _LONGEST else None
    word = again[1].strip(_WRAPPING) if again else word
    is_name = of_names and cell != cell.casefold() and not _BRACKETS.fullmatch(cell)
    return cell == _NULL or word in _NO_VALUES or (word in _ALSO_NAMES and not is_name)


def check_cell(cell: str) -> None:
    """Raises ValueError for a cell that was damaged before it came here."""
    if "\ufffd" in cell:
        raise ValueError("it has a byte that is not of the file's encoding")
    if _SPREADSHEET_ERROR.fullmatch(cell):
        raise ValueError("an error of a spreadsheet")
    if _is_decoded_twice(cell):
        raise ValueError("its letters were decoded in the wrong encoding")


def _is_decoded_twice(cell: str) -> bool:
    """Whether a cell is UTF-8 that was taken for Windows-1252: `Ã¶` for ö."""
    try:
        return not cell.isascii() and bool(cell.encode("cp1252").decode("utf-8"))
    except UnicodeError:
        return False
