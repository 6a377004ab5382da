"""The invented pages of `fixtures/`, with their golden records: what tests and measures read the project with."""

from functools import cache
from pathlib import Path

import msgspec

from schema.record import Project
from scraper.files import find_inputs
from scraper.input import Input

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"
"""The real documents beside the project; they are not part of it, so on most machines the folder is absent."""
DEMONSTRATION = sorted(map(str, [*FIXTURES.glob("projektbank-*"), FIXTURES / "registers"]))
"""The folders of the demonstration archive."""


def fixture_inputs() -> list[Input]:
    """Everything the demonstration archive is built from: pages and registers."""
    return list(_found_once())


@cache
def _found_once() -> tuple[Input, ...]:
    return tuple(find_inputs(DEMONSTRATION))


def fixture_pages() -> list[Input]:
    """Every page of the fixtures that has a record beside it, with its address; fixtures/prose has gold instead."""
    return [source for source in fixture_inputs() if not source.is_register]


def bank_2007_pages() -> list[Input]:
    """The fixtures of the layout that `benchmarks/shapes.py` can write in every shape."""
    return [page for page in fixture_pages() if page.path.parent.parent.name == "projektbank-2007"]


def golden(page: Input) -> Project:
    """The record that stands beside a page."""
    return msgspec.json.decode((page.path.parent / "record.json").read_bytes(), type=Project)
