"""What many tests share: the fixtures of the project by name, the real documents where they are, a built archive."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from archive.building.build import build
from benchmarks.fixtures import SHARED, fixture_inputs, fixture_pages, golden
from schema.record import Project
from scraper.files import Input

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "here"))


def fixture_page(folder: str) -> Input:
    """The fixture page in the folder of this name, so that what a test reads does not depend on what else is there."""
    (page,) = (page for page in fixture_pages() if page.path.parent.name == folder)
    return page


def current_records() -> list[Project]:
    """The record of each project, that of its newest page."""
    pages = sorted(fixture_pages(), key=lambda page: page.captured_at or "")
    return list({record.project_id: record for record in map(golden, pages)}.values())


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
