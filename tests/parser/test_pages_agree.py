"""What different pages of the site say of the same thing is the same."""

import asyncio
import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from archive.exporting.licence import CC0
from archive.exporting.written_file import digest_of
from archive.site.comparing.catalogue import groupings
from archive.site.downloads.download_cache import make_version
from archive.site.downloads.download_version import DownloadVersion
from archive.site.serving.server import make_site

pytestmark = pytest.mark.crawl


@pytest.fixture(scope="module")
def get(archive: Path) -> Any:
    site = make_site(archive)
    return lambda path: asyncio.run(site.client.get(path))


@pytest.mark.parametrize("per", groupings())
def test_a_row_of_a_comparison_leads_to_as_many_projects_as_it_counts(get: Any, per: str) -> None:
    asked = f"per={per}&matt=projekt"
    counted = [row["projekt"] for row in get(f"/jamfor.json?{asked}").json() if row["grupp"] is not None]
    addresses = re.findall(r'href="(/projekt\?[^"]+)"', get(f"/jamfor?{asked}&rader=alla").text)
    lists = [get(html.unescape(address).replace("/projekt?", "/projekt.json?")).json() for address in addresses]
    assert counted
    assert sorted(map(len, lists)) == sorted(counted)


def test_a_region_has_one_sum_on_its_page_in_the_list_and_in_the_comparison(get: Any) -> None:
    rows = [row for row in get("/jamfor.json?matt=esf_support_sek&per=region").json() if row["varde"] is not None]
    assert len(rows) > 8
    for row in rows:
        kronor = f"{row['varde']:,}".replace(",", "\xa0") + "\xa0kr"
        for page in (f"/region/{quote(row['grupp'])}", f"/projekt?region={quote(row['grupp'])}&period={row['period']}"):
            assert kronor in html.unescape(get(page).text), page


@pytest.mark.parametrize("words", ["malmö", "utrikes födda", '"social ekonomi"', "kurs"])
def test_a_search_finds_as_many_projects_on_its_page_in_its_json_and_in_the_list(get: Any, words: str) -> None:
    asked = quote(words)
    found = [hit["project_id"] for hit in get(f"/sok.json?q={asked}").json()]
    listed = [row["project_id"] for row in get(f"/projekt.json?q={asked}").json()]
    assert sorted(found) == sorted(listed)
    said = re.search(r"<strong>(\d+) projekt</strong>", get(f"/sok?q={asked}").text)
    assert int(said[1] if said else 0) == len(found)


@pytest.fixture(scope="module")
def with_files(archive: Path, get: Any) -> Any:
    """The same site, its files ready however busy the machine is."""
    make_version(DownloadVersion(archive, digest_of(archive)[1], CC0))
    return get


def test_one_data_version_is_named_on_every_page(with_files: Any) -> None:
    get = with_files
    downloads = get("/hamta.json").json()["data"]
    day, digest = downloads["newest"], downloads["digest"][:12]
    assert f"{day}-{digest}" in get("/hamta").text
    for page in ("/om", "/projekt?region=Stockholm"):
        text = get(page).text
        assert f"databas {digest}" in text, page
        assert f"Data till och med {day};" in text, page
        assert f"Nyaste sidan sedd {day}." in text, page


def test_the_files_have_as_many_rows_as_the_tables_say(with_files: Any) -> None:
    get = with_files
    counted = {table["name"]: table["count"] for table in get("/esf.json").json()["tables"]}
    for file in get("/hamta.json").json()["tables"]:
        assert counted[file["table"]] == file["rows"], file["path"]
