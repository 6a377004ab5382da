"""Files of tables, canned queries and SQL: all rows in each format, or an error with a status."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from archive.site.sql.queries import QUERIES
from tests.serving import Ask


def read_csv(ask: Ask, address: str, delimiter: str = ",") -> list[list[str]]:
    answer = ask("GET", address)
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def read_sheet(ask: Ask, address: str) -> Any:
    answer = ask("GET", address)
    assert answer.headers["content-type"].startswith("application/vnd.openxml"), answer.text
    return openpyxl.load_workbook(io.BytesIO(answer.content))


@pytest.mark.parametrize("name", QUERIES)
def test_a_canned_query_has_the_same_rows_in_every_form(ask: Ask, name: str) -> None:
    question = "?q=kurs" if name == "sok" else ""
    shown = ask("GET", f"/esf/{name}.json{question}{'&' if question else '?'}_shape=array").json()
    assert shown
    names, *rows = read_csv(ask, f"/esf/{name}.csv{question}")
    assert names == list(shown[0])
    assert rows == [["" if value is None else str(value) for value in row.values()] for row in shown]
    lines = ask("GET", f"/esf/{name}.jsonl{question}").text.splitlines()
    assert [json.loads(line) for line in lines] == shown
    assert read_sheet(ask, f"/esf/{name}.xlsx{question}")["Data"].max_row == 1 + len(shown)


def test_json_of_a_table_is_a_page_that_says_where_the_next_one_is(archive: Path, ask: Ask) -> None:
    page = ask("GET", "/esf/claims")
    assert "JSON, sidans rader" in page.text
    address, found = "/esf/claims.json?_shape=array&_sort=status&_size=1000", list[Any]()
    while address:
        answer = ask("GET", address)
        found += answer.json()
        link = answer.links.get("next")
        address = link["url"].removeprefix("http://localhost") if link else ""
        assert len(found) <= 10_000
    with closing(sqlite3.connect(archive)) as connection:
        (rows,) = connection.execute("select count(*) from claims").fetchone()
    assert len(found) == rows > 1000
    assert len({json.dumps(row) for row in found}) == rows


def test_more_rows_than_an_answer_may_have_are_all_there(ask: Ask) -> None:
    sql = quote("with recursive c(x) as (select 1 union all select x + 1 from c) select x from c limit 25000")
    assert read_csv(ask, f"/esf.csv?sql={sql}") == [["x"], *([str(n)] for n in range(1, 25_001))]
    cells = read_sheet(ask, f"/esf.xlsx?sql={sql}")["Data"].iter_rows(min_row=2, values_only=True)
    assert [cell for (cell,) in cells] == list(range(1, 25_001))


def test_sql_takes_its_parameters(ask: Ask) -> None:
    sql = quote("select :a as a, x'00ff' as b, 0.5 as c")
    assert read_csv(ask, f"/esf.csv?sql={sql}&a=%C3%A5") == [["a", "b", "c"], ["å", "AP8=", "0.5"]]
    assert read_csv(ask, f"/esf.csv?sql={sql}&a=0180&_excel=1", ";") == [["a", "b", "c"], ['="0180"', "AP8=", "0,5"]]


def read_parquet(ask: Ask, address: str) -> Any:
    answer = ask("GET", address)
    assert answer.headers["content-type"] == "application/vnd.apache.parquet", answer.text
    return pyarrow.parquet.read_table(io.BytesIO(answer.content))


def test_a_filtered_table_as_parquet_has_the_types_of_the_dictionary(ask: Ask, archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        wanted = connection.execute(
            "select project_id, period_start, total_budget_sek from projects where region is not null order by 1"
        ).fetchall()
    table = read_parquet(ask, "/esf/projects.parquet?region__notblank=1&_sort=project_id")
    assert table.num_rows == len(wanted) > 1
    assert table.schema.field("total_budget_sek").type == pyarrow.int64()
    rows = table.select(["project_id", "period_start", "total_budget_sek"]).to_pylist()
    assert [(row["project_id"], row["total_budget_sek"]) for row in rows] == [(one[0], one[2]) for one in wanted]
    assert [row["period_start"] and row["period_start"].isoformat() for row in rows] == [one[1] for one in wanted]


def test_a_query_as_parquet_has_types_that_hold_all_its_values(ask: Ask) -> None:
    sql = quote(
        "select column1 as whole, column2 as number, column3 as mixed, column4 as blob, null as missing"
        " from (values (1, 1, 1, x'00ff'), (9007199254740993, 0.5, 'två', null))"
    )
    table = read_parquet(ask, f"/esf.parquet?sql={sql}")
    assert [str(field.type) for field in table.schema] == ["int64", "double", "string", "string", "string"]
    assert table.to_pylist() == [
        {"whole": 1, "number": 1.0, "mixed": "1", "blob": "AP8=", "missing": None},
        {"whole": 9007199254740993, "number": 0.5, "mixed": "två", "blob": None, "missing": None},
    ]


def test_parquet_has_more_rows_than_an_answer_may_have(ask: Ask) -> None:
    sql = quote("with recursive c(x) as (select 1 union all select x + 1 from c) select x from c limit 25000")
    assert read_parquet(ask, f"/esf.parquet?sql={sql}")["x"].to_pylist() == list(range(1, 25_001))
    assert read_parquet(ask, "/esf/sok.parquet?q=kurs").num_rows == len(read_csv(ask, "/esf/sok.csv?q=kurs")) - 1 > 0


def test_a_filtered_table_as_a_workbook(ask: Ask, archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        codes = connection.execute("select code from municipalities where code < '02' order by code desc").fetchall()
    book = read_sheet(ask, "/esf/municipalities.xlsx?code__lt=02&_sort_desc=code")
    assert [(row[0].value,) for row in book["Data"].iter_rows(min_row=2)] == codes
    assert "code__lt=02" in str(book["Om"]["A1"].value)


def test_names_stand_beside_codes_where_they_are_asked_for(ask: Ask, archive: Path) -> None:
    names, *rows = read_csv(ask, "/esf/project_municipalities.csv?_labels=on")
    with closing(sqlite3.connect(archive)) as connection:
        named = dict(connection.execute("select code, name from municipalities").fetchall())
    code = names.index("municipality_code")
    assert names[code + 1] == "municipality_code_label"
    assert [row[code + 1] for row in rows] == [named.get(row[code], "") for row in rows]


def test_what_is_asked_for_is_not_cut_and_not_more(ask: Ask) -> None:
    assert len(read_csv(ask, "/esf/claims.csv?_size=7")) == 8
    whole = read_csv(ask, "/esf/claims.csv")
    assert len(whole) > 1_000
    assert read_csv(ask, "/esf/claims.csv?_size=max") == read_csv(ask, "/esf/claims.csv?_size=7&_stream=on") == whole
    assert read_csv(ask, "/esf/claims.csv?_header=off") == whole[1:]


@pytest.mark.parametrize(
    "path",
    [
        "projects.pdf",
        "projects.xls",
        "projects.db",
        "projects.html",
        "oenigheter.pdf",
        "oenigheter.html",
        "nosuch.csv",
        "nosuch.xlsx",
    ],
)
def test_what_no_file_is_is_not_found(ask: Ask, path: str) -> None:
    assert ask("GET", f"/esf/{path}").status_code == 404


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl", "parquet"])
@pytest.mark.parametrize("sql", ["nosuch", "select nosuch", "select * from nosuch", "select abs(-9223372036854775808)"])
def test_a_query_that_fails_is_an_error(ask: Ask, ending: str, sql: str) -> None:
    answer = ask("GET", f"/esf.{ending}?sql={quote(sql)}")
    assert answer.status_code == 400
    assert answer.text
