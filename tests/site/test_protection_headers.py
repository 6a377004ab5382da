"""What every answer says to browsers, proxies, crawlers and monitors."""

import asyncio
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from archive.site.metadata import DATABASE
from archive.site.protection.answers.compression import coding
from archive.site.protection.answers.headers import protected
from archive.site.serving.server import make_site
from tests.conftest import current_records
from tests.serving import asked, opened, served

Get = Callable[..., httpx.Response]
PROJECT = current_records()[0].project_id
PAGES = [
    "/",
    "/esf",
    "/esf/projects",
    "/esf?sql=select+1",
    "/sok?q=kurs",
    f"/projekt/{quote(PROJECT)}",
    f"/esf/projects/{quote(PROJECT, safe='').replace('%', '~')}",
    "/finns/inte",
]


def policy(answer: httpx.Response) -> dict[str, list[str]]:
    """The Content-Security-Policy by directive."""
    parts = (part.split() for part in answer.headers["content-security-policy"].split(";"))
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_no_script_and_no_style_within_them(get: Get, path: str) -> None:
    answer = get(path)
    allowed = policy(answer)
    assert (allowed["default-src"], allowed["script-src"], allowed["style-src"]) == (["'none'"], ["'self'"], ["'self'"])
    assert not re.findall(r"<script(?![^>]* src=)|<style|<[^>]* style=", answer.text)
    for source in re.findall(r'<(?:script|link|img|iframe)[^>]* (?:src|href)="([^"]*)"', answer.text):
        assert source.startswith(("/", "data:", "http://localhost/")), source
    assert not re.findall(r'<[^>]* on[a-z]+="', answer.text), "handlers in attributes do not run"


@pytest.mark.parametrize("path", [*PAGES, "/halsa", "/robots.txt", "/esf-static/esf.css", "/esf/tags.csv"])
def test_every_answer_protects_its_reader(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "DENY"
    assert policy(answer)["frame-ancestors"] == ["'none'"]
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "set-cookie" not in answer.headers
    assert "server" not in answer.headers


def test_only_diagrams_of_comparisons_may_be_embedded() -> None:
    for path, framing in (("/jamfor/diagram.svg", "*"), ("/jamfor", "'none'"), ("/esf/jamfor/diagram", "'none'")):
        headers = dict(protected(path, 200, [], 600, None))
        assert f"frame-ancestors {framing}".encode() in headers[b"content-security-policy"]
        assert (b"x-frame-options" in headers) == (framing != "*")


@pytest.mark.parametrize("name", ["br", "gzip"])
def test_texts_are_compressed_streamed_ones_too(get: Get, name: str) -> None:
    for path in ("/", "/esf/projects.json", "/esf/tags.csv?_stream=on", "/-/static/app.css"):
        plain, packed = get(path), get(path, **{"accept-encoding": name})
        assert packed.headers["content-encoding"] == name
        assert "content-encoding" not in plain.headers
        for answer in (plain, packed):
            assert "Accept-Encoding" in answer.headers["vary"]
        if "json" not in path:
            assert packed.content == plain.content
        sent = int(packed.headers.get("content-length", 0))
        assert sent < len(plain.content)


def test_what_is_compressed_already_or_small_is_sent_as_it_is(get: Get) -> None:
    for path in ("/esf.db", "/halsa", "/favicon.ico"):
        assert "content-encoding" not in get(path, **{"accept-encoding": "br, gzip"}).headers


def test_the_best_coding_that_the_client_takes_is_used() -> None:
    taken = {
        "gzip, deflate, br": "br",
        "gzip;q=1.0": "gzip",
        "br;q=0, gzip": "gzip",
        "identity": None,
        "": None,
        "*": None,
    }
    assert {accepted: coding(accepted) for accepted in taken} == taken


def test_pages_are_kept_by_the_version_of_the_archive(archive: Path, tmp_path: Path, get: Get) -> None:
    for path in (
        "/",
        "/esf/projects",
        f"/projekt/{quote(PROJECT)}",
        "/esf/counties.csv?_stream=on",
        "/esf-static/esf.css",
    ):
        first = get(path)
        assert first.headers["cache-control"] == "public, max-age=600"
        again = get(path, **{"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert get(path, **{"if-none-match": 'W/"another"'}).status_code == 200
    other = make_site(archive, "En annan rad.")
    assert asyncio.run(other.client.get("/")).headers["etag"] != get("/").headers["etag"]


def test_what_may_differ_from_time_to_time_has_no_version(get: Get) -> None:
    for path in ("/esf?sql=select+random()", "/esf/projects?_where=random()>0", "/halsa", "/finns/inte"):
        assert "etag" not in get(path).headers
    for path in ("/halsa", "/finns/inte"):
        assert get(path).headers["cache-control"] == "no-store"


def test_monitors_are_told_how_the_site_is(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "esf.db"
    shutil.copy(archive, copy)
    site = make_site(copy)
    said = asyncio.run(site.client.get("/halsa"))
    assert (said.status_code, said.json()["projekt"]) == (200, len(current_records()))
    assert said.json()["version"]
    copy.write_bytes(b"no database")
    broken = asyncio.run(site.client.get("/halsa"))
    assert (broken.status_code, broken.json()["ok"]) == (503, False)


def test_an_archive_that_cannot_be_read_is_told_of_on_every_page(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "esf.db"
    shutil.copy(archive, copy)
    with asked(make_site(copy)) as ask:
        copy.write_bytes(b"no database" * 1000)
        for path in ("/", "/esf/projects", f"/projekt/{quote(PROJECT)}"):
            answer = ask("GET", path)
            assert answer.status_code == 503
            assert "Arkivet kan inte läsas" in answer.text
            assert answer.headers["retry-after"]
        assert ask("GET", "/finns%zz").status_code == 400


def test_crawlers_are_kept_out_of_what_has_no_end(get: Get) -> None:
    answer = get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    rules = [line.partition(": ")[2] for line in answer.text.splitlines() if line.startswith("Disallow")]

    def kept_out(address: str) -> bool:
        patterns = (re.escape(rule).replace(r"\*", ".*").replace(r"\$", "$") for rule in rules)
        return any(re.match(pattern, address) for pattern in patterns)

    for address in ("/esf?sql=x", "/esf/tags?_facet=kind", "/esf/tags?a=1&_sort=kind", "/esf/tags.csv", "/-/static/x"):
        assert kept_out(address), address
    for address in (
        "/",
        "/esf",
        f"/projekt/{PROJECT}",
        "/jamfor?per=lan",
        "/projekt?sida=2",
        "/organisation/1",
        "/hamta",
    ):
        assert not kept_out(address), address


def test_a_datasette_that_was_started_with_an_archive_is_protected(archive: Path) -> None:
    site, name = opened(archive, settings={"sql_time_limit_ms": 50}), DATABASE

    def ask(path: str) -> Any:
        return asyncio.run(site.client.get(path))

    assert ask(f"/{name}.json?sql=select+count(*)+from+claims+a,claims+b,claims+c").status_code == 400
    assert ask(f"/{name}.json?sql=select+*+from+pragma_database_list").status_code in (400, 403)
    assert ask("/-/databases.json").status_code == 404
    assert ask(f"/{name}/projects?_sort=nosuch").status_code == 400
    assert ask("/halsa").json()["projekt"] == len(current_records())
    assert "content-security-policy" in ask("/").headers


@pytest.mark.crawl
def test_the_real_server_says_nothing_of_itself_and_streams(archive: Path) -> None:
    with served(archive) as server, httpx.Client(base_url=server.address) as client:
        answer = client.get("/esf/claims.csv?_stream=on")
        assert "server" not in answer.headers
        assert answer.headers["content-encoding"] in ("br", "gzip")
        assert answer.text.count("\n") > 1_000
