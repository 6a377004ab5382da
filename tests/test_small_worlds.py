"""Small worlds of pages that tie, move and come without an address: any order and any steps give one archive."""

import random
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.building.build import build
from archive.building.contacts import private_path
from archive.building.parsing_pool import ParsingOptions
from scraper.input import Input

_BANK = "https://www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/{}/"
_PAGE = """{title}

ProjektägareKommunen {owner}
Kontaktperson{person}
E-post{person}@exempel.se
Telefonnummer040-11 22 33
Beviljat ESF-stöd{sum} 000 kr
Projektperiod2009-01-01 till 2010-12-31
RegionSydsverige

Sammanfattning

Projektet prövar nya vägar. {person} svarar på frågor om {title}.

Samarbetspartners

 • Föreningen {owner}
"""
_pages: st.SearchStrategy[dict[str, str]] = st.builds(
    dict,
    title=st.sampled_from(["Vägen", "Bron"]),
    owner=st.sampled_from(["Ek", "Alm"]),
    person=st.sampled_from(["Ylva Provsson", "Olle Exempelqvist"]),
    sum=st.sampled_from(["100", "200"]),
)
_seen = st.tuples(
    _pages,
    st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"]),
    st.sampled_from([None, _BANK.format("Vagen"), _BANK.format("Bron"), _BANK.format("Stigen")]),
    st.sampled_from([None, "2012-01-01", "2013-01-01"]),
)
World = list[tuple[dict[str, str], str, str | None, str | None]]
_worlds = st.lists(_seen, min_size=2, max_size=5, unique_by=lambda seen: seen[1])


def _inputs(folder: Path, world: World) -> list[Input]:
    """Each page as a file of its own: one file never holds two contents, of which the later would count."""
    for page, name, _, _ in world:
        (folder / name).write_text(_PAGE.format(**page))
    return [Input(name, folder / name, url, time) for _, name, url, time in world]


def _archive(path: Path, steps: Sequence[list[Input]]) -> dict[str, list[str]]:
    """Every row of the public and the private file, but for those of SQLite's own."""
    for inputs in steps:
        build(path, inputs, options=ParsingOptions(text=False))
    return {
        f"{file.name}: {table}": sorted(map(repr, rows))
        for file in (path, private_path(path))
        for table, rows in _tables(file).items()
    }


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    database = sqlite3.connect(path)
    sql = (
        "select name from sqlite_master where type = 'table' and name not like 'search_%' and name not like 'sqlite_%'"
    )
    names = [name for (name,) in database.execute(sql).fetchall()]
    rows = {name: database.execute(f'select * from "{name}"').fetchall() for name in names}
    database.close()
    return rows


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(world=_worlds, seed=st.integers(0, 100), cut=st.integers(0, 5))
def test_any_order_and_any_steps_give_one_archive(world: World, seed: int, cut: int) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        inputs = _inputs(Path(one), world)
        shuffled = random.Random(seed).sample(inputs, len(inputs))
        steps = [part for part in (shuffled[:cut], shuffled[cut:]) if part]
        at_once = _archive(Path(one) / "archive.db", [inputs])
        in_steps = _archive(Path(other) / "archive.db", steps)
        assert {name: rows for name, rows in in_steps.items() if rows != at_once[name]} == {}
