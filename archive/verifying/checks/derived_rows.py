"""Totals: every derived table holds what its definition gives on the file as it is, and the counts are right."""

from collections.abc import Iterator

from archive.verifying.finding import Finding, quoted
from archive.verifying.opened_archive import OpenedArchive, key_of
from schema.dictionary import Column, Table, tables

_ANEW = "worked_out_anew"
_TYPES = {"float": "real", "integer": "integer", "boolean": "integer"}
_REPAIR = "the table is out of step with those that it is derived from: build it anew from the same pages"


def check_derived(archive: OpenedArchive) -> Iterator[Finding]:
    """Every derived table beside its own definition, run again."""
    for name, table in tables().items():
        if table.derived and name != "table_counts":
            _work_out(archive, table)
            yield from _differences(archive, name, table)
            archive.connection.execute(f"drop table temp.{_ANEW}")


def _work_out(archive: OpenedArchive, table: Table) -> None:
    """Fills a temporary table, which SQLite keeps on disk, with the types that the columns of the archive have."""
    declared = ", ".join(f'"{name}" {_TYPES.get(column.type, "text")}' for name, column in table.columns.items())
    archive.connection.execute(f"create temp table {_ANEW} ({declared})")
    archive.connection.execute(f"insert into temp.{_ANEW} {(table.derived or '').strip()}")
    if table.primary_key:
        key = ", ".join(f'"{name}"' for name in table.primary_key)
        archive.connection.execute(f"create index temp.{_ANEW}_key on {_ANEW} ({key})")


def _differences(archive: OpenedArchive, name: str, table: Table) -> Iterator[Finding]:
    """Rows of one that the other has not; and a different number, where rows are doubled."""
    stored, anew = f'main."{name}"', f"temp.{_ANEW}"
    rows, expected = (next(archive.rows(f"select count(*) from {one}"))[0] for one in (stored, anew))
    archive.checked["derived rows"] += rows
    if rows != expected:
        yield Finding(name, "", "number of rows", str(expected), str(rows), _REPAIR)
    columns = ", ".join(_compared(column, declared) for column, declared in table.columns.items())
    sql = "select {0} from {1} except select {0} from {2}"
    for row in archive.rows(sql.format(columns, stored, anew)):
        yield _wrong(archive, name, table, dict(zip(table.columns, row, strict=True)))
    if not table.primary_key or rows < expected:
        for row in archive.rows(sql.format(columns, anew, stored)):
            found = dict(zip(table.columns, row, strict=True))
            yield Finding(name, _described(table, found), "", "this row", "none like it", _REPAIR)


def _compared(name: str, column: Column) -> str:
    """A column for comparison: numbers in nine figures, for a sum depends on the order of its parts in the last."""
    return f'iif("{name}" is null, null, printf(\'%.9g\', "{name}"))' if column.type == "float" else f'"{name}"'


def _wrong(archive: OpenedArchive, name: str, table: Table, row: dict[str, object]) -> Finding:
    """What a row should be by its definition: the first cell that differs, where its key is known."""
    where = " and ".join(f'"{column}" is ?' for column in table.primary_key) or "false"
    columns = ", ".join(_compared(column, declared) for column, declared in table.columns.items())
    values = [row[column] for column in table.primary_key]
    right = next(archive.rows(f"select {columns} from temp.{_ANEW} where {where}", *values), None)
    if right is None:
        return Finding(name, _described(table, row), "", "no such row", "this row", _REPAIR)
    column, expected = next((one, other) for (one, is_), other in zip(row.items(), right, strict=True) if is_ != other)
    return Finding(name, _described(table, row), column, quoted(expected), quoted(row[column]), _REPAIR)


def _described(table: Table, row: dict[str, object]) -> str:
    """The key of a row; of a table without key, the row itself."""
    return key_of(table, row) if table.primary_key else " ".join(f"{name}={value}" for name, value in row.items())


def check_counts(archive: OpenedArchive) -> Iterator[Finding]:
    """The counts of rows, and of shown rows, of every table of the file."""
    counts = {name: tuple(counted) for name, *counted in archive.rows("select * from table_counts")}
    for name in sorted(archive.table_names()):
        archive.checked["counts of tables"] += 1
        shown = "coalesce(sum(shown), 0)" if name in tables() and "shown" in tables()[name].columns else "count(*)"
        found = next(archive.rows(f'select count(*), {shown} from "{name}"'))
        if counts.get(name) != found:
            known = counts.get(name, ("nothing", "nothing"))
            yield Finding(
                "table_counts", f"table_name={name}", "row_count, shown_count", _pair(found), _pair(known), _REPAIR
            )


def _pair(counted: tuple[object, ...]) -> str:
    return f"{counted[0]} rows, {counted[1]} shown"
