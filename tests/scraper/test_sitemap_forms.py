"""Sitemaps in the forms that XML and servers allow, on other hosts, and links on a page with a base address."""

import gzip
from pathlib import Path

import pytest

from scraper.engine.recognising.torn_listings import fault_of
from scraper.sources.esf_live import EsfLive
from scraper.sources.page_request import PageRequest, Reply
from tests.fake_server import FakeServer, page
from tests.scraper.test_scrape_live import BODY
from tests.scraping import Outcome, esfarkiv

SITE = "https://www.esf.se"
PAGES = ["/projekt/bron/", "/projekt/vagen/"]


def sitemap(*addresses: str, prefix: str = "", root: str = "urlset") -> bytes:
    entry = "url" if root == "urlset" else "sitemap"
    entries = "".join(f"<{prefix}{entry}><{prefix}loc>{one}</{prefix}loc></{prefix}{entry}>" for one in addresses)
    return f'<?xml version="1.0"?><{prefix}{root}>{entries}</{prefix}{root}>'.encode()


PLAIN = sitemap(*(SITE + path for path in PAGES))
FORMS = {
    "plain": PLAIN,
    "prefix": sitemap(*(SITE + path for path in PAGES), prefix="sm:"),
    "utf-16": PLAIN.decode().encode("utf-16"),
    "utf-16 big": b"\xfe\xff" + PLAIN.decode().encode("utf-16-be"),
    "two gzip members": gzip.compress(PLAIN[:90]) + gzip.compress(PLAIN[90:]),
    "gzip of utf-16": gzip.compress(PLAIN.decode().encode("utf-16")),
    "long comment": PLAIN.replace(b"<urlset>", b"<!--" + b"x" * 5000 + b"--><urlset>"),
    "images": PLAIN.replace(b"</url>", f"<image:loc>{SITE}/projekt/a.png/</image:loc></url>".encode()),
    "commented out": PLAIN.replace(b"<urlset>", f"<urlset><!--<loc>{SITE}/projekt/nej/</loc>-->".encode()),
}


def followed(content: bytes, path: str = "/sitemap.xml") -> list[str]:
    request = PageRequest(SITE + path, "listing")
    return [found.url.removeprefix(SITE) for found in EsfLive({}, {}).follow(Reply(request, request.url, 200, content))]


@pytest.mark.parametrize("form", FORMS)
def test_a_sitemap_is_read_in_every_form(form: str) -> None:
    assert followed(FORMS[form]) == PAGES
    assert fault_of(FORMS[form]) is None


@pytest.mark.parametrize("form", [form for form in FORMS if "gzip" not in form])
def test_a_sitemap_without_its_end_is_torn_in_every_form(form: str) -> None:
    cut = len(FORMS[form]) - (16 if "utf-16" in form else 8)
    assert fault_of(FORMS[form][:cut]) == "ends before its end"


@pytest.mark.parametrize("prefix", ["", "sm:"])
def test_an_index_of_sitemaps_leads_to_them_whatever_its_prefix(prefix: str) -> None:
    index = sitemap(f"{SITE}/karta-1.php", prefix=prefix, root="sitemapindex")
    assert followed(index.replace(b"?>", b"?><!--" + b"y" * 3000 + b"-->")) == ["/karta-1.php"]


@pytest.mark.parametrize("base", ["/", "https://www.esf.se/", " / "])
def test_links_on_a_page_begin_at_its_base(base: str) -> None:
    html = f"<head><base href='{base}'></head><a href='projekt/bron/'>Bron</a><a href='/projekt/vagen/'>Vägen</a>"
    assert followed(html.encode(), "/resultat/projektbanken/") == PAGES


def run(folder: Path, server: FakeServer) -> Outcome:
    where = ("--store", str(folder / "store"), "--base", f"site={server.address}", "--pace", "0", "--json")
    return esfarkiv(folder, "scrape", "esf-live", *where)


@pytest.mark.crawl
@pytest.mark.parametrize("named_by", ["robots.txt", "an index"])
def test_a_sitemap_on_another_host_is_told_and_no_failure(tmp_path: Path, named_by: str) -> None:
    other = "https://example.org/kartor/sitemap.xml"
    with FakeServer({"/robots.txt": page(b"User-agent: *\nAllow: /\n")}) as server:
        own = f"{server.address}/sitemap-own.xml"
        if named_by == "robots.txt":
            server.pages["/robots.txt"] = page(f"Sitemap: {own}\nSitemap: {other}\n".encode())
        else:
            server.pages["/sitemap.xml"] = page(sitemap(own, other, root="sitemapindex"), Content_Type="text/xml")
        pages = sitemap(server.address + PAGES[0])
        server.pages |= {"/sitemap-own.xml": page(pages, Content_Type="text/xml"), PAGES[0]: page(BODY)}
        outcome = run(tmp_path, server)
    report = outcome.report()
    assert (outcome.code, report["fetched"], report["incomplete"]) == (0, 1, False), outcome.out
    assert [link["url"] for link in report["links_elsewhere"]] == [other]
