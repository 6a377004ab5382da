"""Sites without an end: what brings nothing new comes to one, and what is only long does not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fake_server import Answer, FakeServer, RawReply, page
from tests.scraper.test_scrape_live import NUMBERS, PATH, bank, numbered
from tests.scraping import Outcome, esfarkiv

pytestmark = pytest.mark.crawl

ONE_PROJECT = numbered(91)
"""A page that states the number of its project, always the same."""

FRONT = "/resultat/projektbanken/"
MOST = 20
"""Listings in a row without anything new, and addresses of one project."""

Made = Callable[[int], bytes]


class Endless(FakeServer):
    """A server that makes a page for every address of a form, by the number in it."""

    def __init__(self, made: dict[str, Made]) -> None:
        super().__init__({"/robots.txt": page(b"")})
        self.made = made

    def answer(self, path: str, headers: dict[str, str]) -> RawReply:
        for form, make in self.made.items():
            if found := re.fullmatch(form, path, re.IGNORECASE):
                number = re.sub(r"\D", "", "".join(found.groups("")))
                self.pages[path] = page(make(int(number or 0)))
        return super().answer(path, headers)


def links(folder: Path, server: FakeServer, *more: str) -> Outcome:
    base = ("--base", f"site={server.address}", "--pace", "0", "--json")
    return esfarkiv(folder, "scrape", "esf-live", "--store", str(folder / "store"), *base, *more)


def anchors(*addresses: str) -> bytes:
    return "".join(f"<a href='{address}'>x</a>" for address in addresses).encode()


def with_links(content: bytes, *addresses: str) -> bytes:
    return content.replace(b"</body>", anchors(*addresses) + b"</body>")


def listing(linked: Callable[[int], str]) -> Made:
    """A listing that leads to a page and on to the next listing."""
    return lambda n: b"<h1>Projektbanken</h1>" + anchors(f"{FRONT}?page={n + 1}", linked(n))


def cased(number: int) -> str:
    """One of many spellings of a name that differ in case alone."""
    return "".join(letter.upper() if number >> bit & 1 else letter for bit, letter in enumerate("abcdefghij"))


def breadcrumb(number: int) -> bytes:
    return ONE_PROJECT.replace(b"</body>", f"<p>Hit kom du via sida {number}</p></body>".encode())


NO_NUMBER = re.sub(rb"\d\d-\d\d\d-S\d\d|2015/00665", b"saknas", ONE_PROJECT)
LISTED = r"/resultat/projektbanken/(\?page=\d+)?"
NAMED = r"/projekt/x(\d+)/"
ENDLESS: dict[str, dict[str, Made]] = {
    "one page, spelled otherwise": {
        LISTED: listing(lambda n: f"/projekt/{cased(n)}/"),
        r"/projekt/[a-j]+(/)": lambda n: ONE_PROJECT,
    },
    "one page without a number, spelled otherwise": {
        LISTED: listing(lambda n: f"/projekt/{cased(n)}/"),
        r"/projekt/[a-j]+(/)": lambda n: NO_NUMBER,
    },
    "one project under new names": {LISTED: listing(lambda n: f"/projekt/x{n}/"), NAMED: breadcrumb},
    "pages that lead on to pages": {
        LISTED: lambda n: anchors("/projekt/x1/"),
        NAMED: lambda n: with_links(breadcrumb(n), f"/projekt/x{n + 1}/"),
    },
    "pages that lead on to two pages each": {
        LISTED: lambda n: anchors("/projekt/x1/"),
        NAMED: lambda n: with_links(breadcrumb(n), f"/projekt/x{2 * n}/", f"/projekt/x{2 * n + 1}/"),
    },
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_brings_nothing_new_comes_to_an_end(tmp_path: Path, name: str) -> None:
    with Endless(ENDLESS[name]) as server:
        outcome = links(tmp_path, server, "--per-run", str(10 * MOST))
        assert len(server.paths) <= 5 * MOST
    report = outcome.report()
    assert (outcome.code, report["left"], report["incomplete"]) == (1, 0, True), outcome.out
    reasons = [problem["reason"] for problem in report["failed"]]
    assert len(reasons) == 1, reasons
    assert re.search(r"listings in a row brought no good page|one project at 20 addresses", reasons[0])


MANY = 2 * MOST
LONG: dict[str, dict[str, Made]] = {
    "listings of projects by name": {
        LISTED: lambda n: anchors(f"/projekt/x{n}/", *[f"{FRONT}?page={n + 1}"][: n < MANY - 1]),
        NAMED: lambda n: numbered(n + 1),
    },
    "projects that lead to the next": {
        LISTED: lambda n: anchors("/projekt/x0/"),
        NAMED: lambda n: with_links(numbered(n + 1), *[f"/projekt/x{n + 1}/"][: n < MANY - 1]),
    },
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("listed", [False, True], ids=["by links alone", "by a list too"])
def test_a_long_site_is_read_to_its_end(tmp_path: Path, name: str, listed: bool) -> None:
    """Also if the user's list has all of its projects already, at their other addresses."""
    with Endless(LONG[name]) as server:
        server.pages |= bank({NUMBERS[n]: page(numbered(n + 1)) for n in range(MANY)})
        (tmp_path / "numbers.txt").write_text("\n".join(NUMBERS[:MANY]))
        outcome = links(tmp_path, server, *(["--dnr", str(tmp_path / "numbers.txt")] if listed else []))
    assert (outcome.code, outcome.report()["fetched"]) == (0, MANY * (1 + listed)), outcome.out


@pytest.mark.parametrize("more", [(), ("--dry-run",)], ids=["run", "dry"])
def test_listings_of_pages_that_the_users_list_brought_are_read_to_the_last(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    later = NUMBERS[MANY]

    def listed(n: int) -> bytes:
        following = [f"{FRONT}?page={n + 1}"] if n < MANY - 1 else [PATH.format(later)]
        return b"<h1>Projektbanken</h1>" + anchors(PATH.format(NUMBERS[n]), *following)

    with Endless({LISTED: listed}) as server:
        server.pages |= bank({NUMBERS[n]: page(numbered(n + 1)) for n in range(MANY + 1)})
        (tmp_path / "numbers.txt").write_text("\n".join(NUMBERS[:MANY]))
        outcome = links(tmp_path, server, "--dnr", str(tmp_path / "numbers.txt"), *more)
    report = outcome.report()
    assert (outcome.code, report["fetched"] + len(report["would_fetch"])) == (0, MANY + 1), outcome.out


def test_listings_that_all_lead_to_one_page_come_to_an_end(tmp_path: Path) -> None:
    with Endless({LISTED: listing(lambda n: PATH.format(NUMBERS[0]))}) as server:
        server.pages |= bank({NUMBERS[0]: page(numbered(1))})
        (tmp_path / "numbers.txt").write_text(NUMBERS[0])
        outcome = links(tmp_path, server, "--dnr", str(tmp_path / "numbers.txt"))
        assert len(server.paths) <= 2 * MOST
    assert outcome.code == 1


def sitemaps(kind: str, *addresses: str) -> Answer:
    entries = "".join(f"<{kind}><loc>{address}</loc></{kind}>" for address in addresses)
    whole = f"<{kind}set>{entries}</{kind}set>" if kind == "url" else f"<sitemapindex>{entries}</sitemapindex>"
    return page(whole.encode(), Content_Type="application/xml")


def test_every_sitemap_of_an_index_is_read(tmp_path: Path) -> None:
    with FakeServer(bank({NUMBERS[0]: page(numbered(1))})) as server:
        names = ["projekt-sitemap.xml", *(f"nyheter-sitemap{n}.xml" for n in range(MANY)), "bank-sitemap.xml"]
        server.pages["/sitemap.xml"] = sitemaps("sitemap", *(f"{server.address}/{name}" for name in names))
        server.pages |= {f"/{name}": sitemaps("url", f"{server.address}/nyheter/{len(name)}/") for name in names}
        bank_pages = sitemaps("url", server.address + PATH.format(NUMBERS[0]))
        server.pages |= {"/projekt-sitemap.xml": bank_pages, "/bank-sitemap.xml": bank_pages}
        server.pages[FRONT] = page(b"<h1>Projektbanken</h1>")
        outcome = links(tmp_path, server)
        assert {f"/{name}" for name in names} <= set(server.paths)
    assert (outcome.code, outcome.report()["fetched"]) == (0, 1), outcome.out


def test_indexes_of_sitemaps_that_lead_to_indexes_come_to_an_end(tmp_path: Path) -> None:
    with Endless({}) as server:
        index = "<sitemapindex><sitemap><loc>{}/sitemap{}.xml</loc></sitemap></sitemapindex>"
        server.made = {r"/sitemap(\d*)\.xml": lambda n: index.format(server.address, n + 1).encode()}
        outcome = links(tmp_path, server, "--per-run", str(10 * MOST))
        assert len(server.paths) <= 2 * MOST
    assert "listings in a row" in outcome.out
