"""Prose without the standard headings: sections inferred, facts of the project, and pages that list several."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.gold import GoldDocument, gold_documents
from benchmarks.prose_sections import FLOORS, REAL, TUNED, Case, measure, share
from parser import read_page
from parser.sectioning.inferring import infer_in, infer_sections
from parser.sectioning.judgement import Judgement, Outline
from parser.sectioning.paragraphs import is_heading, paragraphs
from parser.sectioning.section_cues import HEADING_CUES, TEXT_CUES
from parser.sectioning.section_shapes import ALONE, BYLINE, EARLY, FRAGMENT, LAST, LATE, OPENING, SIGNS
from parser.text.lookalikes import SEVERAL_PROJECTS
from parser.understanding.pipeline import pipeline
from schema.record import Project, Section
from schema.vocabularies import SECTIONS
from tests.test_properties import assert_covered

GOLD = gold_documents()
MEMO = """Verkstaden vid ån

Kommunen söker medel ur Socialfonden till projektet Verkstaden vid ån, ett projekt för unga som saknar arbete.

Analysfasen

Deltagarna träffar en handledare två gånger i veckan och gör ett schema.

Bakgrund

Många unga saknar arbete. Sågen lades ned 2004.

Sedan dess har ingenting kommit i stället.
"""


def _one(text: str) -> Project:
    projects = read_page(text.encode()).projects
    assert len(projects) == 1
    return projects[0]


def _sections(text: str) -> list[Section]:
    return _one(text).sections


@pytest.fixture(scope="module")
def measured() -> dict[str, list[Case]]:
    return measure()


@pytest.mark.parametrize("corpus", [name for name in FLOORS if name != REAL])
def test_enough_paragraphs_are_right(measured: dict[str, list[Case]], corpus: str) -> None:
    assert share(measured[corpus]) >= FLOORS[corpus]


def test_enough_paragraphs_of_real_documents_are_right(measured: dict[str, list[Case]], real_documents: Path) -> None:
    assert share(measured[REAL]) >= FLOORS[REAL], real_documents


def test_the_tuned_documents_are_in_the_corpus() -> None:
    assert {document.slug for document in GOLD} >= TUNED


@pytest.mark.parametrize("document", [one for one in GOLD if one.has_headings], ids=lambda one: one.slug)
def test_the_seven_headings_tell(document: GoldDocument) -> None:
    sections = _one(document.text).sections
    for part in document.sections:
        under = [one for one in sections if one.start < part.end and part.start < one.end]
        if part.section:
            assert [(one.section, one.method) for one in under] == [(part.section, "heading")]
        elif not part.heading:
            assert [(one.section, one.method) for one in under] == [(None, "inferred")]


@pytest.mark.parametrize("document", GOLD, ids=lambda one: one.slug)
def test_every_section_and_value_stands_on_its_page(document: GoldDocument) -> None:
    page = read_page(document.text.encode())
    assert_covered(page)
    for project in page.projects:
        assert all(page.text[one.start : one.end] == one.text for one in project.sections)
        assert all(page.text[one.start : one.end] == one.raw for one in project.values)
        assert {value.method for value in project.values} <= {"inferred"}
        for section in project.sections:
            told = section.method == "inferred" and section.rule is not None
            assert (section.confidence is not None and 0 <= section.confidence <= 1) == told


@pytest.mark.parametrize(("field", "floor"), [("title", 0.8), ("owner", 0.6), ("status", 0.9)])
def test_facts_are_right_where_they_are_said(field: str, floor: float) -> None:
    pairs = [(getattr(known, field), getattr(read, field)) for known, read in _paired()]
    said = [(known, read) for known, read in pairs if read is not None]
    right = sum(known == read for known, read in said)
    assert right >= 0.95 * len(said)
    assert right >= floor * sum(known is not None for known, _ in pairs)


def _paired() -> list[tuple[object, Project]]:
    found = []
    for document in GOLD:
        projects = read_page(document.text.encode()).projects
        assert len(projects) == len(document.projects), document.slug
        found += list(zip(document.projects, projects, strict=True))
    return [(known, read) for known, read in found]


def test_own_headings_are_kept_and_a_heading_of_the_seven_tells() -> None:
    sections = _sections(MEMO)
    assert [(one.section, one.heading, one.method) for one in sections] == [
        ("sammanfattning", None, "inferred"),
        (None, "Analysfasen", "inferred"),
        ("bakgrund", "Bakgrund", "heading"),
    ]
    assert sections[2].text.endswith("i stället.")
    assert (sections[2].confidence, sections[2].rule) == (None, None)


def test_a_spacy_document_gives_the_same_sections() -> None:
    text = "Syftet är att öppna en väg till arbete.\n\nTelefon till projektkontoret: 0491-880 00."
    sections = infer_sections(pipeline()(text))
    assert [(one.section, text[one.start : one.end]) for one in sections] == [
        ("syfte", "Syftet är att öppna en väg till arbete."),
        (None, "Telefon till projektkontoret: 0491-880 00."),
    ]
    assert [one.rule for one in sections] == ["says why", "telephone or address"]


def test_another_judge_takes_the_place_of_the_rules() -> None:
    def judge(outline: Outline) -> list[Judgement]:
        return [Judgement("syfte", 0.5, "mine") for _ in outline.paragraphs]

    page = read_page(MEMO.encode(), judge=judge)
    assert [one.rule for one in page.projects[0].sections] == ["mine", "mine", None]


def test_a_project_applied_for() -> None:
    project = _one("Nya vägar\n\nAle kommun söker 2 mkr ur Socialfonden. Om projektet beviljas startar det 2009.")
    assert (project.title, project.owner, project.status) == ("Nya vägar", "Ale kommun", "ansökt")


def test_a_grant_spoken_of_with_an_if_is_none() -> None:
    text = "Nya vägar\n\nProjektet startar när ESF-rådet har beviljat medel."
    assert _one(text).status != "beviljad"


@pytest.mark.parametrize(
    ("said", "dnr"),
    [
        ("Projektet har projektnummer 2015/00648.", "2015/00648"),
        ("ESF-projektet 23-079-S04 har startat.", "23-079-S04"),
        ("Dnr KS 2015/00648. Ett projekt i kommunen.", None),
        ("Projekten 23-079-S04 och 22-017-S04 samarbetar.", None),
    ],
)
def test_a_register_number(said: str, dnr: str | None) -> None:
    project = _one(f"Vägen\n\n{said} Pengarna kommer från Socialfonden, och det är bra för alla.")
    assert project.dnr == dnr
    assert dnr is None or (project.project_id, project.programme_period is not None) == (dnr, True)


LISTED = (
    "• {}. {}, 2 310 000 kr. Utbildning för många anställda.\n",
    "{}\n{} får 3 mkr för att utbilda anställda.\n\n",
    "{}\n\n{} får 3 mkr för att utbilda anställda.\n\n",
    "1. {} - {}, 3 miljoner kronor till utbildning av anställda\n\n",
    "Projekt 1: {}\n\n{} får 3 mkr för att utbilda anställda.\n\n",
    "2. {}\n\n{} får 3 mkr för att utbilda anställda.\n\n",
    "{}, som ägs av {}, beviljas 3 miljoner kronor för att utbilda anställda.\n\n",
)


@pytest.mark.parametrize("form", LISTED)
def test_each_item_of_a_list_is_a_project(form: str) -> None:
    known = [("Vindkraft", "Åre kommun"), ("Bygga broar", "Krokoms kommun"), ("Ny start", "Samverkstan Väst AB")]
    items = "".join(form.format(*pair) for pair in known)
    page = read_page(f"Tre nya ESF-projekt\n\nSocialfonden har beviljat stöd till tre projekt.\n\n{items}".encode())
    assert_covered(page)
    assert [(one.title, one.owner) for one in page.projects] == known
    assert len({one.project_id for one in page.projects}) == len(known)
    assert {section.section for one in page.projects for section in one.sections} == {"sammanfattning"}
    assert {one.status for one in page.projects} == {"beviljad"}


def test_who_gets_money_for_which_project() -> None:
    items = "  • Åre kommun får 6,6 mkr till projektet Vind i seglen.\n  • Samverkstan AB får 24 mkr till Växt.\n"
    page = read_page(
        f"122 miljoner till länet\n\nPengarna kommer från Socialfonden och alla är glada.\n\n{items}".encode()
    )
    assert_covered(page)
    assert [(one.title, one.owner) for one in page.projects] == [
        ("Vind i seglen", "Åre kommun"),
        ("Växt", "Samverkstan AB"),
    ]


def test_a_sentence_or_a_date_is_no_name_of_a_project() -> None:
    names = ["Vindkraft", "Bygga broar", "Ny start"]
    items = [f"{name}. Åre kommun får 3 mkr." for name in names]
    last = "Frågor besvaras av Per på ESF-rådet. Nästa utlysning öppnar 1 maj 2016."
    page = read_page("\n\n".join(["Tre nya ESF-projekt", "19 maj 2015. Så är det.", *items, last]).encode())
    assert [one.title for one in page.projects] == names


def test_a_text_without_a_headline_keeps_its_first_paragraph() -> None:
    first = (
        "I juni 2021 fick Region Ö ja på sin ansökan till Europeiska socialfonden. Projektet kostar 6,9 miljoner "
        "kronor och håller på i två år, och det finns inga pengar därefter."
    )
    page = read_page(f"{first}\n\nKurserna ges på arbetstid.".encode())
    assert_covered(page)
    assert page.projects[0].sections[0].text.startswith("I juni 2021")


def test_a_press_release_s_headline_stands_below_its_dateline() -> None:
    page = read_page("Pressmeddelande 2018-06-14\n\nNya vägar\n\nProjektet får stöd av Socialfonden i tre år.".encode())
    assert_covered(page)
    assert page.projects[0].title == "Nya vägar"
    assert page.text[page.projects[0].sections[0].start :].startswith("Pressmeddelande")


def test_labels_with_numbers_are_no_headings() -> None:
    text = "Ekonomi\n\nTotal budget: 14 280 tkr\nSökt ESF-stöd: 7 568 tkr\n\nTexten går vidare här."
    assert [one.text for one in paragraphs(text) if one.heading] == ["Ekonomi"]


def test_what_follows_the_summary_of_an_item_has_sections_of_its_own() -> None:
    known = [("Vindkraft", "Åre kommun"), ("Bygga broar", "Krokoms kommun"), ("Ny start", "Samverkstan Väst AB")]
    item = "{}\n\n{} får 3 mkr av ESF för projektet.\n\nBakgrund\n\nMånga saknar utbildning, och behovet är stort.\n\n"
    page = read_page(f"Nyhetsbrev\n\nHej från oss alla.\n\n{''.join(item.format(*pair) for pair in known)}".encode())
    assert_covered(page)
    assert [one.title for one in page.projects] == [title for title, _ in known]
    assert {tuple(part.section for part in one.sections) for one in page.projects} == {("sammanfattning", "bakgrund")}


def test_two_items_of_one_name_are_no_list() -> None:
    items = "• Vinden. Åre kommun, 3 mkr.\n• Vinden. Åre kommun, 3 mkr.\n"
    page = read_page(f"Två nya ESF-projekt\n\nSocialfonden ger stöd till två projekt.\n\n{items}".encode())
    assert page.verdict == SEVERAL_PROJECTS


def test_a_list_that_cannot_be_told_apart_is_said_to_be_one() -> None:
    text = "Fem nya ESF-projekt i länet\n\nSocialfonden delar ut 20 mkr. Pengarna går till kommunerna, som är glada."
    page = read_page(text.encode())
    assert (page.projects, page.verdict) == ([], SEVERAL_PROJECTS)


def test_goals_in_a_list_are_no_projects() -> None:
    text = "Vägen\n\nEtt av tre projekt i länet med medel ur Socialfonden.\n\n• Mål. 3 kurser\n• Medel. 4 kurser\n"
    assert _one(text).title == "Vägen"


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Analysfasen", True),
        ("Varför behövs den?", True),
        ("Kort om projektet:", True),
        ("PRESSMEDDELANDE 2009-06-04", False),
        ("Målen följs upp varje kvartal av styrgruppen:", False),
        ("Ekby, 23 maj 2011", False),
        ("Följande mål gäller:", False),
        ("Mål för 2012", True),
        ("Det är bra.", False),
        ("- 75 procent", False),
        ("", False),
    ],
)
def test_headings_of_the_applicants_own(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


def test_lines_are_paragraphs_where_nothing_else_parts_them() -> None:
    text = "Rubriken\nFörsta stycket är en mening.\nAndra stycket är en till."
    assert [(one.text, one.heading) for one in paragraphs(text)] == [
        ("Rubriken", True),
        ("Första stycket är en mening.", False),
        ("Andra stycket är en till.", False),
    ]


def test_cues_are_data_that_can_be_met() -> None:
    for cue in (*TEXT_CUES, *HEADING_CUES):
        assert cue.words, cue.name
        assert all(term == term.lower() and "  " not in term for term in cue.words), cue.name
        assert cue.weights.keys() <= {*SECTIONS, None}
    assert all(sign.weights for sign in SIGNS)
    assert all(place.weights for place in (*OPENING, EARLY, LATE, LAST, BYLINE, FRAGMENT, ALONE))
    assert len({cue.name for cue in (*TEXT_CUES, *HEADING_CUES)}) == len(TEXT_CUES) + len(HEADING_CUES)


PIECES = st.one_of(
    st.text(),
    st.sampled_from(
        ["\n\n", "\n", "Projektet ", "Syfte\n\n", "• ", "Två projekt", "ESF", " får 3 mkr. ", "Ale kommun"]
    ),
)


@given(st.lists(PIECES).map("".join))
def test_any_text_has_its_paragraphs_and_sections_in_place(text: str) -> None:
    pieces = paragraphs(text)
    assert "".join(text.split()) == "".join("".join(piece.text.split()) for piece in pieces)
    found = infer_in(text, pieces)
    assert all(text[one.section.start : one.section.end] == one.section.text for one in found)
    assert all(text[one.heading_start : one.heading_end] == (one.section.heading or "") for one in found)


@given(st.lists(PIECES).map("".join))
def test_any_prose_page_is_read_and_covered(text: str) -> None:
    page = read_page(f"Ett projekt med medel ur ESF som är bra för alla. {text}".encode())
    assert_covered(page)
    for project in page.projects:
        assert all(page.text[one.start : one.end] == one.text for one in project.sections)
        assert all(page.text[one.start : one.end] == one.raw for one in project.values)


FORM = ("Sammanfattning", "Bakgrund", "Syfte", "Målsättning", "Jämställdhetsintegrering", "Transnationellt samarbete")


@pytest.mark.parametrize(("headings", "kinds"), [(FORM, 1), (FORM[:4], 0), (FORM[3:], 0)])
def test_the_headings_of_the_fund_s_form_tell_a_project_of_the_fund(headings: tuple[str, ...], kinds: int) -> None:
    prose = "\n\n".join(f"{heading}\n\nHär står vad kommunen och dess parter vill göra." for heading in headings)
    assert len(read_page(f"Varvsvägen\n\n{prose}\n".encode()).projects) == kinds
