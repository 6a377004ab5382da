"""The project's own rules: one direction, one dictionary, documents that agree with the code."""

import ast
import functools
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from archive.commands.main import main
from archive.site.sql.queries import QUERIES
from benchmarks.fixtures import ROOT, fixture_inputs
from docs import import_map
from parser.registers import REGISTERS
from schema.data_dictionary import data_dictionary
from schema.dictionary import ORDER, tables
from schema.places import reference_rows
from schema.record import Contact, FactField, Project, Role, SectionName, TagKind
from schema.record_words import REGION_ALIASES
from schema.titles import QUERY_FIELDS, ROLE_TITLES, SECTION_TITLES, TAG_TITLES

MAY_KNOW = {
    "schema": {"schema"},
    "scraper": {"scraper", "schema"},
    "parser": {"parser", "schema"},
    "archive": {"archive", "scraper", "parser", "schema"},
}

FOLDERS = "archive|benchmarks|docs|fixtures|parser|schema|scraper|tests"


def documents() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


@functools.cache
def parsed(path: Path) -> ast.Module:
    """A module, parsed once for all tests of this file."""
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(parsed(path)))
    direct = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return direct | {(node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("package", MAY_KNOW)
def test_packages_point_one_way(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        assert not (imported(path) & set(MAY_KNOW)) - MAY_KNOW[package], path


def test_measures_and_their_fixtures_need_no_test_and_no_test_runner() -> None:
    for path in (ROOT / "benchmarks").rglob("*.py"):
        assert not imported(path) & {"tests", "pytest", "hypothesis"}, path


def test_the_parser_reads_no_files_and_no_clock() -> None:
    for path in (ROOT / "parser").rglob("*.py"):
        assert not imported(path) & {"os", "pathlib", "socket", "sqlite3", "time", "urllib.request", "random"}, path


def names(kind: type[ast.AST]) -> list[str]:
    """The names of all public classes, or of all public constants, one for each place where one is made."""
    trees = [parsed(path) for package in MAY_KNOW for path in (ROOT / package).rglob("*.py")]
    nodes = [node for tree in trees for node in tree.body]
    if kind is ast.ClassDef:
        return [node.name for node in nodes if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    targets = [target for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    return [t.id for t in targets if isinstance(t, ast.Name) and t.id.isupper() and not t.id.startswith("_")]


def test_no_two_things_have_one_name() -> None:
    """But for a declaration of its kind in every layout, register and page, and a command beside what it calls."""
    paths = [path for package in MAY_KNOW for path in (ROOT / package).rglob("*.py")]
    modules = [path.stem for path in paths if path.stem != "__init__" and path.parent.name != "commands"]
    found = Counter([*modules, *names(ast.ClassDef), *names(ast.Assign)])
    assert {name for name, count in found.items() if count > 1} <= {"LAYOUT", "REGISTER", "ROUTES"}


@pytest.mark.crawl
def test_an_installed_copy_has_every_file_of_the_packages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for package in MAY_KNOW:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    files = {path.relative_to(source).as_posix() for path in source.glob("*/**/*") if path.is_file()}
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*wheel, "--wheel-dir", str(tmp_path), str(source)], check=True)
    (built,) = tmp_path.glob("*.whl")
    missing = files - set(zipfile.ZipFile(built).namelist())
    assert not missing, "add it to pyproject.toml, [tool.setuptools]"


def test_the_data_dictionary_is_up_to_date() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == data_dictionary(), "run make docs"


def test_the_map_of_imports_is_up_to_date() -> None:
    page = import_map.PAGE.read_text("utf-8")
    assert page == import_map.with_map(page), "run make docs"


def test_every_file_that_a_document_names_exists() -> None:
    named = {page: re.findall(rf"`((?:{FOLDERS})/[\w/.-]+)`", page.read_text("utf-8")) for page in documents()}
    assert named[import_map.PAGE]
    assert [(page.name, name) for page in named for name in named[page] if not (ROOT / name).exists()] == []


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
        "tags",
        "issues",
    }
    assert set(Project.__struct_fields__) - elsewhere == set(tables()["projects"].columns)


def test_every_amount_is_of_one_currency_that_its_name_says() -> None:
    for name, table in tables().items():
        for column, declared in table.columns.items():
            currency = {"SEK": "_sek", "EUR": "_eur"}.get(declared.unit or "")
            assert (currency is not None) == column.endswith(("_sek", "_eur")) or column == "eur_sek", (name, column)
            assert currency is None or column.endswith(currency), f"{name}.{column} is in {declared.unit}"


def test_no_table_holds_amounts_of_several_kinds_or_currencies_in_one_column() -> None:
    for name, table in tables().items():
        if "currency" in table.columns or any(c.references == "claim_kinds.kind" for c in table.columns.values()):
            numbers = {
                c for c, d in table.columns.items() if d.type in ("integer", "float") and d.unit in ("SEK", "EUR")
            }
            assert not numbers and table.columns.get("value", table.columns["kind"]).type == "text", name


def test_claims_speak_of_columns_that_exist_and_every_amount_has_its_kind() -> None:
    fields = {row["field"] for row in reference_rows("claim_kinds") if row["field"]}
    columns = tables()["projects"].columns
    assert fields <= set(columns)
    assert {name for name in columns if name.endswith("_sek")} <= fields
    kinds = {row["kind"] for row in reference_rows("claim_kinds")}
    assert {column.kind for register in REGISTERS for column in register.columns} <= kinds


def test_every_register_has_a_fixture_and_a_rank() -> None:
    names = {register.name for register in REGISTERS}
    assert {path.name for path in (ROOT / "fixtures" / "registers").iterdir() if path.is_dir()} == names
    assert names <= {row["source"] for row in reference_rows("claim_sources")}


def test_every_section_role_and_kind_of_tag_has_a_title() -> None:
    assert set(SECTION_TITLES) == set(get_args(SectionName))
    assert set(ROLE_TITLES) == set(get_args(Role))
    assert set(TAG_TITLES) == set(get_args(TagKind))


def test_every_parameter_of_a_query_has_a_title() -> None:
    parameters = {name for query in QUERIES.values() for name in re.findall(r"(?<!:):(\w+)", query["sql"])}
    assert parameters - {"limit"} == set(QUERY_FIELDS)


def test_a_field_of_a_page_is_a_field_of_the_record() -> None:
    facts, contact = set(Project.__struct_fields__), {f"contact.{name}" for name in Contact.__struct_fields__}
    assert set(get_args(FactField)) <= facts | contact


def test_region_aliases_name_regions() -> None:
    assert set(REGION_ALIASES.values()) <= {row["region"] for row in reference_rows("regions")}


def test_the_readme_shows_the_help_as_it_is() -> None:
    shown = CliRunner().invoke(main, ["--help"], prog_name="esfarkiv").stdout.strip()
    assert shown in (ROOT / "README.md").read_text("utf-8")


def test_links_between_documents_hold() -> None:
    for document in documents():
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_makefile_runs_modules_that_exist_and_every_measure_with_floors() -> None:
    named = set(re.findall(r"-m ((?:benchmarks|schema|archive)[.\w]+)", (ROOT / "Makefile").read_text("utf-8")))
    assert [name for name in named if find_spec(name) is None] == []
    floors = [path.relative_to(ROOT).with_suffix("").parts for path in (ROOT / "benchmarks").rglob("*.json")]
    assert floors
    assert {".".join(parts) for parts in floors} <= named


def test_the_demonstration_is_made_of_every_page_and_register_by_name() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (named,) = re.findall(r"esfarkiv build --db \.venv/demo\.db (.*)", makefile)
    paths = {path for pattern in named.split() for path in ROOT.glob(pattern)}
    assert paths == {source.path for source in fixture_inputs()}


def test_the_commands_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")
