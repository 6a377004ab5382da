"""What a release says of itself: one version everywhere, a citation that tools can read, licences, no one's machine."""

import datetime
import re
import subprocess
import tomllib
from pathlib import Path

import yaml
from click.testing import CliRunner
from sqlite_utils.cli import cli

from archive.exporting.licence import CC0
from benchmarks.fixtures import ROOT
from tests.conftest import current_records

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REQUIRED = {"authors", "cff-version", "message", "title"}
"""The keys that Citation File Format 1.2.0 requires."""
ALLOWED = REQUIRED | {"abstract", "date-released", "keywords", "license", "type", "version"}
"""And those of its others that ours has."""


def test_the_changelog_begins_with_this_version_and_its_day() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    first = re.findall(r"^## (?!Unreleased)(.+)$", text, re.MULTILINE)[0]
    assert first == f"{PROJECT['version']} ({citation()['date-released']})"


def test_no_line_of_the_changelog_stands_twice() -> None:
    lines = [line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("- ")]
    assert len(lines) == len(set(lines)) > 10


def citation() -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    return found


def test_the_citation_has_what_its_format_requires() -> None:
    cited = citation()
    assert set(cited) >= REQUIRED
    assert set(cited) <= ALLOWED
    assert cited["cff-version"] == "1.2.0"
    assert cited["type"] in ("software", "dataset")
    assert cited["version"] == PROJECT["version"]
    assert cited["license"] == PROJECT["license"]
    assert isinstance(cited["date-released"], datetime.date)
    authors, keywords = cited["authors"], cited["keywords"]
    assert isinstance(authors, list) and all(set(author) & {"name", "family-names"} for author in authors)
    assert isinstance(keywords, list) and len(keywords) == len(set(keywords)) > 0


def test_the_security_page_supports_this_version() -> None:
    series = ".".join(PROJECT["version"].split(".")[:2])
    assert f"newest version ({series})" in (ROOT / "SECURITY.md").read_text("utf-8")


def test_the_readme_tells_the_licence_of_the_program_from_that_of_the_data() -> None:
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"The program has the [{PROJECT['license']} licence](LICENSE)" in text
    assert f"{CC0.name} where none is named" in text
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")


ORDINARY_FOLDERS = {"/", "/home", "/opt", "/srv", "/tmp", "/usr", "/var"}
"""Folders of every machine, which documents may name."""


def test_no_path_of_a_machine_and_no_host_of_a_registry_is_in_what_is_released() -> None:
    folders = {str(folder) for folder in (ROOT, ROOT.parent, Path.home())} - ORDINARY_FOLDERS
    here = "|".join(re.escape(f"{folder}/") for folder in folders)
    named = re.compile(rf"{here}|/home/\w|/Users/\w|hosted\.org|://\S+/simple\b|index-url|artifactory", re.IGNORECASE)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.suffix in (".md", ".toml", ".txt", ".cff", ".html", ".css") and "fixtures" not in path.parts:
            assert not named.search(path.read_text("utf-8")), name


def test_the_answer_of_the_readme_is_that_of_the_demonstration(archive: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    asked = re.search(r'^\$ \.venv/bin/sqlite-utils \S+ --table "(.+?)"\n(.+?)\n```', text, re.MULTILINE | re.DOTALL)
    assert asked is not None
    answered = CliRunner().invoke(cli, [str(archive), asked[1], "--table"])
    assert answered.output.rstrip() == asked[2]


def test_the_readme_counts_the_projects_of_the_demonstration() -> None:
    assert f"archive of {len(current_records())} invented projects" in (ROOT / "README.md").read_text("utf-8")
