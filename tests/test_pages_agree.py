"""What different pages of the site say of the same thing is the same."""

import asyncio
import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from archive.site.comparing.catalogue import groupings
from archive.site.server import make_site

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
