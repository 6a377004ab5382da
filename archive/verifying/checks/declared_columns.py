"""The dictionary and the file: every table and column is declared and there, and its values are of its type."""

from collections.abc import Iterator

from archive.verifying.finding import Finding, quoted
from archive.verifying.opened_archive import OpenedArchive, key_columns, key_of
from schema.dictionary import Column, Table, tables
from schema.places import reference_rows

_TYPES = {"text": "TEXT", "integer": "INTEGER", "float": "REAL", "boolean": "INTEGER", "date": "TEXT"}
"""The types of SQL by those of the dictionary."""
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_WRONG = {
    "text": "typeof({0}) <> 'text'",
    "integer": "typeof({0}) <> 'integer'",
    "float": "typeof({0}) not in ('real', 'integer')",
    "boolean": "{0} not in (0, 1)",
    "date": f"{{0}} not glob '{_DAY}'",
}
"""What no value of a type is, for cells that are not empty."""
_UNDECLARED = "declare it in schema/dictionary, or take it out of the file"


def check_declared(archive: OpenedArchive) -> Iterator[Finding]:
    """Tables, columns, SQL types, keys and references, both ways; then the values; then the reference tables."""
    views = {name for (name,) in archive.rows("select name from sqlite_schema where type = 'view'")}
    found = {name for name in archive.table_names() | views if not name.startswith(("sqlite_", "search"))}
    for name in sorted(found.difference(tables())):
        yield Finding(name, "", "", "a declared table", "an undeclared one", _UNDECLARED)
    for name, table in tables().items():
        if name not in found:
            yield Finding(name, "", "", "a table", "none")
            continue
        yield from _check_columns(archive, name, table)
        yield from _check_links(archive, name, table)
        yield from _check_values(archive, name, table)
        if table.reference:
            yield from _check_reference(archive, name, table)


def _check_columns(archive: OpenedArchive, name: str, table: Table) -> Iterator[Finding]:
    """What is declared beside what is there."""
    there = {column: (type_, key) for _, column, type_, _, _, key in archive.rows(f'pragma table_info("{name}")')}
    for column in sorted(set(there) - set(table.columns)):
        yield Finding(name, "", column, "a declared column", "an undeclared one", _UNDECLARED)
    for column, declared in table.columns.items():
        archive.checked["declared columns"] += 1
        place = table.primary_key.index(column) + 1 if column in table.primary_key else 0
        expected = (_TYPES[declared.type], place)
        if there.get(column) != expected:
            found = there.get(column)
            yield Finding(name, "", column, _column(*expected), _column(*found) if found else "no such column")


def _column(type_: str, key: int) -> str:
    return f"a column of type {type_}" + (f", number {key} of the key" if key else "")


def _check_links(archive: OpenedArchive, name: str, table: Table) -> Iterator[Finding]:
    """The references that SQLite keeps beside those that are declared."""
    kept = {row[3]: f"{row[2]}.{row[4]}" for row in archive.rows(f'pragma foreign_key_list("{name}")')}
    declared = {column: one.references for column, one in table.columns.items() if one.references}
    for column in sorted(kept.keys() | declared.keys()):
        if kept.get(column) != declared.get(column):
            yield Finding(name, "", column, f"a reference to {declared.get(column)}", f"one to {kept.get(column)}")


def _check_values(archive: OpenedArchive, name: str, table: Table) -> Iterator[Finding]:
    """Cells that are of another type than their column, found in one pass over the table."""
    there = {row[1] for row in archive.rows(f'pragma table_info("{name}")')}
    wrong = {column: _wrong(column, declared) for column, declared in table.columns.items() if column in there}
    counts = ", ".join(f"coalesce(sum({one}), 0)" for one in wrong.values())
    if not wrong or not any(found := next(archive.rows(f'select {counts} from "{name}"'))):
        return
    for (column, is_wrong), number in zip(wrong.items(), found, strict=True):
        if number:
            sql = f'select "{column}", {key_columns(table)} from "{name}" where {is_wrong}'
            for value, *key in archive.rows(sql):
                shown = key_of(table, dict(zip(table.primary_key or ["rowid"], key, strict=True)))
                yield Finding(name, shown, column, f"a value of type {table.columns[column].type}", quoted(value))


def _wrong(name: str, column: Column) -> str:
    return f'("{name}" is not null and {_WRONG[column.type]})'.format(f'"{name}"')


def _check_reference(archive: OpenedArchive, name: str, table: Table) -> Iterator[Finding]:
    """The rows of a reference table beside those of the program."""
    columns = ", ".join(f'"{column}"' for column in table.columns)
    found = {tuple(map(_cell, row)) for row in archive.rows(f'select {columns} from "{name}"')}
    expected = {tuple(_cell(row[column] or None) for column in table.columns) for row in reference_rows(name)}
    for row in sorted(found ^ expected, key=str):
        said = " ".join(str(cell) for cell in row)
        expects = ("this row", "none") if row in expected else ("no such row", "this row")
        yield Finding(name, said, "", *expects)


def _cell(value: object) -> object:
    """A cell of a table or of a CSV file, so that 7 and `7` and 7.0 are one."""
    try:
        return None if value in (None, "") else float(str(value))
    except ValueError:
        return value
