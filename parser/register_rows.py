"""Reads a register row by row as claims; no more than one row is held.

A column that is neither read nor left by name is reported, and so is every cell that cannot be read, with its line and
column.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from parser.register import Column, Register
from parser.register_columns import check_columns, fold_heading, recognise_columns
from parser.values import clean

_LONGEST_CELL = 10_000_000


class Statement(msgspec.Struct, frozen=True):
    """What one cell states: `value` in its written form, `raw` the cell, `column` the heading in the file."""

    kind: str
    value: str
    raw: str
    column: str


class Operation(msgspec.Struct):
    """One row; `left` says why it is none of ours, `problems` what could not be read."""

    line: int
    operation_id: str = ""
    dnr: str | None = None
    left: str | None = None
    statements: list[Statement] = []
    problems: list[str] = []


class Reading(msgspec.Struct):
    """A register being read: what it is, what is odd about its columns, and its rows."""

    register: Register
    notes: list[str]
    operations: Iterator[Operation]


def read_register(lines: Iterable[str], known: Iterable[Register]) -> Reading:
    """Finds which of the `known` registers a CSV file is, and reads it as its rows are asked for.

    Raises RegisterError when it is none of them, or lacks a column, with the columns found.
    """
    csv.field_size_limit(_LONGEST_CELL)
    source = iter(lines)
    first = next((line for line in source if line.strip() and not line.lower().startswith("sep=")), "")
    delimiter = max(";,\t", key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
    rows = csv.reader(chain([first], source), delimiter=delimiter)
    headings = [heading.lstrip("\ufeff").strip() for heading in next(rows, [])]
    register, places = recognise_columns(headings, list(known))
    notes = check_columns(register, headings, places)
    return Reading(register, notes, _operations(register, headings, places, rows))


def _operations(
    register: Register, headings: list[str], places: dict[str, int], rows: Iterator[list[str]]
) -> Iterator[Operation]:
    line = rows.line_num + 1  # type: ignore[attr-defined]
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Operation(line, left="not readable", problems=[f"the row cannot be read as CSV ({error})"])
        else:
            if any(cells):
                yield _operation(register, headings, places, line, cells)
        line = rows.line_num + 1  # type: ignore[attr-defined]


def _operation(
    register: Register, headings: list[str], places: dict[str, int], line: int, cells: list[str]
) -> Operation:
    if len(cells) != len(headings):
        problem = f"expected {len(headings)} cells, found {len(cells)}"
        return Operation(line, left="not readable", problems=[problem])
    row = {name: cells[position].strip() for name, position in places.items()}
    left = register.left(row)
    if left:
        return Operation(line, left=left)
    identifier = row[fold_heading(register.identifier[0])]
    operation = Operation(line, clean(identifier), register.dnr(clean(identifier)))
    if not operation.operation_id:
        operation.problems.append(f"{register.identifier[0]} is empty, so the row belongs to no project")
    currency = clean(row.get(fold_heading(register.currency_column or ""), "")).upper() or register.currency
    for column in register.columns:
        position = places.get(fold_heading(column.headings[0]))
        if position is not None and cells[position].strip():
            _read(operation, column, headings[position], cells[position].strip(), currency)
    return operation


def _read(operation: Operation, column: Column, heading: str, raw: str, currency: str) -> None:
    try:
        value = column.read(clean(raw), currency)
    except ValueError as error:
        operation.problems.append(f"{heading}: {raw[:80]!r} could not be read: {error}")
    else:
        if value is not None:
            operation.statements.append(Statement(column.kind, value, raw, heading))
