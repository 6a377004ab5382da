"""Files of Kohesio that are not those asked for: of another country or period, or without a readable row."""

import pytest

from scraper.sources.kohesio import Kohesio
from scraper.sources.page_request import PageRequest, Reply
from scraper.store.responses.register_headings import register_fault

OLD, NEW = (f"https://x/object?id=data/projects-{period}/latest/SE-x.csv" for period in ("2014-2020", "2021-2027"))
HEADINGS = "Operation_Local_Identifier,Operation_Name,Total_Eligible_Expenditure_amount"


def fault(extra: str, *rows: str, url: str = NEW, country: str = "SE") -> str | None:
    """The flag of a file with more columns, each row as the values of these."""
    lines = [f"{HEADINGS}{extra}", *(f"22-{n:03}-S01,Vägen {n},{n}{row}" for n, row in enumerate(rows))]
    source = Kohesio({}, {"country": (country,)})
    return source.fault_of(PageRequest(url), "\n".join(lines).encode())


@pytest.mark.parametrize(
    ("extra", "row"),
    [
        (",Country", ",Italy"),
        (",CountryCode", ",IT"),
        (",Country,CountryCode", ",Sweden,IT"),
        (",Programme_Code", ",2021IT05SFPR001"),
        (",Programming_Period", ",2014-2020"),
        (",Programme_Code", ",2014SE05M9OP001"),
    ],
)
def test_a_file_without_a_row_of_the_country_and_period_is_another(extra: str, row: str) -> None:
    assert fault(extra, row, row) == "other-page"


@pytest.mark.parametrize(
    ("extra", "rows"),
    [
        (",Country", [",Italy", ",Sweden"]),
        (",CountryCode", [",se"]),
        (",Country", [",Sverige"]),
        (",Country", [","]),
        ("", [""]),
        (",Country", [",https://example.org/entity/Q9"]),
        (",Country", [",Sweden (SE)"]),
        (",Programming_Period", [",2021 - 2027"]),
        (",Programming_Period", [",the newer one"]),
        (",Programming_Period,Country", [",2014-2020,Sweden", ",2021-2027,Sweden"]),
    ],
)
def test_a_file_with_such_rows_or_that_does_not_tell_is_good(extra: str, rows: list[str]) -> None:
    assert fault(extra, *rows) is None


def test_another_country_may_be_asked_for() -> None:
    assert fault(",CountryCode", ",FI", country="FI") is None
    assert fault(",CountryCode", ",SE", country="FI") == "other-page"


def test_two_periods_have_not_one_file() -> None:
    source = Kohesio({}, {})
    content = f"{HEADINGS}\n1,Vägen,3\n".encode()
    assert source.fault_of(PageRequest(OLD), content) is None
    assert list(source.follow(Reply(PageRequest(OLD), OLD, 200, content))) == []
    assert source.fault_of(PageRequest(NEW), content) == "other-page"
    assert source.fault_of(PageRequest(OLD), content) is None
    assert source.fault_of(PageRequest(NEW), content + b"2,Bron,4\n") is None


@pytest.mark.parametrize("row", ['{"error":"timeout"}', "504 Gateway Time-out", "Error\n\nBusy", HEADINGS])
def test_a_register_whose_only_rows_are_not_readable_is_empty(row: str) -> None:
    assert register_fault(f"{HEADINGS}\n{row}\n".encode()) == "empty"
    assert register_fault(f"{HEADINGS}\n{row}\n22-001-S01,Vägen,5\n".encode()) is None


@pytest.mark.parametrize("tail", ["<html><h1>504</h1>", "<!DOCTYPE html>\n<title>Busy", "  <HTML lang=sv>"])
def test_a_register_in_which_a_page_begins_is_truncated(tail: str) -> None:
    assert register_fault(f"{HEADINGS}\n22-001-S01,Vägen,5\n{tail}\n".encode()) == "truncated"
    assert register_fault(f"{HEADINGS}\n22-001-S01,a <html> b,5\n".encode()) is None
