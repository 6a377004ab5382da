"""Prose without the standard headings: sections inferred, facts of the project, and pages that list several."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.accuracy.prose_sections import FLOORS, REAL, Case, measure, precision, share
from benchmarks.gold.documents import GoldDocument, gold_documents
from parser import read_page
from parser.judging.cues import Cue, read_cues
from parser.judging.linear import Linear, read_judge
from parser.judging.thresholds import thresholds
from parser.sectioning.evidence import evidence
from parser.sectioning.inferring import NONE, Judged, infer_in, judge
from parser.sectioning.paragraphs import Paragraph, is_heading, paragraphs
from parser.text.lookalikes import SEVERAL_PROJECTS
from schema.record import Project, Section
from tests.parser.test_properties import assert_covered

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
    assert share(measured[corpus]) >= FLOORS[corpus][0]
    assert precision(measured[corpus]) >= FLOORS[corpus][1]


def test_enough_paragraphs_of_real_documents_are_right(measured: dict[str, list[Case]], real_documents: Path) -> None:
    assert share(measured[REAL]) >= FLOORS[REAL][0], real_documents
    assert precision(measured[REAL]) >= FLOORS[REAL][1], real_documents


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


GARDEN = """Trädgårdslaget är ett projekt i tre kommuner som vänder sig till unga. Det får stöd av Socialfonden.

Syftet med projektet är att bidra till att fler unga ska kunna få ett arbete och att stärka samarbetet.

Målet är att minst 60 procent av deltagarna ska ha ett arbete efter projektet.

Vid frågor, ring kansliet på telefon 0491-880 00 eller läs mer på hemsidan.

Ordföranden tackade för ordet."""


def _inferred(text: str) -> list[Section]:
    return [one.section for one in infer_in(text, paragraphs(text))]


def test_what_is_sure_is_shown_with_its_weightiest_evidence() -> None:
    found = _inferred(GARDEN)
    assert [(one.section, one.shown) for one in found] == [
        ("sammanfattning", True),
        ("syfte", True),
        ("malsattning", True),
        (None, True),
    ]
    assert found[0].rule == "says whom it is for"
    assert all(one.confidence and one.confidence >= thresholds()["section"].shown for one in found[:3])
    assert all(one.rule for one in found)


def test_of_equal_evidence_the_first_by_name_is_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"sign {number:02}" for number in range(40)]
    weights: dict[str, tuple[float, ...]] = {"bias": (0.0, 0.0), **dict.fromkeys(names, (1.0, 0.0))}
    judge_of_equals = Linear("", ["syfte", NONE], weights)
    monkeypatch.setattr("parser.sectioning.inferring._judge", lambda: judge_of_equals)
    assert Judged("syfte", 0.9, frozenset(names)).rule == "sign 00"


def test_what_is_less_sure_keeps_its_section_and_is_not_shown() -> None:
    sure, unsure = Judged("syfte", 0.99, frozenset({"x"})), Judged("syfte", 0.5, frozenset({"x"}))
    assert (sure.shown, unsure.shown, unsure.section) == (True, False, "syfte")
    assert Judged("syfte").shown, "a heading tells"
    assert Judged(None, 0.4, frozenset()).shown, "nothing is stated"


def test_only_paragraphs_that_are_as_sure_become_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ett är sant.\n\nTvå är sant.\n\nTre är kanske sant.\n\nFyra är något annat."
    sure = [Judged("syfte", 0.9, frozenset()), Judged("syfte", 0.8, frozenset())]
    said = iter([*sure, Judged("syfte", 0.5, frozenset()), Judged("bakgrund", 0.5, frozenset())])
    monkeypatch.setattr("parser.sectioning.inferring.judge", lambda features: next(said))
    found = _inferred(text)
    assert [(one.section, one.shown, one.confidence) for one in found] == [
        ("syfte", True, 0.85),
        ("syfte", False, 0.5),
        ("bakgrund", False, 0.5),
    ]
    assert found[0].text == "Ett är sant.\n\nTvå är sant."


@pytest.mark.parametrize(
    "text",
    [
        "Lokalerna är tillgängliga för personer med funktionsnedsättning, med hiss och hörselslinga.",
        "Jämställdheten ökar när lika många kvinnor och män deltar, och kön ska inte styra valet.",
        "Ett transnationellt samarbete med partner i Finland och Polen ger en studieresa.",
    ],
)
def test_three_sections_are_never_inferred(text: str) -> None:
    assert not {"tillganglighet", "jamstalldhet", "transnationellt_samarbete"} & {
        one.section for one in _inferred(f"{GARDEN}\n\n{text}")
    }


def test_a_heading_of_the_three_tells() -> None:
    found = _inferred(f"{GARDEN}\n\nTillgänglighet för personer med funktionsnedsättning\n\nHissen är ny.")
    assert [(one.section, one.method) for one in found[-1:]] == [("tillganglighet", "heading")]


def test_an_own_heading_is_evidence() -> None:
    text = "Kort om oss\n\n{}\n\nLaget har en ny hall och en gammal bil, och så har det varit sedan i våras."
    bare, headed = (evidence(paragraphs(text.format(h))) for h in ("Annat", "Bakgrund och behov"))
    assert "another heading" in bare[-1]
    assert "heading of the background" in headed[-1]


def test_the_first_paragraphs_of_an_item_only_tell_where_the_others_stand() -> None:
    pieces = paragraphs(GARDEN)
    assert [one.section.start for one in infer_in(GARDEN, pieces, known=1)] == [
        one.section.start for one in infer_in(GARDEN, pieces)
    ][1:]


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
        ("Projektet har ESF-rådets dnr 2015/00648, kommunens dnr är 2015/00119.", "2015/00648"),
        ("Projekten 23-079-S04 och 22-017-S04 samarbetar.", None),
    ],
)
def test_a_register_number(said: str, dnr: str | None) -> None:
    project = _one(f"Vägen\n\n{said} Pengarna kommer från Socialfonden, och det är bra för alla.")
    assert project.dnr == dnr
    assert dnr is None or (project.project_id, project.programme_period is not None) == (dnr, True)


def test_a_register_number_with_dashes_is_the_project_s() -> None:
    project = _one("Vägen\n\nESF-projektet 23–079–S04 har startat. Pengarna kommer från Socialfonden, och det är bra.")
    assert (project.project_id, project.dnr, project.programme_period) == ("23-079-S04", "23–079–S04", "2021-2027")


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


CUES = read_cues("parser.sectioning", "section_cues.toml")
HEADING_CUES = read_cues("parser.sectioning", "heading_cues.toml")


@pytest.mark.parametrize(("name", "cue"), [*CUES.items(), *HEADING_CUES.items()], ids=[*CUES, *HEADING_CUES])
def test_every_cue_is_found_in_its_example(name: str, cue: Cue) -> None:
    heading = Paragraph(cue.example, 0, len(cue.example), heading=name in HEADING_CUES)
    below = Paragraph("Text.", len(cue.example), len(cue.example) + 5)
    assert name in evidence([heading, below])[0]
    assert all(term == " ".join(term.lower().split()) for term in cue.words)
    assert not any(part.startswith("*") and part.endswith("*") for term in cue.words for part in term.split("|"))
    assert len(set(cue.words)) == len(cue.words)


def test_the_weights_are_of_evidence_that_there_is() -> None:
    fitted = read_judge("parser.sectioning", "section_weights.json")
    assert sorted(fitted.classes) == ["bakgrund", "malsattning", NONE, "sammanfattning", "syfte"]
    cues = {name.partition(": ")[2] or name for name in fitted.weights if ": " in name}
    assert cues <= {*CUES, "nothing"}
    assert judge(frozenset()).section is None, "without evidence there is no section"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Pressmeddelande 2018-06-14", True),
        ("Plats: Kommunhuset\nTid: kl. 13.00", True),
        ("Alvik den 3 maj", True),
        ("Mål: fler i arbete\nSyfte: en kortare väg till ett arbete för alla som bor i kommunen.", False),
        ("Hissen är ny och alla kan åka med den.", False),
    ],
)
def test_by_lines(text: str, is_one: bool) -> None:
    assert Paragraph(text, 0, len(text)).is_byline is is_one


@pytest.mark.parametrize(("line", "usual"), [("Mål och målgrupp", True), ("Vindkraft i Åre", False)])
def test_usual_headings(line: str, usual: bool) -> None:
    below = [Paragraph(line, 0, len(line), heading=True), Paragraph("Vi bygger.", 50, 60)]
    assert ("another heading" not in evidence(below)[0]) is usual


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


@pytest.mark.parametrize("piece", ["a \n \n", "Ab: c\n", "• x\n", "mål är för med ", "a-", "A b.\n\n", "Bakgrund\n\n"])
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    started = process_time()
    infer_in(text, paragraphs(text))
    assert process_time() - started < 1
