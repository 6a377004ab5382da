"""Exports: one complete CSV file per table, with the dictionary as `datapackage.json`.

The canonical files follow RFC 4180: UTF-8, comma, CRLF, decimal point, empty for missing. The variant for Swedish
Excel has a byte order mark, semicolons and decimal commas, and escapes cells that Excel would take for formulas.
"""

import csv
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from schema.dictionary import Column, tables

_FIELD_TYPES = {"text": "string", "integer": "integer", "float": "number", "boolean": "boolean", "date": "date"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|")
DESCRIPTOR = "datapackage.json"


def export(connection: sqlite3.Connection, folder: Path, *, excel: bool = False) -> Iterator[tuple[str, int]]:
    """Writes every table to `folder`; yields each file's name and its number of rows.

    Each file is written under a temporary name and renamed when complete. Raises OSError if that fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for name in tables():
        path = folder / f"{name}.csv"
        rows = _write(connection, name, path, excel)
        resources.append(_resource(name, path, excel))
        yield path.name, rows
    _replace(folder / DESCRIPTOR, msgspec.json.format(msgspec.json.encode(_package(resources)), indent=2))


def _write(connection: sqlite3.Connection, name: str, path: Path, excel: bool) -> int:
    columns = tables()[name].columns
    names = ", ".join(f'"{column}"' for column in columns)
    order = ", ".join(f'"{column}"' for column in tables()[name].primary_key) or "rowid"
    working = path.with_name(f".{path.name}.part")
    count = 0
    with working.open("w", encoding="utf-8-sig" if excel else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";" if excel else ",", lineterminator="\r\n")
        writer.writerow(columns)
        for row in connection.execute(f'select {names} from "{name}" order by {order}'):
            writer.writerow([excel_cell(cell) for cell in row] if excel else row)
            count += 1
    working.replace(path)
    return count


def excel_cell(cell: Any) -> Any:
    """A cell as Swedish Excel reads it: a decimal comma, and no text that it would take for a formula."""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA) else cell


def _replace(path: Path, content: bytes) -> None:
    working = path.with_name(f".{path.name}.part")
    working.write_bytes(content + b"\n")
    working.replace(path)


def _package(resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "esf-arkivet",
        "title": "ESF-arkivet: svenska projekt i Europeiska socialfonden",
        "sources": [{"title": "Svenska ESF-rådet, projektbanken"}],
        "resources": resources,
    }


def _resource(name: str, path: Path, excel: bool) -> dict[str, Any]:
    table, content = tables()[name], path.read_bytes()
    schema: dict[str, Any] = {"fields": [_field(*column, excel) for column in table.columns.items()]}
    keys = [
        {"fields": column, "reference": dict(zip(("resource", "fields"), declared.references.split("."), strict=True))}
        for column, declared in table.columns.items()
        if declared.references
    ]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path.name,
        "title": table.label,
        "description": f"{table.sv}\n\n{table.en}",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ";" if excel else ",", "lineTerminator": "\r\n"},
        "schema": schema
        | ({"primaryKey": table.primary_key} if table.primary_key else {})
        | ({"foreignKeys": keys} if keys else {}),
    }


def _field(name: str, column: Column, excel: bool) -> dict[str, Any]:
    booleans = {"trueValues": ["1"], "falseValues": ["0"]} if column.type == "boolean" else {}
    decimals = {"decimalChar": ","} if excel and column.type == "float" else {}
    unit = {"unit": column.unit} if column.unit else {}
    described = {"title": column.label, "description": f"{column.sv}\n\n{column.en}", "source": column.source}
    return {"name": name, "type": _FIELD_TYPES[column.type], **described, **unit, **booleans, **decimals}
