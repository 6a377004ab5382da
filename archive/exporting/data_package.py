"""`datapackage.json`: the column dictionary beside the files, as Frictionless Data describes tables."""

from collections.abc import Sequence
from typing import Any

import msgspec

from archive.exporting.data_version import DataVersion
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.licence import CC0, SOURCE, SOURCE_ADDRESS, Licence
from archive.exporting.written_file import WrittenFile
from schema.dictionary import Column, Table, tables

DESCRIPTOR = "datapackage.json"
TITLE = "ESF-arkivet: svenska projekt i Europeiska socialfonden"

_FIELD_TYPES = {"text": "string", "integer": "integer", "float": "number", "boolean": "boolean", "date": "date"}
_SHEET = {"dialect": {"header": False, "commentRows": [1], "excel": {"sheet": "Data"}}}
_DIALECTS: dict[str, dict[str, Any]] = {
    "csv": {"dialect": {"delimiter": ",", "lineTerminator": "\r\n"}},
    "excel": {"dialect": {"delimiter": ";", "lineTerminator": "\r\n"}},
    "xlsx": _SHEET,
}
"""How a format is read; the headings of a sheet are the Swedish ones, not the names of the fields."""


def data_package(files: Sequence[WrittenFile], version: DataVersion, licence: Licence) -> bytes:
    """The descriptor of files, each the only one of its table, under a licence."""
    package = {
        "profile": "tabular-data-package",
        "name": "esf-arkivet",
        "title": TITLE,
        "version": version.name,
        **({"created": f"{version.newest}T00:00:00Z"} if version.newest else {}),
        "sources": [{"title": f"{SOURCE}, projektbanken", "path": SOURCE_ADDRESS}],
        "licenses": [_licence(licence)],
        "resources": [_resource(file) for file in files],
    }
    return msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n"


def _licence(licence: Licence) -> dict[str, str]:
    """With the name that Open Definition gives it, where that is known."""
    return {"path": licence.address, "title": licence.name} | ({"name": "CC0-1.0"} if licence == CC0 else {})


def _resource(file: WrittenFile) -> dict[str, Any]:
    table, form = tables()[file.table], FILE_FORMATS[file.form]
    return {
        "profile": "tabular-data-resource",
        "name": file.table,
        "path": file.path,
        "format": form.ending,
        "mediatype": form.media_type.partition(";")[0],
        "title": table.label,
        "description": f"{table.sv}\n\n{table.en}",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        **_DIALECTS.get(file.form, {}),
        "schema": _schema(table, file.form),
    }


def _schema(table: Table, form: str) -> dict[str, Any]:
    keys = [
        {"fields": column, "reference": dict(zip(("resource", "fields"), declared.references.split("."), strict=True))}
        for column, declared in table.columns.items()
        if declared.references
    ]
    fields = [_field(*column, form) for column in table.columns.items()]
    return (
        {"fields": fields}
        | ({"primaryKey": table.primary_key} if table.primary_key else {})
        | ({"foreignKeys": keys} if keys else {})
    )


def _field(name: str, column: Column, form: str) -> dict[str, Any]:
    is_csv = form in ("csv", "excel")
    booleans = {"trueValues": ["1"], "falseValues": ["0"]} if column.type == "boolean" and is_csv else {}
    decimals = {"decimalChar": ","} if form == "excel" and column.type == "float" else {}
    unit = {"unit": column.unit} if column.unit else {}
    described = {"title": column.label, "description": f"{column.sv}\n\n{column.en}", "source": column.source}
    return {"name": name, "type": _FIELD_TYPES[column.type], **described, **unit, **booleans, **decimals}
