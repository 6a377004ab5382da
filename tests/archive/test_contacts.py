"""Contacts are found wherever a page names them, masked in every form people write, and nothing else is."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.building.build import build
from archive.building.masking.contacts import private_path
from archive.database import DatabaseError
from archive.exporting.export_folder import export
from archive.privacy import MASK, Masker, contacts_in
from archive.privacy.folding import FoldedText
from schema.prose_vocabulary import places
from schema.record import Contact
from scraper.input import Input

GIVEN = ["Ylva", "Amir", "Ann-Sofie", "Örjan", "Lars-Åke", "Fatima", "Zoë"]
SURNAMES = ["Törnkvist", "Abrahamsson", "Påhittadsson", "Stadinqvist", "O’Tool", "Åkerblomgren", "Regionaldsson"]
TITLES = """Projektledare {}|{}, enhetschef|Fil.dr. {}|{} enhetschef|{} - projektledare|verksamhetschef {}|Docent {}
{} samt Bo Hägglundsson|Bo Hägglundsson/{}|{} (vik.)|{}, tfn 0480-123456|{} Exempelby kommun|{} och Bo Ek""".replace(
    "\n", "|"
)
LABELS = [
    "Kontakt: {}",
    "Kontaktpersoner\n{}\n",
    "Projektledare: {}",
    "Handläggare {}",
    "Kontaktperson: {}",
    "Behörig företrädare {} 031-3680000",
    "Kontaktpersoner i deltagande kommuner\n\nBodens kommun\n{}, 0921-620 00\n",
    "Kontaktperson för projektet {} Slutdatum 2019-02-28",
    "För mer information:\n{}, 070-123 45 67",
    "Kontakt\t{}",
    "Projektets kontaktperson är {}.",
    "Projektledaren heter {}.",
    "Kontaktperson – {}",
    "Kontaktpersonens namn: {}",
    "{} (projektledare)",
    "{} – projektledare",
]
LABELS_OF_KNOWN_NAMES = [
    "Ansvarig: {}",
    "Handl. {}",
    "Frågor besvaras av {}.",
    "Kontakta gärna {}.",
    "{}, tfn 0480-12 34 56",
    "{} +46 480 12 34 56",
]
"""What also stands before other names: it takes a given name that we know."""


def ascii_spelling(name: str) -> str:
    return name.translate(str.maketrans("åäöÅÄÖëé", "aaoAAOee"))


FORMS: dict[str, Callable[[str, str], str]] = {
    "whole": lambda given, surname: f"{given} {surname}",
    "capitals": lambda given, surname: f"{given} {surname}".upper(),
    "genitive": lambda given, surname: f"{given} {surname}s",
    "surname": lambda given, surname: surname,
    "surname's": lambda given, surname: f"{surname}s",
    "initial": lambda given, surname: f"{given[0]}. {surname}",
    "bare initial": lambda given, surname: f"{given[0]} {surname}",
    "surname first": lambda given, surname: f"{surname}, {given}",
    "middle name": lambda given, surname: f"{given} Maria {surname}",
    "line break": lambda given, surname: f"{given}\n{surname}",
    "hard space": lambda given, surname: f"{given}\u00a0{surname}",
    "soft hyphens": lambda given, surname: f"{given} {surname[:3]}\u00ad{surname[3:]}",
    "zero width": lambda given, surname: f"{given}\u200b {surname}",
    "straight apostrophe": lambda given, surname: f"{given} {surname.replace('’', chr(39))}",
    "ascii": lambda given, surname: ascii_spelling(f"{given} {surname}"),
    "lower case": lambda given, surname: f"{given} {surname}".lower(),
    "hyphen": lambda given, surname: f"{given}-{surname}",
}
"""How a name may stand in a text."""


def letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalpha())


@given(
    st.sampled_from(GIVEN),
    st.sampled_from(SURNAMES),
    st.sampled_from(sorted(FORMS)),
    st.sampled_from(TITLES.split("|")),
)
def test_a_contact_is_masked_in_every_form(given: str, surname: str, form: str, title: str) -> None:
    written = FORMS[form](given, surname)
    masked = Masker([Contact(title.format(f"{given} {surname}"))]).mask(f"Då kom {written} med svar.")
    assert letters(masked) in ("dåkommedsvar", "dåkomsmedsvar"), masked


@given(st.sampled_from(GIVEN), st.sampled_from(SURNAMES), st.sampled_from(LABELS + LABELS_OF_KNOWN_NAMES))
def test_a_contact_is_found_behind_every_label(given: str, surname: str, label: str) -> None:
    text = f"Om oss\n\n{label.format(f'{given} {surname}')}\n\nVi möts varje vecka. {surname} svarar."
    masked = Masker(contacts_in(text)).mask(text)
    assert surname not in masked and len(masked) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Frågor besvaras av {} på telefon 0480-12 34 56.",
        "Frågor besvaras av {}, quirre@example.org.",
        "Kontakt\n\n{}, samordnare\nKvarnvägen",
        "Kontakta oss\n\n{}\nProjektledare\n0480-12 34 56",
    ],
)
def test_a_contact_need_not_have_a_known_given_name(text: str) -> None:
    assert [contact.name for contact in contacts_in(text.format("Quirre Törnkvist"))] == ["Quirre Törnkvist"]
    assert not contacts_in("Frågor besvaras av Arbetsliv Norr i maj.\n\nKontakt\n\nArbetsliv Norr\nKvarnvägen")


@pytest.mark.parametrize(
    "text",
    ["Ansvarig: Arbetsliv Norr", "Drivs av Vuxna Lär, 0480-12 34 56", "Bidrag ges av Samordningsförbundet Vänern"],
)
def test_what_only_stands_where_a_name_could_is_no_contact(text: str) -> None:
    assert not contacts_in(text)


@pytest.mark.parametrize(
    "between", [" (projektledare {})", ", projektledare: {}", " – projektledare {}", ", kontakt {}"]
)
def test_a_project_before_its_leader_is_no_contact(between: str) -> None:
    found = [contact.name for contact in contacts_in(f"Projektet Nya Steg{between.format('Ylva Törnkvist')} börjar.")]
    assert found and not any("Steg" in (name or "") for name in found)


@pytest.mark.parametrize("run", ["A" * 20_000, "Aa Bb " * 3000, "Ylva Ek " * 2000, "Ylva-" * 4000])
def test_a_run_of_capitals_names_nobody(run: str) -> None:
    assert not contacts_in(f"Om oss\n\n{run}\n\nVi möts varje vecka.")


def test_halves_of_a_double_name_are_masked() -> None:
    masker = Masker([Contact("Ylva Törnkvist-Hägglundsson")])
    text = "Ylva Törnkvist, Ylva Hägglundsson, Törnkvist och Törnkvist Hägglundsson."
    assert letters(masker.mask(text)) == "och"


@pytest.mark.parametrize("glued", ["KontaktpersonYlva Törnkvist", "Ylva TörnkvistE-post", "Ylva Törnkvist0480"])
def test_a_name_glued_to_a_label_is_masked(glued: str) -> None:
    assert "örnkvist" not in Masker([Contact("Ylva Törnkvist")]).mask(glued)


@pytest.mark.parametrize("surname", ["Lund", "Ek", "Modig", "Vara", "Sten"])
def test_a_surname_that_is_a_word_or_a_place_is_masked_beside_a_name_alone(surname: str) -> None:
    masker = Masker([Contact(f"Ylva {surname}")])
    left = f"I {surname} är {surname.lower()} allt."
    assert masker.mask(left) == left
    for form in (f"Ylva {surname}", f"Y. {surname}", f"{surname}, Ylva", f"rektor {surname}", f"Ylva {surname}s"):
        assert surname not in masker.mask(form), form


@pytest.mark.parametrize(
    "organisation",
    ["Exempelby kommun", "Region Skåne", "Växel Exempelby", "Vuxenutbildningen i Exempelby stad", "Exempel Bygg AB"],
)
def test_an_organisation_behind_the_label_is_no_person(organisation: str) -> None:
    text = f"Det var {organisation} som sökte."
    masker = Masker([Contact(f"Info {organisation}")])
    assert masker.mask(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Samordnare: {}", "{}, samordnare, berättar.", "samordnaren {} svarar", "Koordinator: {}", "Rektor: {}",
        "Verksamhetsledare {} tar emot", "Mer information: {}", "Kontaktuppgifter: {}", "{} (koordinator)",
    ],
)  # fmt: skip
def test_staff_with_a_known_given_name_is_masked_and_organisations_stay(text: str) -> None:
    named = text.format("Anna Törnkvist")
    assert "Törnkvist" not in Masker(contacts_in(named)).mask(named)
    for organisation in ("Norra Vättern", "Gröna Navet"):
        other = text.format(organisation)
        assert Masker(contacts_in(other)).mask(other) == other


PROSE = [
    "Två på varje skola blir kontaktpersoner för projektet och träffas varje månad i Exempelby.",
    "Kontakten med arbetsgivare är viktig. Projektledare anställs i april och Arbetsförmedlingen bidrar.",
    "Handläggare från Försäkringskassan och Region Skåne deltar i Södra Vätterbygden.",
    "Hembygden i Karlstad, 12 500 personer, 45 procent, 2011-08-01 till 2014-06-30, 21 005 662 kr och 081130-101231.",
    "Kontakt\n\nGröna Vägen är ett projekt som hjälper unga.\n\nProjektägare Exempelby kommun",
    "Diarienummer 2015/00665, konto 556123-4567, kl. 09.00-11.45, EUR 612 000 (5 508 000 kr), 0,75 av 1 000-2 000.",
]


@pytest.mark.parametrize("prose", PROSE)
def test_running_prose_and_figures_stay(prose: str) -> None:
    assert Masker(contacts_in(prose)).mask(prose) == prose


NUMBER_FORMS = """(070) 123 45 67|070.123.45.67|070‑123 45 67|070−123 45 67|+45 12 34 56 78|46 70 123 45 67|08-123 45 6
0046 70 123 45 67|Tel,0701-23 45 67|070/1234567|070 – 123 45 67|+46(0)70 1234567|811218 9876|811218–9876|811278-9873
19811218-9876|8112189876|811218+9876"""
ADDRESS_FORMS = """annan(a)firma.example|annan.person at firma.example|annan @ firma.example|annan  @  firma.example
annan\u200b@firma.example|an\u00adnan@firma.example|annan%40firma.example|annan＠firma.example|annan[at]firma.example
annan(snabela)firma.example|annan (at) firma.example|annan.person(at)firma(punkt)example|annan@firma. example"""


@pytest.mark.parametrize("written", re.split(r"[|\n]", f"{NUMBER_FORMS}|{ADDRESS_FORMS}"))
def test_numbers_and_addresses_are_masked_in_every_form(written: str) -> None:
    masked = Masker([]).mask(f"Nå oss: {written} nu.")
    left = letters(masked.replace("Nå oss: ", "").replace(" nu.", "")).removeprefix("tel")
    assert not left and not any(character.isdigit() for character in masked), masked


PAGE = """Logotyp på utskrifter

Jobbtrappan

ProgramområdeProgramområde 2 Ökat arbetskraftsutbud
ProjektfasGenomförande
ProjektägareExempelby kommun
Kontaktperson{name}
E-post{email}
Telefonnummer0480-123456
Beviljat ESF-stöd7 270 054 kr
Total projektbudget21 005 662 kr
Projektperiod2011-08-01 till 2014-06-30
RegionSydsverige

Sammanfattning

{text}
"""
URL = "https://www.esf.se/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/Jobbtrappan/"


def page(folder: Path, name: str, time: str, contact: str, text: str) -> Input:
    path = folder / name
    path.write_text(PAGE.format(name=contact, email="siv@example.org", text=text), "utf-8")
    return Input(name, path, URL, time)


def dump(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


def test_no_trace_of_a_contact_is_published_in_any_form(tmp_path: Path) -> None:
    people, pages = list(zip(GIVEN, SURNAMES, strict=True)), []
    for number, (first, surname) in enumerate(people):
        text = "\n\n".join(f"Här är {form(first, surname)} på plats." for form in FORMS.values())
        source = page(tmp_path, f"{number}.txt", "2012-01-01", f"{first} {surname}, enhetschef", text)
        pages.append(Input(source.source, source.path, f"{URL[:-1]}-{number}/", "2012-01-01"))
    build(tmp_path / "esf.db", pages)
    with closing(sqlite3.connect(tmp_path / "esf.db")) as connection:
        export(connection, tmp_path / "csv")
    files = [*(tmp_path / "csv").iterdir(), tmp_path / "esf.db"]
    published = "".join(FoldedText(file.read_text("utf-8", "replace")).folded.casefold() for file in files)
    plain = published + ascii_spelling(published)
    for _, surname in people:
        folded = FoldedText(surname).folded.casefold()
        assert folded not in plain and ascii_spelling(folded).replace("'", "") not in plain, surname


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("apart", [False, True])
def test_contacts_of_all_pages_are_masked_on_all_pages(tmp_path: Path, order: int, apart: bool) -> None:
    text = "Ylva Törnkvist och Amir Abrahamsson svarar. Ring Törnkvist eller Abrahamsson, Jobbtrappans två."
    pages = [page(tmp_path, "a.txt", "2012-01-01", "Ylva Törnkvist", text)]
    pages.append(page(tmp_path, "b.txt", "2013-01-01", "Amir Abrahamsson", text))
    database = tmp_path / "esf.db"
    for inputs in [[one] for one in pages[::order]] if apart else [pages[::order]]:
        build(database, inputs)
    published = dump(database)
    assert "örnkvist" not in published and "brahamsson" not in published and "jobbtrappans" in published.lower()


def test_the_order_of_pages_does_not_matter_for_what_is_masked(tmp_path: Path) -> None:
    text = "Ylva Törnkvist och Amir Abrahamsson svarar."
    people = enumerate(["Ylva Törnkvist", "Amir Abrahamsson"])
    pages = [page(tmp_path, f"{number}.txt", f"201{number}-01-01", who, text) for number, who in people]
    for name, order in (("one.db", 1), ("other.db", -1)):
        build(tmp_path / name, pages[::order])
    one, other = dump(tmp_path / "one.db"), dump(tmp_path / "other.db")
    rows = [sorted(line for line in text.splitlines() if "search_" not in line) for text in (one, other)]
    assert rows[0] == rows[1]


def test_an_archive_without_its_private_file_is_not_built_further(tmp_path: Path) -> None:
    database = tmp_path / "esf.db"
    source = page(tmp_path, "a.txt", "2012-01-01", "Ylva Törnkvist", "Text.")
    build(database, [source])
    private_path(database).unlink()
    with pytest.raises(DatabaseError, match=r"esf\.private\.db: is missing"):
        build(database, [source])


def test_a_mended_mask_is_laid_over_what_is_in_the_archive(tmp_path: Path) -> None:
    database = tmp_path / "esf.db"
    build(database, [page(tmp_path, "a.txt", "2012-01-01", "Ylva Törnkvist", "Text utan namn.")])
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("update sections set text = 'Text Törnkvist na'")
        connection.execute("pragma application_id = 1")
        connection.commit()
    build(database, [])
    assert "örnkvist" not in dump(database)


def test_headings_are_masked(tmp_path: Path) -> None:
    text = "Vi börjar i maj.\n\nSyfte\n\nAtt unga får arbete."
    source = page(tmp_path, "a.txt", "2012-01-01", "Ylva Törnkvist", text)
    prose = tmp_path / "b.txt"
    lines = (
        "Vägen in",
        "Projektet Vägen in får stöd av Europeiska socialfonden och hjälper unga att hitta ett arbete.",
        "Ring projektledare Ylva Törnkvist 0480-123456",
        "Vi svarar varje dag i veckan och hjälper dig vidare.",
    )
    prose.write_text("\n\n".join(lines), "utf-8")
    build(tmp_path / "esf.db", [source, Input("b.txt", prose)])
    assert "örnkvist" not in dump(tmp_path / "esf.db") and "0480-1" not in dump(tmp_path / "esf.db")


def test_of_real_shaped_prose_hardly_a_word_is_masked_that_is_no_contact(real_documents: Path) -> None:
    words, masked = 0, []
    for path in sorted((real_documents / "real-shaped").glob("*.txt")):
        text = path.read_text("utf-8")
        words += len(text.split())
        hidden = Masker(contacts_in(text)).mask(text)
        lost = "".join(sign if mask == MASK else " " for sign, mask in zip(text, hidden, strict=True)).split()
        masked += [word for word in lost if (word.isalpha() and word.islower()) or word.strip(".,") in places()]
    assert len(masked) * 10_000 < words, masked
