"""Judged searches: what a Swedish reader expects a query to find, and what not; one invented project for each word."""

import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.building.vocabulary.search_index import index_projects
from archive.building.vocabulary.word_tables import fill_word_tables
from archive.database import open_database
from archive.searching.search import search
from benchmarks.fixtures import ROOT

JUDGED = tomllib.loads((Path(__file__).parent / "judged_queries.toml").read_text("utf-8"))
Pairs = list[tuple[str, str]]
WORDS = sorted({word for judged in JUDGED.values() for word in (*judged["found"], *judged["not_found"])})


@pytest.fixture(scope="module")
def projects_by_word(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """An archive in which the project `~word` has that word in its text."""
    database = open_database(tmp_path_factory.mktemp("judged") / "esf.db")
    database.table("projects").insert_all({"project_id": f"~{word}", "layout": "prose"} for word in WORDS)
    sections = ({"project_id": f"~{word}", "position": 1, "text": f"Det gällde {word}."} for word in WORDS)
    database.table("sections").insert_all(sections)
    index_projects(database)
    fill_word_tables(database, anew=False)
    yield database.conn
    database.close()


def found_words(connection: sqlite3.Connection, typed: str) -> set[str]:
    return {hit.project_id.removeprefix("~") for hit in search(connection, typed, 10_000).hits}


@pytest.fixture(scope="module")
def missed_and_forbidden(projects_by_word: sqlite3.Connection) -> tuple[Pairs, Pairs]:
    """The query and the word of each that was not found, and of each that should not have been."""
    found = {typed: found_words(projects_by_word, typed) for typed in JUDGED}
    missed = [(typed, word) for typed in JUDGED for word in JUDGED[typed]["found"] if word not in found[typed]]
    forbidden = [(typed, word) for typed in JUDGED for word in JUDGED[typed]["not_found"] if word in found[typed]]
    return missed, forbidden


def judged(side: str) -> int:
    return sum(len(words[side]) for words in JUDGED.values())


def test_judged_queries(missed_and_forbidden: tuple[Pairs, Pairs]) -> None:
    missed, forbidden = missed_and_forbidden
    assert forbidden == []
    assert len(missed) <= 0.02 * judged("found"), missed


def test_the_figures_of_the_document_are_those_of_the_queries(missed_and_forbidden: tuple[Pairs, Pairs]) -> None:
    text = " ".join((ROOT / "docs" / "search.md").read_text("utf-8").split())
    should, found = judged("found"), judged("found") - len(missed_and_forbidden[0])
    assert f"{len(JUDGED)} judged queries: {should} words that should be found and {judged('not_found')} look" in text
    assert f"{found} of the first are found and none of the others." in text
