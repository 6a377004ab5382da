"""What leaves the site is whole, has every column, or is refused with a status that says what to do."""

import asyncio
import io
import json
from typing import Any
from urllib.parse import quote

import httpx
import openpyxl
import pyarrow.parquet
import pytest

from archive.exporting.licence import CC0, SOURCE
from archive.site.serving.server import make_site
from schema.dictionary import tables
from tests.serving import Ask

ENDLESS = "with recursive c(x) as (select 1 union all select x + 1 from c)"
MANY = quote(f"{ENDLESS} select x from c limit 20001")
FILES = ("csv", "xlsx", "jsonl", "parquet")
WITHOUT_KEY = [name for name, table in tables().items() if not table.primary_key]


def test_columns_of_one_name_are_told_apart_in_every_form(ask: Ask) -> None:
    sql = quote("select 1 as dup, 2 as dup, 3 as dup_2, 4 as dup")
    wanted = {"dup": 1, "dup_3": 2, "dup_2": 3, "dup_4": 4}
    assert json.loads(ask("GET", f"/esf.jsonl?sql={sql}").text) == wanted
    assert ask("GET", f"/esf.json?_shape=array&sql={sql}").json() == [wanted]
    assert ask("GET", f"/esf.json?sql={sql}").json()["columns"] == list(wanted)
    assert ask("GET", f"/esf.csv?sql={sql}").text == "dup,dup_3,dup_2,dup_4\r\n1,2,3,4\r\n"


def test_a_join_of_tables_has_all_columns_and_their_types(ask: Ask) -> None:
    sql = quote("select a.period_start, b.period_start, a.title, b.title from projects a join projects b using (dnr)")
    read = pyarrow.parquet.read_table(io.BytesIO(ask("GET", f"/esf.parquet?sql={sql}").content))
    assert read.column_names == ["period_start", "period_start_2", "title", "title_2"]
    assert read.schema.field("period_start").type == read.schema.field("period_start_2").type == pyarrow.date32()


@pytest.mark.parametrize("ending", [*FILES, "db", "foo"])
def test_a_row_is_no_file(ask: Ask, ending: str) -> None:
    found = ask("GET", "/esf/projects.json?_shape=array&_size=1&_col=project_id").json()
    key = found[0]["project_id"].replace("/", "~2F").replace(" ", "+").replace(".", "~2E").replace("%", "~25")
    assert ask("GET", f"/esf/projects/{key}.json").status_code == 200
    assert ask("GET", f"/esf/projects/{key}.{ending}").status_code == 404


@pytest.mark.parametrize("address", ["/esf.json?sql=select+1&", "/esf/budget_per_region.json?"])
def test_objects_by_key_are_refused_where_there_is_no_key(ask: Ask, address: str) -> None:
    refused = ask("GET", f"{address}_shape=object")
    assert (refused.status_code, refused.json()["parameter"]) == (400, "_shape")
    assert "object" not in refused.json()["allowed"]
    assert ask("GET", f"{address}_shape=objects").status_code == 200


@pytest.mark.parametrize("shape", ["", "&_shape=objects", "&_shape=arrays", "&_shape=array"])
def test_json_of_sql_has_all_rows_or_says_how_to_have_them(ask: Ask, shape: str) -> None:
    refused = ask("GET", f"/esf.json?sql={MANY}{shape}")
    assert refused.status_code == 400
    assert "20000" in refused.json()["error"] and "jsonl" in refused.json()["error"]
    whole = ask("GET", f"/esf.json?sql={MANY.replace('20001', '20000')}{shape}").json()
    assert len(whole if isinstance(whole, list) else whole["rows"]) == 20_000


def test_a_page_of_a_table_as_json_goes_on_where_it_says(ask: Ask) -> None:
    page = ask("GET", "/esf/claims.json?_size=3").json()
    assert (len(page["rows"]), bool(page["next_url"])) == (3, True)


@pytest.mark.parametrize("name", WITHOUT_KEY)
def test_a_table_without_a_key_has_the_columns_of_the_dictionary(ask: Ask, name: str) -> None:
    declared = list(tables()[name].columns)
    assert ask("GET", f"/esf/{name}.csv").text.split("\r\n")[0].split(",") == declared
    lines = ask("GET", f"/esf/{name}.jsonl").text.splitlines()
    assert list(json.loads(lines[0])) == declared if lines else True
    one = ask("GET", f"/esf/{name}.csv?_col={declared[-1]}&_size=1&_sort={declared[0]}")
    assert one.text.split("\r\n")[0] == declared[-1]


@pytest.mark.parametrize(
    "address",
    [
        "/esf/municipalities.xlsx",
        "/esf.xlsx?sql=select+1",
        "/projekt.xlsx?minst=1",
        "/organisationer.xlsx",
        "/jamfor.xlsx",
    ],
)
def test_every_workbook_names_licence_source_and_version(ask: Ask, address: str) -> None:
    answer = ask("GET", address)
    assert answer.status_code == 200, answer.text
    about = openpyxl.load_workbook(io.BytesIO(answer.content), read_only=True)["Om"]
    told = "\n".join(str(row[0].value) for row in about.iter_rows())
    assert all(word in told for word in (CC0.said, SOURCE, "Dataversion"))


@pytest.mark.parametrize("address", ["/", "/projekt", "/esf/projects", "/esf?sql=select+1", "/finns/inte"])
def test_the_foot_of_every_page_names_the_licence(ask: Ask, address: str) -> None:
    assert CC0.address in ask("GET", address).text.split("<footer")[1]


@pytest.fixture(scope="module")
def old(few_archive: Any) -> Any:
    """Asks a site in HTTP/1.0, as a proxy does that nobody has told of HTTP/1.1."""
    site = make_site(few_archive)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await site.client.app({**scope, "http_version": "1.0"}, receive, send)

    with asyncio.Runner() as runner:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), headers={"accept-encoding": "br"})
        yield lambda address: runner.run(client.get(f"http://localhost{address}", timeout=60))
        runner.run(client.aclose())


@pytest.mark.parametrize("address", [f"/esf.csv?sql={MANY}", "/esf/captures.csv", "/esf/captures.jsonl"])
def test_a_client_that_could_not_see_a_cut_gets_no_file_of_unknown_length(old: Any, address: str) -> None:
    refused = old(address)
    assert refused.status_code == 505
    assert "HTTP/1.1" in refused.text


@pytest.mark.parametrize("address", ["/", "/om", "/esf.csv?sql=select+1", "/esf/projects", "/projekt.csv"])
def test_such_a_client_is_told_how_long_every_other_answer_is(old: Any, address: str) -> None:
    answer = old(address)
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize("filtered", ["__gt=5 000 000", "__lte=abc", "=1 000", "__gte=12,5"])
def test_a_number_compared_with_what_is_none_is_refused(ask: Ask, filtered: str) -> None:
    refused = ask("GET", f"/esf/budget_per_region.json?esf_support_sek{quote(filtered, safe='=')}")
    assert (refused.status_code, "ska vara ett tal" in refused.json()["error"]) == (400, True)


@pytest.mark.parametrize("filtered", ["__gt=5000000", "__lte=-0.5", "__gte=1e6", "__in=1,2", "__isnull=1", "__not="])
def test_other_filters_of_numbers_are_answered(ask: Ask, filtered: str) -> None:
    assert ask("GET", f"/esf/budget_per_region.json?esf_support_sek{filtered}").status_code == 200


@pytest.mark.parametrize("parameters", ["_next=abc&_sort=kind", "_next=1,2,3", "_next=a,b&_sort_desc=kind"])
def test_a_next_page_that_no_page_names_is_refused(ask: Ask, parameters: str) -> None:
    refused = ask("GET", f"/esf/claims.json?{parameters}")
    assert (refused.status_code, refused.json()["parameter"]) == (400, "_next")


@pytest.mark.parametrize("path", ["/esf/search_idx", "/esf/search_idx.csv", "/esf/search_data/1"])
def test_the_tables_of_the_index_are_closed(ask: Ask, path: str) -> None:
    assert ask("GET", path).status_code == 404


def test_nothing_is_no_advice(ask: Ask) -> None:
    assert "Utan det: 0 projekt" not in ask("GET", "/sok?q=skola+-skola").text


def test_hits_as_data_tell_of_the_project(ask: Ask) -> None:
    hit = ask("GET", "/sok.json?q=kurs").json()[0]
    assert {"region", "programme_period", "owner", "esf_support_sek"} <= set(hit)
