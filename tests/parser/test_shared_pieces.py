"""What the site's pages share: addresses, refusals, parameters, counts made at build, and names of areas and owners."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx
import lxml.html
import pytest
from datasette.app import Datasette
from datasette.database import Database

from archive.site import addresses
from archive.site.language.swedish import named_once
from archive.site.language.translations import english
from archive.site.plugin.site_plugin import PAGES
from archive.site.protection.errors import REFUSAL_KINDS
from archive.site.protection.sql.schema_cache import SchemaCache
from archive.site.serving.server import make_site
from benchmarks.fixtures import ROOT
from tests.archive.test_archive import query

Get = Callable[[str], httpx.Response]
SITE = ROOT / "archive" / "site"
ODD = ["a.b", "två ord", "p/q/r", "x.json", 'ett "citat"', "it's", "100%", "vad?", "#1", "a+b&c=d", "åäö"]


def asking(path: Path) -> Get:
    site = make_site(path)

    def get(address: str) -> httpx.Response:
        answer: httpx.Response = asyncio.run(site.client.get(address))
        return answer

    return get


def tree(page: str) -> Any:
    return lxml.html.fromstring(page)


@pytest.fixture
def changed(archive: Path, tmp_path: Path) -> Iterator[Callable[..., Get]]:
    """A site of a copy of the archive, with statements run on it."""

    def make(*statements: str) -> Get:
        path = tmp_path / "changed.db"
        shutil.copy(archive, path)
        with closing(sqlite3.connect(path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)
        return asking(path)

    yield make


# Addresses.


@pytest.mark.parametrize("odd", ODD)
def test_an_id_of_any_letters_is_read_back_from_its_address(odd: str) -> None:
    made = {
        "project_id": addresses.project_address(odd),
        "written": addresses.organisation_address(odd),
    }
    for name, address in made.items():
        matches = [re.match(pattern, address) for pages in PAGES for pattern, _ in pages.ROUTES]
        found = [match for match in matches if match and name in match.groupdict()]
        assert [unquote(match[name]) for match in found] == [odd]
        assert not any(match.groupdict().get("ending") for match in found)
    row = addresses.register_row_address(odd, "00ff", 3, 2)
    assert unquote(urlsplit(row).path) == f"/projekt/{odd}/rad/00ff/3"
    listed = addresses.projects_address(".csv", organisation=odd, period=["2007-2013", "2014-2020"])
    assert httpx.URL(listed).params.multi_items() == [
        ("organisation", odd),
        ("period", "2007-2013"),
        ("period", "2014-2020"),
    ]


def test_no_address_of_ours_is_put_together_by_hand() -> None:
    pages = "projekt|organisation|organisationer|kommun|lan|region|jamfor|sok|hamta|om|andringar|avstamning|datasets"
    for path in SITE.rglob("*.html"):
        found = re.findall(rf"""(?:href|action)="/(?:{pages})\b|['"]/(?:{pages})['"/?.#]""", path.read_text("utf-8"))
        assert not found, path
    for path in SITE.rglob("*.py"):
        if path.name != "addresses.py":
            found = re.findall(rf"""["'}}]/(?:{pages})(?:[/?.#]|["'])""", path.read_text("utf-8"))
            assert not found, path


def test_tags_lead_to_projects_and_places_and_never_to_raw_tables(archive: Path, get: Get) -> None:
    ids = query(archive, "select distinct project_id from tags where shown and kind in ('county', 'theme', 'country')")
    linked = set()
    for (project_id,) in ids[:6]:
        page = tree(get(addresses.project_address(project_id)).text)
        linked |= {str(link) for link in page.xpath("//section[@id='markord']//a[not(@class)]/@href")}
    assert linked
    assert {link.split("/")[1].partition("?")[0] for link in linked} <= {"projekt", "kommun", "lan"}
    assert all(get(link).status_code == 200 for link in linked)


# Refusals.

REFUSED = {
    "/projekt.json?region=Atlantis": (400, "region", "Stockholm"),
    "/projekt.json?foo=1": (400, "foo", "malgrupp"),
    "/jamfor.json?matt=fel": (400, "matt", "deltagare"),
    "/organisationer.json?sortera=nosuch": (400, "sortera", "owner"),
    "/esf/projects.json?nosuch=1": (400, "nosuch", "title"),
    "/esf/projects.json?_shape=nosuch": (400, "_shape", "objects"),
    "/esf/projects.json?_size=999999": (400, "_size", "max"),
    "/projekt/finns-inte.json": (404, None, ""),
    "/kommun/9999.json": (404, None, ""),
    "/organisation/finns-inte.json": (404, None, ""),
    "/esf/nosuch.json": (404, None, ""),
    "/nosuch.json": (404, None, ""),
    "/esf.json?sql=select": (400, None, ""),
}


@pytest.mark.parametrize("address", REFUSED)
def test_every_json_has_one_form_of_error(get: Get, address: str) -> None:
    status, parameter, allowed = REFUSED[address]
    answer = get(address)
    said = answer.json()
    assert answer.status_code == said["status"] == status
    assert said["ok"] is False
    assert said["error"].startswith(f"{said['title']}. ")
    assert set(said) - {"parameter", "allowed", "links"} == {"ok", "error", "status", "title"}
    assert said.get("parameter") == parameter
    assert not allowed or allowed in said["allowed"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_errors_are_in_the_language_that_was_chosen(get: Get) -> None:
    address = "/projekt/finns-inte.json"
    assert get(address).json()["title"] == "Projektet finns inte i arkivet"
    assert get(f"{address}?sprak=en").json()["title"] == "The project is not in the archive"
    assert "The address" in get("/nosuch/%ff?sprak=en").text
    assert get("/esf/projects.json?_sort=nosuch&sprak=en").json()["error"].endswith("Cannot sort table by nosuch")
    assert "There is no such file" in get("/organisation/Arbetsförmedlingen.csv?sprak=en").text
    texts = {text for kind in REFUSAL_KINDS.values() for text in (kind.title, kind.text, kind.advice)}
    assert texts - {"{0}"} <= set(english())


def test_a_page_that_refuses_leads_to_itself_without_parameters(get: Get) -> None:
    page = tree(get("/projekt?region=Atlantis").text)
    assert page.xpath("//main//a[contains(., 'utan parametrar')]/@href") == ["/projekt"]
    for path in ("//elsewhere.invalid/x", "/projekt.csv"):
        links = tree(get(f"{path}?region=Atlantis").text).xpath("//main//a/@href")
        assert not [link for link in links if link.startswith("//")]


# Parameters.


def test_an_organisation_is_chosen_by_its_name_in_any_case(archive: Path, get: Get) -> None:
    (organisation_id, name), *_ = query(
        archive,
        "select organisation_id, organisation from organisation_names where name glob '*[åäö]*' "
        "group by name having count(distinct organisation_id) = 1 order by projects desc",
    )
    by_id = get(f"/projekt.json?organisation={quote(organisation_id)}").json()
    assert by_id
    for written in (name, name.upper(), f"  {name.lower()} "):
        assert get(f"/projekt.json?organisation={quote(written)}").json() == by_id, written


def test_a_name_of_several_organisations_is_refused_with_their_ids(changed: Callable[..., Get]) -> None:
    get = changed(
        "insert into organisation_names (organisation_id, organisation, name, projects) "
        "select organisation_id, 'Samma Namn', 'Samma Namn', 1 from organisations order by 1 limit 2"
    )
    said = get("/projekt.json?organisation=samma+namn")
    assert said.status_code == 400
    assert "Flera organisationer heter samma namn" in said.json()["error"]
    assert len(said.json()["allowed"]) == 2
    assert all(get(f"/projekt.json?organisation={quote(one)}").status_code == 200 for one in said.json()["allowed"])


def test_a_place_is_found_alike_by_every_page(get: Get) -> None:
    by_code = get("/projekt.json?kommun=0180").json()
    assert by_code == get("/projekt.json?kommun=180").json() == get("/projekt.json?kommun=stockholms+stad").json()
    assert get("/projekt.json?lan=sk%C3%A5ne").json() == get("/projekt.json?lan=12").json()


def test_a_code_of_an_area_means_that_of_its_own_period(changed: Callable[..., Get]) -> None:
    code = "set programme_area = null, programme_area_code = '2'"
    two = "(select min(project_id) from projects where programme_period = '{}' and layout <> 'prose')"
    get = changed(
        *(
            f"update project_list {code} where project_id = {two.format(period)}"
            for period in ("2007-2013", "2014-2020")
        ),
        "insert into project_sums (programme_period, programme_area_code, projects) values ('2014-2020', '2', 0)",
    )
    later = get(f"/projekt.json?omrade={quote('Ökade övergångar till arbete')}").json()
    assert later
    assert {row["programme_period"] for row in later} == {"2014-2020"}
    offered = tree(get("/projekt").text).xpath("//select[@name='omrade']/option/@value")
    assert "2" not in offered
    assert len(offered) == len({one.casefold() for one in offered})


# Counts made at build.


def test_every_table_has_its_rows_counted_at_build(archive: Path) -> None:
    names = {row[0] for row in query(archive, "select name from sqlite_master where type = 'table'")}
    counted = {row[0]: row[1:] for row in query(archive, "select table_name, row_count, shown_count from table_counts")}
    assert set(counted) >= {name for name in names if not name.startswith("sqlite_")}
    for name, (rows, _) in counted.items():
        assert query(archive, f'select count(*) from "{name}"') == [(rows,)], name
    assert query(archive, "select count(*) from claims where shown") == [(counted["claims"][1],)]


def test_the_site_shows_the_counts_of_the_build_and_counts_nothing(changed: Callable[..., Get]) -> None:
    get = changed("update table_counts set row_count = 123456, shown_count = 123456 where table_name = 'claims'")
    assert "123\u00a0456" in get("/").text
    assert "123\u00a0456" in get("/esf").text
    listed = {table["name"]: table["count"] for table in get("/esf.json").json()["tables"]}
    assert listed["claims"] == 123456


def test_the_schema_of_an_archive_is_read_once(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    get = asking(archive)
    first, asked = get("/esf").text, []
    theirs = Database.execute_fn

    async def counted(self: Database, function: Any) -> Any:
        asked.append(function)
        return await theirs(self, function)

    monkeypatch.setattr(Database, "execute_fn", counted)
    assert get("/esf").text == first
    assert len(asked) < 10


def test_the_schema_of_a_file_that_may_change_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "changing.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table one (a)")

    async def columns() -> list[list[str]]:
        found = []
        for is_mutable in (True, False):
            site = Datasette([])
            file = SchemaCache(site, path=str(path), is_mutable=is_mutable)
            database = site.add_database(file, name="changing")
            before = await database.table_columns("one")
            with closing(sqlite3.connect(path)) as connection, connection:
                connection.execute(f"alter table one add column b{int(is_mutable)}")
            found += [before, await database.table_columns("one")]
            database.close()
        return found

    assert asyncio.run(columns()) == [["a"], ["a", "b1"], ["a", "b1"], ["a", "b1"]]


# Lists in pages.


def test_disagreements_stand_fifty_to_a_page_and_their_files_are_whole(changed: Callable[..., Get]) -> None:
    columns = "project_id, title, kind, kind_label, shown_source, shown_source_label, shown_value, shown_text, "
    columns += "shown_document, shown_place, other_source, other_source_label, other_value, other_text, "
    columns += "other_document, other_place, difference_share, difference_days"
    numbered = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 40)"
    get = changed(f"insert into disagreements ({columns}) {numbered} select {columns} from disagreements, n")
    first, last = (tree(get(f"/esf/oenigheter{page}").text) for page in ("", "?sida=3"))
    assert [len(page.xpath("//tbody/tr")) for page in (first, last)] == [50, 23]
    assert first.xpath("//nav[@class='pages']/a[@rel='next']/@href") == ["/esf/oenigheter?sida=2"]
    assert len(get("/esf/oenigheter.json?slag=&_shape=array").json()) == 123
    assert len(get("/esf/oenigheter.csv?slag=&_size=max").text.splitlines()) == 124
    kind = tree(get("/esf/oenigheter?slag=Slutdatum").text)
    assert len(kind.xpath("//tbody/tr")) == 41
    assert get("/esf/oenigheter?sida=4").status_code == 404
    assert get("/esf/oenigheter?sida=0").status_code == 400
    assert get("/esf/oenigheter?slag=finns+inte").status_code == 200


def test_a_file_of_owners_has_what_is_converted_from_euro(archive: Path, get: Get) -> None:
    rows = {row["organisation_id"]: row for row in get("/organisationer.json").json()}
    sql = "select organisation_id, sum(total_budget_eur_in_sek) from owners_only_euro group by 1"
    converted = {owner: amount for owner, amount in query(archive, sql) if amount is not None and owner in rows}
    assert converted
    assert {owner: rows[owner]["total_budget_eur_in_sek"] for owner in converted} == converted
    assert "total_budget_eur_in_sek" in get("/organisationer.csv").text.splitlines()[0]


def test_a_name_written_twice_is_shown_once(archive: Path, get: Get) -> None:
    assert named_once("Vägkyrkan, Vägkyrkan") == "Vägkyrkan"
    for whole in ("Vägkyrkan", "Vägkyrkan, Enheten", "a, b, a", "", ", "):
        assert named_once(whole) == whole
    doubled = [owner for (owner,) in query(archive, "select owner from projects where owner like '%, %'")]
    (twice, *_) = [owner for owner in doubled if named_once(owner) != owner]
    for address in ("/projekt?q=", "/organisationer?namn="):
        page = tree(get(f"{address}{quote(named_once(twice))}").text)
        cells = [cell.text_content() for cell in page.xpath("//tbody//a")]
        assert named_once(twice) in cells
        assert twice not in cells
