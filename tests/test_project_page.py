"""What the page of a project compares: every amount, and what the sources do not agree on."""

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


def test_amounts_are_compared_also_where_they_agree_and_dates_are_not(tmp_path: Path) -> None:
    project = page_of(tmp_path, "Den totala budgeten är 16 811 676 kronor. Projektet startar den 1 november 2010.")
    compared = [(row["source"], row["value"]) for row in project.compared]
    assert compared == [("projektbank", "SEK 16811676"), ("prosa", "SEK 16811676")]
    assert project.agreed == ["Startdatum"]


def test_dates_are_compared_where_they_differ(tmp_path: Path) -> None:
    project = page_of(tmp_path, "Projektet startar den 1 mars 2011.")
    compared = [(row["source"], row["value"]) for row in project.compared]
    assert compared == [("projektbank", "2010-11-01"), ("prosa", "2011-03-01")]
    assert project.agreed == []
