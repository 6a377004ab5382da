"""Fills the tables that are derived from others, each by the query in its dictionary entry.

A derived table is written whole at the end of a build, so that no visitor waits for it to be worked out.
"""

from sqlite_utils import Database

from schema.dictionary import tables

_SAMPLE = 1000
"""Rows of an index that are counted; without any count SQLite joins some tables row by row with all of another."""


def fill_derived_tables(database: Database) -> None:
    """Replaces the rows of every derived table, in the dictionary's order."""
    database.execute(f"pragma analysis_limit = {_SAMPLE}")
    database.execute("analyze")
    database.execute("pragma analysis_limit = 0")
    for name, table in tables().items():
        if table.derived:
            columns = ", ".join(f'"{column}"' for column in table.columns)
            database.execute(f'delete from "{name}"')
            database.execute(f'insert into "{name}" ({columns}) {table.derived.strip()}')


def count_rows(database: Database) -> None:
    """Counts the rows of every table of the file into `table_counts`, those of the search too."""
    for name in database.table_names():
        shown = "coalesce(sum(shown), 0)" if name in tables() and "shown" in tables()[name].columns else "count(*)"
        counted = f'select ?, count(*), {shown} from "{name}"'
        database.execute(f"insert or replace into table_counts {counted}", [name])
