"""The addresses whose speed is measured: each answers, and has one of plain Datasette beside it."""

from pathlib import Path

from benchmarks.speed.site_speed import pairs_of
from tests.serving import Ask


def test_every_measured_address_answers(archive: Path, ask: Ask) -> None:
    pairs = [pair for pair in pairs_of(archive) if pair.own != "/hamta"]  # whose files take long to make
    assert len({pair.name for pair in pairs}) == len(pairs) > 40
    wrong = {pair.own: ask("GET", pair.own).status_code for pair in pairs}
    assert wrong == {pair.own: pair.status for pair in pairs}
    assert all(pair.beside.startswith(f"/{archive.stem}/") for pair in pairs)
