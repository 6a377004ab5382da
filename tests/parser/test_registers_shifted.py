"""Rows with more cells than the headings: read if a value of most rows shows that they are in place, else reported."""

import pytest

from tests.parser.test_registers import budgets, operations, rows, written

TITLE, OWNER = "Operation_Name_Programme_Language", "Beneficiary_Name"


def lines(count: int = 8) -> list[list[str]]:
    """Headings and rows of Kohesio's table, in which the programme and its period are the same."""
    _, found = rows("kohesio")
    many = [list(found[2]) for _ in range(count)]
    for n, row in enumerate(many):
        row[found[0].index("Operation_Local_Identifier")] = f"2021SE05SFPR001_24-{n:03}-S06"
    return [found[0], *many]


def with_comma(row: list[str], place: int) -> list[str]:
    """A row with a comma in a cell that should have been quoted."""
    return [*row[:place], "Först", " sedan", *row[place + 1 :]]


@pytest.mark.parametrize("column", [TITLE, OWNER])
@pytest.mark.parametrize("ends", [[""], ["", " "]])
def test_a_comma_in_a_row_without_the_delimiters_of_the_others_shifts_it(column: str, ends: list[str]) -> None:
    found = lines()
    place = found[0].index(column)
    longer = [[*row, *ends] for row in found[1:]]
    longer[4] = with_comma(found[5], place) + ends[1:]
    read = operations(written(",", [found[0], *longer]))
    assert [one.left for one in read].count("not readable") == 1
    assert read[4].statements == [] and len(read[4].problems) == 1


def test_a_comma_shifts_a_row_of_the_usual_length_too() -> None:
    found = lines()
    place = found[0].index(OWNER)
    found[5] = with_comma(found[5], place)[:-1]
    read = operations(written(",", found))
    assert (read[4].left, read[4].problems) == ("not readable", ["its cells are in the columns beside their own"])
    assert [one.left for one in read].count(None) == 7


@pytest.mark.parametrize("ends", [[""], [" ", ""], [""] * 5])
def test_a_row_with_empty_ends_is_read_where_its_cells_are_in_place(ends: list[str]) -> None:
    found = lines()
    found[5] = [*found[5], *ends]
    assert operations(written(",", found)) == operations(written(",", lines()))


@pytest.mark.parametrize("column", [TITLE, OWNER, "Category_Label"])
def test_a_row_with_empty_ends_and_a_comma_is_reported(column: str) -> None:
    found = lines()
    found[5] = [*with_comma(found[5], found[0].index(column)), ""]
    read = operations(written(",", found))
    assert (read[4].left, read[4].statements) == ("not readable", [])


def test_without_a_column_that_tells_a_longer_row_is_reported() -> None:
    found = lines()
    for n, row in enumerate(found[1:]):
        for heading in ("Programme_Code", "Programming_Period"):
            row[found[0].index(heading)] += str(n)
    found[5] = [*found[5], ""]
    assert operations(written(",", found))[4].problems == ["expected 29 cells, found 30"]


def test_two_cells_that_cannot_be_read_make_a_longer_row_doubtful() -> None:
    found = lines(2)
    longer = [[*row, ""] for row in found[1:]]
    for heading in ("Operation_Start_Date", "Operation_End_Date"):
        longer[1][found[0].index(heading)] = "i höst"
    one, other = operations(written(",", [found[0], *longer]))
    assert (one.left, other.left) == (None, "not readable")


def test_a_row_of_another_programme_is_not_shifted() -> None:
    found = lines()
    found[5][found[0].index("Programme_Code")] = "2021SE05SFPR002"
    found[5][found[0].index("Programming_Period")] = "2014-2020"
    assert all(one.left is None for one in operations(written(",", found)))
    assert all(one.left is None for one in operations(budgets(30, 30)))
