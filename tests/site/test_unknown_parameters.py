"""A parameter that a page does not have is refused by name on every page; what other sites add to links is not."""

import html
from urllib.parse import quote

import pytest

from archive.site.sql.queries import QUERIES
from tests.conftest import current_records
from tests.serving import Ask

PROJECT = next(record.project_id for record in current_records() if "/" in record.project_id)
ROW = f"/esf/projects/{quote(PROJECT, safe='').replace('%', '~')}"
WITHOUT_PARAMETERS = [
    "/",
    f"/projekt/{PROJECT}",
    f"/projekt/{PROJECT}.json",
    f"/projekt/{PROJECT}.md",
    "/kommun/1280",
    "/kommun/1280.json",
    "/lan/12",
    "/region/Sydsverige",
    "/region/Sydsverige.json",
    "/om",
    "/andringar.atom",
    "/hamta",
    "/hamta.json",
    "/datasets/dcat",
]
WITH_PARAMETERS = ["/projekt", "/projekt.csv", "/jamfor", "/jamfor.json", "/organisationer", "/andringar", "/sok"]
OF_DATA = [
    "/esf",
    "/esf/projects",
    "/esf/projects.json",
    ROW,
    f"{ROW}.json",
    *(f"/esf/{name}.json" for name in QUERIES),
]
TRACKED = ["utm_source=brev&utm_medium=e-post", "fbclid=1", "gclid=2", "mc_cid=a&mc_eid=b", "pk_campaign=x"]


@pytest.mark.parametrize("page", WITHOUT_PARAMETERS + WITH_PARAMETERS + OF_DATA)
def test_an_unknown_parameter_is_refused_by_name(ask: Ask, page: str) -> None:
    answer = ask("GET", f"{page}?finnsinte=1")
    assert answer.status_code == 400, answer.text[:200]
    assert "finnsinte" in answer.text
    if page in WITHOUT_PARAMETERS and "json" not in answer.headers["content-type"]:
        assert "sidan har inga parametrar" in answer.text


@pytest.mark.parametrize("page", ["/esf?_shwo_hidden=1", "/esf/projects?_srot=title", "/esf/projects.csv?_sizes=1"])
def test_a_misspelt_parameter_of_datasette_is_refused_with_those_that_there_are(ask: Ask, page: str) -> None:
    answer = ask("GET", page)
    assert answer.status_code == 400
    assert page.rpartition("?")[2].partition("=")[0] in answer.text
    assert page.endswith(".csv?_sizes=1") or "_sort_desc" in answer.text


@pytest.mark.parametrize("query", TRACKED)
def test_what_other_sites_add_to_links_changes_nothing(ask: Ask, query: str) -> None:
    for page in ("/", f"/projekt/{PROJECT}", "/projekt", "/jamfor", "/om", "/esf/projects", "/kommun/1280", ROW):
        plain, tracked = ask("GET", page), ask("GET", f"{page}?{query}")
        assert (tracked.status_code, tracked.text) == (200, plain.text), page
    assert ask("GET", f"/projekt?{query}&region=Sydsverige").text == ask("GET", "/projekt?region=Sydsverige").text


def test_the_language_may_be_chosen_on_every_page(ask: Ask) -> None:
    for page in ("/", f"/projekt/{PROJECT}", "/kommun/1280", "/om", "/esf/projects", ROW):
        assert '<html lang="en">' in ask("GET", f"{page}?sprak=en").text
    ask("GET", "/?sprak=sv")


def test_sql_may_name_parameters_of_its_own(ask: Ask) -> None:
    assert ask("GET", "/esf.json?sql=select+:ett+as+ett&ett=1").json()["rows"] == [["1"]]
    assert ask("GET", "/esf/budget_per_region_och_period.json?programperiod=2007-2013").status_code == 200


def test_a_refusal_leads_to_the_page_without_parameters(ask: Ask) -> None:
    page = ask("GET", "/region/%C3%96vre%20Norrland?finnsinte=1")
    assert page.status_code == 400
    assert 'href="/region/%C3%96vre%20Norrland"' in html.unescape(page.text)
