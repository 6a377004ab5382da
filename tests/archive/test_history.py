"""Identity and history: what is one project, what stays two, and what changed between captures."""

from itertools import chain, pairwise, permutations
from pathlib import Path

import msgspec
import pytest

from archive.building.build import build
from archive.building.rows.history import CapturedRecord, write_changes
from archive.database import open_database
from benchmarks.fixtures import FIXTURES, golden
from scraper.files import find_inputs
from scraper.input import Input
from tests.archive.test_archive import page_like, query, rows
from tests.conftest import EACH_ORDER, fixture_page

BANK = "https://www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/Ekvagen"
SAME = [
    f"{BANK}/",
    BANK,
    f"{BANK.replace('/sv/', '/')}/",
    f"{BANK.replace('www.', '').replace('https', 'http')}/",
    f"{BANK.upper().replace('HTTPS', 'https')}/",
    f"https://web.archive.org/web/20130101000000id_/{BANK}/",
    f"{BANK.replace('www.esf.se', 'esf.se:80')}/?utm=1#topp",
]
DNR = "https://www.esf.se/resultat/projektbanken/projekt/?dnr=24-118-S01"
EARLY = FIXTURES / "projektbank-dnr" / "24-118-S01-varen-2025" / "page.txt"
LATE = FIXTURES / "projektbank-dnr" / "24-118-S01" / "page.txt"


def test_one_project_at_many_addresses(tmp_path: Path) -> None:
    page = page_like(tmp_path, "a.txt", "Ekvägen")
    path = tmp_path / "esf.db"
    build(path, [Input(f"{n}", page, url, f"20{10 + n}-01-01") for n, url in enumerate(SAME)])
    assert query(path, "select project_id from projects") == [("2007-2013/sydsverige/ekvagen",)]
    assert query(path, "select count(*), sum(is_current) from captures") == [(len(SAME), 1)]
    assert query(path, "select * from changes") == []


def test_slugs_that_differ_by_a_1_stay_two(tmp_path: Path) -> None:
    page = page_like(tmp_path, "a.txt", "Ekvägen")
    build(tmp_path / "esf.db", [Input("a", page, f"{BANK}/"), Input("b", page, f"{BANK.lower()}1/")])
    assert query(tmp_path / "esf.db", "select count(*) from projects") == [(2,)]


def test_the_same_facts_in_another_order_of_labels_are_no_change(tmp_path: Path) -> None:
    early = EARLY.read_text("utf-8")
    for old, new in (("2027-06-30", "2027-12-31"), ("\n240\n", "\n310\n"), ("Två öar", "Tre öar")):
        early = early.replace(old, new)
    (tmp_path / "early.txt").write_text(early, "utf-8")
    path = tmp_path / "esf.db"
    build(path, [Input("a", tmp_path / "early.txt", DNR, "2024-01-01"), Input("b", LATE, DNR, "2025-01-01")])
    assert query(path, "select project_id from projects") == [("24-118-S01",)]
    assert query(path, "select count(*) from captures") == [(2,)]
    assert query(path, "select * from changes") == []


def turned(text: str) -> str:
    """A page with its labels in the opposite order, each with its value."""
    lines = text.splitlines()
    places = [n for n, line in enumerate(lines) if line.endswith(":") and len(line) < 60]
    end = next(n for n in range(places[-1] + 1, len(lines) + 1) if n == len(lines) or not lines[n].strip())
    blocks = [lines[start:stop] for start, stop in pairwise([*places, end])]
    return "\n".join([*lines[: places[0]], *chain.from_iterable(reversed(blocks)), *lines[end:]])


def test_real_pages_captured_in_two_orders_are_one_project_unchanged(tmp_path: Path, real_documents: Path) -> None:
    pages = sorted((real_documents / "real-pages").glob("2021-*.txt"))
    captures = []
    for page in pages:
        (tmp_path / page.name).write_text(turned(page.read_text("utf-8")), "utf-8")
        captures += [Input(page.name, page, None, "2024-01-01"), Input("t", tmp_path / page.name, None, "2025-01-01")]
    path = tmp_path / "esf.db"
    build(path, captures)
    assert query(path, "select count(*) from projects") == [(len(pages),)]
    assert query(path, "select count(*) from captures") == [(2 * len(pages),)]
    assert query(path, "select field, old, new from changes") == []
    first = "select title, owner, period_end, specific_objective from projects where title is not null"
    assert len(query(path, first)) == len(pages)


def test_a_register_number_in_small_letters_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "small.txt").write_text(LATE.read_text("utf-8").replace("24-118-S01", "24-118-s01"), "utf-8")
    build(tmp_path / "esf.db", [Input("a", LATE, DNR, "2025"), Input("b", tmp_path / "small.txt", DNR, "2026")])
    assert query(tmp_path / "esf.db", "select project_id, dnr from projects") == [("24-118-S01", "24-118-s01")]


def test_times_are_compared_as_times(tmp_path: Path) -> None:
    for name, budget in (("a.txt", "100 kr"), ("b.txt", "200 kr"), ("c.txt", "300 kr")):
        page_like(tmp_path, name, "Ekvägen", budget)
    times = {"a.txt": "2025-05-01T12:00:00+02:00", "b.txt": "2025-05-01T11:30:00Z", "c.txt": "20250101"}
    listed = "".join(f"{name},{BANK}/,{time}\n" for name, time in times.items())
    (tmp_path / "addresses.csv").write_text(f"file,url,captured_at\n{listed}", "utf-8")
    build(tmp_path / "esf.db", find_inputs([str(tmp_path)]))
    assert query(tmp_path / "esf.db", "select total_budget_sek from projects") == [(200,)]
    seen = "select captured_at from captures order by captured_at"
    assert query(tmp_path / "esf.db", seen) == [
        ("2025-01-01",),
        ("2025-05-01T10:00:00Z",),
        ("2025-05-01T11:30:00Z",),
    ]


def test_what_changed_is_a_row_with_both_values(archive: Path) -> None:
    sql = "select field, old, new, parser_changed from changes where project_id = '24-118-S01' order by position"
    changes = query(archive, sql)
    assert changes[:2] == [("period_end", "2027-06-30", "2027-12-31", 0), ("participants_planned", "240", "310", 0)]
    assert [(field, "Två öar" in old, "Tre öar" in new) for field, old, new, _ in changes[2:]] == [("text", True, True)]
    seen = query(archive, "select field, seen_before, seen_after from latest_changes")
    assert seen == [(field, "2025-03-17", "2025-11-03") for field in ("period_end", "participants_planned")]


@EACH_ORDER
def test_changes_do_not_depend_on_the_order_pages_came_in(tmp_path: Path, each: int) -> None:
    captures = [
        Input(name, page_like(tmp_path, f"{name}.txt", title, budget), f"{BANK}/", f"201{n}-01-01")
        for n, (name, title, budget) in enumerate(
            [("a", "Ekvägen", "100 kr"), ("b", "Ekvägen", "200 kr"), ("c", "Ekvägen II", "200 kr")]
        )
    ]
    found = []
    for order in [*permutations(captures)][::each]:
        path = tmp_path / f"{''.join(page.source for page in order)}.db"
        for page in order:
            build(path, [page])
        found.append(rows(path))
        changes = query(path, "select field, old, new from changes order by rowid")
        assert sorted(changes) == [("title", "Ekvägen", "Ekvägen II"), ("total_budget_sek", "100", "200")]
    assert all(other == found[0] for other in found)


def test_sections_partners_and_municipalities_that_change(tmp_path: Path) -> None:
    page = fixture_page("AVSPARK")
    record = golden(page)
    text = page.read().decode("utf-8")
    partner = record.organisations[0].name
    first = record.sections[0].text.split()[0]
    (tmp_path / "new").with_suffix(page.path.suffix).write_text(
        text.replace(partner, "Nya Partnern AB").replace(first, "Förnyad", 1), "utf-8"
    )
    new = (tmp_path / "new").with_suffix(page.path.suffix)
    build(tmp_path / "esf.db", [Input("a", page.path, page.url, "2012"), Input("b", new, page.url, "2013")])
    fields = {(field, old) for field, old, _ in query(tmp_path / "esf.db", "select field, old, new from changes")}
    assert (record.organisations[0].role, partner) in fields
    assert (None, "Nya Partnern AB") in {
        (old, new) for _, old, new in query(tmp_path / "esf.db", "select field, old, new from changes")
    }


def test_a_pre_study_and_its_implementation_are_linked_not_merged(archive: Path) -> None:
    linked = query(archive, "select project_id, related_id, rule from related_projects")
    study = "2007-2013/sydsverige/sprakstark-service---forstudie"
    assert (study, study.removesuffix("---forstudie"), "samma ägare och samma region") in linked
    for project_id in (study, study.removesuffix("---forstudie")):
        assert query(archive, "select count(*) from projects where project_id = ?", project_id) == [(1,)]


@pytest.mark.parametrize(("begun", "linked"), [("2009-11-01", 1), ("2013-11-01", 0)])
def test_what_began_before_a_pre_study_did_not_come_of_it(tmp_path: Path, begun: str, linked: int) -> None:
    study = page_like(tmp_path, "a.txt", "Ekvägen - förstudie")
    text = study.read_text("utf-8").replace("Genomförande", "Förprojektering").replace("2010-11-01", begun)
    study.write_text(text, "utf-8")
    build(tmp_path / "esf.db", [Input("a", study), Input("b", page_like(tmp_path, "b.txt", "Ekvägen"))])
    assert query(tmp_path / "esf.db", "select count(*) from related_projects") == [(linked,)]


def test_white_space_that_differs_is_no_change(tmp_path: Path) -> None:
    page = page_like(tmp_path, "a.txt", "Ekvägen")
    captures = []
    for year, prose in (("2012", "Växa. Sedan blomma."), ("2013", "Växa.\nSedan  blomma."), ("2014", "Vissna.")):
        (tmp_path / f"{year}.txt").write_text(page.read_text("utf-8").replace("Växa.", prose), "utf-8")
        captures.append(Input(year, tmp_path / f"{year}.txt", f"{BANK}/", f"{year}-01-01"))
    build(tmp_path / "esf.db", captures)
    assert query(tmp_path / "esf.db", "select field, new from changes") == [("syfte", "Vissna.")]


def test_a_text_on_a_project_does_not_take_the_place_of_its_page(tmp_path: Path) -> None:
    """A later text with the project's number is a capture of it; the record shown stays that of the bank's page."""
    text = tmp_path / "text.txt"
    text.write_text("Skärgården växer\n\nESF-projektet 24-118-S01 har startat och är bra för alla på ön.\n", "utf-8")
    build(tmp_path / "esf.db", [Input("page", LATE, DNR, "2025-01-01"), Input("text", text, None, "2026-01-01")])
    assert query(tmp_path / "esf.db", "select layout from projects") == [("projektbank-dnr",)]
    seen = query(tmp_path / "esf.db", "select source, project_id, is_current from captures order by source")
    assert seen == [("page", "24-118-S01", 1), ("text", "24-118-S01", 0)]


@pytest.mark.parametrize("title", ["Helt annat", "Ekvägen nord"])
def test_other_titles_are_not_linked(tmp_path: Path, title: str) -> None:
    study = page_like(tmp_path, "a.txt", "Ekvägen - förstudie")
    study.write_text(study.read_text("utf-8").replace("Genomförande", "Förprojektering"), "utf-8")
    build(tmp_path / "esf.db", [Input("a", study), Input("b", page_like(tmp_path, "b.txt", title))])
    assert query(tmp_path / "esf.db", "select * from related_projects") == []


@pytest.mark.parametrize(("owner", "linked"), [("Annans kommun", []), (None, [("samma ägare",)])])
def test_a_region_that_neither_page_states_is_not_shared(
    tmp_path: Path, owner: str | None, linked: list[tuple[str]]
) -> None:
    pages = [page_like(tmp_path, "a.txt", "Ekvägen - förstudie"), page_like(tmp_path, "b.txt", "Ekvägen")]
    for page, phase in zip(pages, ("Förprojektering", "Genomförande"), strict=True):
        lines = [line for line in page.read_text("utf-8").split("\n") if not line.startswith("Region")]
        page.write_text("\n".join(lines).replace("Genomförande", phase), "utf-8")
    if owner:
        pages[1].write_text(pages[1].read_text("utf-8").replace("Ekbackens kommun", owner), "utf-8")
    build(tmp_path / "esf.db", [Input(page.name, page) for page in pages])
    assert query(tmp_path / "esf.db", "select region from projects") == [(None,), (None,)]
    assert query(tmp_path / "esf.db", "select rule from related_projects") == linked


def test_changes_move_with_their_captures_whichever_project_is_first(tmp_path: Path) -> None:
    database = open_database(tmp_path / "archive.db")
    database.table("projects").insert_all([{"project_id": "a"}, {"project_id": "b"}])
    for name, title in (("one", "Vägen"), ("two", "Bron")):
        record = msgspec.json.encode(CapturedRecord({"title": title}, [], [])).decode()
        seen = {"capture_id": name, "project_id": "b", "captured_at": f"2012-{name}", "text": "", "record": record}
        database.table("captures").insert(seen | {"parser_version": "1"})
    write_changes(database, ["b"])
    database.execute("update captures set project_id = 'a'")
    write_changes(database, ["a", "b"])
    assert list(database.query("select project_id, capture_id, old, new from changes")) == [
        {"project_id": "a", "capture_id": "two", "old": "Vägen", "new": "Bron"}
    ]
