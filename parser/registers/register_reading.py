"""Parse a register row by row into claims; no more than one row is held in memory.

A column that is neither declared nor ignored by name is reported, and so is every cell that cannot be parsed, with its
line and column.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from parser.registers.columns import RegisterError, check_columns, recognise_columns
from parser.registers.operations import Operation, OperationReader
from parser.registers.register import Register
from parser.registers.row_reading import CountedLines, rows_of


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

    reader = OperationReader(register, headings, positions)
    rows = rows_of(counted, delimiter, len(headings), reader.last_column)
    return RegisterReading(register, notes, map(reader.operation, rows))
