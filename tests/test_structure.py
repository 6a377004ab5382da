"""The project's own rules: one direction, one dictionary, documents that agree with the code."""

import ast
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli import main
from schema.dictionary import ORDER, tables
from schema.document import data_dictionary
from schema.places import reference_rows
from schema.record import Project
from schema.vocabularies import REGION_ALIASES
from tests.conftest import ROOT

MAY_KNOW = {
    "schema": {"schema"},
    "scraper": {"scraper", "schema"},
    "parser": {"parser", "schema"},
    "archive": {"archive", "scraper", "parser", "schema"},
}


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    direct = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return direct | {(node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("package", MAY_KNOW)
def test_packages_point_one_way(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        assert not (imported(path) & set(MAY_KNOW)) - MAY_KNOW[package], path


def test_the_parser_reads_no_files_and_no_clock() -> None:
    for path in (ROOT / "parser").rglob("*.py"):
        assert not imported(path) & {"os", "pathlib", "socket", "sqlite3", "time", "urllib.request", "random"}, path


def test_the_data_dictionary_is_up_to_date() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == data_dictionary(), "run make docs"


def test_every_declared_table_has_a_file_and_every_file_is_declared() -> None:
    files = {path.stem for path in (ROOT / "schema" / "dictionary").glob("*.toml")}
    assert files == set(ORDER)


def test_references_point_at_primary_keys() -> None:
    for name, table in tables().items():
        for column in table.columns.values():
            if column.references:
                other, key = column.references.split(".")
                assert tables()[other].primary_key == [key], f"{name} refers to {column.references}"


def test_every_fact_of_the_record_is_a_column() -> None:
    elsewhere = {
        "source",
        "contact",
        "sections",
        "organisations",
        "municipalities",
        "values",
        "claims",
        "targets",
        "issues",
    }
    assert set(Project.__struct_fields__) - elsewhere == set(tables()["projects"].columns)


def test_region_aliases_name_regions() -> None:
    assert set(REGION_ALIASES.values()) <= {row["region"] for row in reference_rows("regions")}


def test_the_readme_shows_the_help_as_it_is() -> None:
    shown = CliRunner().invoke(main, ["--help"], prog_name="esfarkiv").stdout.strip()
    assert shown in (ROOT / "README.md").read_text("utf-8")


def test_links_between_documents_hold() -> None:
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_commands_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")
