"""The names of codes: what `projektbank-dnr`, `2.1` or `SE11` is called."""

import functools
import re
import tomllib
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from archive.site.comparing.catalogue import groupings, measures
from archive.site.language.swedish import column_label
from archive.site.language.translations import Language, language, translated
from archive.site.programme_areas import area_name
from schema.dictionary import tables
from schema.places import reference_rows
from schema.titles import SECTION_TITLES

_COLUMNS_IN_MEMORY = 2048
"""Of visitors' SQL too, whose columns have any name."""


def code_name(value: str, column: str, table: str = "", period: str | None = None) -> str | None:
    """The name of a code in a column, in the visitor's language; None if none is known.

    `period` is the programme period of the row, for codes that have meant different things.
    """
    if column == "field":
        label = column_label(value, "projects")
        return label if label != value else None
    if column == "programme_area_code" and (name := area_name(value, period)):
        return name
    found = names_of(column, table).get(value)
    return translated(found) if found else None


@functools.lru_cache(_COLUMNS_IN_MEMORY)
def names_of(column: str, table: str = "") -> dict[str, str]:
    """The Swedish names of the codes in a column, by code; empty for a column of no codes."""
    like = _declared()["like"]
    candidates = [like.get(name, name) for name in (column, f"{table}.{column}")]
    return {code: name for candidate in candidates for code, name in _names().get(candidate, {}).items()}


@functools.lru_cache(_COLUMNS_IN_MEMORY)
def holds_codes(column: str, table: str = "") -> bool:
    """Whether the values of a column are codes, to be shown as code where they have no name."""
    return bool({column, f"{table}.{column}"} & set(_declared()["codes"]["columns"]))


def with_code(text: str) -> Markup:
    """A text of the dictionary or the queries, with the names of tables and columns and codes in it marked as code."""
    return _marked(text, language.get())


@functools.lru_cache(_COLUMNS_IN_MEMORY)
def _marked(text: str, spoken: Language) -> Markup:
    pieces, position = [], 0
    for match in _raw_words(spoken).finditer(text):
        pieces.append(Markup("{}<code>{}</code>").format(text[position : match.start()], match[0]))
        position = match.end()
    return Markup("").join([*pieces, text[position:]])


@functools.cache
def _raw_words(spoken: Language) -> re.Pattern[str]:
    """Names and codes that no text of the language has as words of its own; `shown` where its value is spoken of."""
    columns = {column for table in tables().values() for column in table.columns}
    codes = {code for column in _declared()["codes"]["in_texts"] for code in names_of(*column.split(".")[::-1])}
    names = columns | codes | set(tables())
    foreign = set(tables()) | codes | {"title"} if spoken == "sv" else set()
    words = sorted({name for name in names if re.search(r"[_.\d]", name)} | foreign, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}|shown(?= (?:är|is|=|säger|says)))\b(?:\.\w+)?")


@functools.cache
def _names() -> dict[str, dict[str, str]]:
    """Names by code, by `column` or `table.column`."""
    read: dict[str, dict[str, str]] = {
        column: {row[code]: row[name] for row in reference_rows(file) if row[name]}
        for column, (file, code, name) in _declared()["reference"].items()
    }
    shown = {
        "section": SECTION_TITLES,
        "comparisons.measure": {name: measure.label for name, measure in measures().items()},
        "comparisons.per": {name: grouping.heading for name, grouping in groupings().items()},
    }
    return {**read, **shown, **_declared()["names"]}


@functools.cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(files("archive.site.data_pages").joinpath("code_names.toml").read_text("utf-8"))
