"""Building: idempotent, incremental, atomic, private; the same rows whatever the order."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import astuple

from archive.building import bulk_writing
from archive.building.build import BuildError, build
from archive.building.masking.contacts import private_path
from archive.database import DatabaseError, open_database
from archive.privacy import MASK
from benchmarks import shapes
from benchmarks.fixtures import DEMONSTRATION, ROOT, golden
from schema.dictionary import tables
from scraper.files import find_inputs
from scraper.input import Input
from tests.conftest import EACH_ORDER, current_records, few_pages
from tests.parser.test_parser import LABELS

FEW = few_pages()


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(f'select * from "{name}"'), key=repr) for name in tables()}


def query(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.execute(sql, values))


def test_facts_of_every_record_are_in_the_database(archive: Path) -> None:
    columns = [name for name in tables()["projects"].columns if name not in ("project_id", "title", "owner")]
    for record in current_records():
        sql = f"select {', '.join(columns)} from projects where project_id = ?"
        assert query(archive, sql, record.project_id) == [tuple(getattr(record, name) for name in columns)]


def test_every_section_organisation_and_municipality_is_there(archive: Path) -> None:
    records = current_records()
    counts = [query(archive, f"select count(*) from {name}")[0][0] for name in ("sections", "project_municipalities")]
    assert counts == [sum(len(r.sections) for r in records), sum(len(r.municipalities) for r in records)]
    owners = sum(record.owner is not None for record in records)
    partners = sum(len(record.organisations) for record in records)
    assert query(archive, "select count(*) from project_organisations") == [(owners + partners,)]


def test_what_a_page_lists_has_its_places_on_the_page(archive: Path) -> None:
    """The owner is 0, the first of a list 1."""
    for record in current_records():
        owner = [0] if record.owner is not None else []
        lists = {
            "project_organisations": [*owner, *range(1, len(record.organisations) + 1)],
            "project_municipalities": [*range(1, len(record.municipalities) + 1)],
            "sections": [*range(1, len(record.sections) + 1)],
        }
        for table, places in lists.items():
            sql = f"select position from {table} where project_id = ? order by 1"
            assert [place for (place,) in query(archive, sql, record.project_id)] == places, (record.project_id, table)


def test_provenance_points_into_the_published_text(archive: Path) -> None:
    sql = "select field, raw, substr(c.text, start + 1, end - start) from provenance join captures c using (capture_id)"
    found = query(archive, sql)
    assert found
    assert [row for row in found if row[1] != row[2]] == []
    facts = {"esf_support_sek", "total_budget_sek", "period_start", "region", "title", "organisations"}
    assert facts <= {field for field, _, _ in found}


def test_only_declared_tables_and_columns_exist(archive: Path) -> None:
    sql = "select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite_%'"
    names = {name for (name,) in query(archive, sql) if name != "search" and not name.startswith("search_")}
    assert names == set(tables())
    for name, table in tables().items():
        found = [row[1] for row in query(archive, f'pragma table_info("{name}")')]
        assert found == list(table.columns), f"{name} differs from the dictionary"


def test_references_hold_and_facets_are_indexed(archive: Path) -> None:
    assert query(archive, "pragma foreign_key_check") == []
    for name, table in tables().items():
        indexed = {row[2] for (_, index, *_) in query(archive, f'pragma index_list("{name}")')
                   for row in query(archive, f'pragma index_info("{index}")')}  # fmt: skip
        assert set(table.facets) <= indexed


def indexes(path: Path) -> set[str]:
    """The names of the indexes that the dictionary declares."""
    return {name for (name,) in query(path, "select name from sqlite_schema where type = 'index' and sql is not null")}


def test_a_new_archive_gets_its_indexes_last(tmp_path: Path) -> None:
    build(tmp_path / "made.db", FEW[:2])
    with closing(open_database(tmp_path / "new.db")) as database, bulk_writing.loading(database):
        while_written = indexes(tmp_path / "new.db")
    assert while_written < indexes(tmp_path / "made.db")


def test_second_build_reads_nothing_anew(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"
    build(path, FEW)
    before = rows(path)
    report = build(path, FEW)
    assert (report.added, report.unchanged) == (0, len(FEW))
    assert rows(path) == before


def test_order_and_batches_do_not_matter(tmp_path: Path) -> None:
    build(tmp_path / "one.db", FEW)
    for page in reversed(FEW):
        build(tmp_path / "two.db", [page])
    assert rows(tmp_path / "one.db") == rows(tmp_path / "two.db")


def test_same_pages_give_the_same_file(tmp_path: Path) -> None:
    for name in ("one.db", "two.db"):
        build(tmp_path / name, FEW)
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_newest_capture_is_current_and_the_old_one_stays(tmp_path: Path) -> None:
    record = golden(FEW[0])
    old, new = tmp_path / "old.html", tmp_path / "new.html"
    old.write_text(shapes.as_html(record, "table", "divs").replace("CHARSET", "utf-8"), "utf-8")
    new.write_text(old.read_text("utf-8").replace("<h1>", "<h1>Nya "), "utf-8")
    captures = [
        Input("new", new, record.url, "2014-01-01T00:00:00Z"),
        Input("old", old, (record.url or "").replace("/sv/", "/"), "2012-01-01T00:00:00Z"),
    ]
    build(tmp_path / "esf.db", captures)
    assert query(tmp_path / "esf.db", "select title from projects") == [(f"Nya {record.title}",)]
    sql = "select source, is_current from captures order by captured_at"
    assert query(tmp_path / "esf.db", sql) == [("old", 0), ("new", 1)]


@pytest.mark.parametrize("later", ["with", "without"])
def test_page_without_address_joins_the_one_with(tmp_path: Path, later: str) -> None:
    record = golden(FEW[0])
    for name, frame in (("with", "divs"), ("without", "tables")):
        page = shapes.as_html(record, "table", frame).replace("CHARSET", "utf-8")
        (tmp_path / f"{name}.html").write_text(page, "utf-8")
    pages = [Input("with", tmp_path / "with.html", record.url), Input("without", tmp_path / "without.html")]
    for capture in sorted(pages, key=lambda page: page.source == later):
        build(tmp_path / "esf.db", [capture])
    path = tmp_path / "esf.db"
    assert query(path, "select project_id, title from projects") == [(record.project_id, record.title)]
    assert query(path, "select count(*), sum(is_current) from captures") == [(2, 1)]
    assert query(path, "select count(*) from sections") == [(len(record.sections),)]
    assert query(path, "select count(*) from search where search match 'title: ' || ?", f'"{record.title}"') == [(1,)]
    assert [alias[1] for alias in query(path, "select * from project_aliases")] == [record.project_id]


def test_contacts_are_only_in_the_private_file(archive: Path) -> None:
    published = "\n".join(query(archive, "select group_concat(text, ' ') from captures")[0])
    with closing(sqlite3.connect(archive)) as connection:
        dump = "\n".join(connection.iterdump())
    contacts = query(private_path(archive), "select distinct name, email, phone from contacts")
    assert {astuple(record.contact) for record in current_records()} <= {*contacts, (None, None, None)}
    for value in {value for contact in contacts for value in contact if value}:
        assert value not in dump
    assert MASK in published
    assert f"E-post{MASK}" in published, "labels stay readable"
    assert "@" not in published
    assert oct(private_path(archive).stat().st_mode & 0o777) == "0o600"


def test_a_file_that_is_no_project_costs_one_line(tmp_path: Path) -> None:
    image, missing = tmp_path / "bild.png", tmp_path / "borta.html"
    image.write_bytes(b"\x89PNG\r\n\x1a\n")
    pages = [*FEW[:1], Input("bild.png", image), Input("borta.html", missing)]
    for _ in range(2):
        report = build(tmp_path / "esf.db", pages)
        assert report.failures == [
            "bild.png: an image (PNG)",
            "borta.html: cannot be read (No such file or directory); check the path",
        ]
    assert query(tmp_path / "esf.db", "select code, message from issues") == [("not-a-project", "an image (PNG)")]


def test_build_without_projects_fails_and_writes_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "tom.txt"
    empty.touch()
    with pytest.raises(BuildError, match="no page tells of a project"):
        build(tmp_path / "esf.db", [Input("tom.txt", empty)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tom.txt"]


def test_a_build_that_breaks_leaves_the_old_archive(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"
    build(path, FEW[:1])
    before = path.read_bytes()

    def breaking() -> Any:
        yield FEW[1]
        raise RuntimeError("broken input")

    with pytest.raises(RuntimeError, match="broken input"):
        build(path, breaking())
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["esf.db", "esf.private.db"]


@pytest.mark.crawl
def test_a_killed_build_leaves_the_old_archive_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"
    build(path, FEW[:1])
    before = path.read_bytes()
    script = (
        "import os, signal, sys; from pathlib import Path; from archive.building.build import build; "
        "from scraper.files import find_inputs; "
        "build(Path(sys.argv[1]), find_inputs(sys.argv[2:]), lambda: os.kill(os.getpid(), signal.SIGKILL))"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(path), *DEMONSTRATION], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    build(path, FEW[:2])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["esf.db", "esf.private.db"]
    assert query(path, "select count(*) from projects") == [(2,)]


def test_files_that_are_no_archive_are_refused(tmp_path: Path) -> None:
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("not a database, but long enough to be looked at as one" * 20)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("create table t (x)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(DatabaseError, match=path.name):
            build(path, FEW)
        assert path.read_bytes() == before


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot be written"):
        build(tmp_path / "borta" / "esf.db", FEW)


def test_inputs_are_found_in_folders_with_their_addresses() -> None:
    pages = list(find_inputs(DEMONSTRATION))
    assert [page.path for page in pages] == sorted(page.path for page in pages)
    assert all(re.match("https://(www.esf|esf|kohesio.ec.europa)[.]", page.url or "") for page in pages)


def test_a_new_archive_has_the_reference_tables(tmp_path: Path) -> None:
    database = open_database(tmp_path / "new.db")
    counts = {name: database.table(name).count for name in ("regions", "counties", "municipalities")}
    database.close()
    assert counts == {"regions": 9, "counties": 21, "municipalities": 290}


def page_like(tmp_path: Path, name: str, title: str, budget: str = "16 811 676 kr") -> Path:
    labels = LABELS | {"Total projektbudget": budget}
    block = "\n".join(label + value for label, value in labels.items())
    (tmp_path / name).write_text(f"{title}\n\n{block}\nIn English\n\nSyfte\n\nVäxa.\n", "utf-8")
    return tmp_path / name


def test_a_changed_file_changes_the_figures_and_back_again(tmp_path: Path) -> None:
    for budget in ("995 000 kr", "742 500 kr", "995 000 kr", "742 500 kr"):
        path = page_like(tmp_path, "sida.txt", "Ekvägen", budget)
        build(tmp_path / "esf.db", [Input("sida.txt", path)])
        shown = query(tmp_path / "esf.db", "select total_budget_sek from projects")
        assert shown == [(int(budget.replace(" ", "").removesuffix("kr")),)]


def test_projects_that_turn_out_to_be_one_are_joined(tmp_path: Path) -> None:
    url = "https://www.esf.se/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/Ek/"
    pages = [
        Input("a", page_like(tmp_path, "a.txt", "Ekvägen"), url, "2012-01-01"),
        Input("b", page_like(tmp_path, "b.txt", "Ekvägen II")),
        Input("c", page_like(tmp_path, "c.txt", "Ekvägen II", "1 kr"), url, "2013-01-01"),
    ]
    build(tmp_path / "esf.db", pages)
    assert query(tmp_path / "esf.db", "select title, total_budget_sek from projects") == [("Ekvägen II", 1)]
    assert query(tmp_path / "esf.db", "select count(*), sum(is_current) from captures") == [(3, 1)]


def test_two_builds_at_once_do_not_lose_pages(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"

    def pages() -> Any:
        yield FEW[0]
        with pytest.raises(DatabaseError, match="another build is writing"):
            build(path, FEW[1:2])

    assert build(path, pages()).projects == 1
    assert build(path, FEW[1:2]).projects == 2


def test_contacts_of_pages_that_are_no_projects_are_masked_too(tmp_path: Path) -> None:
    call = tmp_path / "utlysning.txt"
    call.write_text("Utlyst belopp\n12 000 000 kr\nKontaktperson\nSiv Påhittad\nE-post\nsiv@example.org\n", "utf-8")
    build(tmp_path / "esf.db", [FEW[0], Input("utlysning.txt", call)])
    texts = query(tmp_path / "esf.db", "select text from captures where verdict is not null")
    assert "Siv" not in texts[0][0] and "@" not in texts[0][0] and "Utlyst belopp" in texts[0][0]


def test_a_file_name_that_is_no_utf_8(tmp_path: Path) -> None:
    name = os.fsdecode(b"sida-\xe5.txt")
    page_like(tmp_path, name, "Ekvägen")
    report = build(tmp_path / "esf.db", find_inputs([str(tmp_path)]))
    assert (report.projects, report.failures) == (1, [])


ADDRESS = "https://www.esf.se/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/Ek/"


@EACH_ORDER
@pytest.mark.parametrize("undated", ["2010-01-01", "2012-06-01", "2020-01-01"])
def test_the_record_shown_is_always_that_of_the_current_capture(tmp_path: Path, undated: str, each: int) -> None:
    pages = [
        Input("a", page_like(tmp_path, "a.txt", "Ekvägen", "100 kr"), ADDRESS, "2013-01-01"),
        Input("b", page_like(tmp_path, "b.txt", "Ekvägen II", "200 kr"), None, undated),
        Input("c", page_like(tmp_path, "c.txt", "Ekvägen II", "300 kr"), ADDRESS, "2012-01-01"),
    ]
    for order in [pages, pages[::-1], [pages[1], pages[2], pages[0]]][::each]:
        path = tmp_path / f"{order[0].source}{order[1].source}.db"
        for page in order:
            build(path, [page])
        assert query(path, "select total_budget_sek from projects") == [(100,)]
        recorded = query(path, "select distinct capture_id from provenance")
        assert recorded == query(path, "select capture_id from captures where is_current")
