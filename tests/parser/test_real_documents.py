"""The real documents, where they are at hand: exact facts, and sections known by length and digest."""

import hashlib
import json
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import shapes
from parser import explain_page, read_page
from parser.layouts.projektbank_2014 import LAYOUT as BANK_2014
from parser.layouts.projektbank_dnr import LAYOUT as DNR
from schema.places import find_region
from schema.record import Project
from tests.parser.test_properties import assert_covered

SECTIONS = {
    "creadiem": {
        "sammanfattning": (993, "5e92a9616177"),
        "bakgrund": (2480, "0ca85d8a8cac"),
        "syfte": (593, "695599aad196"),
        "malsattning": (760, "7b8252414796"),
        "tillganglighet": (2182, "78aa6f094106"),
        "jamstalldhet": (634, "d2ddd95f286a"),
        "transnationellt_samarbete": (1173, "2e1e04bccf1e"),
    },
    "heart-employment": {
        "sammanfattning": (286, "de188ca5a00a"),
        "bakgrund": (3978, "18e88d0dad59"),
        "syfte": (880, "186c1f539a7e"),
        "malsattning": (3061, "c03c334ecda1"),
        "tillganglighet": (1119, "95446d7f53f7"),
        "transnationellt_samarbete": (2026, "6982a6ae00c7"),
    },
    "jobbtrappan": {
        "sammanfattning": (975, "0e1cbd5a932e"),
        "bakgrund": (7087, "36a9dff9e7b0"),
        "syfte": (313, "ee6bb4d126d4"),
        "malsattning": (1574, "ff10b20226c2"),
        "tillganglighet": (2018, "62eaa89da25b"),
        "jamstalldhet": (1542, "375b71d0dd87"),
    },
    "transnet": {
        "sammanfattning": (901, "a87868a47dba"),
        "bakgrund": (6023, "06bd06b15b77"),
        "syfte": (610, "b42a22614c43"),
        "malsattning": (7122, "ba6e19626019"),
        "tillganglighet": (1016, "ad66f34a8354"),
        "jamstalldhet": (515, "d1d186c246f4"),
        "transnationellt_samarbete": (4896, "a4a1b705599b"),
    },
}
FACTS = {
    "creadiem": ("CreaDiem", "2", "Genomförande", "Socialförvaltningen", 6492410, 16811676, "Småland och Öarna"),
    "heart-employment": ("HEART Employment", "2", "Förprojektering", None, 324578, 433578, "Stockholm"),
    "jobbtrappan": (
        "Jobbtrappan",
        "2",
        "Genomförande",
        "Eskilstuna kommun, Arbetsmarknads och familjeförv",
        7270054,
        21005662,
        "Östra Mellansverige",
    ),
    "transnet": (
        "Transnet",
        "1",
        "Genomförande",
        "Arbetsmarknadsförvaltningen - Stockholms stad",
        8696524,
        8696524,
        "Stockholm",
    ),
}
LISTS = {
    "creadiem": {"medfinansiär": 5, "samarbetspartner": 10, "municipalities": ["0885", "0980", "0880", "0840"]},
    "heart-employment": {
        "medfinansiär": 3,
        "samarbetspartner": 8,
        "municipalities": ["0123", "0188", "0163", "0184", "0183", "0114"],
    },
    "jobbtrappan": {"medfinansiär": 2, "samarbetspartner": 1, "municipalities": ["0484"]},
    "transnet": {"samarbetspartner": 1, "deltagande aktör": 2, "municipalities": ["0180"]},
}
PERIODS = {
    "creadiem": ("2010-11-01", "2014-04-30"),
    "heart-employment": ("2009-01-07", "2009-07-07"),
    "jobbtrappan": ("2011-08-01", "2014-06-30"),
    "transnet": ("2011-06-14", "2014-04-30"),
}


def read_seed(folder: Path, name: str) -> Project:
    page = read_page((folder / "seeds" / f"{name}.txt").read_bytes())
    assert_covered(page)
    return page.projects[0]


@pytest.mark.parametrize("name", FACTS)
def test_facts_of_a_seed(real_documents: Path, name: str) -> None:
    p = read_seed(real_documents, name)
    found = (p.title, p.programme_area_code, p.phase, p.owner, p.esf_support_sek, p.total_budget_sek, p.region)
    assert found == FACTS[name]
    assert (p.period_start, p.period_end) == PERIODS[name]
    assert (p.layout, p.programme_period, p.status, p.issues) == ("projektbank-2007", "2007-2013", "beviljad", [])
    assert all((p.contact.name, p.contact.email, p.contact.phone))


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_of_a_seed(real_documents: Path, name: str) -> None:
    sections = read_seed(real_documents, name).sections
    digests = {s.section: (len(s.text), hashlib.sha256(s.text.encode()).hexdigest()[:12]) for s in sections}
    assert digests == SECTIONS[name]


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_a_seed(real_documents: Path, name: str) -> None:
    project = read_seed(real_documents, name)
    roles = [organisation.role for organisation in project.organisations]
    found = {role: roles.count(role) for role in dict.fromkeys(roles)}
    assert found | {"municipalities": [m.code for m in project.municipalities]} == LISTS[name]


def test_prose_seed_is_kept_whole(real_documents: Path) -> None:
    content = (real_documents / "seeds" / "senior-kompetens.txt").read_bytes()
    page = read_page(content)
    assert_covered(page)
    project = page.projects[0]
    assert (project.title, project.layout, project.status) == ("Projektet Senior Kompetens", "prose", "ansökt")
    kept = [project.title or "", *(text for part in project.sections for text in (part.heading or "", part.text))]
    assert " ".join(kept).split() == content.decode().split()


def test_sections_of_a_prose_seed_are_inferred(real_documents: Path) -> None:
    sections = read_seed(real_documents, "senior-kompetens").sections
    assert {section.method for section in sections} == {"inferred"}
    assert {section.heading for section in sections} == {None, "Analysfasen", "Experimentfasen"}
    said = [(section.section, section.shown, section.text.split()[:2]) for section in sections]
    assert said[0] == ("sammanfattning", True, ["Projektet", "Senior"])
    assert said[1][1:] == (False, ["Målet", "för"])
    assert sections[-1].section is None


def test_skeletons_give_their_facts(real_documents: Path) -> None:
    lines = (real_documents / "real-pages" / "facts.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 41
    for facts in map(json.loads, lines):
        content = (real_documents / "real-pages" / facts.pop("file")).read_bytes()
        page = read_page(content, facts["url"])
        assert_covered(page)
        facts |= {"region": find_region(facts["region"])}
        facts.pop("generation")
        assert {field: getattr(page.projects[0], field) for field in facts} == facts
        assert page.projects[0].issues == []
        assert explain_page(content)[0].layout == page.projects[0].layout


def test_every_label_of_the_later_skeletons_is_read(real_documents: Path) -> None:
    ignored = {"Utlysning", "Land som berörs", "Stödmottagarens address", "Projektperiod"}
    for path in sorted((real_documents / "real-pages").glob("20[12][14]-*.txt")):
        page = read_page(path.read_bytes())
        said = path.read_text("utf-8").split("\n\n")
        block = next(part for part in said if "Projektägare" in part).split("\n")
        labels = [line.rstrip(":") in {*DNR.labels, *BANK_2014.labels} for line in block]
        values = {line for line, is_label in zip(block, labels, strict=True) if not is_label}
        kept = {after for label, after in pairwise(block) if label.rstrip(":") in ignored}
        assert {value.raw for value in page.projects[0].values} >= values - kept, path.name


@pytest.mark.parametrize("frame", shapes.FRAMES)
@pytest.mark.parametrize("block", shapes.BLOCKS)
@pytest.mark.parametrize("name", FACTS)
def test_seeds_in_every_shape(real_documents: Path, name: str, block: str, frame: str) -> None:
    project = read_seed(real_documents, name)
    page = read_page(shapes.ENCODINGS["latin-1-declared"](shapes.as_html(project, block, frame, banner="driftstopp")))
    assert_covered(page)
    assert shapes.facts(page.projects[0]) == shapes.facts(project)
