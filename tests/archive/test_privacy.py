"""Masking keeps every offset true and leaves other figures alone."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.building.build import build
from archive.privacy import MASK, Masker, contacts_in, mask_range
from benchmarks.fixtures import FIXTURES
from schema.record import Contact
from scraper.input import Input

SIV = Contact("Siv Påhittad Ek", "siv.ek@example.org", "0480-123456")


@pytest.mark.parametrize(
    "personal",
    [
        "Siv Påhittad Ek",
        "SIV PÅHITTAD EK",
        "Siv\u00a0Påhittad\nEk",
        "Ek, Siv Påhittad",
        "Siv Ek",
        "S. Ek",
        "Siv M Ek",
        "Siv-Påhittad\u00ad Ek",
        "siv.ek@example.org",
        "annan.person@foretag.example",
        "kontakt(at)example.org",
        "0480-123456",
        "0480 - 12 34 56",
        "070-123 45 67",
        "08-705 66 12",
        "+46 70 123 45 67",
        "+46 (0)70-123 45 67",
        "0701234567",
        "016-710 50 33",
        "040/12 34 56",
        "811218-9876",
        "198112189876",
    ],
)
def test_personal_details_are_masked(personal: str) -> None:
    text = f"Ring {personal}, så svarar vi."
    hidden = "".join("\n" if character == "\n" else MASK for character in personal)
    assert Masker([SIV]).mask(text) == f"Ring {hidden}, så svarar vi."


@pytest.mark.parametrize("between", ["", ": ", "\n", ":\n", "\t"])
def test_a_labelled_contact_is_masked_on_any_page(between: str) -> None:
    masked = Masker([]).mask(f"Kontaktperson{between}Siv Ek\nE-post")
    assert "Siv" not in masked and masked.endswith("\nE-post") and masked.startswith("Kontaktperson")


def test_prose_about_contacts_stays() -> None:
    assert Masker([]).mask("Kontaktperson för projektet utses.") == "Kontaktperson för projektet utses."


def test_several_contacts_in_one_value_are_all_masked() -> None:
    masker = Masker([Contact("Siv Påhittad och Bo Ek, projektledare", None, None)])
    assert masker.mask("Bo Ek ringer Siv Påhittad.") == f"{MASK * 5} ringer {MASK * 12}."


@pytest.mark.parametrize(
    "figure",
    [
        "2010-11-01 till 2014-04-30",
        "6 492 410 kr",
        "0,75",
        "2007-2013",
        "1 000-2 000",
        "16-24 år",
        "2009-3040123",
        "081130",
        "100 00 Stockholm",
        "10 602 unika",
        "556123-4567",
        "Siv",
        "0-100 procent",
        "00 000",
    ],
)
def test_other_figures_stay(figure: str) -> None:
    assert Masker([SIV]).mask(f"Det var {figure}.") == f"Det var {figure}."


@given(st.text(max_size=200), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_masking_keeps_length_and_hides_the_contact(text: str, name: str, email: str, phone: str) -> None:
    masker = Masker([Contact(name or None, email or None, phone or None)])
    masked = masker.mask(text + email)
    assert len(masked) == len(text + email)
    assert not email.replace(MASK, "").strip() or email not in masked


PERSONAL_AND_WRONG = [(f"{before}{number}", 0) for before in ("", "19") for number in ("8112189876", "811218-9876")] + [
    ("811218-987", 0),
    ("SE811218987601", 0),
    ("2120001356", 1),
]


def test_an_owner_s_own_personal_number_is_masked_everywhere(tmp_path: Path) -> None:
    page = FIXTURES / "projektbank-dnr" / "24-118-S01" / "page.txt"
    for written, code in PERSONAL_AND_WRONG:
        text = page.read_text("utf-8").replace("8024009998", written)
        (tmp_path / "page.txt").write_text(text, "utf-8")
        build(tmp_path / "esf.db", [Input("page.txt", tmp_path / "page.txt")])
        with closing(sqlite3.connect(tmp_path / "esf.db")) as connection:
            dump = "\n".join(connection.iterdump())
            current = "select count(*) from issues join captures using (capture_id) where is_current"
            issues = connection.execute(f"{current} and code = 'invalid-org-number'").fetchone()
        assert (written in dump, issues) == (bool(code), (code,)), written


PEOPLE = [Contact(name) for name in ("David Berg", "Siv Berg", "David Ek", "Bo Lundqvist", "Siv Lind-Ek", "Maria Berg")]
NAMED = (
    "David Berg",
    "Siv Ek",
    "Berg, David",
    "David Lundqvist",
    "Siv Lind Ek",
    "MARIA BERG",
    "Maria Lind",
    "Bergs väg",
)
NAMES = st.lists(st.sampled_from(NAMED), min_size=1, max_size=5)


@settings(max_examples=60)
@given(st.permutations(PEOPLE), NAMES)
def test_contacts_one_by_one_mask_what_all_at_once_mask(people: list[Contact], named: list[str]) -> None:
    text = f"Fråga {'; '.join(named)} om kursen."
    masked = text
    for known in range(1, len(people) + 1):
        masked = Masker(people[:known]).mask(masked)
    assert names_left(masked) <= names_left(Masker(people).mask(text))


def names_left(text: str) -> Counter[str]:
    """The words of the names that a masked text still has."""
    words = {word for name in NAMED for word in name.replace(",", "").split()}
    return Counter(word for word in re.findall(r"\w+", text) if word in words)


def test_the_rest_of_a_name_beside_its_mask_is_masked_and_no_other_word() -> None:
    few = Masker([Contact("Siv Lundqvist")]).mask("David Lundqvist leder, Bo Lundqvist bokför. David ritar.")
    assert few == "David █████████ leder, Bo █████████ bokför. David ritar."
    both = Masker([Contact("Siv Lundqvist"), Contact("David Lundqvist")])
    assert both.mask(few) == "███████████████ leder, Bo █████████ bokför. David ritar."


@pytest.mark.parametrize("form", ["David {}", "{}, David", "D. {}", "{}s\nDavid"])
def test_the_rest_of_a_name_beside_its_mask_is_masked_amid_a_long_text(form: str) -> None:
    around = "Kursen hålls här. " * 60
    few = Masker([Contact("Siv Lundqvist")]).mask(f"{around}{form.format('Lundqvist')} svarar. {around}")
    both = Masker([Contact("Siv Lundqvist"), Contact("David Lundqvist")])
    assert both.mask(few) == f"{around}{mask_range(form.format('Lundqvist'), 0, 99)} svarar. {around}"


@pytest.mark.parametrize("between", [" ", ", ", "-", " - ", "\n", ",\n", "\u00a0"])
@pytest.mark.parametrize("words", [("David", "Lundqvist"), ("Lundqvist", "David"), ("D.", "Lundqvist")])
def test_names_are_masked_alike_at_once_and_one_after_another(words: tuple[str, str], between: str) -> None:
    text = f"Ring {between.join(words)}, eller siv.lundqvist@exempel.example. Siv{between}Lundqvists kurs."
    both = [Contact("Siv Lundqvist"), Contact("David Lundqvist")]
    at_once = Masker(both).mask(text)
    assert {Masker(both).mask(Masker([one]).mask(text)) for one in both} == {at_once}
    assert Masker(both).mask(at_once) == at_once


LONG_FORMS = [
    "Åsa-Karin Öhmark",
    "aasa karin oehmarks",
    "Öhmark,\n- Asa Karin",
    "Å. Öhmark",
    "Åsa-Karin x.y.z Ny-Bo Öhmark",
    "Åsa-Karin Ö.",
    "ordförande Öhmark",
    "0480 - 99 88 77",
    "811218 - 9876",
    "annan(at)exempel.example",
]


@pytest.mark.parametrize("form", LONG_FORMS)
def test_what_is_masked_alone_is_masked_amid_a_long_text(form: str) -> None:
    masker = Masker([Contact("Åsa-Karin Öhmark")])
    around = " ".join(f"Kursen nummer {number} hålls av ohmska värden." for number in range(60)) + " Öhmark. "
    alone = masker.mask(f"Öhmark. {form} – slut")
    assert MASK * 3 in alone.removeprefix(MASK * 6)
    whole = masker.mask(f"{around}{form} – slut. {around}")
    assert alone.removeprefix(f"{MASK * 6}. ") in whole


@pytest.mark.parametrize("before", [0, 3, 300])
def test_contacts_are_named_alike_amid_a_long_text(before: int) -> None:
    named = "Projektledare: Siv Lundqvist\nDavid Ekmark (handläggare)\nFrågor besvaras av Karin Öst, tfn 0480-99 88 77"
    text = "Kursen hålls här.\n" * before + named + "\nKursen hålls här." * before
    assert [contact.name for contact in contacts_in(text)] == ["Siv Lundqvist", "David Ekmark", "Karin Öst"]
