"""What the files of the Swedish dictionary tell of a word agrees with what Hunspell tells of it."""

import re
from importlib.metadata import files as files_of
from pathlib import Path

import pytest
from hunspell import Hunspell

from archive.building.vocabulary.hunspell_dictionary import is_name, is_word
from archive.building.vocabulary.listed_words import may_be_listed
from archive.building.vocabulary.possible_words import _rests, may_be_word
from benchmarks.fixtures import bank_2007_pages, golden


@pytest.fixture(scope="module")
def hunspell() -> Hunspell:
    file = next(file for file in files_of("hunspell-sv") or () if file.name == "sv_SE.dic")
    return Hunspell("sv_SE", hunspell_data_dir=str(Path(str(file.locate())).parent) + "/")


def texts() -> str:
    return " ".join(part.text for page in bank_2007_pages() for part in golden(page).sections)


@pytest.fixture(scope="module", params=[pytest.param(4, marks=pytest.mark.crawl), 40])
def pieces(request: pytest.FixtureRequest) -> list[str]:
    """Each so manieth word of the fixtures, and what stands behind each of their letters."""
    words = sorted({word.lower() for word in re.findall(r"[^\W\d_]{3,}", texts())})[:: request.param]
    return sorted(
        {word[place:] for word in words for place in range(len(word) - 2)} | {f"barn{word}" for word in words}
    )


def test_hunspell_has_no_word_that_cannot_be_one(hunspell: Hunspell, pieces: list[str]) -> None:
    found = [word for word in pieces if hunspell.spell(word)]
    assert len(found) > 100
    assert [word for word in found if not may_be_word(word)] == []
    assert [word for word in pieces if is_word(word) is not hunspell.spell(word)] == []


def test_hunspell_lists_no_word_that_cannot_be_listed(hunspell: Hunspell, pieces: list[str]) -> None:
    found = [word for word in pieces if hunspell.spell(word)]
    assert [word for word in found if not may_be_listed(word) and listed_as_such(hunspell, word)] == []


def listed_as_such(hunspell: Hunspell, word: str) -> bool:
    return any("pa:" not in analysis for analysis in hunspell.analyze(word))


@pytest.mark.parametrize("word", ["nattåg", "tjugominuterslektion", "tredagarsvecka", "personalchefsnätverket"])
def test_compounds_with_links_and_fewer_letters_may_be_words(hunspell: Hunspell, word: str) -> None:
    assert hunspell.spell(word)
    assert may_be_word(word)


@pytest.mark.parametrize("piece", ["ndledarutbildning", "sskjutning", "rsättningslån", "gsområde"])
def test_pieces_of_words_are_told_without_hunspell(hunspell: Hunspell, piece: str) -> None:
    assert not may_be_word(piece)
    assert not hunspell.spell(piece)


def test_names_are_listed_with_a_capital_or_as_abbreviations() -> None:
    assert all(map(is_name, ("finland", "göteborg", "dna")))
    assert not is_name("skola")


@pytest.mark.parametrize(
    ("word", "behind"), [("nattåg", ["åg", "tåg"]), ("busstation", ["tation", "station"]), ("tågnatt", ["natt"])]
)
def test_of_three_equal_letters_one_is_left_out(word: str, behind: list[str]) -> None:
    assert list(_rests(word)) == behind
