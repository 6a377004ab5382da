"""What is installed: pinned with hashes and no index, licences listed, a bill of materials that names it all."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from archive.publishing.pinned_requirements import pinned_requirements
from benchmarks.fixtures import ROOT
from docs import licences

FILES = sorted(ROOT.glob("requirements*.txt"))
_PIN = re.compile(r"^([a-z0-9-]+)==([^\s;]+)[^\\\n]*(\\\n +--hash=sha256:[0-9a-f]{64}[^\\\n]*)+$", re.MULTILINE)
_ELSEWHERE = {"brotlicffi", "colorama", "importlib-metadata", "lazy-importer", "pypydispatcher", "pywin32"}
"""Packages for other systems and Pythons."""
FORBIDDEN = re.compile(r"\b(?:AGPL|Affero|proprietary|commercial)\b", re.IGNORECASE)


def pins(file: Path) -> dict[str, list[str]]:
    """The versions of each package, several where Pythons differ."""
    found: dict[str, list[str]] = {}
    for pin in _PIN.finditer(file.read_text("utf-8")):
        found.setdefault(pin[1], []).append(pin[2])
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_requirement_is_pinned_with_its_hashes_and_no_index(file: Path) -> None:
    text = file.read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert sum(map(len, pins(file).values())) == len(lines) > 20
    assert not re.search(r"^\s*-|--(?:extra-)?index|--find-links|https?://|file:", text.replace("    --hash", ""), re.M)


def test_the_files_agree_on_versions() -> None:
    """But for the web archive's server, which has an environment of its own."""
    run, *others = (pins(ROOT / f"requirements{kind}.txt") for kind in ("", "-dask", "-dev", "-fuzz"))
    for other in others:
        assert {name: other.get(name) for name in run} == run
    dask, dev, fuzz = others
    assert set(fuzz) - set(run) == {"atheris"}
    assert {"dask", "distributed"} <= set(dask) - set(run)
    assert {"cyclonedx-bom", "distributed", "pip-audit"} <= set(dev)
    assert {name: dev.get(name) for name in dask} == dask


def test_the_licence_of_all_that_runs_is_listed_as_it_is_stated() -> None:
    page = licences.PAGE.read_text("utf-8")
    listed = dict(re.findall(r"^\| ([a-z0-9-]+) \| \S+ \| (.+) \|$", page, re.MULTILINE))
    assert set(licences.listed_packages()) <= set(listed)
    for name in licences.listed_packages():
        assert listed[name] == licences.licence_of(name), f"{name}: run make docs"
    assert not [name for name, licence in listed.items() if FORBIDDEN.search(licence)]
    names = [line for line in pins(ROOT / "requirements.txt") if line not in listed]
    assert set(names) <= _ELSEWHERE


@pytest.mark.crawl
def test_the_bill_of_materials_names_all_that_runs(tmp_path: Path) -> None:
    """As docs/releasing.md makes it, of this environment."""
    file = tmp_path / "bill.json"
    told = ["environment", "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"]
    command = [sys.executable, "-m", "cyclonedx_py", *told, "-o", str(file), sys.prefix]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    text = file.read_text("utf-8")
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "esfarkiv")
    named = {f"{re.sub(r'[-_.]+', '-', part['name']).lower()}=={part['version']}" for part in bill["components"]}
    expected = {line for line in pinned_requirements() if line.partition("==")[0] in licences.listed_packages()}
    assert len(expected) > 50 and expected - named == set()
    assert "/simple/" not in text
