"""What a visitor is told who is wrong: a status of the 400s and a Swedish page of its own, never a server error."""

import html
import logging
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from archive.site.protection import hooks
from archive.site.serving.server import make_site
from tests import wrong_addresses as wrong
from tests.conftest import current_records
from tests.serving import Ask, served

ROW = f"/esf/projects/{quote(current_records()[0].project_id, safe='').replace('%', '~')}"


def assert_told(answer: httpx.Response, status: int, said: str) -> None:
    """The status, and what is said in the form that was asked for, in Swedish."""
    assert answer.status_code == status, answer.text[:500]
    assert said in html.unescape(answer.text if "json" not in answer.headers["content-type"] else _error(answer))
    if "html" in answer.headers["content-type"]:
        assert '<html lang="sv">' in answer.text
        assert "ESF-arkivet</title>" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def _error(answer: httpx.Response) -> str:
    said = answer.json()
    assert (said["ok"], said["status"]) == (False, answer.status_code)
    return str(said["error"])


@pytest.mark.filterwarnings("ignore:coroutine '.*acet.*' was never awaited:RuntimeWarning")
@pytest.mark.parametrize("parameters", wrong.OF_TABLES)
def test_wrong_parameters_of_tables(ask: Ask, parameters: str) -> None:
    for table in wrong.TABLES:
        for form in ("", ".json", ".csv"):
            status, said = wrong.OF_TABLES[parameters]
            if form and said == "högst 1000":
                said = "högst 20000"
            if said == "högst 20000" and form == ".csv":
                continue  # a file has no highest number of rows
            assert_told(ask("GET", f"{table}{form}?{parameters}"), status, said)


@pytest.mark.parametrize("ending", wrong.OF_TABLES_AS_FILES)
def test_wrong_parameters_of_files(ask: Ask, ending: str) -> None:
    assert_told(ask("GET", f"/esf/tags{ending}"), *wrong.OF_TABLES_AS_FILES[ending])


@pytest.mark.parametrize("statement", wrong.OF_SQL)
def test_wrong_sql(ask: Ask, statement: str) -> None:
    for form in ("", ".json", ".csv"):
        assert_told(ask("GET", f"/esf{form}?sql={quote(statement)}"), *wrong.OF_SQL[statement])


@pytest.mark.parametrize("address", wrong.ADDRESSES)
def test_wrong_addresses(ask: Ask, address: str) -> None:
    assert_told(ask("GET", address), *wrong.ADDRESSES[address])


@pytest.mark.parametrize("address", wrong.CLOSED)
def test_closed_addresses_tell_nothing(ask: Ask, archive: Path, address: str) -> None:
    answer = ask("GET", address)
    assert_told(answer, 404, "finns inte")
    assert str(archive.parent) not in answer.text


@pytest.mark.parametrize("address", wrong.ELSEWHERE)
def test_no_address_leads_to_another_site(ask: Ask, address: str) -> None:
    answer = ask("GET", address)
    location = answer.headers.get("location", "/")
    assert answer.status_code in (302, 400, 404)
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"])
def test_the_site_is_only_read(ask: Ask, method: str) -> None:
    for address in ("/", "/esf", "/esf/projects", "/sok", "/esf?sql=select+1", "/projekt/x", "/halsa", ROW):
        answer = ask(method, address)
        assert_told(answer, 405, method)
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_head_is_get_without_the_page(ask: Ask) -> None:
    for address in ("/", "/esf", "/esf/projects", "/esf/projects.csv?_stream=on", "/esf.json?sql=select+1", ROW):
        head, got = ask("HEAD", address), ask("GET", address)
        assert (head.status_code, head.text) == (200, "")
        assert head.headers["content-type"] == got.headers["content-type"]
    told = ask("OPTIONS", "/esf")
    assert told.status_code == 204
    assert told.headers["allow"] == told.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_no_page_tells_where_the_file_lies(ask: Ask, archive: Path) -> None:
    for address in ("/", "/.json", "/esf", "/esf.json", "/esf/projects.json", ROW, f"{ROW}.json", "/halsa"):
        assert str(archive.parent) not in ask("GET", address).text


def test_an_error_of_ours_is_one_line_in_the_log(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr("archive.site.project.project_pages.read_project", broken)
    with caplog.at_level(logging.ERROR, "esfarkiv.site"):
        assert_told(ask("GET", "/projekt/x?a=1"), 500, "Felet är serverns")
    place = f"site/test_wrong_addresses.py:{broken.__code__.co_firstlineno + 1}"
    line = f"500 GET /projekt/x?a=1 ZeroDivisionError('a\\\\nb') {place}"
    assert [record.message for record in caplog.records] == [line]
    assert "Traceback" not in "".join(capfd.readouterr())


@pytest.mark.crawl
def test_wrong_addresses_cost_little(archive: Path) -> None:
    with served(archive) as server, httpx.Client(base_url=server.address) as client:
        client.get("/esf/projects")
        before = server.processor_seconds()
        for number in range(20):
            assert client.get(f"/finns/inte/{number}").status_code == 404
        assert server.processor_seconds() - before < 1, "seconds of the processor for twenty"


def test_limits_of_the_metadata_hold_in_any_datasette(archive: Path) -> None:
    site = make_site(archive)
    assert hooks.limits_of(site).answer_rows == 20_000
