"""Words for reading: capitals, white space, and hyphens that line breaks left, with the places where words stand."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.understanding.pipeline import pipeline
from parser.understanding.words import Words, words_of


def words(text: str) -> Words:
    return words_of(pipeline()(text))


def test_words_are_read_without_white_space_and_in_small_letters_where_all_are_capitals() -> None:
    found = words("VÄRMDÖ  kommun,\n\nESF")
    assert found.written == ["Värmdö", "kommun", ",", "ESF"]
    assert found.lower == ["värmdö", "kommun", ",", "esf"]
    assert list(zip(found.starts, found.ends, strict=True)) == [(0, 6), (8, 14), (14, 15), (17, 20)]
    assert found.between(8, 15) == (1, 3)


LEFT_OVER = [
    ("Deltagarna gör stu-diebesök", "studiebesök"),
    ("kvinnor res-pektive män", "respektive"),
    ("nya prak-\ntikplatser ordnas", "praktikplatser"),
    ("nya prak-  \n  tikplatser ordnas", "praktikplatser"),
    ("väg\xadledning ges", "vägledning"),
    ("väg\xad\nledning ges", "vägledning"),
    ("Hand-läggare från två kontor", "Handläggare"),
]


@pytest.mark.parametrize(("text", "word"), LEFT_OVER)
def test_a_hyphen_left_by_a_line_break_is_not_read(text: str, word: str) -> None:
    found = words(text)
    at = found.written.index(word)
    written = text[found.starts[at] : found.ends[at]]
    assert written != word and "".join(written.split()).replace("-", "").replace("\xad", "") == word


@pytest.mark.parametrize(
    "text",
    [
        "ett EU-projekt",
        "skicka e-post",
        "i Syd-Sverige",
        "in- och utrikes",
        "läs-\noch skrivkurs",
        "starta-eget-kurs",
        "åren 2011-2013",
        "Umeå-Luleå",
        "kom-\n\nmun",
        "sin A-kassa",
        "- tillsammans",
        "maj-augusti",
    ],
)
def test_other_hyphens_stay(text: str) -> None:
    assert words(text).written == [token.text for token in pipeline()(text) if not token.text.isspace()]


def test_a_word_split_twice_is_read_whole() -> None:
    found = words("ny väg\xad\nled\xad\nning nu")
    assert found.written == ["ny", "vägledning", "nu"]
    assert list(zip(found.starts, found.ends, strict=True)) == [(0, 2), (3, 17), (18, 20)]


PIECES = ["prak", "-", "\n", "\xad", " ", "tik", "respek-tive", "ESF", "MALMÖ", "och", ".", "stu-\ndie", "\n\n", "1-2"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_nothing_but_white_space_and_hyphens_is_lost(text: str) -> None:
    found = words(text)
    spans = list(zip(found.starts, found.ends, strict=True))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    bounds = itertools.pairwise([(0, 0), *spans, (len(text), len(text))])
    outside = "".join(text[one[1] : other[0]] for one, other in bounds)
    assert not outside.strip()
    for word, (start, end) in zip(found.written, spans, strict=True):
        written = text[start:end]
        assert word.strip() and set(word.casefold()) <= set(written.casefold()) | set(written.title().casefold())
