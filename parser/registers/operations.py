"""Parse a register row by row into claims; no more than one row is held in memory.

A column that is neither declared nor ignored by name is reported, and so is every cell that cannot be parsed, with its
line and column.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from parser.registers.cells import check_cell, is_no_value
from parser.registers.columns import RegisterError, check_columns, fold_heading, recognise_columns
from parser.registers.register import Register, RegisterColumn
from parser.values import clean


class Statement(msgspec.Struct, frozen=True):
    """One parsed cell: `value` is the value as a string, `raw` the cell, `column` the heading in the file."""

    kind: str
    value: str
    raw: str
    column: str


class Operation(msgspec.Struct):
    """One row; `left` is the reason it is skipped, `problems` what could not be parsed."""

    line: int
    operation_id: str = ""
    dnr: str | None = None
    left: str | None = None
    statements: list[Statement] = []
    problems: list[str] = []


class RegisterReading(msgspec.Struct):
    """A register being read: its declaration, notes on unexpected columns, and its rows."""

    register: Register
    notes: list[str]
    operations: Iterator[Operation]


class _Lines:
    """The lines of a file, counted; all but the first of a row can be put back, to be parsed as separate rows."""

    def __init__(self, source: Iterable[str]) -> None:
        self._source = iter(source)
        self._pending: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._pending.popleft() if self._pending else next(self._source)
        self.taken.append(line)
        self.number += 1
        return line

    def put_back(self) -> None:
        """Put back all but the first line of the last row taken."""
        self._pending.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        self.taken = self.taken[:1]


def read_register(lines: Iterable[str], known: Iterable[Register]) -> RegisterReading:
    """Recognise a CSV file as one of the `known` registers, and parse its rows lazily.

    Raises RegisterError, naming the columns found, when it is none of them or lacks a column.
    """
    counted = _Lines(lines)
    first = next((line for line in counted if line.strip() and not line.lower().lstrip('"').startswith("sep=")), "")
    try:
        delimiter = max(";,\t", key=lambda candidate: len(next(csv.reader([first], delimiter=candidate), [])))
        headings = next(csv.reader(chain([first], counted), delimiter=delimiter), [])
    except csv.Error as error:
        raise RegisterError(f"the headings cannot be read as CSV ({error})") from error
    headings = [heading.lstrip("\ufeff").strip() for heading in headings]
    register, positions = recognise_columns(headings, list(known))
    notes = check_columns(register, headings, positions)
    rows = _rows(counted, delimiter, len(headings))
    return RegisterReading(register, notes, (_operation(register, headings, positions, *row) for row in rows))


def _rows(lines: _Lines, delimiter: str, width: int) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with the line it begins at; for a malformed row, an error message instead of its cells.

    An unbalanced quotation mark would swallow the lines that follow: they are read again, one by one.
    """
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.taken.clear()
        start = lines.number + 1
        try:
            cells = next(rows, None)
            cells = _without_empty_ends(cells, width)
            problem = f"expected {width} cells, found {len(cells or [])}" if len(cells or []) != width else ""
        except csv.Error as error:
            cells, problem = [], f"the row cannot be read as CSV ({error})"
        if cells is None:
            return
        if problem and len(lines.taken) > 1:
            lines.put_back()
            rows = csv.reader(lines, delimiter=delimiter)
        if problem and any(map(str.strip, lines.taken)):
            yield start, problem
        elif any(cells):
            yield start, cells


def _without_empty_ends(cells: list[str] | None, width: int) -> list[str] | None:
    """The cells of a row that is too long, without empty ones beyond its width."""
    too_long = cells is not None and len(cells) > width and not any(map(str.strip, cells[width:]))
    return cells[:width] if cells is not None and too_long else cells


def _no_operation(register: Register, headings: list[str], cells: list[str], row: dict[str, str]) -> str | None:
    """What a row in the middle of a file is that is no operation: headings again, a total or a note."""
    filled = [clean(cell) for cell in cells if cell.strip()]
    if sum(cell.strip() == heading for cell, heading in zip(cells, headings, strict=True) if heading) * 2 > len(
        headings
    ):
        return "repeating the headings"
    if register.dnr(clean(row[fold_heading(register.identifier[0])])):
        return None
    if filled and _TOTAL.match(filled[0]):
        return "of totals"
    return "of notes" if len(filled) <= _NOTE else None


_TOTAL = re.compile(r"(grand |del)?(total|totalt|summa|sum)\b", re.IGNORECASE)
_NOTE = 2
"""Filled cells up to which a row without a register number is a note, such as where the table comes from."""


def _operation(
    register: Register, headings: list[str], positions: dict[str, int], line: int, cells: list[str] | str
) -> Operation:
    if isinstance(cells, str):
        return Operation(line, left="not readable", problems=[cells])
    row = {name: cells[position].strip() for name, position in positions.items()}
    left = _no_operation(register, headings, cells, row) or register.left(row)
    if left:
        return Operation(line, left=left)
    identifier = clean(row[fold_heading(register.identifier[0])])
    operation = Operation(line, "" if is_no_value(identifier) else identifier, register.dnr(identifier))
    if not operation.operation_id:
        operation.problems.append(f"{register.identifier[0]} is empty, so the row belongs to no project")
    currency = clean(row.get(fold_heading(register.currency_column or ""), "")).upper() or register.currency
    for column in register.columns:
        position = positions.get(fold_heading(column.headings[0]))
        if position is not None and not is_no_value(clean(cells[position])):
            _read(operation, column, headings[position], cells[position].strip(), currency)
    return operation


def _read(operation: Operation, column: RegisterColumn, heading: str, raw: str, currency: str) -> None:
    """Add what a cell states; whatever is wrong with it, such as a number beyond all bounds, costs this cell alone."""
    try:
        check_cell(raw)
        value = column.read(clean(raw), currency)
    except Exception as error:
        operation.problems.append(f"{heading}: {raw[:80]!r} could not be read: {error}")
    else:
        if value is not None:
            operation.statements.append(Statement(column.kind, value, raw, heading))
