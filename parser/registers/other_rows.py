"""Tell the rows of a register that are no operations: headings again, totals, notes, and rows without an id."""

import re

from parser.registers.columns import fold_heading
from parser.registers.register import Register
from parser.values import clean

NO_ID = "without an operation's id"

_TOTAL = re.compile(
    r"[\W_]*(?:\w*(?:total\w*|summa|summor)|(?:grand|sub) total|sum|sammanlagt|samtliga|alla|antal|Σ)\b", re.IGNORECASE
)
_NOTE = 2
"""Filled cells up to which a row without a register number is a note, such as where the table comes from."""
_ID = re.compile(r"(?=\S*\d)\S{5,}")
"""What can be the id of an operation without a register number: no word, no sentence and no count."""


def not_an_operation(register: Register, headings: list[str], cells: list[str], row: dict[str, str]) -> str | None:
    """What a row in the middle of a file is that is no operation; None for an operation, or a row without an id."""
    if _repeats(headings, cells):
        return "repeating the headings"
    identifier = clean(row[fold_heading(register.identifier[0])])
    if register.dnr(identifier):
        return None
    filled = [clean(cell) for cell in cells if cell.strip()]
    if _TOTAL.match(identifier) or (not _ID.fullmatch(identifier) and filled and _TOTAL.match(filled[0])):
        return "of totals"
    return "of notes" if len(filled) <= _NOTE else None


def has_id(register: Register, identifier: str) -> bool:
    """Whether a cell can be the id of an operation."""
    return bool(register.dnr(identifier) or _ID.fullmatch(identifier))


def _repeats(headings: list[str], cells: list[str]) -> bool:
    same = sum(cell.strip() == heading for cell, heading in zip(cells, headings, strict=True) if heading)
    return same * 2 > len(headings)
