"""The rules of the parser, one trap at a time."""

import codecs
import subprocess
import sys

import pytest

from parser import parse_page, read_page
from parser.bank.label_readers import amount, period, programme_area
from parser.text.decoding import to_utf8
from parser.text.document import fold, unfold
from parser.text.identity import id_from_address
from schema.places import find_municipality, find_region
from schema.record import Project

LABELS = {
    "Programområde": "Programområde 2 Ökat arbetskraftsutbud",
    "Projektfas": "Genomförande",
    "Projektägare": "Ekbackens kommun",
    "Kontaktperson": "Siv Påhittad",
    "E-post": "siv@example.org",
    "Telefonnummer": "070-123 45 67",
    "Beviljat ESF-stöd": "6\u00a0492\u00a0410 kr",
    "Total projektbudget": "16\u00a0811\u00a0676 kr",
    "Projektperiod": "2010-11-01 till 2014-04-30",
    "Region": "Sydsverige",
}


def text_page(body: str = "", title: str = "Ekvägen", joint: str = "", **changed: str) -> str:
    labels = LABELS | {key.replace("_", " "): value for key, value in changed.items()}
    block = "\n".join(label + joint + value for label, value in labels.items())
    return f"Logotyp på utskrifter\n\n{title}\n\n{block}\nIn English\n\n{body}"


def read(text: str) -> Project:
    return parse_page(text.encode())[0]


def headings(project: Project) -> dict[str | None, str]:
    return {section.section: section.text for section in project.sections}


@pytest.mark.parametrize("joint", ["", "\n", " ", ": ", "\t", ":\n", "\u00a0"])
def test_value_after_its_label(joint: str) -> None:
    project = read(text_page(joint=joint))
    found = (project.programme_area, project.owner, project.total_budget_sek, project.region)
    assert found == ("Programområde 2 Ökat arbetskraftsutbud", "Ekbackens kommun", 16811676, "Sydsverige")


@pytest.mark.parametrize("joint", ["", "\n"])
@pytest.mark.parametrize(
    "owner",
    ["Regionförbundet Eken", "Region Eken", "Projektägarna AB", "Kontaktpersonerna", "adapta ab", "E-postens Vänner"],
)
def test_owner_that_starts_like_a_label(owner: str, joint: str) -> None:
    project = read(text_page(joint=joint, Projektägare=owner))
    assert (project.title, project.owner, project.region) == ("Ekvägen", owner, "Sydsverige")


@pytest.mark.parametrize("joint", ["", "\n"])
@pytest.mark.parametrize(
    "title", ["Region i samverkan", "Regionalt lärande", "Projektfas två", "Syfte", "Kommun", "Programområdet växer"]
)
def test_title_that_starts_like_a_label_or_is_a_heading(title: str, joint: str) -> None:
    project = read(text_page(title=title, joint=joint))
    assert (project.title, project.programme_area_code, project.region) == (title, "2", "Sydsverige")


@pytest.mark.parametrize("joint", ["", "\n"])
def test_saknas_is_null_and_no_issue(joint: str) -> None:
    project = read(text_page(joint=joint, Projektägare="saknas", Telefonnummer="saknas"))
    assert (project.owner, project.contact.phone, project.contact.name) == (None, None, "Siv Påhittad")
    assert project.issues == []


@pytest.mark.parametrize("joint", ["", "\n"])
def test_empty_value_does_not_take_the_next_label(joint: str) -> None:
    page = text_page(joint=joint).replace(f"Projektägare{joint}Ekbackens kommun", "Projektägare")
    project = read(page)
    assert (project.owner, project.contact.name) == (None, "Siv Påhittad")


@pytest.mark.parametrize(
    ("label", "value", "field"),
    [
        ("Region", "Nordnorge", "region"),
        ("Projektfas", "Avslutning", "phase"),
        ("Total projektbudget", "cirka två miljoner", "total_budget_sek"),
        ("Projektperiod", "hösten 2010", "period_start"),
        ("Projektperiod", "2010-13-01 till 2011-01-01", "period_start"),
    ],
)
def test_value_that_cannot_be_read_is_an_issue_with_its_place(label: str, value: str, field: str) -> None:
    page = read_page(text_page(**{label: value}).encode())
    project = page.projects[0]
    assert getattr(project, field) is None
    assert [(issue.code, page.text[issue.start : issue.end]) for issue in project.issues] == [
        ("unreadable-value", value)
    ]


@pytest.mark.parametrize("end", [".", "?", "!", "”", ")"])
def test_heading_glued_to_the_end_of_a_paragraph(end: str) -> None:
    project = read(text_page(f"Bakgrund\n\nVi vill mer{end}Syfte\n\nAtt växa."))
    assert headings(project) == {"bakgrund": f"Vi vill mer{end}", "syfte": "Att växa."}


@pytest.mark.parametrize(
    "prose",
    [
        "Det ger en besparing.Målsättningen är att 70 % får jobb.",
        "Målsättningen med projektet är:\natt växa",
        "Deltagande aktörer ska utveckla metoder.",
        "Genomförande\nVi gör så här.",
        "Bakgrund till projektet\nVi har träffats.",
        "Syfte: att fler får jobb.",
        "Syfte\nAtt fler får jobb.",
        "Det hör till vårt Syfte\n\nMer text.",
        "SYFTE\n\nAtt fler får jobb.",
        "Kommun\nVår kommun är liten och ligger vid kusten.",
        "1. Syfte\nAtt fler får jobb.",
        "Komplettering:",
    ],
)
def test_prose_that_only_looks_like_a_heading(prose: str) -> None:
    body = f"Sammanfattning\n\nKort.\n\nBakgrund\n\nInledning.\n\n{prose}\n\nJämställdhetsintegrering\n\nLika villkor."
    project = read(text_page(body))
    assert headings(project) == {
        "sammanfattning": "Kort.",
        "bakgrund": f"Inledning.\n\n{prose}",
        "jamstalldhet": "Lika villkor.",
    }


def test_of_a_heading_glued_to_two_lines_in_a_row_the_one_after_a_sentence_counts() -> None:
    assert headings(read(text_page("Vi prövar nya arbetenSyfte\nUnga ska växa.Syfte\nEtt mål är satt.")))["syfte"] == (
        "Ett mål är satt."
    )


@pytest.mark.parametrize("written", ["Sy\u00adfte", "  Syfte", "SYFTE:", " SY\u00adFTE :"])
def test_a_heading_is_covered_as_it_is_written(written: str) -> None:
    page = read_page(text_page(f"{written}\n\nVäxa.").encode())
    assert written.strip() in [page.text[span.start : span.end] for span in page.spans if span.kind == "heading"]
    assert headings(page.projects[0])["syfte"] == "Växa."


def test_where_half_of_the_headings_stand_apart_the_others_are_none() -> None:
    project = read(text_page("Bakgrund\n\nInledning.\n\nSyfte\nAtt fler får jobb."))
    assert headings(project) == {"bakgrund": "Inledning.\n\nSyfte\nAtt fler får jobb."}


def test_lists_and_municipalities() -> None:
    body = (
        "Syfte\n\nVäxa.\n\nMedfinansiärer\n\n • Af Ekby\n • Borgholms Kommun\n\nDeltagande aktörer\n\n"
        "  • Ett, två & tre\n\nKommun\n\n • Upplands-Väsby\n • Gotland\n • Påhittade"
    )
    project = read(text_page(body))
    assert [(o.name, o.role) for o in project.organisations] == [
        ("Af Ekby", "medfinansiär"),
        ("Borgholms Kommun", "medfinansiär"),
        ("Ett, två & tre", "deltagande aktör"),
    ]
    places = [(m.name, m.code) for m in project.municipalities]
    assert places == [("Upplands Väsby", "0114"), ("Gotland", "0980"), ("Påhittade", None)]
    assert [issue.code for issue in project.issues] == ["unknown-municipality"]


def test_text_that_no_rule_claims_is_kept_and_reported() -> None:
    page = read_page(text_page("Syfte\n\nVäxa.\n\nKommun\n\n • Kalmar\n\nSidan uppdaterad 2012-03-04.").encode())
    rest = [page.text[span.start : span.end] for span in page.spans if span.kind == "remainder"]
    assert rest == ["Sidan uppdaterad 2012-03-04."]
    assert [issue.code for issue in page.projects[0].issues] == ["unclaimed-text"]


def test_prose_before_the_first_heading_belongs_to_no_section() -> None:
    prose = "Projektet beskrivs här utan någon rubrik alls, i en enda lång mening."
    project = read(text_page(f"{prose}\n\nSyfte\n\nVäxa."))
    assert [(section.section, section.text) for section in project.sections] == [(None, prose), ("syfte", "Växa.")]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("6\u00a0492\u00a0410 kr", 6492410),
        ("6 492 410", 6492410),
        ("6.492.410 kronor", 6492410),
        ("380 000,00 kr", 380000),
        ("380000", 380000),
        ("48\u202f798\u2009000 SEK", 48798000),
        ("380 000:-", 380000),
        ("SEK 380 000", 380000),
    ],
)
def test_amounts(raw: str, value: int) -> None:
    assert [fact.value for fact in amount("total_budget_sek")(raw)] == [value]


@pytest.mark.parametrize("raw", ["", "kr", "12 34 kr", "5,5 mkr", "100 EUR", "-5 kr", "1 000 - 2 000 kr"])
def test_amounts_that_are_none(raw: str) -> None:
    with pytest.raises(ValueError, match="whole kronor"):
        list(amount("total_budget_sek")(raw))


@pytest.mark.parametrize("between", [" till ", " - ", "–", "-", " t.o.m. "])
def test_periods(between: str) -> None:
    facts = list(period(f"2010-11-01{between}2014-04-30"))
    assert [(fact.field, fact.value) for fact in facts] == [
        ("period_start", "2010-11-01"),
        ("period_end", "2014-04-30"),
    ]


def test_programme_area_has_text_and_code() -> None:
    assert [fact.value for fact in programme_area("Programområde 1 Kompetensförsörjning")][1] == "1"
    assert [fact.value for fact in programme_area("2 Ökat arbetskraftsutbud")][1] == "2"


@pytest.mark.parametrize(
    ("written", "name"),
    [("Småland & Öarna", "Småland och Öarna"), ("ESF Nationellt", "Nationellt"), ("övre norrland", "Övre Norrland")],
)
def test_regions(written: str, name: str) -> None:
    assert find_region(written) == name
    assert find_region("Atlantis") is None


@pytest.mark.parametrize("written", ["Upplands Väsby", "Upplands-Väsby", "UPPLANDS VÄSBY KOMMUN"])
def test_municipality_spellings(written: str) -> None:
    found = find_municipality(written)
    assert found is not None
    assert (found.name, found.code) == ("Upplands Väsby", "0114")


@pytest.mark.parametrize(
    ("written", "name"), [("Kalmars kommun", "Kalmar"), ("Borås stad", "Borås"), ("Malmö stad", "Malmö")]
)
def test_a_municipality_in_the_genitive(written: str, name: str) -> None:
    found = find_municipality(written)
    assert found is not None and found.name == name


def test_municipalities_that_differ_by_a_diacritic_stay_apart() -> None:
    assert [(m.code if m else None) for m in map(find_municipality, ["Habo", "Håbo", "Atlantis"])] == [
        "0643",
        "0305",
        None,
    ]


@pytest.mark.parametrize(
    ("url", "project_id"),
    [
        (
            "https://www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/Ek-1/",
            "2007-2013/sydsverige/ek-1",
        ),
        ("http://esf.se/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/EK-1", "2007-2013/sydsverige/ek-1"),
        (
            "https://web.archive.org/web/2015id_/https://www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/"
            "Sydsverige/Ek-1/?x=1",
            "2007-2013/sydsverige/ek-1",
        ),
        ("https://www.esf.se/", None),
        (None, None),
    ],
)
def test_ids_from_addresses(url: str | None, project_id: str | None) -> None:
    assert id_from_address(url) == project_id


def test_the_page_may_give_its_own_address() -> None:
    address = "https://www.esf.se/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/Ek/"
    page = f"<html><head><link rel='canonical' href='{address}'></head><body><pre>{text_page()}</pre></body></html>"
    project = read(page)
    assert (project.url, project.project_id) == (address, "2007-2013/sydsverige/ek")


def test_id_without_address_is_the_same_in_every_shape() -> None:
    assert read(text_page()).project_id == read(text_page(joint="\n")).project_id
    assert read(text_page()).project_id != read(text_page(title="Ekvägen 2")).project_id


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"", "an empty file"),
        (b" \r\n\t", "an empty file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "an image (PNG)"),
        (b"\xff\xd8\xff\xe0abc", "an image (JPEG)"),
        (b"%PDF-1.7", "a PDF document"),
        (bytes(range(32)) * 20, "binary data"),
        (b"<html><title>404 - sidan finns inte</title><body>Projekt ESF</body>", "an error page"),
        (b"<h1>Utlysning</h1><p>Utlyst belopp</p><p>12 000 000 kr</p>", "a call for proposals (Utlyst belopp)"),
        (b"Recept: vispa smeten i tio minuter och l\xc3\xa5t vila.", "not recognised as a project"),
        (b"<nav>Meny</nav><ul><li>Projekt A</li><li>ESF</li></ul>", "not recognised as a project"),
    ],
)
def test_files_that_are_no_project(content: bytes, verdict: str) -> None:
    page = read_page(content)
    assert (page.projects, page.verdict) == ([], verdict)


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("Glasklart\n\nGlasbruket utbildar i projektet Glasklart, inom Växtkraft Mål 3, sina slipare.", True),
        ("Hela timmar\n\nUtvecklingspartnerskapet prövade inom Equal hur butikernas deltider blir heltider.", True),
        ("Vägen ut\n\nI ett EQUAL-projekt prövar frivården hur interner får ett arbete efter fängelset.", True),
        ("Equal pay\n\nThe union runs a project on Equal pay for all of the employees of the shops.", False),
        ("Tillväxt\n\nKommunens projekt ska nå mål 3 i sin egen plan för näringslivet i kommunen.", False),
    ],
)
def test_programmes_before_2007_are_the_fund(text: str, is_read: bool) -> None:
    assert bool(read_page(text.encode()).projects) == is_read


def test_windows_1252_declared_as_latin_1() -> None:
    page = "<meta charset=iso-8859-1><p>”Åse” – 100 €</p>".encode("cp1252")
    assert to_utf8(page).decode() == "<meta charset=iso-8859-1><p>”Åse” – 100 €</p>"


def test_every_byte_is_a_character_in_windows_1252() -> None:
    """Those that the standard leaves open are control characters, as in HTML."""
    text = to_utf8(b"\xc5r \x80 \x81\x8d\x8f\x90\x9d \x9f").decode()
    assert text == "År € \x81\x8d\x8f\x90\x9d Ÿ"


def test_stray_bytes_decide_only_where_they_outweigh_what_is_utf_8() -> None:
    utf_8, stray = "åäö".encode(), b"\xe5 "
    assert to_utf8(2 * utf_8 + 2 * stray).decode() == "åäöåäöå å "
    assert to_utf8(utf_8 + 2 * stray).decode() == "Ã¥Ã¤Ã¶å å "


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(encoding: str) -> None:
    mark = {"utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}.get(encoding, b"")
    assert to_utf8(mark + "Målsättning".encode(encoding)).decode() == "Målsättning"


def test_stray_bytes_in_utf_8() -> None:
    assert to_utf8("Målsättning åäö ".encode() + b"\xe5 x\xc3").decode() == "Målsättning åäö å x\ufffd"


def test_fold_and_unfold() -> None:
    line = "\u00a0Pro\u00adjekt\u00a0fas\u200b1"
    assert fold(line) == "Projekt fas1"
    assert line[unfold(line, len("Projekt fas")) :] == "\u200b1"


def test_reading_a_page_without_its_prose_does_not_load_spacy() -> None:
    page = "Projekt Bryggan\\n\\nProjekt Bryggan får stöd av Europeiska socialfonden för att nå 40 deltagare."
    said = f"import sys, parser; assert parser.parse_page('{page}'.encode(), text=False); print('spacy' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "False"
