"""Parse a register row by row into claims; no more than one row is held in memory.

A column that is neither declared nor ignored by name is reported, and so is every cell that cannot be parsed, with its
line and column.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from parser.registers.columns import RegisterError, check_columns, fold_heading, recognise_columns
from parser.registers.empty_cells import check_cell, is_no_value
from parser.registers.other_rows import NO_ID, has_id, not_an_operation
from parser.registers.register import Register, RegisterColumn
from parser.registers.row_reading import CountedLines, SplitRow, rows_of
from parser.values import clean

NOT_READABLE = "not readable"


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


def read_register(lines: Iterable[str], known: Iterable[Register]) -> RegisterReading:
    """Recognise a CSV file as one of the `known` registers, and parse its rows lazily.

    A line may have a `remark`, which becomes a problem of the operation in it. Raises RegisterError, naming the columns
    found, when it is none of them or lacks a column.
    """
    counted = CountedLines(lines)
    first = next((line for line in counted if line.strip() and not line.lower().lstrip('"').startswith("sep=")), "")
    try:
        delimiter = max(";,\t", key=lambda candidate: len(next(csv.reader([first], delimiter=candidate), [])))
        headings = next(csv.reader(chain([first], counted), delimiter=delimiter), [])
    except csv.Error as error:
        raise RegisterError(f"the headings cannot be read as CSV ({error})") from error
    headings = [heading.lstrip("\ufeff").strip() for heading in headings]
    register, positions = recognise_columns(headings, list(known))
    notes = check_columns(register, headings, positions)
    notes += [f"headings: {remark}" for remark in counted.remarks()]

    def operations() -> Iterator[Operation]:
        for row in rows_of(counted, delimiter, len(headings), _last_read(register, positions)):
            operation = _operation(register, headings, positions, row)
            operation.problems += [] if operation.left else row.remarks
            yield operation

    return RegisterReading(register, notes, operations())


def _operation(register: Register, headings: list[str], positions: dict[str, int], read: SplitRow) -> Operation:
    line, cells = read.line, read.cells
    if read.problem:
        return Operation(line, left=NOT_READABLE, problems=[read.problem])
    row = {name: cells[position].strip() for name, position in positions.items()}
    left = not_an_operation(register, headings, cells, row) or register.left(row)
    if left:
        return Operation(line, left=left)
    identifier = clean(row[fold_heading(register.identifier[0])])
    if not has_id(register, identifier):
        problem = f"{register.identifier[0]}: {identifier[:80]!r} is no id, so the row belongs to no project"
        return Operation(line, left=NO_ID, problems=[problem])
    operation = Operation(line, identifier, register.dnr(identifier))
    currency = clean(row.get(fold_heading(register.currency_column or ""), "")).upper() or register.currency
    for column in register.columns:
        position = positions.get(fold_heading(column.headings[0]))
        if position is not None and not is_no_value(clean(cells[position])):
            _read(operation, column, headings[position], cells[position].strip(), currency)
    if read.longer and len(operation.problems) > 1:
        return Operation(line, left=NOT_READABLE, problems=["its cells may be shifted", *operation.problems])
    return operation


def _last_read(register: Register, positions: dict[str, int]) -> int:
    """The last column that is read, or that decides what is."""
    names = (*register.deciding, *(column.headings[0] for column in register.columns), register.currency_column or "")
    return max(positions.get(fold_heading(name), 0) for name in (register.identifier[0], *names))


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
