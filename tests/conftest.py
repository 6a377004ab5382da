"""What many tests share: the fixtures of the project, the real documents where they are, and one built archive."""

import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings

from archive.building.build import build
from schema.record import Project
from scraper.files import Input, find_inputs

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "here"))

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"


DEMONSTRATION = sorted(map(str, [*FIXTURES.glob("projektbank-*"), FIXTURES / "registers"]))
"""The folders of the demonstration archive."""


def fixture_inputs() -> list[Input]:
    """Everything the demonstration archive is built from: pages and registers."""
    return list(find_inputs(DEMONSTRATION))


def fixture_pages() -> list[Input]:
    """Every page of the fixtures that has a record beside it, with its address; fixtures/prose has gold instead."""
    return [source for source in fixture_inputs() if not source.is_register]


def current_records() -> list[Project]:
    """The record of each project, that of its newest page."""
    pages = sorted(fixture_pages(), key=lambda page: page.captured_at or "")
    return list({record.project_id: record for record in map(golden, pages)}.values())


def bank_2007_pages() -> list[Input]:
    """The fixtures of the layout that `tests/shapes.py` can write in every shape."""
    return [page for page in fixture_pages() if page.path.parent.parent.name == "projektbank-2007"]


def golden(page: Input) -> Project:
    """The record that stands beside a page."""
    return msgspec.json.decode((page.path.parent / "record.json").read_bytes(), type=Project)


@pytest.fixture(scope="session")
def real_documents() -> Path:
    """The folder of real documents beside the project; they are not part of it, so on most machines it is absent."""
    if not SHARED.is_dir():
        assert "CI" not in os.environ, f"{SHARED} is absent, and CI must have it"
        pytest.skip(f"the real documents are not at {SHARED}; tests on invented pages cover the same rules")
    return SHARED


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive built from all fixtures."""
    path = tmp_path_factory.mktemp("archive") / "demo.db"
    build(path, fixture_inputs())
    return path
