"""Generates docs/data-dictionary.md from the column dictionary: `python -m schema.data_dictionary`."""

import sys

from schema.dictionary import Table, tables

_HEAD = """# Data dictionary

Every table and column of the archive, made from `schema/dictionary/` by `make docs`.
The site shows the Swedish descriptions; each export carries them in its `datapackage.json`.
"""


def data_dictionary() -> str:
    """The whole dictionary as Markdown."""
    return "\n".join([_HEAD, *(_section(name, table) for name, table in tables().items())])


def _section(name: str, table: Table) -> str:
    keys = ", ".join(f"`{key}`" for key in table.primary_key)
    kind = "Derived table" if table.derived else "Table"
    rows = [
        f"| `{name}` | {column.type} | {column.unit or ''} | {column.label} | {column.en} | {column.source} |"
        for name, column in table.columns.items()
    ]
    head = ["| column | type | unit | Swedish label | meaning | source |", "|---|---|---|---|---|---|"]
    return "\n".join(
        [
            f"## {name}: {table.label}",
            "",
            f"{kind}{f', primary key {keys}' if keys else ''}. {table.en}",
            "",
            *head,
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    sys.stdout.write(data_dictionary())
