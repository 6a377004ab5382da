"""Judged searches: what a Swedish reader expects a query to find, and what not; one invented project for each word."""

import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.building.vocabulary.search_index import index_projects
from archive.building.vocabulary.word_tables import fill_word_tables
from archive.database import open_database
from archive.searching.search import search
from benchmarks.fixtures import ROOT

Pairs = list[tuple[str, str]]
Judged = dict[str, dict[str, list[str]]]
JudgedFile = tuple[str, Judged, Pairs, Pairs]
FILES = ("judged_queries", "judged_unsaid_queries")


def judged_queries(name: str) -> Judged:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def archive_of_words(path: Path, words: set[str]) -> Database:
    """An archive in which the project `~word` has that word in its text."""
    database = open_database(path)
    database.table("projects").insert_all({"project_id": f"~{word}", "layout": "prose"} for word in sorted(words))
    sections = ({"project_id": f"~{word}", "position": 1, "text": f"Det gällde {word}."} for word in sorted(words))
    database.table("sections").insert_all(sections)
    index_projects(database)
    fill_word_tables(database, anew=False)
    return database


def found_words(connection: sqlite3.Connection, typed: str) -> set[str]:
    return {hit.project_id.removeprefix("~") for hit in search(connection, typed, 10_000).hits}


@pytest.fixture(scope="module", params=FILES)
def of_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> JudgedFile:
    """A file of judged queries; of them the query and the word of each that was not found, and that should not be."""
    judged = judged_queries(request.param)
    words = {word for query in judged.values() for word in (*query["found"], *query["not_found"])}
    with closing(archive_of_words(tmp_path_factory.mktemp("judged") / "esf.db", words)) as archive:
        found = {typed: found_words(archive.conn, typed) for typed in judged}
    missed = [(typed, word) for typed in judged for word in judged[typed]["found"] if word not in found[typed]]
    forbidden = [(typed, word) for typed in judged for word in judged[typed]["not_found"] if word in found[typed]]
    return request.param, judged, missed, forbidden


def number(judged: Judged, side: str) -> int:
    return sum(len(words[side]) for words in judged.values())


def test_judged_queries(of_file: JudgedFile) -> None:
    _, judged, missed, forbidden = of_file
    assert forbidden == []
    assert len(missed) <= 0.02 * number(judged, "found"), missed


def test_the_figures_of_the_document_are_those_of_the_queries(of_file: JudgedFile) -> None:
    name, judged, missed, _ = of_file
    should = number(judged, "found")
    figures = (len(judged), should, should - len(missed), number(judged, "not_found"))
    row = f"| `{name}.toml` | {' | '.join(map(str, figures))} |"
    assert row in (ROOT / "docs" / "search.md").read_text("utf-8").splitlines()
