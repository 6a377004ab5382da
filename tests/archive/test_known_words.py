"""A word of simplemma's dictionary is found among the few that it would stand among, as simplemma finds it."""

import lzma
import random

import pytest
import simplemma
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

from archive.privacy import known_words
from archive.privacy.known_words import DictionaryWords, dictionary_file, is_known
from archive.privacy.word_starts import word_starts


def test_the_places_are_those_of_the_dictionary_that_is_installed() -> None:
    words = known_words._words()
    assert words is not None, "make them anew: python -m archive.privacy.word_starts > archive/privacy/known_words.json"
    assert words._starts == word_starts(dictionary_file())


def test_every_sampled_word_is_found_and_others_are_not() -> None:
    every = list(DEFAULT_DICTIONARY_FACTORY.get_dictionary("sv"))
    chosen = [every[0], every[-1], *random.Random(1).sample(every, 3000)]
    words = known_words._words()
    assert words and all(word in words for word in chosen)
    changed = [form for word in chosen for form in (word[:-1], f"{word}x", word.capitalize()) if form]
    assert any(map(is_known, changed)) and not all(map(is_known, changed))
    assert [is_known(word) for word in changed] == [simplemma.is_known(word, "sv", True) for word in changed]


@given(st.text(min_size=1))
def test_any_text_is_known_or_not_as_to_simplemma(text: str) -> None:
    assert is_known(text) == simplemma.is_known(text, "sv", low_memory=True)


def test_with_another_dictionary_simplemma_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_words, "_words", lambda: None)
    assert is_known("arbete") and not is_known("exempelqvist")


@pytest.mark.parametrize(
    "packed", [b"SMFC1\x00\x02\x00\x01b\x00\x00\x00\x01a\x00\x00", b"SMFC1\x00\x01\x00\x01a\x00\x00\x00", b"SMFC2"]
)
def test_what_is_no_such_dictionary_has_no_places(packed: bytes) -> None:
    with pytest.raises(ValueError, match="expected"):
        word_starts(lzma.compress(packed))


def test_a_word_before_the_first_is_none() -> None:
    packed = lzma.compress(b"SMFC1\x00\x02\x00\x01b\x00\x00\x01\x01d\xfe")
    words = DictionaryWords(packed, word_starts(packed))
    assert [word in words for word in ("a", "b", "bd", "bc", "c")] == [False, True, True, False, False]
    with pytest.raises(KeyError):
        words.get_dictionary("fi")
