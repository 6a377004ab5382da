"""The tables that numbers are read with: every row's example, and how long a page of nothing but one thing takes."""

import sys
from types import FrameType

import pytest

from parser.judging.cues import Cue, Lexicon
from parser.judging.linear import Linear, Packed
from parser.judging.memo import Kept
from parser.understanding.numbers import find_numbers
from parser.understanding.page_prose import Frame
from parser.understanding.pipeline import documents
from parser.understanding.readers.dates import Form, dates, forms
from parser.understanding.readers.masks import Mask, masks
from parser.understanding.readers.nouns import kinds, known, vocabulary
from parser.understanding.readers.quantities import quantities
from parser.understanding.words import words_of
from schema.record import Section

ROWS = [
    "1 ", "9",
    "10 av de ", "5\n", "maj till ", "100 kr ", "5 000 kronor, ", "2010-03-01 ", "1 maj 2010 till ", "”ord” ",
    "ABC ", "A", "((", "(5) ", "minst ", "av ", ". ", "a.", "en ", "tre ", "var tredje ", "hälften av ", "andel av ",
    "20 kvinnor och 5 män ", "antal ", "1 000 ", "1/2 ", "070-123 45 67 ", "- 5 personer\n", "5 av dem. ", "www.",
    "ska:\n- 5 st\n", "år 2010 och ", "\t\n", "5 % av deltagarna ",
]  # fmt: skip


ALIKE = str.maketrans({"s": "ſ", "i": "ı"})
"""Letters that a pattern takes for others where it ignores case, which no other way of doing so does."""


@pytest.mark.parametrize("letters", [{}, ALIKE], ids=["as written", "long s, i without dot"])
@pytest.mark.parametrize("form", forms()[0], ids=lambda form: form.pattern[:40])
def test_every_form_of_a_date_reads_its_example(form: Form, letters: dict[int, str]) -> None:
    written, value = form.example
    before = {"110731": "090801-", "2010": "", "2010-03-01": ""}.get(written, "den ")
    text = f"{before}{written.translate(letters)} "
    found = dates(text, 0, len(text))
    assert (value or None) in [date.value for date in found]


@pytest.mark.parametrize("text", ["var sjätte person", "två sjättedelar av alla", "sex tiondelar av alla"])
def test_shares_are_read_in_letters_that_ignoring_case_takes_for_others(text: str) -> None:
    (plain,), (odd,) = (quantities(one, 0, len(one), [], [0]) for one in (text, text.translate(ALIKE)))
    assert (plain.low, plain.sort) == (odd.low, odd.sort)


@pytest.mark.parametrize("mask", masks(), ids=lambda mask: mask.example)
def test_a_number_that_counts_nothing_is_none(mask: Mask) -> None:
    text = mask.example
    assert quantities(text, 0, len(text), []) == []


@pytest.mark.parametrize("kind", sorted(vocabulary().kinds))
def test_every_kind_of_noun_knows_its_example(kind: str) -> None:
    table = {name: noun.example for name, noun in vocabulary().kinds.items()}
    assert [kind in kinds(example) for name, example in table.items() if name == kind] == [True]


def test_what_ends_like_a_noun_of_a_kind_and_is_not() -> None:
    assert [
        word for word in ("vidare", "faktorer", "föremål", "samebyar") if kinds(word) & {"person", "structure"}
    ] == []


@pytest.mark.parametrize(
    ("word", "is_verb"),
    [("upplever", True), ("startade", True), ("erbjuds", True), ("öppnas", True), ("registrerar", True), ("ökat", True),
     ("resor", False), ("gånger", False), ("planer", False), ("deltagande", False), ("åtgärder", False)],
)  # fmt: skip
def test_verbs_are_known_by_their_forms(word: str, is_verb: bool) -> None:
    assert known[word].is_verb == is_verb


@pytest.mark.parametrize("term", ["*ska*", "att *ska*", "a|*b*", "*", "s*ka"])
def test_a_term_that_could_never_match_is_refused(term: str) -> None:
    with pytest.raises(ValueError, match="cue 'shall'"):
        Lexicon({"shall": Cue([term], "Vi ska.")})


def test_phrases_are_found_by_exact_words_beginnings_endings_and_any_word() -> None:
    lexicon = Lexicon({"a": Cue(["vi ska|kan gå*"], ""), "b": Cue(["ska _ dit"], ""), "c": Cue(["*går dit"], "")})
    assert lexicon.find(["vi", "kan", "gående", "ska", "vi", "dit", "ingår", "dit"]) == [
        ("a", 0, 3),
        ("b", 3, 6),
        ("c", 6, 8),
    ]


def test_sums_of_packed_weights_are_those_of_each_judge_and_flags_tell_what_is_there() -> None:
    one = {"bias": [-0.5, 0.25], "a": [1.25, -3.0], "b": [-0.01, 0.01]}
    packed = Packed({"one": one, "other": {"bias": [0.1], "a": [-2.0]}}, ["c", "a"])
    weighed = packed.bias + packed.weigh(["a", "b", "unknown"])
    assert (packed.sums(weighed, "one"), packed.sums(weighed, "other")) == ([0.74, -2.74], [-1.9])
    assert [weighed & packed.flags([name]) > 0 for name in ("a", "c")] == [True, False]


def test_evidence_of_one_weight_is_in_one_order() -> None:
    judge = Linear("", ["no", "yes"], {"bias": (0.0, 0.0), "b": (0.0, 1.0), "a": (0.0, -1.0), "c": (0.0, 2.0)})
    assert [name for name, _ in judge.evidence({"c", "b", "a"}, "yes")] == ["c", "a", "b"]


def test_a_phrase_may_reach_past_the_words_that_are_searched() -> None:
    lexicon = Lexicon({"a": Cue(["vi ska gå"], ""), "b": Cue(["gå"], "")})
    assert lexicon.find(["vi", "vi", "ska", "gå"], 1, 3) == [("a", 1, 4)]


def test_what_is_kept_does_not_grow_without_bound() -> None:
    kept: Kept[int, int] = Kept(lambda key: key + 1, 10)
    assert [kept[number] for number in range(35)] == list(range(1, 36))
    assert len(kept) <= 10


def work(row: str, size: int) -> int:
    """Python calls made for reading the numbers of a page that is one row over and over."""
    text = (row * (size // len(row) + 1))[:size]
    words = words_of(next(documents([text])))
    frame = Frame(text, [Section("malsattning", None, text, "heading", 0, len(text))], "Steget")
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        find_numbers(words, frame)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("row", ROWS)
def test_twice_the_text_is_twice_the_work(row: str) -> None:
    work(row, 500)
    short, long = work(row, 1500), work(row, 3000)
    assert long < 2.6 * short + 500
    assert long < 220 * 3000, "calls for a page of 3000 characters"
