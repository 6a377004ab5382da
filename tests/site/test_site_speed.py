"""The addresses whose speed is measured: each answers, and has one of plain Datasette beside it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.speed.search_speed import words_by_kind
from benchmarks.speed.site_speed import pairs_of
from tests.serving import Ask


def test_every_measured_address_answers(archive: Path, ask: Ask) -> None:
    pairs = [pair for pair in pairs_of(archive) if pair.own != "/hamta"]  # whose files take long to make
    assert len({pair.name for pair in pairs}) == len(pairs) > 40
    wrong = {pair.own: ask("GET", pair.own).status_code for pair in pairs}
    assert wrong == {pair.own: pair.status for pair in pairs}
    assert all(pair.beside.startswith(f"/{archive.stem}/") for pair in pairs)


def test_the_words_searched_for_are_of_ever_more_projects(archive: Path) -> None:
    kinds = words_by_kind(archive)
    with closing(sqlite3.connect(archive)) as connection:
        projects = dict(connection.execute("select word, projects from words"))
    rare, middling, common = ([projects[word] for word in words] for words in kinds.values())
    assert len({*kinds["rare"], *kinds["middling"], *kinds["common"]}) == 3 * len(rare)
    assert max(rare) == 1 < min(middling) <= max(middling) < min(common)
