"""Organisations: what is the same, by which rule, and what only might be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.building.organisations.likeness import write_similar_organisations
from archive.building.organisations.organisation_names import (
    is_department,
    key_of,
    rules_between,
)
from archive.building.organisations.resolving import resolve_organisations
from archive.building.settling.derived_tables import fill_derived_tables
from archive.database import open_database
from schema.organisation_numbers import is_organisation_number

NUMBER, OTHER_NUMBER = "2021002114", "2120001355"


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("SORSELE KOMMUN", "Sorsele kommun", "versaler"),
        ("Hassela  Helpline", "Hassela Helpline", "versaler"),
        ("Hassela Helpline, Hassela Helpline", "Hassela Helpline", "dubblerad"),
        ("SORSELE KOMMUN, Sorsele kommun", "Sorsele kommun", "versaler + dubblerad"),
        ("Samordningsförbundet Väst, Samordningsförbundet Vä", "Samordningsförbundet Väst", "dubblerad"),
        ("Af", "Arbetsförmedlingen", "versaler + förkortning"),
        ("FK", "Försäkringskassan", "förkortning"),
        ("SKL", "Sveriges Kommuner och Landsting", "förkortning"),
        ("SKR", "Sveriges Kommuner och Regioner", "förkortning"),
        ("VGR", "Västra Götalandsregionen", "förkortning"),
        ("ABF", "Arbetarnas Bildningsförbund", "förkortning"),
        ("Åkeri Norr Aktiebolag", "Åkeri Norr AB", "bolagsform"),
        ("AB Åkeri Norr", "Åkeri Norr AB (publ)", "bolagsform"),
        ("TalangAkademin Ekonomisk förening", "Talangakademin ek. för.", "versaler + bolagsform"),
    ],
)
def test_the_same_organisation_and_the_rule_that_says_so(one: str, other: str, rule: str) -> None:
    assert key_of(one) == key_of(other)
    found = rules_between(one, other) or ""
    assert set(rule.split(" + ")) <= set(found.split(" + ")), found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arbetsförmedlingen i Motala", "Arbetsförmedlingen"),
        ("Habo kommun", "Håbo kommun"),
        ("Malmö stad", "Malmö kommun"),
        ("Af Motala", "Arbetsförmedlingen Motala"),
        ("Solna Stad, Social psykiatrienheten", "Solna Stad"),
        ("Eksjö Nu AB", "Eksjö Nu II AB"),
        ("Vision", "Vision AB"),
        ("Norrgården AB", "Norrgården HB"),
        ("Utbildningsförvaltningen i Nynäshamns kommun, Utbildning", "Utbildningsförvaltningen i Nynäshamns kommun"),
        ("Samordningsförbundet Östra Södertörn, Samordning", "Samordningsförbundet Östra Södertörn"),
    ],
)
def test_names_that_are_not_merged(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("Socialförvaltningen", True),
        ("ARBETSMARKNADSENHETEN", True),
        ("Förvaltningen för arbetsmarknad och vuxenutbildning", True),
        ("Arbetsmarknadsenheten Motala", False),
        ("Malmö stad, Sociala enheten", False),
        ("Omvårdnadsförvaltningen, Viskabygdens kommun", False),
        ("Arbetsförmedlingen", False),
    ],
)
def test_a_bare_department_identifies_nobody(name: str, department: bool) -> None:
    assert is_department(name) is department


@given(st.text(min_size=1))
def test_a_name_is_itself_whatever_it_is(name: str) -> None:
    assert rules_between(name, name) is None


@given(st.text("abkåäö -.,AB"))
def test_capitals_and_spaces_around_it_make_no_other_organisation(name: str) -> None:
    assert key_of(f" {name.upper()}  ") == key_of(name)


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        (NUMBER, True),
        ("2021002115", False),
        ("8112189876", False),
        ("202100211", False),
        ("20210O2114", False),
        ("٢٠٢١٠٠٢١١٤", False),
    ],
)
def test_check_digits(number: str, valid: bool) -> None:
    assert is_organisation_number(number) is valid


def resolved(owners: list[tuple[str, str | None]], partners: list[str]) -> Database:
    database = open_database(":memory:")  # type: ignore[arg-type]
    for position, (name, number) in enumerate(owners):
        project = {"project_id": f"p{position}", "layout": "projektbank-2007", "owner": name}
        database.table("projects").insert(project | {"owner_org_number": number})
        link = {"project_id": f"p{position}", "position": 0, "role": "projektägare", "name": name}
        database.table("project_organisations").insert(link)
    for position, name in enumerate(partners, 1):
        link = {"project_id": "p0", "position": position, "role": "samarbetspartner", "name": name}
        database.table("project_organisations").insert(link)
    resolve_organisations(database)
    write_similar_organisations(database)
    fill_derived_tables(database)
    return database


def links(database: Database) -> list[tuple[str, str, str | None]]:
    sql = "select name, organisation_id, rule from project_organisations order by project_id, position"
    return list(database.execute(sql))


def test_a_number_is_the_identity_and_reaches_the_same_name_elsewhere() -> None:
    database = resolved(
        [("ARBETSFÖRMEDLINGEN", NUMBER), ("Af Rehab", NUMBER)], ["Arbetsförmedlingen", "Arbetsförmedlingen", "Af"]
    )
    assert {organisation for _, organisation, _ in links(database)} == {NUMBER}
    named = list(database.execute("select name, org_number, spellings from organisations"))
    assert named == [("Arbetsförmedlingen", NUMBER, 4)]
    assert {name: rule for name, _, rule in links(database)} == {
        "ARBETSFÖRMEDLINGEN": "versaler",
        "Af Rehab": "organisationsnummer",
        "Arbetsförmedlingen": "samma namn som nummer",
        "Af": "versaler + förkortning + samma namn som nummer",
    }


def test_a_wrong_number_identifies_nobody() -> None:
    database = resolved([("Norrgården AB", "2021002115"), ("Norrgården AB", None)], [])
    assert {organisation for _, organisation, _ in links(database)} == {"norrgården ab"}
    assert list(database.execute("select org_number from organisations")) == [(None,)]


def test_one_name_with_two_numbers_is_two_organisations() -> None:
    database = resolved([("Omsorgen", NUMBER), ("Omsorgen", OTHER_NUMBER), ("Omsorgen", None)], [])
    assert [organisation for _, organisation, _ in links(database)] == [NUMBER, OTHER_NUMBER, "omsorgen"]


def test_departments_of_different_projects_stay_apart_and_take_no_number() -> None:
    database = resolved(
        [("Socialförvaltningen", NUMBER), ("Socialförvaltningen", None), ("Socialförvaltningen", None)], []
    )
    assert len({organisation for _, organisation, _ in links(database)}) == 3
    assert list(database.execute("select * from similar_organisations")) == []


def test_a_number_does_not_reach_a_name_with_another_legal_form() -> None:
    database = resolved([("Vision", NUMBER)], ["Vision AB"])
    assert [organisation for _, organisation, _ in links(database)] == [NUMBER, "vision ab"]
    assert [row[2:4] for row in database.execute("select * from similar_organisations")] == [("Vision", "Vision AB")]


def test_names_as_written_stay_on_every_link() -> None:
    database = resolved([("SORSELE KOMMUN", None)], ["Sorsele kommun"])
    assert [(name, rule) for name, _, rule in links(database)] == [
        ("SORSELE KOMMUN", "versaler"),
        ("Sorsele kommun", None),
    ]


def test_names_that_might_be_the_same_are_listed_not_merged() -> None:
    partners = ["Coompanion Roslagen&Norrort", "Coompanion Roslagen & Norrort", "Coompanion Roslagen och Norort"]
    partners += ["Habo kommun", "Håbo kommun", "Arbetsförmedlingen Avesta", "Arbetsförmedlingen Trestad"]
    database = resolved([("Åkeriservice Norr AB", None)], [*partners, "Åkeriservise Norr AB"])
    pairs = {frozenset(row) for row in database.execute("select name, other_name from similar_organisations")}
    assert frozenset(("Åkeriservice Norr AB", "Åkeriservise Norr AB")) in pairs
    assert len({organisation for _, organisation, _ in links(database)}) == 9
    assert not any({"Habo kommun", "Arbetsförmedlingen Avesta"} & pair for pair in pairs)


def test_an_owner_is_summed_over_its_spellings() -> None:
    database = resolved(
        [("SORSELE KOMMUN", None), ("Sorsele kommun", None), ("Sorsele kommun, Sorsele kommun", None)], []
    )
    assert list(database.execute("select owner, projects from largest_owners")) == [("Sorsele kommun", 3)]
