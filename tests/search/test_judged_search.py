"""Judged searches: what a Swedish reader expects a query to find, and what not, among single words and among texts."""

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
from benchmarks.gold.authors import PROSE
from parser.text.decoding import to_utf8
from parser.text.document import plain_document

Pairs = list[tuple[str, str]]
Judged = dict[str, dict[str, list[str]]]
JudgedFile = tuple[str, Judged, Pairs, Pairs]
OF_WORDS = ("judged_queries", "judged_unsaid_queries")
OF_TEXTS = "judged_text_queries"


def judged_queries(name: str) -> Judged:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def archive_of(path: Path, texts: dict[str, str]) -> Database:
    """An archive in which the project `~name` has the text of that name."""
    database = open_database(path)
    database.table("projects").insert_all({"project_id": f"~{name}", "layout": "prose"} for name in texts)
    sections = ({"project_id": f"~{name}", "position": 1, "text": text} for name, text in texts.items())
    database.table("sections").insert_all(sections)
    index_projects(database)
    fill_word_tables(database, anew=False)
    return database


def texts_for(name: str, judged: Judged) -> dict[str, str]:
    """What the queries of a file are judged on: a sentence for each of their words, or texts of `fixtures/prose`."""
    if name == OF_TEXTS:
        pages = {page.parent: plain_document(to_utf8(page.read_bytes())) for page in PROSE.glob("*/*/*/page.txt")}
        return {f"{folder.parent.name}/{folder.name}": page.text for folder, page in pages.items()}
    words = {word for query in judged.values() for word in (*query["found"], *query["not_found"])}
    return {word: f"Det gällde {word}." for word in sorted(words)}


def found_names(connection: sqlite3.Connection, typed: str) -> set[str]:
    return {hit.project_id.removeprefix("~") for hit in search(connection, typed, 10_000).hits}


@pytest.fixture(scope="module", params=[*OF_WORDS, pytest.param(OF_TEXTS, marks=pytest.mark.crawl)])
def of_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> JudgedFile:
    """A file of judged queries; of them the query and the name of each that was not found, and that should not be."""
    judged = judged_queries(request.param)
    texts = texts_for(request.param, judged)
    with closing(archive_of(tmp_path_factory.mktemp("judged") / "esf.db", texts)) as archive:
        found = {typed: found_names(archive.conn, typed) for typed in judged}
    missed = [(typed, name) for typed in judged for name in judged[typed]["found"] if name not in found[typed]]
    forbidden = [(typed, name) for typed in judged for name in judged[typed]["not_found"] if name in found[typed]]
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
