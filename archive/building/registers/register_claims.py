"""Reads registers into the archive: each statement of a kept row becomes a claim; other rows are counted."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import msgspec

from archive.building.captures.capture_ids import capture_id
from archive.building.captures.capture_writer import CaptureWriter
from archive.building.claims.claim_rows import register_row
from archive.building.registers.register_floors import ACCEPTED, Loss, register_loss, registers_in_force
from archive.building.registers.register_versions import settle_versions
from archive.database import Row
from archive.privacy import NAMELESS
from parser.registers import REGISTERS
from parser.registers.columns import RegisterError
from parser.registers.operations import Operation
from parser.registers.register_reading import RegisterReading, read_register
from scraper.input import Input

_NUMBERS = {"code.owner_org_number"}
"""Kinds that are read strictly, and whose values might look like telephone numbers."""


class RegisterReport(msgspec.Struct):
    """How many of a register's rows were kept, left out (by reason), or had problems; `notes` are on other versions."""

    label: str
    kept: int = 0
    left: Counter[str] = msgspec.field(default_factory=Counter)
    problems: int = 0
    unnumbered: int = 0
    notes: list[str] = []

    def __str__(self) -> str:
        rest = "".join(f", {number} {reason}" for reason, number in sorted(self.left.items()))
        joined = f" ({self.unnumbered} without a register number in the id)" if self.unnumbered else ""
        operations = "operation" if self.kept == 1 else "operations"
        problems = "cell or row with problems" if self.problems == 1 else "cells or rows with problems"
        counted = f"{self.label}: {self.kept} {operations} kept{joined}{rest}; {self.problems} {problems}"
        return "; ".join([counted, *self.notes])


def add_register(writer: CaptureWriter, source: Input, digest: str) -> RegisterReport:
    """Reads a register into the claims of the archive, in bounded memory; a rejected register leaves nothing behind.

    Raises RegisterError if the file is not a known register, lacks a column, has no row that is kept, or far fewer rows
    or filled columns than the one before, whose place it would take.
    """
    with writer.database.atomic(), source.lines() as lines:
        reading = read_register(lines, REGISTERS)
        report = RegisterReport(reading.register.label)
        issues = [_issue(note) for note in reading.notes]
        earlier = registers_in_force(writer.database, reading.register.name)
        rows = chain.from_iterable(_claims(reading, operation) for operation in _kept(reading, report, issues))
        writer.add_register(source, digest, reading.register.name, rows, issues)
        capture = capture_id(source, digest)
        report.notes = settle_versions(writer.database, capture, reading.register.name)
        for note in report.notes:
            _add_issue(writer, capture, {"code": "register", "message": note})
        if loss := register_loss(writer.database, capture, earlier, digest):
            _accept_or_refuse(writer, capture, report.label, loss)
        if not report.kept:
            raise RegisterError(f"no row is an operation of the Social Fund in Sweden ({report}); check the file")
    return report


def _accept_or_refuse(writer: CaptureWriter, capture: str, label: str, loss: Loss) -> None:
    """Notes a loss that a person accepts as an issue of the register; raises RegisterError for another."""
    if loss.word not in writer.accepted_losses:
        advice = f"the register before stays in force, unless the loss is accepted by --accept {loss.word}"
        raise RegisterError(f"{label}: {loss.said}; {advice}")
    _add_issue(writer, capture, {"code": ACCEPTED, "message": f"{label}: {loss.said}; accepted"})


def _add_issue(writer: CaptureWriter, capture: str, issue: Row) -> None:
    """Adds an issue that is of a whole register."""
    number = "select coalesce(max(position), 0) + 1 from issues where capture_id = ?"
    position = writer.database.execute(number, (capture,)).fetchone()[0]
    place = {"capture_id": capture, "position": position, "project_id": None, "line": None, "start": None, "end": None}
    writer.database.table("issues").insert(place | issue)


def _kept(reading: RegisterReading, report: RegisterReport, issues: list[Row]) -> Iterator[Operation]:
    amounts: dict[str, tuple[int, list[str]]] = {}
    for operation in reading.operations:
        operation.problems += _contradictions(operation, amounts)
        issues += [_issue(problem, operation.line) for problem in operation.problems]
        report.problems += len(operation.problems)
        if operation.left:
            report.left[operation.left] += 1
            continue
        report.kept += 1
        report.unnumbered += operation.dnr is None
        yield operation


def _contradictions(operation: Operation, amounts: dict[str, tuple[int, list[str]]]) -> list[str]:
    """Reports an operation whose rows (as for several categories) differ in amounts; those of the first are shown."""
    stated = [statement.value for statement in operation.statements if statement.kind.startswith("amount.")]
    line, first = amounts.setdefault(operation.operation_id, (operation.line, stated))
    if operation.left or first == stated:
        return []
    return [f"{operation.operation_id} has other amounts in line {line}; those are shown, these are kept too"]


def _issue(message: str, line: int | None = None) -> Row:
    where = f"line {line}: " if line else ""
    return {"code": "register", "message": NAMELESS.mask(f"{where}{message}"), "line": line}


def _claims(reading: RegisterReading, operation: Operation) -> Iterator[Row]:
    place = {"operation_id": NAMELESS.mask(operation.operation_id), "dnr": operation.dnr, "line": operation.line}
    for statement in operation.statements:
        private = NAMELESS.mask(statement.raw) != statement.raw and statement.kind not in _NUMBERS
        value = NAMELESS.mask(statement.value) if private else statement.value
        raw = NAMELESS.mask(statement.raw) if private else statement.raw
        row = register_row(reading.register.name, statement.kind, value, raw)
        yield row | place | {"method": "column", "source_column": statement.column}
