"""What is taken over from disk: registers with rows, pages of projects, and what is said of anything else."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.commands.main import main
from benchmarks.fixtures import FIXTURES
from scraper.store.responses.register_headings import register_fault
from tests.fake_server import FakeServer, page
from tests.scraper.test_scrape_live import BODY
from tests.scraping import esfarkiv

pytestmark = pytest.mark.crawl

REGISTERS = FIXTURES / "registers"
ROWS = (REGISTERS / "kohesio" / "register.csv").read_bytes()
HEADINGS = ROWS.splitlines(keepends=True)[0]
EXPORT = (REGISTERS / "esf-export" / "register.csv").read_bytes()

WITHOUT_ROWS = {
    "headings alone": HEADINGS,
    "headings without an end": HEADINGS.rstrip(),
    "headings twice": HEADINGS * 2,
    "empty lines": HEADINGS + b"\r\n\r\n  \n",
    "empty cells": HEADINGS + b",,,;;;\n" + b'"","",""\n',
    "a line for Excel": b"sep=,\n" + HEADINGS,
    "UTF-16": HEADINGS.decode("utf-8-sig").encode("utf-16"),
    "the other register": EXPORT.splitlines(keepends=True)[0],
}
OF_ANOTHER_SHAPE = {
    "other columns": b"Kommun;Antal;Summa\nMora;3;9000\n",
    "rows alone": b"".join(ROWS.splitlines(keepends=True)[1:]),
    "a page": b"<html><body><h1>Hej</h1></body></html>",
    "a line": b"finns inte",
}


def taken_over(folder: Path, name: str, content: bytes, *more: str) -> tuple[int, str]:
    """The exit code of `scrape files` for one file, and what it printed."""
    (folder / name).write_bytes(content)
    where = ("--store", str(folder / "store"), "--from", str(folder / name))
    outcome = esfarkiv(folder, "scrape", "files", *where, *more)
    return outcome.code, outcome.out + outcome.err


@pytest.mark.parametrize("name", WITHOUT_ROWS)
def test_headings_without_a_row_are_no_register(name: str) -> None:
    assert register_fault(WITHOUT_ROWS[name]) == "empty"


@pytest.mark.parametrize("name", OF_ANOTHER_SHAPE)
def test_what_has_other_headings_is_no_register(name: str) -> None:
    assert register_fault(OF_ANOTHER_SHAPE[name]) == "wrong-type"


@pytest.mark.parametrize("content", [ROWS, EXPORT, b"sep=,\n" + ROWS, ROWS.decode("utf-8-sig").encode("utf-16")])
def test_a_register_with_a_row_is_one(content: bytes) -> None:
    assert register_fault(content) is None


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["run", "dry"])
@pytest.mark.parametrize(
    ("content", "flag"), [(HEADINGS, "empty"), (b"", "empty"), (OF_ANOTHER_SHAPE["other columns"], "wrong-type")]
)
def test_taking_over_a_register_without_rows_fails(
    tmp_path: Path, content: bytes, flag: str, dry: tuple[str, ...]
) -> None:
    code, said = taken_over(tmp_path, "lista.csv", content, *dry)
    assert code == 2
    assert [line.partition(" [")[0] for line in said.splitlines() if line.startswith("flagged")] == [
        f"flagged: {tmp_path / 'lista.csv'}: {flag}"
    ]


def test_fetching_a_register_without_rows_fails(tmp_path: Path) -> None:
    with FakeServer({"/robots.txt": page(b""), "/lista.csv": page(HEADINGS, Content_Type="text/csv")}) as server:
        where = ("--store", str(tmp_path / "store"), "--base", f"site={server.address}", "--pace", "0", "--json")
        address = ("--address", f"{server.address}/lista.csv")
        empty = esfarkiv(tmp_path, "scrape", "esf-csv", *where, *address)
        server.pages["/lista.csv"] = page(EXPORT, Content_Type="text/csv")
        whole = esfarkiv(tmp_path, "scrape", "esf-csv", *where, *address)
    assert (empty.code, [one["reason"] for one in empty.report()["flagged"]]) == (2, ["empty"])
    assert (whole.code, whole.report()["fetched"]) == (0, 1)


@pytest.mark.parametrize("name", ["headings alone", "headings twice"])
def test_a_build_with_a_register_without_rows_says_so_and_does_not_end_with_0(tmp_path: Path, name: str) -> None:
    (tmp_path / "lista.csv").write_bytes(WITHOUT_ROWS[name])
    (tmp_path / "sida.html").write_bytes(BODY)

    def built(*inputs: str) -> tuple[int, str]:
        database = str(tmp_path / f"{len(inputs)}.db")
        result = CliRunner().invoke(main, ["build", "--quiet", "--db", database, *inputs])
        return result.exit_code, result.output

    alone = built(str(tmp_path / "lista.csv"))
    beside = built(str(tmp_path / "lista.csv"), str(tmp_path / "sida.html"))
    assert (alone[0], beside[0]) == (2, 1), beside[1]
    assert all("lista.csv: no row is an operation" in said for _, said in (alone, beside))


FOREIGN = b"<html><title>Pannkakor</title><body><h1>Recept</h1><p>Vispa mj\xc3\xb6l och mj\xc3\xb6lk.</p></body></html>"


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["run", "dry"])
@pytest.mark.parametrize("name", ["sida.html", "sida.txt"])
def test_a_run_without_a_page_of_a_project_fails_and_says_so(tmp_path: Path, name: str, dry: tuple[str, ...]) -> None:
    code, said = taken_over(tmp_path, name, FOREIGN, *dry)
    assert code == 2
    assert "found 1 pages, expected at least 1 of a project" in said
    assert taken_over(tmp_path, name, FOREIGN, "--floor", "0", *dry)[0] == 0, "the user knows what it is"


def test_one_page_of_a_project_among_others_is_enough(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name, content in (("a.html", FOREIGN), ("b.html", BODY)):
        (tmp_path / "pages" / name).write_bytes(content)
    outcome = esfarkiv(
        tmp_path, "scrape", "files", "--store", str(tmp_path / "s"), "--from", str(tmp_path / "pages"), "--json"
    )
    assert (outcome.code, outcome.report()["fetched"], outcome.report()["bank"]) == (0, 2, 1)
