"""Search that respects Swedish, and that nothing typed can break."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.building.build import build
from archive.search import Hit, expression, folded_words, search, snippet
from scraper.files import Input
from tests.test_archive import page_like


def find(path: Path, query: str, limit: int = 50) -> list[Hit]:
    with closing(sqlite3.connect(path)) as connection:
        return search(connection, query, limit)


def ids(path: Path, query: str) -> set[str]:
    return {hit.project_id for hit in find(path, query, 999)}


def test_diacritics_typed_are_exact_and_left_out_match_both(archive: Path) -> None:
    assert ids(archive, "malmö")
    assert ids(archive, "malmö") == ids(archive, "MALMO") == ids(archive, "Malmö")
    assert ids(archive, "mälmö") == set()
    assert ids(archive, "mal") >= ids(archive, "mål")


def test_decomposed_letters_are_the_same_letters(archive: Path) -> None:
    assert ids(archive, "malmo\u0308") == ids(archive, "malmö")


def test_a_word_matches_its_beginnings_and_every_word_must(archive: Path) -> None:
    assert ids(archive, "ungdom") >= ids(archive, "ungdomar")
    assert ids(archive, "ungdom malmö") == ids(archive, "ungdom") & ids(archive, "malmö")


def test_title_comes_first(archive: Path) -> None:
    hits = find(archive, "vändkorset")
    assert (hits[0].title, hits[0].why) == ("Vändkorset", "titel, text")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert "<mark>Vändkorset</mark>" in hits[0].snippet


def test_a_title_outweighs_an_owner_and_an_owner_the_text(tmp_path: Path) -> None:
    pages = {name: page_like(tmp_path, name, title) for name, title in RANKED.items()}
    for name, (old, new) in MENTIONS.items():
        pages[name].write_text(pages[name].read_text("utf-8").replace(old, new), "utf-8")
    build(tmp_path / "esf.db", [Input(name, page) for name, page in pages.items()])
    assert [hit.title for hit in find(tmp_path / "esf.db", "vändkorset")] == ["Vändkorset", "Asken", "Linden"]


RANKED = {"a": "Linden", "b": "Asken", "c": "Vändkorset", "d": "Eken", "e": "Boken", "f": "Tallen"}
MENTIONS = {"a": ("Växa.", "Vändkorset öppnas. Vändkorset växer."), "b": ("Ekbackens kommun", "Vändkorset AB")}


def test_phrases_stand_in_order(archive: Path) -> None:
    assert ids(archive, '"egna vägar"')
    assert ids(archive, '"vägar egna"') == set()


def test_limit(archive: Path) -> None:
    assert len(find(archive, "och", 3)) == 3


@pytest.mark.parametrize("query", ["", '"', "*", "(", "-", "'", "😀", "x" * 10_000, "\0"])
def test_a_query_without_a_word_that_is_there_finds_nothing(archive: Path, query: str) -> None:
    assert find(archive, query) == []


@pytest.mark.parametrize("typed", ["{}*", "({})", "-{}", "^{}", "{}:", '{}"', "{}\0", "+{}", "{{{}}}"])
def test_signs_of_the_search_engine_are_passed_over(archive: Path, typed: str) -> None:
    assert ids(archive, typed.format("vägar")) == ids(archive, "vägar") != set()


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR"])
def test_operators_of_the_search_engine_are_words_like_others(archive: Path, word: str) -> None:
    assert ids(archive, f"och {word} kommun") == ids(archive, "och") & ids(archive, word) & ids(archive, "kommun")


@given(st.text(max_size=60))
def test_any_query_is_valid_for_fts5(query: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create virtual table t using fts5(x, tokenize='unicode61 remove_diacritics 0')")
        connection.execute("select * from t where t match ?", (expression(query),)).fetchall()


def test_snippet_marks_every_hit_it_shows() -> None:
    text = "Många ord före. " * 20 + "Här är Malmö, och malmöiter. " + "Och ord efter. " * 20
    shown = snippet(text, "malmo")
    assert "<mark>Malmö</mark>, och <mark>malmöiter</mark>" in shown
    assert shown.startswith("… ") and shown.endswith(" …")
    assert snippet("", "malmo") == ""


def test_folded_words_hold_only_words_with_diacritics() -> None:
    assert folded_words("Malmö stad, Ängelholm och idé") == "angelholm ide malmo"
