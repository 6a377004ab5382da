"""Small worlds of pages that tie, move, come twice or without an address: any order and any steps give one archive."""

import random
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.building.build import build
from archive.building.masking.contacts import private_path
from archive.building.parsing.parsing_options import ParsingOptions
from archive.verifying.verification import check_verified
from scraper.input import Input

_BANK = "https://www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/{}/"
_PAGE = """{title}

ProjektägareKommunen {owner}
Kontaktperson{person}
E-post{mail}@exempel.se
Telefonnummer{phone}
Beviljat ESF-stöd{sum} 000 kr
Projektperiod2009-01-01 till 2010-12-31
RegionSydsverige

Sammanfattning

Projektet prövar nya vägar. {named} svarar på frågor om {title}, {other}. Ring {phone}!

Samarbetspartners

 • Föreningen {owner}
 • {named}
"""
_TEXT = """Nya pengar till jobb

Projektet {title} får stöd av Europeiska socialfonden. {named} och {other} hjälper unga att hitta arbete i Sydsverige.
Budgeten är {sum} 000 kronor.

Kontaktperson: {person}
"""
_NAMED = [
    "Ylva Provsson", "Provsson, Ylva", "Ylva, Provsson", "Ylva - Provsson", "Olle\nProvsson", "O. Provsson",
    "Olle Exempelqvists", "Exempelqvist",
]  # fmt: skip
_contents: st.SearchStrategy[str] = st.builds(
    lambda form, **words: form.format(**words),
    form=st.sampled_from([_PAGE, _PAGE, _TEXT]),
    title=st.sampled_from(["Vägen", "Bron", "Vägen till arbete", "Förstudie Vägen till arbete"]),
    owner=st.sampled_from(["Ek", "Alm"]),
    person=st.sampled_from(["Ylva Provsson", "Olle Provsson", "Provsson, Ylva", "Olle Exempelqvist"]),
    mail=st.sampled_from(["ylva.provsson", "olle"]),
    phone=st.sampled_from(["040-11 22 33", "11 22 33"]),
    sum=st.sampled_from(["100", "200"]),
    named=st.sampled_from(_NAMED),
    other=st.sampled_from(_NAMED),
)
_addresses = st.sampled_from([None, *map(_BANK.format, ("Vagen", "Bron", "Stigen")), "https://exempel.se/nytt"])
_times = st.sampled_from([None, "2012-01-01", "2013-01-01"])
_names = st.permutations(["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"])
Seen = tuple[str, str | None, str | None]


def _worlds(contents: list[str], several: int = 5) -> st.SearchStrategy[list[Seen]]:
    """Files with a few contents, so that some have equal bytes."""
    return st.lists(st.tuples(st.sampled_from(contents), _addresses, _times), min_size=2, max_size=several)


_seen = st.lists(_contents, min_size=1, max_size=4).flatmap(_worlds)


def _inputs(folder: Path, world: Sequence[Seen], names: Sequence[str]) -> list[Input]:
    """Each page as a file of its own: one file never holds two contents, of which the later would count."""
    found = []
    for name, (content, url, time) in zip(names, world, strict=False):
        (folder / name).write_text(content, "utf-8")
        found.append(Input(name, folder / name, url, time))
    return found


def rows_of_both(path: Path) -> dict[str, list[str]]:
    """Every row of the public and the private file, but for those of SQLite's own."""
    return {
        f"{file.name}: {table}": sorted(map(repr, rows))
        for file in (path, private_path(path))
        for table, rows in _tables(file).items()
    }


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    sql = (
        "select name from sqlite_master where type = 'table' and name not like 'search_%' and name not like 'sqlite_%'"
    )
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute(sql).fetchall()]
        return {name: database.execute(f'select * from "{name}"').fetchall() for name in names}


def _archive(path: Path, steps: Sequence[list[Input]]) -> dict[str, list[str]]:
    for inputs in steps:
        build(path, inputs, options=ParsingOptions(text=False))
    check_verified(path)
    return rows_of_both(path)


def differing(world: Sequence[Seen], names: Sequence[str], seed: int, cut: int) -> set[str]:
    """The tables that differ between a build at once and one in another order, in two steps."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        inputs = _inputs(Path(one), world, names)
        shuffled = random.Random(seed).sample(inputs, len(inputs))
        steps = [part for part in (shuffled[:cut], shuffled[cut:]) if part]
        at_once = _archive(Path(one) / "archive.db", [inputs])
        in_steps = _archive(Path(other) / "archive.db", steps)
        return {name for name, rows in in_steps.items() if rows != at_once[name]}


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(world=_seen, names=_names, seed=st.integers(0, 100), cut=st.integers(0, 5))
def test_any_order_and_any_steps_give_one_archive(world: list[Seen], names: list[str], seed: int, cut: int) -> None:
    assert differing(world, names, seed, cut) == set()


def test_of_equal_bytes_in_two_files_the_first_by_name_is_named() -> None:
    text = _TEXT.format(title="Vägen", named="Någon", other="någon annan", person="Ylva Provsson", sum="100")
    world = [(text, None, None)] * 3
    for seed in range(3):
        assert differing(world, ["b.txt", "a.txt", "c.txt"], seed, 1) == set()


def test_contacts_that_become_known_step_by_step_are_masked_as_those_known_at_once() -> None:
    words = {"title": "Vägen", "owner": "Ek", "mail": "olle", "phone": "11 22 33", "sum": "100"}
    one = _PAGE.format(person="Olle Provsson", named="Provsson, Ylva", other="Ylva - Provsson", **words)
    other = _PAGE.format(person="Ylva Provsson", named="O. Provsson", other="Olle\nProvsson", **words)
    world = [(one, _BANK.format("Vagen"), "2012-01-01"), (other, _BANK.format("Vagen"), "2013-01-01")]
    for seed in range(2):
        assert differing(world, ["a.txt", "b.txt"], seed, 1) == set()
