"""Read a row of a register into an operation: what its cells state, or why it is left out."""

import msgspec

from parser.registers.cells import currency_code
from parser.registers.columns import fold_heading
from parser.registers.empty_cells import check_cell, is_no_value
from parser.registers.other_rows import NO_ID, has_id, not_an_operation
from parser.registers.register import Register, RegisterColumn
from parser.registers.row_reading import SplitRow
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


class OperationReader:
    """Reads the rows of one file of a register: `positions` are its columns by the folded first heading of each."""

    def __init__(self, register: Register, headings: list[str], positions: dict[str, int]) -> None:
        """Take the headings as they are in the file."""
        self._register, self._headings, self._positions = register, headings, positions

    @property
    def last_column(self) -> int:
        """The last column that is read, or that decides what is."""
        register = self._register
        columns = (column.headings[0] for column in register.columns)
        names = (register.identifier[0], *register.deciding, *columns, register.currency_column or "")
        return max(self._positions.get(fold_heading(name), 0) for name in names)

    def operation(self, read: SplitRow) -> Operation:
        """The operation in a row, or why there is none."""
        if read.problem:
            return Operation(read.line, left=NOT_READABLE, problems=[read.problem])
        if left := self._left(read.cells):
            return Operation(read.line, left=left)
        identifier = self._identifier(read.cells)
        if not has_id(self._register, identifier):
            problem = f"{self._register.identifier[0]}: {identifier[:80]!r} is no id, so the row belongs to no project"
            return Operation(read.line, left=NO_ID, problems=[problem])
        operation = Operation(read.line, identifier, self._register.dnr(identifier))
        self._add_statements(operation, read)
        if read.longer and len(operation.problems) > 1:
            return Operation(read.line, left=NOT_READABLE, problems=["its cells may be shifted", *operation.problems])
        operation.problems += read.remarks
        return operation

    def _left(self, cells: list[str]) -> str | None:
        """The reason to skip a row; a cell that says that there is no value decides nothing."""
        row = {name: clean(cells[position]) for name, position in self._positions.items()}
        stated = {name: "" if is_no_value(cell) else cell for name, cell in row.items()}
        return not_an_operation(self._register, self._headings, cells, row) or self._register.left(stated)

    def _identifier(self, cells: list[str]) -> str:
        return clean(cells[self._positions[fold_heading(self._register.identifier[0])]])

    def _add_statements(self, operation: Operation, read: SplitRow) -> None:
        """Add what each cell states."""
        currency = self._currency(read.cells)
        for column in self._register.columns:
            position = self._positions.get(fold_heading(column.headings[0]))
            if position is not None and not is_no_value(clean(cell := read.cells[position]), column.is_text):
                heading, raw = self._headings[position], cell.strip()
                if read.loose_quotes and '"' in raw:
                    operation.problems.append(f"{heading}: {raw[:80]!r} has a quotation mark that is not doubled")
                else:
                    _read(operation, column, heading, raw, currency)

    def _currency(self, cells: list[str]) -> str:
        """The currency of a row's amounts: the one in its column, else that of the register."""
        written = self._positions.get(fold_heading(self._register.currency_column or ""))
        stated = clean(cells[written]) if written is not None else ""
        return self._register.currency if is_no_value(stated) else currency_code(stated)


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
