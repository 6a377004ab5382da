"""Every table page and file has the rows that it says: each row once, in order, whatever is sorted and filtered."""

import csv
import io
import itertools
import operator
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec
import pytest

from archive.site.serving.server import make_site
from schema.dictionary import tables
from tests.serving import Ask, asked

Row = dict[str, Any]
TURNS = [pytest.param(0, id="a quarter"), *(pytest.param(n, marks=pytest.mark.crawl) for n in (1, 2, 3))]
"""Every day each second column is sorted one way on pages and the other way in files; `make crawl` does the rest."""


@pytest.fixture(scope="module")
def ask(fewer_words_archive: Path) -> Iterator[Ask]:
    with asked(make_site(fewer_words_archive)) as ask:
        yield ask


@pytest.fixture(scope="module")
def read(fewer_words_archive: Path) -> Iterator[Callable[[str], list[Row]]]:
    """Asks the database itself."""
    with closing(sqlite3.connect(fewer_words_archive)) as connection:
        connection.row_factory = sqlite3.Row
        yield lambda sql: [dict(row) for row in connection.execute(sql)]


def keys_of(name: str) -> list[str]:
    return tables()[name].primary_key or ["rowid"]


def in_order(name: str, column: str = "", way: str = "", wanted: str = "") -> str:
    """The whole table as SQL, its ties in the order of its key."""
    keys = ", ".join(keys_of(name))
    wanted = wanted or ("*" if tables()[name].primary_key else "rowid, *")
    by = f'"{column}"{way.replace("_", " ")}, {keys}' if column else keys
    return f'select {wanted} from "{name}" order by {by}'


def sorts(name: str, turn: int) -> list[tuple[str, str]]:
    """Each second column of a table, rising and falling by turns; four turns have all columns both ways."""
    columns = [*tables()[name].columns]
    chosen = columns[turn % 2 :: 2] or columns
    return [(column, ("", "_desc")[(at + turn // 2) % 2]) for at, column in enumerate(chosen)]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("name", tables())
def test_each_row_stands_on_one_page_of_a_sort(
    ask: Ask, read: Callable[[str], list[Row]], name: str, turn: int
) -> None:
    keys = keys_of(name)
    for column, way in sorts(name, turn):
        whole = [list(row.values()) for row in read(in_order(name, column, way, ", ".join(keys)))]
        size = (len(whole) + 1) // 2
        address = f"/esf/{name}.json?_sort{way}={column}&_col={column}&_size={size}&_nocount=1&_nofacet=1"
        found = []
        for page in pages(ask, address):
            places = [page["columns"].index(key) for key in keys]
            found += [[row[place] for place in places] for row in page["rows"]]
        assert found == whole, (column, way)


def pages(ask: Ask, address: str) -> Iterator[Any]:
    following: str | None = address
    while following:
        answer = ask("GET", following)
        assert answer.status_code == 200, answer.text
        page = msgspec.json.decode(answer.content)
        yield page
        following = page["next_url"] and following.partition("?")[0] + "?" + urlsplit(page["next_url"]).query


def holds(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """A comparison that NULL never passes."""
    return lambda value, given: value is not None and compare(value, given)


OF_ALL: dict[str, Callable[[Any, Any], bool]] = {
    "exact": holds(operator.eq),
    "not": holds(operator.ne),
    "gt": holds(operator.gt),
    "gte": holds(operator.ge),
    "lt": holds(operator.lt),
    "lte": holds(operator.le),
    "in": holds(operator.eq),
    "notin": holds(operator.ne),
    "isnull": lambda value, _: value is None,
    "notblank": lambda value, _: value not in (None, ""),
}
OF_TEXTS = {
    "contains": holds(lambda value, given: given.casefold() in value.casefold()),
    "startswith": holds(lambda value, given: value.casefold().startswith(given.casefold())),
    "endswith": holds(lambda value, given: value.casefold().endswith(given.casefold())),
}
"""Filters by name, and which values pass: what SQL says, in Python."""


def filters(name: str, rows: list[Row]) -> list[tuple[str, str, Any, Callable[[Any, Any], bool]]]:
    """Each filter on a column of a table, with a value from its middle; the columns in turn, numbers first."""
    columns = tables()[name].columns
    texts = [column for column, declared in columns.items() if declared.type in ("text", "date")]
    numbers = [column for column in columns if column not in texts]
    pairs = [
        *zip(OF_ALL.items(), itertools.cycle(numbers + texts), strict=False),
        *zip(OF_TEXTS.items(), itertools.cycle(texts), strict=False),
    ]
    values = {column: middle(rows, column) for _, column in pairs}
    return [
        (column, lookup, values[column][:3] if lookup in OF_TEXTS else values[column], passes)
        for (lookup, passes), column in pairs
    ]


def middle(rows: list[Row], column: str) -> Any:
    values = sorted({row[column] for row in rows} - {None})
    return values[len(values) // 2] if values else ""


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("name", tables())
def test_a_csv_has_the_rows_of_its_filter_in_the_order_of_its_sort(
    ask: Ask, read: Callable[[str], list[Row]], name: str, turn: int
) -> None:
    rows = read(in_order(name))
    orders, chosen, first = sorts(name, (turn + 2) % 4), filters(name, rows), [*tables()].index(name)
    for at in range(max(len(orders), len(chosen)) if turn else 6):
        (column, lookup, given, passes), (by, way) = chosen[(first + at + turn) % len(chosen)], orders[at % len(orders)]
        sent = msgspec.json.encode([given]).decode() if lookup in ("in", "notin") else given
        question = urlencode({f"{column}__{lookup}": sent, f"_sort{way}": by})
        answer = ask("GET", f"/esf/{name}.csv?{question}")
        assert answer.status_code == 200, answer.text
        expected = [row for row in read(in_order(name, by, way)) if passes(row[column], given)]
        assert parsed(answer.text) == written(expected, name), question


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def written(rows: list[Row], name: str) -> list[list[str]]:
    """Rows as the cells of a CSV, under the names of the dictionary."""
    names = list(tables()[name].columns)
    return [names, *(["" if row[column] is None else str(row[column]) for column in names] for row in rows)]


@pytest.mark.parametrize("name", [name for name, table in tables().items() if table.facets])
def test_a_facet_leads_to_as_many_rows_as_it_says(ask: Ask, name: str) -> None:
    found = ask("GET", f"/esf/{name}.json?_size=0").json()["facet_results"]
    assert set(found) == set(tables()[name].facets)
    for facet in found.values():
        for result in facet["results"][:2]:
            rows = ask("GET", f"/esf/{name}.json?{urlsplit(result['toggle_url']).query}&_size=0&_nofacet=1").json()
            assert rows["filtered_table_rows_count"] == result["count"] > 0
