"""What is settled for changed projects alone: the same as if all had been, whatever the build before left."""

import random
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.building.build import build
from archive.building.changed_projects import changed_projects, note_changes
from archive.building.claims.ranking import rank_claims
from archive.building.vocabulary.search_index import index_projects
from archive.database import open_database
from archive.verifying.verification import check_verified
from benchmarks.fixtures import fixture_inputs
from scraper.input import Input
from tests.archive.test_archive import page_like, query
from tests.archive.test_small_worlds import rows_of_both
from tests.conftest import copied
from tests.counting import instructions
from tests.parser.test_registers import PAGES

_DAY = "2013-01-{:02}"


def _joined_by_title(folder: Path) -> Iterator[Input]:
    """A text on a project that it knows by title, a project renamed to that title and back, and their pre-study."""
    text = "Asfaltsvägen\n\nProjektet Asfaltsvägen får stöd av Europeiska socialfonden (ESF) med 3 miljoner kronor.\n"
    (folder / "text.txt").write_text(text, "utf-8")
    yield Input("text.txt", folder / "text.txt")
    titles = ["Asfaltsvägen", "Grusvägen", "Förstudie Asfaltsvägen"]
    phases = dict(zip(titles, ["Genomförande", "Genomförande", "Förprojektering"], strict=True))
    for number, title in enumerate(titles, 1):
        address = f"https://www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/vag-{number}/"
        for day, now in enumerate([title, titles[number % 3], title][: 4 - number], 1):
            page = page_like(folder, f"{number}-{day}.txt", now)
            page.write_text(page.read_text("utf-8").replace("Genomförande", phases[now]), "utf-8")
            yield Input(page.name, page, address, _DAY.format(day))


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.crawl) for seed in (2, 3))])
def test_registers_texts_and_renamed_projects_in_steps_are_as_at_once(tmp_path: Path, seed: int) -> None:
    order = random.Random(seed)
    inputs = [*PAGES, *(one for one in fixture_inputs() if one.is_register), *_joined_by_title(tmp_path)]
    build(tmp_path / "once.db", inputs)
    joined = "select distinct joined_by from claims where project_id is not null order by 1"
    assert query(tmp_path / "once.db", joined) == [("diarienummer",), ("sida",), ("titel",)]
    assert query(tmp_path / "once.db", "select count(*) from related_projects") != [(0,)]
    order.shuffle(inputs)
    first, second = sorted(order.sample(range(1, len(inputs)), 2))
    for step in (inputs[:first], inputs[first:second], inputs[second:]):
        build(tmp_path / "steps.db", step)
    check_verified(tmp_path / "steps.db")
    once, steps = (list(rows_of_both(tmp_path / f"{name}.db").items()) for name in ("once", "steps"))
    assert [one[0] for one, other in zip(once, steps, strict=True) if one[1] != other[1]] == []


@pytest.fixture
def noted(archive: Path, tmp_path: Path) -> Iterator[Database]:
    """The archive of the fixtures, with changes being noted."""
    database = open_database(copied(archive, tmp_path / "esf.db"))
    note_changes(database)
    yield database
    database.close()


def _changed(database: Database) -> set[str]:
    return set(chain.from_iterable(database.execute(changed_projects(database))))


def test_a_project_counts_as_changed_by_any_row_of_its_own(noted: Database) -> None:
    ids = [row[0] for row in noted.execute("select distinct project_id from claims where project_id is not null")]
    noted.execute("update captures set first_seen = '2013', last_seen = '2014'")
    assert _changed(noted) == set(), "when a page was seen says nothing that is settled"
    noted.execute("update claims set project_id = ? where project_id = ?", ids[:2])
    assert _changed(noted) == set(ids[:2]), "a claim that moves changes both"
    noted.execute("delete from sections where project_id = ?", ids[2:3])
    noted.execute("insert into project_municipalities (project_id, position) values (?, 99)", ids[3:4])
    noted.execute(
        "insert into projects (project_id, title) values (?, 'A') on conflict do update set title = 'A'", ids[4:5]
    )
    assert _changed(noted) == set(ids[:5])


def test_without_notes_every_project_counts_as_changed(archive: Path, tmp_path: Path) -> None:
    database = open_database(copied(archive, tmp_path / "esf.db"))
    assert len(_changed(database)) == database.table("projects").count
    database.close()


@pytest.mark.parametrize("step", [rank_claims, index_projects])
def test_the_work_is_that_of_the_changed_projects(step: Callable[[Database], None], noted: Database) -> None:
    few = instructions(noted.conn, lambda: step(noted))
    noted.execute("update projects set title = title")
    assert _changed(noted)
    assert 3 * few < instructions(noted.conn, lambda: step(noted))
