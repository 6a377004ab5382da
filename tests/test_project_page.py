"""What the page of a project compares: documents with each other, never one with itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

from archive.building.build import build
from archive.site.project_page import ProjectPage
from archive.site.project_rows import read_project
from scraper.files import Input
from tests.test_archive import query
from tests.test_understanding import promising


def page_of(tmp_path: Path, prose: str) -> ProjectPage:
    """The page of the only project of an archive, whose labels state a budget of 16 811 676 kronor."""
    build(tmp_path / "esf.db", [Input("a", promising(tmp_path, "a.txt", prose=prose))])
    with closing(sqlite3.connect(tmp_path / "esf.db")) as connection:
        project = read_project(connection, query(tmp_path / "esf.db", "select project_id from projects")[0][0])
    assert project is not None
    return project


def test_a_page_is_not_compared_with_its_own_prose(tmp_path: Path) -> None:
    project = page_of(tmp_path, "Den totala budgeten är 9 000 000 kronor. Projektet startar den 1 november 2010.")
    assert project.compared == [] and project.agreed == []
    assert {row["value"] for row in project.claims if row["kind"] == "amount.total_budget"} == {
        "SEK 16811676",
        "SEK 9000000",
    }
