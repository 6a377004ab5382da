"""The site published under a path: every address that it gives is under it, and leads somewhere."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as xml

import httpx
import lxml.html
import pytest

from archive.site.serving.published_path import PublishedPathError, checked_base_url
from archive.site.serving.server import make_site
from tests.serving import Ask, asked, opened, served

BASE = "/esf-arkivet/"
HOST = "http://localhost"
PAGES = 400
"""Pages that the crawl opens; the demonstration has as many of each kind as it needs to meet every template."""
OF_A_KIND = 12
"""Pages that it opens of one kind: a table and the names of the parameters, or the first part of an address."""


@pytest.fixture(scope="module")
def ask(archive_with_files: Path) -> Iterator[Ask]:
    with asked(make_site(archive_with_files, base_url=BASE)) as ask:
        yield ask


def addresses(answer: httpx.Response, at: str) -> set[str]:
    """Every address that a page names: of links, forms, style sheets, images, frames and feeds."""
    if "html" not in answer.headers["content-type"]:
        return set()
    found = cast("list[str]", lxml.html.document_fromstring(answer.text).xpath("//@href | //@src | //@action"))
    whole = {urljoin(HOST + at, str(address)).partition("#")[0] for address in found}
    return {address.removeprefix(HOST) for address in whole if address.startswith(HOST)}


def outside(found: Iterable[str]) -> list[str]:
    """The addresses that are not under the path, or have it twice."""
    return [one for one in found if not one.startswith(BASE) or one.startswith(BASE + BASE[1:])]


def kind(address: str) -> str:
    parts = urlsplit(address)
    first = "/".join(parts.path.removeprefix(BASE).split("/")[: 2 if "/esf/" in parts.path else 1])
    return f"{first}?{'&'.join(sorted(re.findall(r'([^&=]+)=', parts.query)))}{Path(parts.path).suffix}"


@pytest.mark.crawl
def test_every_link_is_under_the_path_and_leads_somewhere(ask: Ask) -> None:
    waiting, known, opened = [BASE], {BASE}, dict.fromkeys([kind(BASE)], 0)
    answered = 0
    while waiting and answered < PAGES:
        at = waiting.pop(0)
        if opened.setdefault(kind(at), 0) >= OF_A_KIND:
            continue
        opened[kind(at)] += 1
        answered += 1
        answer = ask("GET", at)
        assert answer.status_code == 200, (at, answer.text[:300])
        found = addresses(answer, at)
        assert not outside(found), at
        waiting += sorted(found - known)
        known |= found
    assert len(opened) > 60
    assert answered > 200


@pytest.mark.parametrize(
    "path",
    ["andringar.atom", "datasets/dcat", "avstamning", "hamta.json", "esf.json", "sok.json?q=projekt&antal=1", "om"],
)
def test_what_programs_read_names_addresses_under_the_path(ask: Ask, path: str) -> None:
    text = ask("GET", BASE + path).text
    named = re.findall(rf"{HOST}(/[^\s\"<>{{}}]*)", text)
    assert not outside(named)
    assert named or "json" in path


def test_a_feed_leads_to_itself_and_to_projects(ask: Ask) -> None:
    feed = xml.fromstring(ask("GET", f"{BASE}andringar.atom").content)
    links = [link.get("href") or "" for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert f"{HOST}{BASE}andringar.atom" in links
    assert any(link.startswith(f"{HOST}{BASE}projekt/") for link in links)


def test_a_page_has_a_next_one_under_the_path(ask: Ask) -> None:
    following = ask("GET", f"{BASE}esf/claims.json?_size=2").json()["next_url"]
    assert following.startswith(f"{HOST}{BASE}esf/claims.json?")
    assert ask("GET", following.removeprefix(HOST)).json()["rows"]


@pytest.mark.parametrize(
    ("asked_for", "leads_to"),
    [
        ("/esf-arkivet", BASE),
        (f"{BASE}esf/projects/", f"{BASE}esf/projects"),
        (f"{BASE}kommun/Malm%C3%B6", f"{BASE}kommun/1280"),
        (
            f"{BASE}esf/projects?_filter_column=region&_filter_op=exact&_filter_value=x",
            f"{BASE}esf/projects?region",
        ),
    ],
)
def test_a_page_elsewhere_is_under_the_path(ask: Ask, asked_for: str, leads_to: str) -> None:
    answer = ask("GET", asked_for)
    assert answer.status_code in (301, 302)
    assert answer.headers["location"].startswith(leads_to)


def test_a_proxy_may_take_the_path_away(ask: Ask) -> None:
    for path in ("", "esf/projects?_size=2", "projekt", "halsa"):
        with_path, without = ask("GET", BASE + path), ask("GET", f"/{path}")
        assert (without.status_code, without.text) == (200, with_path.text)
    assert ask("GET", f"{BASE}{BASE[1:]}projekt").status_code == 404


def test_the_choice_of_language_is_of_the_path_and_stays_on_it(ask: Ask) -> None:
    answer = ask("GET", f"{BASE}om?sprak=en")
    assert f"Path={BASE};" in answer.headers["set-cookie"]
    assert f'href="{BASE}om?sprak=sv"' in answer.text


def test_a_datasette_that_was_started_with_an_archive_publishes_it_under_its_own_setting(
    archive: Path, tmp_path: Path
) -> None:
    named = tmp_path / "esf.db"
    named.symlink_to(archive)
    site = opened(named, settings={"base_url": BASE})
    with asked(site) as ask:
        for page in ("", "projekt", "esf", "esf/projects?_size=2", "esf/claims?_facet=kind", "esf-static/esf.css"):
            answer = ask("GET", f"{BASE}{page}")
            assert answer.status_code == 200
            assert not outside(addresses(answer, f"{BASE}{page}"))


@pytest.mark.crawl
def test_the_server_tells_its_address_with_the_path(archive: Path) -> None:
    with served(archive, "--base-url", "esf-arkivet") as server:
        assert server.address.endswith(BASE.rstrip("/"))
        assert httpx.get(f"{server.address}/halsa").json()["ok"]
        assert f'action="{BASE}sok"' in httpx.get(f"{server.address}/").text


@pytest.mark.parametrize(
    ("written", "path"), [("/", "/"), ("", "/"), ("esf-arkivet", BASE), ("/a/b.c", "/a/b.c/"), ("//a//", "/a/")]
)
def test_a_path_is_read_as_people_write_it(written: str, path: str) -> None:
    assert checked_base_url(written) == path


@pytest.mark.parametrize("written", ["/esf", "/projekt/x", "/-/", "/a b/", "/å/", "https://a.example/x", "/../x", "."])
def test_a_path_that_cannot_be_told_from_the_sites_own_is_refused(written: str) -> None:
    with pytest.raises(PublishedPathError, match=re.escape(written)):
        checked_base_url(written)
