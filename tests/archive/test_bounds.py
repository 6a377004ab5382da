"""Bounds at their very edge: numbers that a column still holds, words that are just long enough."""

import json
import math
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.building.largest_number import LARGEST
from archive.building.packed_pages import unpack_whole_page
from archive.building.parsing.page_reader import read_and_mask
from archive.building.rows.oversized import drop_too_large
from archive.privacy.name_words import WordList
from schema.record import Claim, Project
from tests.archive.test_archive import page_like
from tests.archive.test_cli import run


@pytest.mark.parametrize(
    ("number", "is_kept"),
    [
        (LARGEST, True),
        (LARGEST + 1, False),
        (-LARGEST, True),
        (-LARGEST - 1, False),
        (2**63 - 1, False),
        (9**999, False),
    ],
)
def test_the_largest_number_that_is_added_up_is_kept_and_the_next_is_reported(number: int, is_kept: bool) -> None:
    project = Project(None, "1", "prose", participants_planned=number)
    drop_too_large(project)
    assert project.participants_planned == (number if is_kept else None)
    assert [issue.code for issue in project.issues] == ([] if is_kept else ["unreadable-value"])


@pytest.mark.parametrize("digits", [18, 19, 25, 5000])
def test_a_number_of_any_length_passes_from_process_to_process_and_is_printed(digits: int, tmp_path: Path) -> None:
    path = page_like(tmp_path, "sida.txt", "Ekvägen", f"{'9' * digits} kr")
    ((packed, ready),) = read_and_mask([(path.read_bytes(), None, "a capture")])
    (project,) = unpack_whole_page(packed).projects
    (printed,) = run("parse", "--no-text", path).stdout.splitlines()
    number = int("9" * 18) if digits == 18 else None
    assert (project.total_budget_sek, json.loads(printed)["total_budget_sek"]) == (number, number)
    assert [issue.code for issue in project.issues] == ["unreadable-value"] * (digits > 18)
    assert ready


def test_the_largest_numbers_have_a_sum_in_sqlite() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        rows = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 900000)"
        assert connection.execute(f"{rows} select sum({LARGEST}) from n").fetchone() == (900_000 * LARGEST,)


def test_a_number_without_end_costs_its_claim_alone() -> None:
    claims = [Claim("amount.other", value, "SEK", None, None, "1 kr", 0, 4) for value in (1.0, math.inf, math.nan)]
    project = Project(None, "1", "prose", claims=claims)
    drop_too_large(project)
    assert [claim.value for claim in project.claims] == [1.0]
    assert len(project.issues) == 2


@pytest.mark.parametrize(
    ("word", "is_in"),
    [("chef", True), ("vd", True), ("avd", False), ("ekvd", True), ("enhetschef", True), ("chefen", False),
     ("fru", True), ("jungfru", False)],
)  # fmt: skip
def test_a_word_with_a_star_is_the_end_of_words_that_have_two_letters_before_it(word: str, is_in: bool) -> None:
    assert (word in WordList(["*chef", "*vd", "fru"])) is is_in
