"""The scope and status of amounts and counts: what is a part, or for each participant, never passes for the whole."""

from pathlib import Path

import pytest

from archive.building.build import build
from parser import parse_page
from schema.record import Project
from scraper.input import Input
from tests.archive.test_archive import query
from tests.prose.test_understanding import promising

PAGE = "Projekt Nya Broar\n\nNya Broar finansieras av Europeiska socialfonden. {}\n"
FIELDS = ("total_budget_sek", "esf_support_sek", "cofinancing_sek", "participants_planned")
WHOLE = [
    ("Den totala budgeten är 9 miljoner kronor.", "total_budget_sek", 9_000_000),
    ("ESF-stödet är 3 miljoner kronor.", "esf_support_sek", 3_000_000),
    ("ESF-rådet har beviljat 3 miljoner kronor i stöd.", "esf_support_sek", 3_000_000),
    ("Medfinansieringen är 2 miljoner kronor.", "cofinancing_sek", 2_000_000),
    ("Projektet har 120 deltagare.", "participants_planned", 120),
]
STATED = [
    ("ESF-stödet är 45 000 kronor per deltagare.", "amount.esf_support", 45_000, "per deltagare", None),
    ("ESF-stödet är 30 000 kronor för varje deltagare.", "amount.esf_support", 30_000, "per deltagare", None),
    ("Under 2012 är ESF-stödet 800 000 kronor.", "amount.esf_support", 800_000, "del", None),
    ("Stockholms del av budgeten är 800 000 kronor.", "amount.total_budget", 800_000, "del", None),
    ("Medfinansieringen är 200 000 kronor per år.", "amount.cofinancing", 200_000, "del", None),
    ("I projektet deltar 120 deltagare per år.", "count.participants", 120, "del", None),
    ("I projektet deltar 40 deltagare per termin.", "count.participants", 40, "del", None),
    ("I projektet har 14 deltagare hoppat av.", "count.participants", 14, "del", None),
    ("Kommunen söker 3 miljoner kronor i stöd från ESF.", "amount.esf_support", 3_000_000, None, "ansökt"),
]
"""Sentences that state nothing of the whole project as granted: kind, value, scope and status of what they state."""


def read(sentence: str) -> Project:
    (project,) = parse_page(PAGE.format(sentence).encode())
    return project


@pytest.mark.parametrize(("sentence", "field", "value"), WHOLE)
def test_what_is_said_of_the_whole_project_fills_its_field(sentence: str, field: str, value: int) -> None:
    assert {name: getattr(read(sentence), name) for name in FIELDS} == dict.fromkeys(FIELDS) | {field: value}


@pytest.mark.parametrize(("sentence", "kind", "value", "scope", "status"), STATED)
def test_a_part_a_share_and_a_wish_are_claims_with_their_scope_and_status(
    sentence: str, kind: str, value: int, scope: str | None, status: str | None
) -> None:
    claims = [claim for claim in read(sentence).claims if not claim.kind.startswith("date.")]
    assert [(claim.kind, claim.value, claim.scope) for claim in claims] == [(kind, value, scope)]
    assert [claim.status == "ansökt" for claim in claims] == [status == "ansökt"]


@pytest.mark.parametrize("sentence", [row[0] for row in STATED])
def test_a_part_a_share_and_a_wish_fill_no_field(sentence: str) -> None:
    assert [getattr(read(sentence), field) for field in FIELDS] == [None] * len(FIELDS)


def test_those_who_left_are_a_part_of_those_who_take_part() -> None:
    project = read("Projektet har 120 deltagare. Hittills har 14 deltagare hoppat av.")
    assert project.participants_planned == 120


def test_a_part_is_not_compared_with_what_labels_say_of_the_whole(tmp_path: Path) -> None:
    prose = "Stockholms del av budgeten är 800 000 kronor."
    build(tmp_path / "esf.db", [Input("a", promising(tmp_path, "a.txt", prose=prose))])
    said = query(tmp_path / "esf.db", "select value, scope, standing from claims where kind = 'amount.total_budget'")
    assert sorted(said) == [("SEK 16811676", None, 1), ("SEK 800000", "del", None)]
    assert query(tmp_path / "esf.db", "select * from disagreements") == []
