"""What the page of a project compares: amounts of several documents, and what these do not agree on."""

import asyncio
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.building.build import build
from archive.site.addresses import project_address
from archive.site.language.swedish import shown
from archive.site.project.archived_copy import archived_copy
from archive.site.project.project_content import ProjectContent
from archive.site.project.project_rows import read_project
from archive.site.project.text_marks import FactLabel, marked_pieces, text_marks
from archive.site.serving.server import make_site
from schema.dictionary import tables
from schema.places import reference_rows
from scraper.input import Input
from tests.archive.test_archive import page_like, query
from tests.archive.test_disagreements import text
from tests.archive.test_history import BANK
from tests.prose.test_understanding import promising


def page_of(path: Path, *inputs: Input) -> ProjectContent:
    """The page of the project whose labels state a budget of 16 811 676 kronor."""
    build(path, inputs)
    with closing(sqlite3.connect(path)) as connection:
        found = query(path, "select project_id from projects where layout <> 'prose'")
        project = read_project(connection, found[0][0])
    assert project is not None
    return project


def stated(project: ProjectContent) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The values compared with their sources, and the values agreed on with their labels."""
    compared = [(row["source"], row["value"]) for row in project.compared]
    return compared, [(label, rows[0]["value"]) for label, rows in project.agreed]


def test_amounts_are_compared_also_where_they_agree_and_dates_are_not(tmp_path: Path) -> None:
    told = text(tmp_path, "b.txt", "Den totala budgeten är 16,8 miljoner kronor. Projektet startar 2010.")
    compared, agreed = stated(page_of(tmp_path / "esf.db", Input("a", page_like(tmp_path, "a.txt", "Ekvägen")), told))
    assert compared == [("projektbank", "SEK 16811676"), ("prosa", "SEK 16800000")]
    assert agreed == [
        ("Total projektbudget", "SEK 16811676"),
        ("Startdatum", "2010-11-01"),
        ("Titel", "Ekvägen"),
    ]


def test_dates_are_compared_where_they_differ(tmp_path: Path) -> None:
    told = text(tmp_path, "b.txt", "Projektet startar den 1 mars 2011.")
    compared, agreed = stated(page_of(tmp_path / "esf.db", Input("a", page_like(tmp_path, "a.txt", "Ekvägen")), told))
    assert compared == [("projektbank", "2010-11-01"), ("prosa", "2011-03-01")]
    assert agreed == [("Titel", "Ekvägen")]


def test_a_page_is_not_compared_with_its_own_prose(tmp_path: Path) -> None:
    prose = "Den totala budgeten är 9 000 000 kronor. Projektet startar den 1 november 2010."
    project = page_of(tmp_path / "esf.db", Input("a", promising(tmp_path, "a.txt", prose=prose), BANK))
    assert stated(project) == ([], [])
    budgets = {row["value"] for row in project.claims if row["kind"] == "amount.total_budget"}
    assert budgets == {"SEK 16811676", "SEK 9000000"}


SEATS = "Projektet har 210 deltagare."


def test_one_source_alone_agrees_with_nobody(tmp_path: Path) -> None:
    page = Input("a", promising(tmp_path, "a.txt", prose=SEATS), BANK)
    assert stated(page_of(tmp_path / "one.db", page)) == ([], [])
    told = text(tmp_path, "b.txt", "Kursen ges på kvällar.")
    _, agreed = stated(page_of(tmp_path / "two.db", page, told))
    assert agreed == [("Titel", "Ekvägen")]


def test_two_copies_of_a_text_are_one_source(tmp_path: Path) -> None:
    bare, told = Input("a", page_like(tmp_path, "a.txt", "Ekvägen"), BANK), text(tmp_path, "b.txt", SEATS)
    copies = [Input(name, told.path, f"https://{name}.example.org/") for name in ("ett", "annat")]
    _, agreed = stated(page_of(tmp_path / "esf.db", bare, *copies))
    assert [label for label, _ in agreed] == ["Titel"]


def test_two_documents_that_agree_are_shown_with_the_value(tmp_path: Path) -> None:
    page = Input("a", promising(tmp_path, "a.txt", prose=SEATS), BANK)
    _, agreed = stated(page_of(tmp_path / "esf.db", page, text(tmp_path, "b.txt", SEATS)))
    assert agreed == [("Planerat antal deltagare", "210"), ("Titel", "Ekvägen")]


def test_what_is_not_shown_agrees_with_nobody(tmp_path: Path) -> None:
    page = Input("a", promising(tmp_path, "a.txt", prose=SEATS), BANK)
    told, path = text(tmp_path, "b.txt", SEATS), tmp_path / "esf.db"
    build(path, [page, told])
    digest, start, raw = query(
        path, "select digest, start, raw from claims join captures using (capture_id) where value = '210' limit 1"
    )[0]
    row = f"{digest},count.participants,{start},{start + len(raw)},{raw},wrong\n"
    (tmp_path / "corrections.csv").write_text(f"capture,kind,start,end,raw,verdict\n{row}", "utf-8")
    build(path, [page, told], corrections=tmp_path / "corrections.csv")
    _, agreed = stated(page_of(path, page, told))
    assert agreed == [("Titel", "Ekvägen")]


def test_adjacent_texts_of_no_section_are_one(tmp_path: Path) -> None:
    project = page_of(tmp_path / "esf.db", Input("a", page_like(tmp_path, "a.txt", "Ekvägen"), BANK))
    parts = [(None, None, "a"), (None, None, "b"), ("syfte", None, "c"), (None, "Metod", "d"), (None, None, "e")]
    project.sections = [{"section": name, "heading": heading, "text": said} for name, heading, said in parts]
    titled = [(title, row["text"]) for title, row in project.titled_sections]
    assert titled == [("Text", "a\n\nb"), ("Syfte", "c"), ("Metod", "d"), ("Text", "e")]


def tree(page: str) -> Any:
    return lxml.html.fromstring(page)


@pytest.fixture(scope="module")
def pages(archive: Path, get: Any) -> dict[str, Any]:
    """The page of every project of the demonstration archive."""
    ids = [row[0] for row in query(archive, "select project_id from projects")]
    return {one: tree(get(f"/projekt/{quote(one)}").text) for one in ids}


def test_every_link_within_a_page_has_its_target(pages: dict[str, Any]) -> None:
    links = 0
    for page in pages.values():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        wanted = [link[1:] for link in page.xpath("//a/@href") if link.startswith("#")]
        assert set(wanted) <= set(ids)
        links += len(wanted)
    assert links > 2034


def test_the_source_text_is_whole_and_each_fact_is_marked_as_written(archive: Path, pages: dict[str, Any]) -> None:
    sql = "select project_id, text from captures where is_current and project_id is not null"
    for project_id, said in query(archive, sql):
        source = pages[project_id].xpath("//div[@class='source']")[0]
        assert source.text_content() == said
        places = "select start, end, raw from {} where project_id = ? {}"
        for table, also in (("provenance", ""), ("targets", "and shown"), ("tags", "and shown")):
            rows = query(archive, places.format(table, also), project_id)
            marks = {mark.get("id"): mark.text_content() for mark in source.iter("mark")}
            for start, end, raw in rows:
                assert raw in (marks.get(f"t{start}"), marks.get(f"t{start}-{end}")), (project_id, start, raw)


def test_what_is_marked_says_what_it_is_and_leads_back(pages: dict[str, Any]) -> None:
    page = pages["2007-2013/stockholm/vandkorset"]
    row = page.get_element_by_id("uppgift-total_budget_sek")
    (anchor,) = row.xpath(".//a[text()='var det står']/@href")
    mark = page.get_element_by_id(anchor[1:])
    back = mark.getnext()
    assert (back.get("data-label"), back.get("href")) == ("Total projektbudget", "#uppgift-total_budget_sek")


def test_amounts_have_a_sentence_to_quote(pages: dict[str, Any]) -> None:
    quoted = pages["2007-2013/stockholm/vandkorset"].xpath("//textarea[@readonly]/text()")
    budget = "22\u00a0480\u00a0600\u00a0kr, Total projektbudget, ESF-rådets projektbank, sidan utan känd dag"
    assert budget in quoted
    quoted = pages["23-091-S02"].xpath("//textarea[@readonly]/text()")
    assert (
        "13\u00a0800\u00a0000\u00a0kr, Total projektbudget, ESF-rådets export, rad 2 i filen, sedd 2025-10-20" in quoted
    )


def test_every_amount_that_counts_is_quoted(archive: Path, pages: dict[str, Any]) -> None:
    columns = ("esf_support_sek", "total_budget_sek", "eu_contribution_sek", "cofinancing_sek")
    for row in query(archive, f"select project_id, {', '.join(columns)} from project_amounts"):
        quoted = " ".join(pages[row[0]].xpath("//textarea[@readonly]/text()"))
        said = [float(re.sub(r"[^\d.]", "", one)) for one in re.findall(r"[\d\u00a0.]+(?=[\u00a0 ]kr)", quoted)]
        for amount in row[1:]:
            assert amount is None or any(abs(amount - one) <= 0.5 for one in said), (row, quoted)


def test_what_a_register_says_leads_to_its_row_with_the_cell_marked(
    archive: Path, get: Any, pages: dict[str, Any]
) -> None:
    sql = (
        "select project_id, capture_id, line, position, source_column, raw from claims "
        "where line is not null and project_id is not null"
    )
    followed = 0
    for project_id, capture, line, position, column, raw in query(archive, sql):
        address = f"/projekt/{quote(project_id)}/rad/{capture}/{line}?uppgift={position}"
        if address not in pages[project_id].xpath("//a/@href"):
            continue
        row = tree(get(address).text)
        (mark,) = row.xpath("//main//mark")
        assert mark.text_content() == raw
        assert mark.getparent().getparent().xpath("th/text()") == [column]
        followed += 1
    assert followed > 40
    amounts = query(archive, f"{sql} and kind like 'amount.%' and standing is not null and in_force")
    for project_id, capture, line, position, *_ in amounts:
        address = f"/projekt/{quote(project_id)}/rad/{capture}/{line}?uppgift={position}"
        assert address in pages[project_id].xpath("//a/@href")


def test_a_row_of_a_register_shows_every_cell_that_is_read(archive: Path, get: Any) -> None:
    capture = query(archive, "select capture_id from captures where layout = 'kohesio'")[0][0]
    page = tree(get(f"/projekt/24-033-S06/rad/{capture}/3").text)
    shown = [[cell.text_content() for cell in row.iterchildren()] for row in page.xpath("//tbody/tr")]
    assert ["Total_Eligible_Expenditure_amount", "512000.0", "Total projektbudget: 512\u00a0000,00\u00a0euro"] in shown
    assert page.xpath("//main//mark") == []
    cells = query(archive, "select source_column, raw from claims where capture_id = ? and line = 3", capture)
    assert [tuple(row[:2]) for row in shown] == cells


@pytest.mark.parametrize(
    ("asked", "status"),
    [("3?uppgift=x", 400), ("3?uppgift=1000000", 400), ("2", 404), ("999999999999", 404), ("0", 404)],
)
def test_a_row_or_a_cell_that_is_not_there(archive: Path, get: Any, asked: str, status: int) -> None:
    capture = query(archive, "select capture_id from captures where layout = 'kohesio'")[0][0]
    assert get(f"/projekt/24-033-S06/rad/{capture}/{asked}").status_code == status


def test_owner_partners_places_and_groups_are_linked(archive: Path, pages: dict[str, Any]) -> None:
    for project_id, page in pages.items():
        links = {unquote(link) for link in page.xpath("//main//a/@href")}
        for sql, address in (
            ("select organisation_id from project_organisations where project_id = ?", "/organisation/{}"),
            ("select municipality_code from project_municipalities where project_id = ?", "/kommun/{}"),
            ("select region from projects where project_id = ?", "/region/{}"),
            (
                "select name from tags where project_id = ? and kind = 'target_group' and shown",
                "/projekt?malgrupp={}",
            ),
        ):
            found = {address.format(row[0]) for row in query(archive, sql, project_id) if row[0]}
            assert found <= links, project_id
        assert not [link for link in links if link.startswith("/esf/projects")]


def test_markdown_holds_every_fact(archive: Path, get: Any) -> None:
    columns = [name for name in tables()["projects"].columns if name not in ("layout",)]
    for row in query(archive, f"select {', '.join(columns)} from projects"):
        answer = get(f"/projekt/{quote(row[0])}.md")
        assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
        said = re.sub(r"\\(.)", r"\1", answer.text)
        values = dict(zip(columns, row, strict=True))
        for name, value in values.items():
            column = tables()["projects"].columns[name]
            assert value is None or shown(value, column.type, column.unit) in said, (row[0], name)
        for sql in (
            "select name from project_organisations where project_id = ? and position",
            "select name from project_municipalities where project_id = ?",
            "select name from tags where project_id = ? and shown",
            "select unit from targets where project_id = ? and shown",
            "select digest from captures where project_id = ?",
        ):
            assert all(one[0] in said for one in query(archive, sql, row[0])), (row[0], sql)
        words = " ".join(said.split())
        for (text_,) in query(archive, "select text from sections where project_id = ?", row[0]):
            assert all(" ".join(line.split()) in words for line in text_.splitlines()), row[0]


ODD_IDS = [
    "ett projekt",
    "x.json",
    "y.md",
    "a.b/c.d",
    "100%",
    "vad? nu",
    "a#b",
    "åäö & co",
    "p/rad/00ff/1",
    "z.",
    "a+b",
    'ett "citat"',
    "it's",
]


def test_an_id_of_any_form_has_its_page(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    shutil.copy(archive, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for old, new in zip(
            sorted(row[0] for row in connection.execute("select project_id from projects")), ODD_IDS, strict=False
        ):
            for name, table in tables().items():
                if "project_id" in table.columns:
                    connection.execute(f'update "{name}" set project_id = ? where project_id = ?', (new, old))
    site = make_site(path)
    for one in ODD_IDS:
        page = asyncio.run(site.client.get(f"/projekt/{quote(one)}"))
        assert page.status_code == 200, one
        links = tree(page.text).xpath("//link[@type='application/json']/@href")
        assert asyncio.run(site.client.get(links[0])).json()["project_id"] == one
        assert asyncio.run(site.client.get(f"/projekt/{quote(one)}.md")).status_code == 200
        assert asyncio.run(site.client.get(f"/projekt/{quote(one, safe='')}")).status_code == 200
    listed = asyncio.run(site.client.get("/projekt?sortera=project_id")).text
    links = tree(listed).xpath("//tbody//th/a/@href")
    assert {unquote(link).removeprefix("/projekt/") for link in links} >= set(ODD_IDS)
    assert all(asyncio.run(site.client.get(link)).status_code == 200 for link in links[:12])


def test_an_unknown_project_offers_a_search(get: Any) -> None:
    answer = get("/projekt/2007-2013/stockholm/vandkors")
    form = tree(answer.text).xpath("//main//form")[0]
    assert (answer.status_code, form.get("action"), form.xpath(".//input/@value")) == (404, "/projekt", ["vandkors"])
    assert get("/projekt/finns/inte.json").json()["title"] == "Projektet finns inte i arkivet"
    assert get("/projekt/finns/inte.md").status_code == 404


@pytest.mark.parametrize(
    ("url", "seen", "copy"),
    [
        (
            "https://www.esf.se/a/?b=1",
            "2014-03-02",
            ("https://www.esf.se/a/?b=1", "20140302/https://www.esf.se/a/?b=1"),
        ),
        (
            "https://www.esf.se/a/",
            "2014-03-02T10:20:30Z",
            ("https://www.esf.se/a/", "20140302102030/https://www.esf.se/a/"),
        ),
        (
            "https://web.archive.org/web/20120304id_/http://esf.se/a",
            None,
            ("http://esf.se/a", "20120304id_/http://esf.se/a"),
        ),
        ("https://www.esf.se/a/", None, None),
        ("javascript:alert(1)", "2014-03-02", None),
        (None, "2014-03-02", None),
    ],
)
def test_where_a_page_that_has_gone_can_be_seen(
    url: str | None, seen: str | None, copy: tuple[str, str] | None
) -> None:
    found = archived_copy({"url": url, "captured_at": seen})
    told = found and (found.url, found.address.removeprefix("https://web.archive.org/web/"))
    assert told == copy


def test_the_copy_stands_beside_the_address(pages: dict[str, Any]) -> None:
    links = pages["24-118-S01"].xpath("//main//a/@href")
    address = "https://www.esf.se/resultat/projektbanken/projekt/?dnr=24-118-S01"
    assert links.count(f"https://web.archive.org/web/20251103/{address}") == 2
    assert not [link for link in pages["24-033-S06"].xpath("//*[@id='sidor']//a/@href") if "web.archive" in link]


@settings(max_examples=300)
@given(st.text("abc", max_size=12), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=8))
def test_marks_nest_and_hold_the_text_of_their_places(said: str, places: list[tuple[int, int]]) -> None:
    ranges = sorted({(min(pair), max(pair)) for pair in places if max(pair) <= len(said)})
    marks = text_marks((start, end, FactLabel(f"{start}-{end}", None)) for start, end in ranges)
    assert len({mark.anchor for mark in marks.values()}) == len(ranges)
    open_: list[str | None] = []
    inside: dict[str, str] = {mark.anchor: "" for mark in marks.values()}
    labels: list[str] = []
    seen: list[str] = []
    for piece in marked_pieces(said, marks.values()):
        del open_[len(open_) - piece.closing :]
        labels += [label.text for label in piece.labels]
        open_ += piece.opening
        seen += [anchor for anchor in (*piece.opening, *piece.empty) if anchor]
        for anchor in open_:
            inside[anchor or ""] = inside.get(anchor or "", "") + piece.text
    assert open_ == []
    assert sorted(seen) == sorted(mark.anchor for mark in marks.values())
    assert sorted(labels) == sorted(f"{start}-{end}" for start, end in ranges)
    for mark in marks.values():
        assert said[mark.start : mark.end].startswith(inside[mark.anchor])
    nested = all(b[0] >= a[1] or b[1] <= a[1] for a in ranges for b in ranges if a[0] < b[0])
    assert not nested or all(inside[mark.anchor] == said[mark.start : mark.end] for mark in marks.values())


@pytest.mark.parametrize("code", ["A", "2.1", "Care", "1"])
def test_a_programme_area_has_the_name_of_its_period_and_leads_to_projects_of_it(
    archive: Path, get: Any, code: str
) -> None:
    names = {(row["programme_period"], row["code"]): row["name"] for row in reference_rows("programme_areas")}
    with closing(sqlite3.connect(archive)) as connection:
        sql = "select project_id, programme_period from projects where programme_area_code = ? order by project_id"
        found = connection.execute(sql, (code,)).fetchall()
    assert found
    for project_id, period in found:
        document: Any = lxml.html.fromstring(get(f"/projekt/{quote(project_id)}").text)
        (cell,) = document.xpath("//tr[@id='uppgift-programme_area']/td[1]")
        name = names.get((period, code.partition(".")[0]))
        assert code in cell.text_content() and (name or code) in cell.text_content()
        for link in document.xpath("//tr[starts-with(@id, 'uppgift-programme_area')]/td[1]/a/@href"):
            listed = get(link.replace("/projekt?", "/projekt.json?")).json()
            assert project_id in {row["project_id"] for row in listed}
            assert {row["programme_period"] for row in listed} == {period}


def test_a_page_that_has_gone_from_the_web_site_says_since_when(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "gone.db"
    shutil.copy(archive, path)
    with closing(sqlite3.connect(path)) as changed, changed:
        project, capture = changed.execute(
            "select project_id, capture_id from captures where is_current and url like 'http%' and project_id > ''"
        ).fetchone()
        changed.execute(
            "update captures set vanished_at = '2024-05-06T07:08:09Z', vanished_how = '404' where capture_id = ?",
            (capture,),
        )
    site = make_site(path)
    page = asyncio.run(site.client.get(project_address(project))).text
    assert page.count("borta från webbplatsen sedan 2024-05-06") == 2
    assert "(svaret är 404)" in page
