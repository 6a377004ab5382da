"""The documents that teach a change of layouts and columns are walked, step by step, in a copy of the project."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.fixtures import ROOT
from tests.walking import blocks, change, copy_project, run, walk


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path)


def test_every_page_on_adding_something_is_walked_and_linked() -> None:
    pages = {path.name for path in (ROOT / "docs").glob("adding-*.md")}
    tests = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in ("test_docs.py", "test_adding.py"))
    assert {page for page in pages if f'walk("{page}"' in tests} == pages
    readme = (ROOT / "README.md").read_text("utf-8")
    assert {page for page in pages if f"(docs/{page})" in readme} == pages


@pytest.mark.crawl
def test_a_layout_is_added_as_the_document_says(project: Path) -> None:
    walk("adding-a-layout.md", project)
    run(
        [
            "python",
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "tests/parser/test_golden.py",
            "-k",
            "xempel or Backby or layout",
        ],
        project,
    )


@pytest.mark.crawl
def test_a_column_is_added_as_the_document_says(project: Path) -> None:
    walk("adding-a-column.md", project)
    run(["esfarkiv", "build", "--quiet", "--no-text", "--db", "esf.db", "fixtures/projektbank-2014"], project)
    run(["esfarkiv", "export", "--db", "esf.db", "--to", "csv"], project)
    with closing(sqlite3.connect(project / "esf.db")) as connection:
        assert ("2015/00288",) in connection.execute("select call from projects").fetchall()
    assert ",call," in (project / "csv" / "projects.csv").read_text("utf-8").splitlines()[0]
    assert "| `call` |" in (project / "docs" / "data-dictionary.md").read_text("utf-8")


@pytest.mark.crawl
def test_a_column_that_no_record_has_is_refused_in_a_line(project: Path) -> None:
    change(blocks("adding-a-column.md")[0][1], project)
    command = ["esfarkiv", "build", "--quiet", "--no-text", "--db", "esf.db", "fixtures/projektbank-2014"]
    with pytest.raises(AssertionError, match=r"projects\.call.*adding-a-column\.md") as refused:
        run(command, project)
    assert "Traceback" not in str(refused.value)


@pytest.mark.crawl
def test_an_archive_of_another_version_is_replaced_as_the_document_says(project: Path) -> None:
    with closing(sqlite3.connect(project / "esf.db")) as connection:
        connection.executescript("create table projects (project_id); pragma user_version = 7")
    with pytest.raises(AssertionError, match="no archive of this version; build it anew"):
        run(["esfarkiv", "search", "--db", "esf.db", "kurs"], project)
    fixtures = project / "fixtures"
    (project / "store").symlink_to(fixtures / "projektbank-2014")
    (project / "pages").symlink_to(fixtures / "projektbank-dnr")
    for name, register in (("kohesio.csv", "kohesio"), ("export.csv", "esf-export")):
        (project / name).symlink_to(fixtures / "registers" / register / "register.csv")
    (project / "corrections.csv").write_text("project_id,capture,kind,start,end,raw,verdict,value,by,date\n")
    walk("upgrading.md", project)
    assert not (project / "new.db").exists()
    assert "2015/00731" in run(["esfarkiv", "search", "--db", "esf.db", "--json", "2015/00731"], project)
