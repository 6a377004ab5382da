"""Reconciliation by the Reconciliation Service API 0.2, asked as OpenRefine asks."""

import asyncio
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from datasette.utils.asgi import Request

from archive.site.protection.errors import REFUSAL_KINDS
from archive.site.protection.refusal import Refusal
from archive.site.reconciling import posted_form
from archive.site.reconciling.batches import MOST_QUERIES, read_extension
from archive.site.reconciling.entity_properties import PROPERTIES
from archive.site.reconciling.name_index import plain_name
from archive.site.reconciling.posted_form import MOST_BYTES
from archive.site.serving.server import make_site
from tests.conftest import current_records

RECORDS = current_records()
ONE = next(record for record in RECORDS if record.project_id == "24-118-S01")
OPEN = "access-control-allow-origin"


@pytest.fixture(scope="module")
def site(archive: Path) -> Any:
    """The site's client, which asks without a network."""
    return make_site(archive).client


def post(site: Any, **form: Any) -> Any:
    fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in form.items()}
    return asyncio.run(site.post("/avstamning", data=fields))


def get(site: Any, path: str) -> Any:
    return asyncio.run(site.get(path))


def found(site: Any, **query: Any) -> list[dict[str, Any]]:
    answer = post(site, queries={"q": query})
    assert answer.status_code == 200, answer.text
    result: list[dict[str, Any]] = answer.json()["q"]["result"]
    return result


def test_the_index_of_all_names_may_take_longer_than_a_visitors_question(archive: Path) -> None:
    site = make_site(archive)
    site._settings["sql_time_limit_ms"] = 0
    assert found(site.client, query=ONE.title)[0]["id"] == f"projekt/{ONE.project_id}"
    asked = asyncio.run(site.client.get(f"/projekt/{ONE.project_id}"))
    assert asked.status_code == 400, "the limit of other questions holds"


def test_the_manifest_names_what_the_protocol_demands(site: Any) -> None:
    answer = get(site, "/avstamning")
    told = answer.json()
    assert answer.headers[OPEN] == "*"
    assert "0.2" in told["versions"]
    assert all(isinstance(told[name], str) for name in ("name", "identifierSpace", "schemaSpace"))
    assert all(re.match(r"http://localhost/", told[name]["url"]) for name in ("view", "preview"))
    assert all("{{id}}" in told[name]["url"] for name in ("view", "preview"))
    assert isinstance(told["preview"]["width"], int)
    assert {one["id"] for one in told["defaultTypes"]} == {"projekt", "organisation"}
    for name in ("entity", "property", "type"):
        at = told["suggest"][name]
        address = (at["service_url"] + at["service_path"]).removeprefix("http://localhost")
        assert "result" in get(site, f"{address}?prefix=a").json()
    at = told["extend"]["propose_properties"]
    assert get(site, (at["service_url"] + at["service_path"]).removeprefix("http://localhost")).json()["properties"]


def test_answers_have_the_form_of_the_protocol(site: Any) -> None:
    batch = {"q1": {"query": ONE.title}, "q2": {"query": "finnsinte överhuvudtaget", "type": "projekt", "limit": 3}}
    by_get = get(site, f"/avstamning?{urlencode({'queries': json.dumps(batch)})}")
    by_post = post(site, queries=batch)
    assert by_get.json() == by_post.json()
    assert by_get.headers[OPEN] == by_post.headers[OPEN] == "*"
    assert by_post.headers["cache-control"] == "no-store"
    told = by_post.json()
    assert set(told) == {"q1", "q2"}
    for candidate in told["q1"]["result"]:
        assert {"id", "name", "score", "match", "type", "features"} <= set(candidate)
        assert isinstance(candidate["id"], str)
        assert isinstance(candidate["score"], float)
        assert isinstance(candidate["match"], bool)
        assert all(set(kind) == {"id", "name"} for kind in candidate["type"])
        assert all(isinstance(feature["value"], float | bool) for feature in candidate["features"])
    scores = [candidate["score"] for candidate in told["q1"]["result"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "written", [ONE.title, (ONE.title or "").upper(), "24-118-s01", "projekt/24-118-S01", " 24-118-S01 "]
)
def test_an_exact_name_or_number_is_a_match(site: Any, written: str) -> None:
    first, *others = found(site, query=written)
    assert (first["id"], first["match"], first["score"]) == ("projekt/24-118-S01", True, 100.0)
    assert not any(one["match"] for one in others)


def test_every_project_is_found_by_its_title(site: Any) -> None:
    titles = [plain_name(record.title or "") for record in RECORDS]
    for record in RECORDS:
        answers = found(site, query=record.title, type="projekt")
        told = {one["id"] for one in answers if one["score"] == 100.0}
        assert f"projekt/{record.project_id}" in told
        assert any(one["match"] for one in answers) == (titles.count(plain_name(record.title or "")) == 1)


def test_an_organisation_is_found_by_number_and_by_every_spelling(site: Any) -> None:
    for written in ("212000-8889", "2120008889", "NORRVIKENS KOMMUN", "norrvikens kommun"):
        first = found(site, query=written, type="organisation")[0]
        assert (first["id"], first["match"]) == ("organisation/2120008889", True)


def test_what_is_only_alike_is_no_match(site: Any) -> None:
    first = found(site, query="Skärgård i rörelsen - lärande mellan öarna", type=["projekt"])[0]
    assert (first["id"], first["match"]) == ("projekt/24-118-S01", False)
    assert 80 < first["score"] < 100
    assert found(site, query="Norvikens komun", type="organisation")[0]["id"] == "organisation/2120008889"
    assert found(site, query="zzz qqq") == []


def test_a_property_that_contradicts_undoes_a_match(site: Any) -> None:
    def asked(name: str, value: Any) -> dict[str, Any]:
        return found(site, query=ONE.title, properties=[{"pid": name, "v": value}])[0]

    assert asked("region", ONE.region)["match"]
    assert asked("programme_period", ["2007-2013", "2021–2027"])["match"]
    other = asked("region", "Sydsverige")
    assert (other["match"], other["score"]) == (False, 70.0)
    assert {"id": "region", "value": False} in other["features"]
    assert not asked("municipality", "Malmö")["match"], "what is not known confirms nothing"


def test_namesakes_are_told_apart_by_a_property_or_not_at_all(site: Any, tmp_path: Path, archive: Path) -> None:
    copy = Path(shutil.copy(archive, tmp_path / "esf.db"))
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("update projects set title = ? where project_id like '%vandkorset'", (ONE.title,))
    client = make_site(copy).client
    assert not any(one["match"] for one in found(client, query=ONE.title))
    period = [{"pid": "programme_period", "v": "2007-2013"}]
    first, *others = found(client, query=ONE.title, properties=period)
    assert (first["id"], first["match"]) == ("projekt/2007-2013/stockholm/vandkorset", True)
    assert not any(one["match"] for one in others)


def test_a_number_among_the_properties_finds_without_a_name(site: Any) -> None:
    first = found(site, properties=[{"pid": "org_number", "v": "212000-8889"}])[0]
    assert (first["id"], first["match"]) == ("organisation/2120008889", True)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ('{"a": {"query": 5}}', 400),
        (json.dumps({str(n): {"query": "x"} for n in range(MOST_QUERIES + 1)}), 413),
        ("x" * MOST_BYTES, 413),
    ],
)
def test_what_is_no_batch_is_refused_with_a_reason(site: Any, written: str, status: int) -> None:
    answer = post(site, queries=written)
    assert (answer.status_code, answer.headers[OPEN]) == (status, "*")
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"query": ""},
        {"query": ONE.title, "type": "person"},
        {"query": ONE.title, "limit": 0},
        {"query": ONE.title, "properties": [{"pid": "skostorlek", "v": 1}]},
        {"query": "x" * 501},
    ],
)
def test_a_query_that_nothing_can_answer_leaves_the_others_of_its_batch(site: Any, query: dict[str, Any]) -> None:
    told = post(site, queries={"none": query, "one": {"query": ONE.title}}).json()
    assert told["none"] == {"result": []}
    assert told["one"]["result"][0]["match"]


def test_more_candidates_than_are_given_may_be_asked_for(site: Any) -> None:
    assert found(site, query=ONE.title, limit=1000) == found(site, query=ONE.title, limit=50)


@pytest.mark.parametrize(
    "body",
    [
        {"json": {"queries": {"q": {"query": "x"}}}},
        {"files": {"queries": ("q.json", '{"q": {"query": "x"}}')}},
        {"data": {"other": "x"}},
    ],
)
def test_a_post_without_queries_in_a_form_is_refused(site: Any, body: dict[str, Any]) -> None:
    answer = asyncio.run(site.post("/avstamning", **body))
    assert (answer.status_code, "queries" in answer.json()["error"]) == (400, True)


def test_only_this_address_takes_a_post(site: Any) -> None:
    for path in ("/", "/om", "/avstamning/visa", "/avstamning.json", "/esf/projects", "/avstamning/"):
        assert asyncio.run(site.post(path, data={"queries": "{}"})).status_code == 405, path
    for method in ("PUT", "DELETE", "PATCH"):
        assert asyncio.run(site.request(method, "/avstamning")).status_code == 405


def test_values_of_properties_are_given_for_entities(site: Any) -> None:
    names = ["region", "programme_period", "municipality", "owner", "total_budget_sek", "period_start"]
    asked = {"ids": ["projekt/24-118-S01", "projekt/finns-inte"], "properties": [{"id": name} for name in names]}
    told = post(site, extend=asked).json()
    assert [one["id"] for one in told["meta"]] == names
    assert told["rows"]["projekt/finns-inte"] == {name: [] for name in names}
    values = told["rows"]["projekt/24-118-S01"]
    assert values["region"] == [{"str": ONE.region}]
    assert values["period_start"] == [{"date": ONE.period_start}]
    assert values["owner"] == [{"id": "organisation/8024009998", "name": ONE.owner}]
    kinds = {frozenset(cell) for row in told["rows"].values() for cells in row.values() for cell in cells}
    assert kinds <= {frozenset({"str"}), frozenset({"int"}), frozenset({"date"}), frozenset({"id", "name"})}


def test_every_property_can_be_read_of_every_entity(site: Any) -> None:
    ids = [f"projekt/{record.project_id}" for record in RECORDS[-49:]] + ["organisation/2120008889"]
    names = sorted({name for declared in PROPERTIES.values() for name in declared})
    told = post(site, extend={"ids": ids, "properties": [{"id": name} for name in names]}).json()
    given = {name for row in told["rows"].values() for name, cells in row.items() if cells}
    assert given == set(names)


def test_suggestions_begin_as_what_is_typed(site: Any) -> None:
    def suggested(kind: str, prefix: str, more: str = "") -> list[dict[str, Any]]:
        answer = get(site, f"/avstamning/forslag/{kind}?prefix={quote(prefix)}{more}")
        assert answer.headers[OPEN] == "*"
        listed: list[dict[str, Any]] = answer.json()["result"]
        return listed

    assert suggested("entity", "skärgård i r")[0]["id"] == "projekt/24-118-S01"
    assert suggested("entity", "24-118-S01")[0]["id"] == "projekt/24-118-S01"
    assert "projekt/24-118-S01" in {one["id"] for one in suggested("entity", "rörelse")}
    first, next_ones = suggested("entity", "s"), suggested("entity", "s", "&cursor=10")
    assert not {one["id"] for one in first} & {one["id"] for one in next_ones}
    assert [one["id"] for one in suggested("type", "proj")] == ["projekt"]
    assert [one["id"] for one in suggested("property", "kommun")] == ["municipality", "municipality_code"]
    assert suggested("entity", "") == []
    assert get(site, "/avstamning/forslag/entity?prefix=a&cursor=-1").status_code == 400
    assert get(site, "/avstamning/egenskaper?type=person").status_code == 400


def test_an_entity_is_previewed_in_a_frame_and_viewed_on_its_page(site: Any) -> None:
    identifier = quote("projekt/24-118-S01", safe="")
    preview = get(site, f"/avstamning/forhandsvisning?id={identifier}")
    assert (preview.status_code, ONE.title in preview.text) == (200, True)
    assert "x-frame-options" not in preview.headers
    assert get(site, f"/avstamning/visa?id={identifier}").headers["location"] == "/projekt/24-118-S01"
    for path in ("visa", "forhandsvisning"):
        assert get(site, f"/avstamning/{path}?id=projekt%2Fnej").status_code == 404


def test_a_form_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posted_form, "_MOST_SECONDS", 0)
    endless = Request({"type": "http", "method": "POST", "headers": []}, asyncio.Event().wait)
    with pytest.raises(Refusal) as refused:
        asyncio.run(posted_form.read_form(endless))
    assert REFUSAL_KINDS[refused.value.kind].status == 408


@pytest.mark.parametrize(
    ("field", "said"),
    [("queries", "ingen fråga enligt"), ("extend", "ingen fråga enligt"), ("annat", "ska ha fältet")],
)
def test_an_empty_field_is_told_from_a_form_without_the_field(few_archive: Path, field: str, said: str) -> None:
    answer = post(make_site(few_archive).client, **{field: ""})
    assert (answer.status_code, said in answer.json()["error"]) == (400, True)


def test_a_property_that_nobody_has_is_refused_with_those_that_there_are(site: Any) -> None:
    with pytest.raises(Refusal, match="Okänd egenskap: annat") as refused:
        read_extension('{"ids": [], "properties": [{"id": "region"}, {"id": "annat"}]}')
    assert refused.value.kind == "parameter" and "region" in refused.value.problems[0].allowed
    assert post(site, extend={"ids": [], "properties": [{"id": "annat"}]}).status_code == 400
