"""Registers from servers: Kohesio's listings of both periods, ESF-rådet's file; and what robots.txt says of others."""

import json
from pathlib import Path

import pytest

from archive.building.build import build
from archive.building.parsing.parsing_options import ParsingOptions
from benchmarks.fixtures import FIXTURES
from scraper.files import find_inputs
from scraper.sources import SOURCES
from scraper.sources.page_request import Reply
from scraper.sources.project_numbers import read_numbers
from scraper.sources.source import SourceError
from tests.archive.test_archive import query
from tests.conftest import fixture_page
from tests.fake_server import Answer, FakeServer, page
from tests.scraper.test_scrape_archives import crawl_list, found, rows
from tests.scraper.test_scrape_live import BODY
from tests.scraping import Outcome, esfarkiv

pytestmark = pytest.mark.crawl

REGISTER = (FIXTURES / "registers" / "kohesio" / "register.csv").read_bytes()
EXPORT = (FIXTURES / "registers" / "esf-export" / "register.csv").read_bytes()
OLD, NEW = ("/api/data/projects-2014-2020/{}", "/api/data/projects-2021-2027/{}")
FILE = "/api/data/object?id=data/projects-{}/{}/SE-{}-{}.csv"
FOLDER = "data/projects-2021-2027/d"
SHELL = page(b"<!doctype html><div id=root></div><script src=a.js></script>")
BINARY = "application/octet-stream"


def kohesio(folder: Path, server: FakeServer, *more: str) -> Outcome:
    base = ("--base", f"folder={server.address}/api/data", "--pace", "0", "--json")
    return esfarkiv(folder, "scrape", "kohesio", "--store", str(folder / "store"), *base, *more)


def listing(*files: object) -> Answer:
    return page(json.dumps({"files": files}).encode(), Content_Type="application/json")


def test_all_files_of_the_country_in_both_periods(tmp_path: Path) -> None:
    date, old = "2026-09-24", "SE-pp14-20-20260924.csv"
    parts = [f"SE-pp21-27-20260924-{n}.csv" for n in (1, 2)]
    with FakeServer({"/robots.txt": page(b"")}) as server:
        server.pages[OLD.format(date)] = listing("FI-pp14-20-20260924.csv", f"data/projects-2014-2020/{date}/{old}")
        server.pages[NEW.format(date)] = listing({"name": parts[0]}, {"name": parts[1]}, "SEX-pp21-27.csv")
        for n, (period, name) in enumerate((("2014-2020", old), *(("2021-2027", part) for part in parts))):
            answer = page(REGISTER + b"\n" * n, Content_Type=(BINARY, "text/html", "")[n])
            server.pages[f"/api/data/object?id=data/projects-{period}/{date}/{name}"] = answer
        outcome = kohesio(tmp_path, server, "--date", date)
    assert (outcome.code, outcome.report()["fetched"]) == (0, 3), outcome.out
    pages = list(find_inputs([str(tmp_path / "store")]))
    assert [page.is_register for page in pages] == [True] * 3
    build(tmp_path / "esf.db", [fixture_page("2015-00912"), *pages], options=ParsingOptions(text=False))
    assert query(tmp_path / "esf.db", "select count(*) from captures where layout = 'kohesio'") == [(3,)]


@pytest.mark.parametrize("latest", [SHELL, page(b"", "404 Not Found"), listing("FI-pp21-27-latest.csv")])
def test_without_a_listing_of_the_latest_its_usual_name_is_asked_for(tmp_path: Path, latest: Answer) -> None:
    with FakeServer({"/robots.txt": page(b""), NEW.format("latest"): latest}) as server:
        server.pages[FILE.format("2021-2027", "latest", "pp21-27", "latest")] = page(REGISTER, Content_Type=BINARY)
        outcome = kohesio(tmp_path, server, "--period", "2021-2027")
    assert outcome.report()["fetched"] == 1, outcome.out
    assert list(found(tmp_path / "store").values()) == [REGISTER]


def test_a_shell_in_place_of_listing_and_files_is_no_success(tmp_path: Path) -> None:
    pages = {OLD.format("latest"): SHELL, NEW.format("latest"): SHELL}
    files = [
        FILE.format("2021-2027", "latest", "pp21-27", "latest"),
        FILE.format("2014-2020", "latest", "pp14-20", "latest"),
    ]
    with FakeServer({"/robots.txt": page(b"")} | pages | dict.fromkeys(files, SHELL)) as server:
        outcome = kohesio(tmp_path, server)
    assert (outcome.code, outcome.report()["fetched"]) == (2, 0)


USUAL = FILE.format("2021-2027", "latest", "pp21-27", "latest")


@pytest.mark.parametrize("there", [page(b"", "404 Not Found"), SHELL, page(REGISTER, Content_Type=BINARY)])
def test_a_dry_run_ends_as_the_run_does_where_no_listing_names_a_file(tmp_path: Path, there: Answer) -> None:
    with FakeServer({"/robots.txt": page(b""), USUAL: there}) as server:
        dry = kohesio(tmp_path, server, "--period", "2021-2027", "--dry-run")
        assert not (tmp_path / "store").exists()
        real = kohesio(tmp_path, server, "--period", "2021-2027")
    assert dry.code == real.code, dry.out + real.out
    assert len(dry.report()["would_fetch"]) == real.report()["fetched"] == (real.code == 0)
    assert [dry.report()[name] for name in ("failed", "flagged")] == [
        real.report()[name] for name in ("failed", "flagged")
    ]


def test_a_dry_run_leaves_the_files_that_a_listing_names(tmp_path: Path) -> None:
    with FakeServer({"/robots.txt": page(b""), NEW.format("latest"): listing("SE-pp21-27-latest.csv")}) as server:
        dry = kohesio(tmp_path, server, "--period", "2021-2027", "--dry-run")
        assert USUAL not in server.paths
    assert (dry.code, len(dry.report()["would_fetch"])) == (0, 1)


WHOLE = {
    "http://kohesio.ec.europa.eu/files/SE-x.csv": "https://kohesio.ec.europa.eu/files/SE-x.csv",
    "HTTP://kohesio.ec.europa.eu:80/files/SE-x.csv": "https://kohesio.ec.europa.eu/files/SE-x.csv",
    "https://kohesio.ec.europa.eu/files/SE-x.csv": "https://kohesio.ec.europa.eu/files/SE-x.csv",
}


@pytest.mark.parametrize("address", WHOLE)
def test_whole_addresses_in_a_listing_are_asked_for_by_https(address: str) -> None:
    source = SOURCES["kohesio"]({}, {"period": ("2021-2027",), "date": ("d",)})
    content = json.dumps({"files": [address]}).encode()
    asked = next(source.first())
    assert [one.url for one in source.follow(Reply(asked, asked.url, 200, content))] == [WHOLE[address]]
    named = SOURCES["kohesio"]({}, {"file": (address,)})
    assert [one.url for one in named.first()] == [WHOLE[address]]


def test_a_folder_without_the_country_says_so(tmp_path: Path) -> None:
    with FakeServer({"/robots.txt": page(b""), NEW.format("2026-09-24"): listing("FI-pp21-27.csv")}) as server:
        outcome = kohesio(tmp_path, server, "--period", "2021-2027", "--date", "2026-09-24")
    assert outcome.code == 2
    assert "lists no CSV of SE" in outcome.report()["failed"][0]["reason"]


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        (["https://kohesio.ec.europa.eu/api/data/object?id=data/a/SE-pp21-27-x.csv"], ["data/a/SE-pp21-27-x.csv"]),
        (["/api/data/object?id=data%2Fa%2FSE_x.csv", "data/a/SE_x.csv"], ["data/a/SE_x.csv"]),
        (["IT-SE-x.csv", "readme-SE.csv", "SE-x.CSV", "SE.csv"], [f"{FOLDER}/SE-x.CSV", f"{FOLDER}/SE.csv"]),
        (["se-pp21-27-x.csv", "fi-pp21-27-x.csv"], [f"{FOLDER}/se-pp21-27-x.csv"]),
        (["SE-x.csv", "SE-x.csv.gz", "SE-x.xlsx"], [f"{FOLDER}/SE-x.csv"]),
    ],
)
def test_files_in_a_listing_by_name_id_or_address(listed: list[str], asked: list[str]) -> None:
    assert [one.partition("?id=")[2] for one in asked_for(*listed)] == asked


def test_an_address_without_an_id_is_asked_for_as_it_is() -> None:
    address = "https://kohesio.ec.europa.eu/files/SE-x.csv?v=2"
    assert asked_for(address) == [address]


@pytest.mark.parametrize("date", ["d", "latest"])
def test_a_file_of_the_country_that_is_no_csv_is_reported(date: str) -> None:
    with pytest.raises(SourceError, match=r"lists SE-2\.csv\.gz, which is no CSV"):
        asked_for("SE-1.csv", "SE-2.csv.gz", "FI-2.csv.gz", date=date)


def asked_for(*listed: str, date: str = "d") -> list[str]:
    """The addresses that the source asks for after a listing."""
    source = SOURCES["kohesio"]({}, {"date": (date,), "period": ("2021-2027",)})
    (request,) = source.first()
    reply = Reply(request, request.url, 200, json.dumps({"files": listed}).encode())
    return [found.url for found in source.follow(reply)]


def test_the_file_of_esf_radet_comes_from_the_address_that_is_given(tmp_path: Path) -> None:
    with FakeServer({"/robots.txt": page(b""), "/bank/export?all=1": page(EXPORT, Content_Type="text/html")}) as server:
        where = ("--store", str(tmp_path / "store"), "--base", f"site={server.address}", "--pace", "0")
        outcome = esfarkiv(tmp_path, "scrape", "esf-csv", *where, "--address", f"{server.address}/bank/export?all=1")
        elsewhere = esfarkiv(tmp_path, "scrape", "esf-csv", *where, "--address", "https://example.org/a.csv")
    assert (outcome.code, elsewhere.code) == (0, 2)
    assert "is not at http://127.0.0.1" in elsewhere.err
    (kept,) = find_inputs([str(tmp_path / "store")])
    assert (kept.is_register, kept.read()) == (True, EXPORT)


def test_numbers_are_found_in_registers_of_both_periods(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"A,Operation_Local_Identifier\n1,2018/00076\n2,2014SE05M9OP001_2018/00077\n")
    (tmp_path / "new.csv").write_bytes(b"Operation_Local_Identifier,B\n2021SE05SFPR001_22-002-s01_1,\xe5\n")
    (tmp_path / "own.csv").write_text("Namn;Diarienummer;X\nA;22‑003‑S01;\n", "utf-16")
    numbers = [read_numbers(tmp_path / name) for name in ("old", "new.csv", "own.csv")]
    assert numbers == [["2018/00076", "2018/00077"], ["22-002-S01"], ["22-003-S01"]]


def test_sitemaps_that_robots_txt_names_are_read(tmp_path: Path) -> None:
    robots = "User-agent: *\nAllow: /\nSitemap: {0}/map/index.php\nSitemap: https://example.org/sitemap.xml\n"
    index = "<sitemapindex><sitemap><loc>{0}/pages-1.php?x=1</loc></sitemap></sitemapindex>"
    pages = "<urlset><url><loc>{0}/projekt/vagen-vidare/</loc></url><url><loc>{0}/om/</loc></url></urlset>"
    with FakeServer({}) as server:
        for path, text in (("/robots.txt", robots), ("/map/index.php", index), ("/pages-1.php?x=1", pages)):
            server.pages[path] = page(text.format(server.address).encode(), Content_Type="text/xml")
        server.pages["/projekt/vagen-vidare/"] = page(BODY)
        base = ("--base", f"site={server.address}", "--pace", "0", "--json")
        outcome = esfarkiv(tmp_path, "scrape", "esf-live", "--store", str(tmp_path / "store"), *base)
    assert (outcome.code, outcome.report()["fetched"]) == (0, 1), outcome.out
    assert "/om/" not in server.paths


def test_a_robots_txt_that_forbids_is_named_and_not_passed_by(tmp_path: Path) -> None:
    forbidding = page(b"User-agent: *\nDisallow: /CC")
    with FakeServer({"/robots.txt": forbidding}) as server:
        server.pages["/collinfo.json"] = page(crawl_list("CC-1"), Content_Type="application/json")
        bases = [word for name in ("list", "index", "data") for word in ("--base", f"{name}={server.address}")]
        where = ("--store", str(tmp_path / "store"), "--pace", "0")
        outcome = esfarkiv(tmp_path, "scrape", "common-crawl", *where, *bases)
        assert server.paths == ["/robots.txt", "/collinfo.json"]
    assert outcome.code == 2
    host = server.address.removeprefix("http://")
    assert f"by the robots.txt of {host}; it is not passed by" in outcome.out


def test_arquivo_is_asked_at_its_own_pace(tmp_path: Path) -> None:
    declared = SOURCES["arquivo"].declaration
    assert 60 / declared.pace <= 250
    lines = rows(("a/1", "20130101000000", "A"))
    cdx = dict(zip(lines[0], lines[1], strict=True))
    with FakeServer({"/robots.txt": page(b"")}) as server:
        server.pages["/cdx?url=a&matchType=prefix&output=json"] = page(json.dumps(cdx).encode() + b"\n")
        server.pages["/replay/20130101000000id_/http://a/1"] = page(b"<p>A")
        bases = ("--base", f"cdx={server.address}/cdx", "--base", f"replay={server.address}/replay", "--pace", "0")
        where = ("--store", str(tmp_path / "store"), "--prefix", "a", *bases)
        assert esfarkiv(tmp_path, "scrape", "arquivo", *where).code == 0
    assert list(found(tmp_path / "store").values()) == [b"<p>A"]
