"""A published folder: what is in it, what is asked of it, and that it runs by itself."""

import ast
import hashlib
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from importlib.metadata import PathDistribution, packages_distributions
from pathlib import Path
from urllib.request import urlopen

import httpx
import msgspec
import pytest
from click.testing import CliRunner

from archive.commands.main import main
from archive.database import DatabaseError
from archive.exporting.downloads import read_downloads
from archive.exporting.licence import CC0
from archive.exporting.written_file import digest_of
from archive.publishing import release, trial_run, wheel_file
from archive.publishing.pinned_requirements import pinned_requirements
from archive.publishing.release import publish
from archive.publishing.trial_run import TrialError
from archive.publishing.wheel_file import write_wheel
from archive.site.downloads.download_version import DownloadVersion
from archive.site.downloads.publisher import PUBLISHER, Publisher
from benchmarks.fixtures import ROOT
from tests.conftest import made_once
from tests.serving import served

pytestmark = pytest.mark.crawl

PACKAGES = ("archive", "parser", "schema", "scraper")
NAMES = {
    "Caddyfile",
    "Containerfile",
    "README.md",
    "esf.db",
    "esfarkiv.service",
    "metadata.json",
    "requirements.txt",
    "start.sh",
    "versions",
}
_INSTALLING = 900


@pytest.fixture(scope="module")
def folder(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, published by the command; only to be read."""

    def make(at: Path) -> None:
        done = CliRunner().invoke(main, ["publish", "--db", str(archive), "--to", str(at / "site")])
        assert done.exit_code == 0, done.output
        assert re.search(r"version [0-9a-f]{12}, 25 right answers", done.output)

    return made_once(tmp_path_factory, "published", make) / "site"


def test_the_folder_has_all_that_it_needs_and_nothing_private(folder: Path) -> None:
    found = {path.name for path in folder.iterdir()}
    assert found - NAMES == {path.name for path in folder.glob("*.whl")}
    assert found >= NAMES
    assert (folder / "esf.db").is_symlink()
    assert not os.path.isabs(os.readlink(folder / "esf.db"))
    assert os.access(folder / "start.sh", os.X_OK)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert not [path for path in files if "private" in path.name]
    for path in files:
        if path.suffix not in (".db", ".whl") and not path.is_relative_to(folder / "versions"):
            assert str(ROOT) not in path.read_text("utf-8"), path
            left = re.sub(r"\$\{?[A-Z@#]|\$\(dirname", "", path.read_text("utf-8"))
            assert not re.search(r"\$[a-z({]", left), path


def test_the_database_is_the_archive(folder: Path, archive: Path) -> None:
    assert (folder / "esf.db").read_bytes() == archive.read_bytes()


def test_the_files_of_hamta_are_ready_and_served_where_nothing_can_be_written(folder: Path) -> None:
    database = (folder / "esf.db").resolve()
    (ready,) = (folder / "versions").glob("*/esf.db.hamta/*")
    assert ready == DownloadVersion(database, digest_of(database)[1], CC0).folder
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    listed = read_downloads(ready)
    assert listed is not None
    with served(folder / "esf.db") as server:
        answers = [httpx.get(f"{server.address}/hamta/{file.path}", timeout=60).content for file in listed.tables[:3]]
        assert "SHA-256" in httpx.get(f"{server.address}/hamta", timeout=60).text
    assert [hashlib.sha256(body).hexdigest() for body in answers] == [file.sha256 for file in listed.tables[:3]]
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_the_publisher_and_the_licence_stand_in_every_way_to_start(archive: Path, tmp_path: Path) -> None:
    publisher = Publisher('Bolaget "A & B"', "5560000001", "data@exempel.example", "https://example.org/villkor")
    new = tmp_path / "new"
    new.mkdir()
    release._write_files(new, tmp_path, write_wheel(new), publisher)
    line = (new / "start.sh").read_text("utf-8").split("exec ")[1].replace("\\\n", " ")
    assert set(release._switches(publisher)) <= set(shlex.split(line))
    listed = (new / "Containerfile").read_text("utf-8").split("CMD ")[1]
    assert json.loads(listed)[-4:] == release._switches(publisher)
    told = json.loads((new / "metadata.json").read_text("utf-8"))["plugins"][PUBLISHER]
    assert msgspec.convert(told, Publisher) == publisher


def test_the_wheel_is_the_program_whole(folder: Path, tmp_path: Path) -> None:
    (wheel,) = folder.glob("*.whl")
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as packed:
        assert files <= set(packed.namelist())
        record = packed.read(next(name for name in packed.namelist() if name.endswith("/RECORD"))).decode()
        assert {line.split(",")[0] for line in record.splitlines()} == set(packed.namelist())
        assert b"esfarkiv" in packed.read(next(name for name in packed.namelist() if name.endswith("entry_points.txt")))
    assert write_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_a_wheel_made_beside_what_a_build_left_has_its_metadata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "esfarkiv.egg-info").mkdir()
    (tmp_path / "esfarkiv.egg-info/PKG-INFO").write_text(
        "Metadata-Version: 2.4\nName: esfarkiv\nVersion: 9.9\n", "utf-8"
    )
    monkeypatch.setattr(wheel_file, "distribution", lambda _: PathDistribution(tmp_path / "esfarkiv.egg-info"))
    with zipfile.ZipFile(write_wheel(tmp_path)) as packed:
        assert b"Version: 9.9" in packed.read("esfarkiv-9.9.dist-info/METADATA")


def test_every_package_that_the_program_imports_is_pinned(folder: Path) -> None:
    pinned = {line.partition("==")[0] for line in pinned_requirements()}
    lines = (folder / "requirements.txt").read_text("utf-8").splitlines()
    assert lines[2:] == pinned_requirements()
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    pinned |= set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements-dask.txt").read_text("utf-8"), re.MULTILINE))
    trees = [ast.parse(path.read_text("utf-8")) for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    providers = packages_distributions()
    for top in {name.partition(".")[0] for name in imported} - set(PACKAGES) - sys.stdlib_module_names:
        names = {re.sub(r"[-_.]+", "-", name).lower() for name in providers[top]}
        assert names & pinned, f"{top} is imported and not pinned"


def test_publishing_again_is_shown_at_once_by_the_running_site(folder: Path, few_archive: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(folder, tmp_path / "site", symlinks=True))
    with served(site / "esf.db") as server:
        address = f"{server.address}/projekt.json"
        before = httpx.get(address, timeout=60)
        publish(few_archive, site)
        after = httpx.get(address, timeout=60, headers={"if-none-match": before.headers["etag"]})
    assert (after.status_code, len(before.json()) > 70, len(after.json())) == (200, True, 6)
    assert len(list((site / "versions").iterdir())) == 2
    assert not list(site.glob(".publishing-*"))


def test_a_site_that_answers_wrong_is_not_published(
    folder: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Path(shutil.copytree(folder, tmp_path / "site", symlinks=True))
    before = {path: path.lstat().st_mtime_ns for path in site.rglob("*")}
    wrong = trial_run.TrialAddress("/finns/inte", "ESF-arkivet")
    monkeypatch.setattr(trial_run, "_addresses", lambda _database: [wrong])
    monkeypatch.setattr(release, "make_downloads", lambda *_: None)
    with pytest.raises(TrialError, match="/finns/inte: status 404, expected 200") as refused:
        publish(archive, site)
    assert "nothing was published" in str(refused.value)
    after = {path: path.lstat().st_mtime_ns for path in site.rglob("*")}
    assert after == before


def test_a_wheel_that_does_not_start_is_not_published(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_the_server(folder: Path) -> Path:
        wheel = folder / "esfarkiv-0-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as packed:
            packed.writestr("archive/__init__.py", "")
        return wheel

    monkeypatch.setattr(release, "write_wheel", without_the_server)
    monkeypatch.setattr(release, "make_downloads", lambda *_: None)
    with pytest.raises(TrialError, match="did not start"):
        publish(archive, tmp_path / "site")
    assert list((tmp_path / "site").iterdir()) == []


def test_what_is_no_archive_is_not_published(archive: Path, tmp_path: Path) -> None:
    private = tmp_path / "esf.private.db"
    with closing(sqlite3.connect(private)) as connection:
        connection.execute("create table contacts (name)")
    for path in (private, tmp_path / "none.db"):
        with pytest.raises(DatabaseError):
            publish(path, tmp_path / "site")
    done = CliRunner().invoke(main, ["publish", "--db", str(private), "--to", str(tmp_path / "site")])
    assert done.exit_code == 2
    assert not (tmp_path / "site").exists()


def test_a_published_folder_runs_in_a_bare_environment(folder: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(folder, tmp_path / "moved elsewhere", symlinks=True))
    bare = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment = bare | {"PORT": "0", "PYTHON": sys.executable}
    command = ["./start.sh"]
    with subprocess.Popen(command, cwd=site, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"(http://\S+)/", process.stdout.readline())
            assert found is not None
            problems = [trial_run._problem(found[1], one) for one in trial_run._addresses(site / "esf.db")]
            assert not [problem for problem in problems if problem]
            with urlopen(f"{found[1]}/om", timeout=60) as answer:
                assert answer.status == 200
        finally:
            process.terminate()
            process.wait(_INSTALLING)
    ours = site / ".venv" / "lib"
    assert list(ours.glob("python*/site-packages/archive/commands/main.py"))
