"""Bounds at their very edge: numbers that a column still holds, words that are just long enough."""

import math

import pytest

from archive.building.rows.oversized import drop_too_large
from archive.privacy.name_words import WordList
from schema.record import Claim, Project


@pytest.mark.parametrize(
    ("number", "is_kept"), [(2**63 - 1, True), (2**63, False), (1 - 2**63, True), (-(2**63), False)]
)
def test_the_largest_number_of_a_column_is_kept_and_the_next_is_reported(number: int, is_kept: bool) -> None:
    project = Project(None, "1", "prose", participants_planned=number)
    drop_too_large(project)
    assert project.participants_planned == (number if is_kept else None)
    assert [issue.code for issue in project.issues] == ([] if is_kept else ["unreadable-value"])


def test_a_number_without_end_costs_its_claim_alone() -> None:
    claims = [Claim("amount.other", value, "SEK", None, None, "1 kr", 0, 4) for value in (1.0, math.inf)]
    project = Project(None, "1", "prose", claims=claims)
    drop_too_large(project)
    assert [claim.value for claim in project.claims] == [1.0]
    assert len(project.issues) == 1


@pytest.mark.parametrize(
    ("word", "is_in"),
    [("chef", True), ("vd", True), ("avd", False), ("ekvd", True), ("enhetschef", True), ("chefen", False),
     ("fru", True), ("jungfru", False)],
)  # fmt: skip
def test_a_word_with_a_star_is_the_end_of_words_that_have_two_letters_before_it(word: str, is_in: bool) -> None:
    assert (word in WordList(["*chef", "*vd", "fru"])) is is_in
