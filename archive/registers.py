"""Registers into the archive: every statement of every row kept as a claim, the rows of others counted."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import msgspec

from archive.claims import register_row
from archive.database import Row
from archive.privacy import Masker
from archive.store import Store
from parser.register_columns import RegisterError
from parser.register_rows import Operation, Reading, read_register
from parser.registers import REGISTERS
from scraper.files import Input

_MASKER = Masker([])


class RegisterReport(msgspec.Struct):
    """What became of a register's rows."""

    label: str
    kept: int = 0
    left: Counter[str] = msgspec.field(default_factory=Counter)
    problems: int = 0

    def __str__(self) -> str:
        rest = "".join(f", {number} {reason}" for reason, number in sorted(self.left.items()))
        return f"{self.label}: {self.kept} operations kept{rest}; {self.problems} cells or rows not read"


def add_register(store: Store, source: Input, digest: str) -> RegisterReport:
    """Reads a register into the claims of the archive, in bounded memory; nothing is kept of one that is refused.

    Raises RegisterError when the file is no known register, lacks a column, or holds no row that is kept.
    """
    with store.database.atomic(), source.lines() as lines:
        reading = read_register(lines, REGISTERS)
        report = RegisterReport(reading.register.label)
        issues = [_issue(note) for note in reading.notes]
        rows = chain.from_iterable(_claims(reading, operation) for operation in _kept(reading, report, issues))
        store.add_register(source, digest, reading.register.name, rows, issues)
        if not report.kept:
            raise RegisterError(f"no row is an operation of the Social Fund in Sweden ({report}); check the file")
    return report


def _kept(reading: Reading, report: RegisterReport, issues: list[Row]) -> Iterator[Operation]:
    for operation in reading.operations:
        issues += [_issue(problem, operation.line) for problem in operation.problems]
        report.problems += len(operation.problems)
        if operation.left:
            report.left[operation.left] += 1
        else:
            report.kept += 1
            yield operation


def _issue(message: str, line: int | None = None) -> Row:
    where = f"line {line}: " if line else ""
    return {"code": "register", "message": _MASKER.mask(f"{where}{message}"), "line": line}


def _claims(reading: Reading, operation: Operation) -> Iterator[Row]:
    place = {"operation_id": operation.operation_id, "dnr": operation.dnr, "line": operation.line, "method": "column"}
    for statement in operation.statements:
        is_text = statement.kind.startswith("text.")
        value = _MASKER.mask(statement.value) if is_text else statement.value
        row = register_row(reading.register.name, statement.kind, value)
        raw = _MASKER.mask(statement.raw) if is_text else statement.raw
        yield row | place | {"raw": raw, "source_column": statement.column}
