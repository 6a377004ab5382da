"""Versions of one register in files of different names: the newer is in force, where it is known which that is."""

from pathlib import Path

import pytest

from archive.building.build import BuildReport, build
from scraper.input import Input
from tests.archive.test_archive import query
from tests.conftest import copied
from tests.parser.test_registers import PAGES, budgets, in_force

SHORTER = budgets(9, 9)
LONGER = budgets(10, 10)
NOT_KNOWN = "which of the two is newer is not known"


@pytest.fixture
def folder(newest_bank_archive: Path, tmp_path: Path) -> Path:
    """A folder with an archive that has `PAGES`."""
    copied(newest_bank_archive, tmp_path / "esf.db")
    return tmp_path


def built(folder: Path, files: dict[str, str], order: list[int] | None = None) -> BuildReport:
    """Register files by their names read into the archive, in an order; each a build of its own if that is given."""
    inputs = []
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        inputs.append(Input(name, folder / name))
    for number in (order or [])[:-1]:
        build(folder / "esf.db", [*PAGES, inputs[number]])
    return build(folder / "esf.db", [*PAGES, *inputs])


DATED = [
    ("SE-pp21-27-20260824.csv", "SE-pp21-27-20260924.csv"),
    ("kohesio 2026-09-24.csv", "kohesio 2026-10-24.csv"),
    ("z-2026_08_24.csv", "a-2026.09.24.csv"),
    ("2026-08/kohesio.csv", "2026-09/kohesio.csv"),
    ("2026-08-24/SE-latest.csv", "2026-09-24/SE-20260924.csv"),
    ("kohesio-20260924101500.csv", "kohesio-20260925101500.csv"),
    ("SE-pp21-27-20260824.csv", "se-pp21-27-20260924.csv"),
    ("old-2026-08-31.csv", "new-2026-09.csv"),
]
ORDERS: list[list[int] | None] = [None, [0, 1], [1, 0]]


@pytest.mark.parametrize(
    ("older", "newer", "order"),
    [
        pytest.param(*names, order, marks=() if at % 3 == turn else pytest.mark.crawl)
        for at, names in enumerate(DATED)
        for turn, order in enumerate(ORDERS)
    ],
)
def test_of_two_dated_files_of_one_register_the_newer_is_in_force(
    folder: Path, older: str, newer: str, order: list[int] | None
) -> None:
    report = built(folder, {older: LONGER, newer: SHORTER}, order)
    assert (report.failures, in_force(folder / "esf.db")) == ([], [9, 9])
    assert query(folder / "esf.db", "select source from captures where is_current and layout = 'kohesio'") == [(newer,)]
    withdrawn = "select max(in_force) from claims where operation_id like '%24-009%'"
    assert query(folder / "esf.db", withdrawn) == [(0,)]
    assert not any(NOT_KNOWN in line for line in report.registers)


@pytest.mark.parametrize(
    "names",
    [
        ("kohesio.csv", "kohesio2.csv"),
        ("kohesio.csv", "SE-20260924.csv"),
        ("a-2026-09-24.csv", "b-2026-09-24.csv"),
        ("a-2026-09.csv", "b-2026-09-24.csv"),
        ("store.warc.gz#12", "kohesio-2026-09-24.csv"),
    ],
)
def test_where_the_order_is_not_known_both_stay_in_force_and_a_line_says_so(
    folder: Path, names: tuple[str, str]
) -> None:
    report = built(folder, dict(zip(names, (LONGER, SHORTER), strict=True)))
    assert (report.failures, in_force(folder / "esf.db")) == ([], [10, 10])
    (line,) = (line for line in report.registers if NOT_KNOWN in line)
    assert f"also in force is {names[0]}" in line
    told = query(folder / "esf.db", "select message from issues where code = 'register' and line is null")
    assert any(NOT_KNOWN in message for (message,) in told)


def test_parts_of_one_register_are_no_versions_of_each_other(folder: Path) -> None:
    parts = {f"SE-2026092{n}.csv": LONGER.replace("_24-", f"_2{n}-") for n in range(3)}
    report = built(folder, {name.replace("SE", f"SE{at}"): text for at, (name, text) in enumerate(parts.items())})
    assert (report.failures, in_force(folder / "esf.db")) == ([], [30, 30])


def test_a_newer_file_that_lost_much_is_refused_whatever_its_name(folder: Path) -> None:
    report = built(folder, {"a-2026-08-24.csv": LONGER, "b-2026-09-24.csv": budgets(4, 4)})
    assert "4 operations, where there were 10" in report.failures[0]
    assert in_force(folder / "esf.db") == [10, 10]
