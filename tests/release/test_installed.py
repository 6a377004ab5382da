"""The wheel and the sdist: complete, and at work in an environment that has the libraries alone."""

import json
import shutil
import sqlite3
import tarfile
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.fixtures import ROOT
from tests.conftest import few_pages
from tests.installed import PACKAGES, built, installed, run

pytestmark = pytest.mark.crawl


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory)


def test_the_wheel_has_every_file_of_the_packages(dist: Path) -> None:
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
        entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
        assert "[datasette]\nesfarkiv = archive.entry_point" in wheel.read(entry_points).decode()
    paths = (path for package in PACKAGES for path in (ROOT / package).rglob("*"))
    source = {str(path.relative_to(ROOT)) for path in paths if path.is_file() and "__pycache__" not in path.parts}
    assert packed == source


def test_the_sdist_builds_the_same_package(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as sdist:
        packed = {name.partition("/")[2] for name in sdist.getnames()}
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        assert {name for name in wheel.namelist() if ".dist-info/" not in name} <= packed
    assert {"pyproject.toml", "README.md", "LICENSE"} <= packed


def test_the_installed_commands_parse_build_and_search(programs: Path, tmp_path: Path) -> None:
    said = run([programs / "esfarkiv", "--version"], tmp_path)
    assert said.stdout.strip().endswith(declared_version())
    pages = [page.path for page in few_pages()]
    for number, page in enumerate(pages):
        shutil.copy(page, tmp_path / f"{number}{page.suffix}")
    names = [f"{number}{page.suffix}" for number, page in enumerate(pages)]
    parsed = run([programs / "esfarkiv", "parse", "--no-text", names[0]], tmp_path)
    title = json.loads(parsed.stdout.splitlines()[0])["title"]
    assert title
    done = run([programs / "esfarkiv", "build", "--quiet", "--db", "esf.db", *names], tmp_path)
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(tmp_path / "esf.db")) as connection:
        assert (title,) in connection.execute("select title from projects").fetchall()
    found = run([programs / "esfarkiv", "search", "--db", "esf.db", "--json", title.split()[0]], tmp_path)
    assert title in found.stdout


def declared_version() -> str:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return text.partition('version = "')[2].partition('"')[0]


@pytest.mark.parametrize("name", ["schema", "parser"])
@pytest.mark.parametrize("is_module", [True, False])
def test_a_package_of_another_project_is_told_in_one_line(
    programs: Path, tmp_path: Path, name: str, is_module: bool
) -> None:
    foreign = tmp_path / (f"{name}.py" if is_module else f"{name}/__init__.py")
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text("raise AssertionError('a package of another project was imported')\n")
    for arguments in (["--version"], ["search", "kurs"]):
        done = run([programs / "esfarkiv", *arguments], tmp_path, PYTHONPATH=str(tmp_path))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            f"Error: the package {name} ({foreign}) is not esfarkiv's; install esfarkiv in an environment of its own\n"
        )


def test_a_package_that_was_installed_over_ours_is_told(programs: Path, tmp_path: Path) -> None:
    about = tmp_path / "schema-0.8.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: schema\nVersion: 0.8.0\n")
    (about / "RECORD").write_text("schema/__init__.py,,\n")
    done = run([programs / "esfarkiv", "--version"], tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert "the package schema" in done.stderr and "Traceback" not in done.stderr
    (about / "RECORD").write_text("schema.py,,\n")
    assert run([programs / "esfarkiv", "--version"], tmp_path, PYTHONPATH=str(tmp_path)).returncode == 0


def test_datasette_says_so_too_and_shows_the_tables(programs: Path, few_archive: Path, tmp_path: Path) -> None:
    shutil.copy(few_archive, tmp_path / "esf.db")
    foreign = tmp_path / "schema.py"
    foreign.write_text("raise AssertionError('a package of another project was imported')\n")
    address = "/esf/counties.json?_shape=array&_size=1"
    done = run([programs / "datasette", "esf.db", "--get", address], tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) == 1
    assert f"the package schema ({foreign}) is not esfarkiv's" in done.stderr
