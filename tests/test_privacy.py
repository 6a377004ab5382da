"""Masking keeps every offset true and leaves other figures alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.privacy import MASK, Masker
from schema.record import Contact

SIV = Contact("Siv Påhittad Ek", "siv.ek@example.org", "0480-123456")


@pytest.mark.parametrize(
    "personal",
    [
        "Siv Påhittad Ek",
        "SIV PÅHITTAD EK",
        "Siv\u00a0Påhittad\nEk",
        "Ek, Siv Påhittad",
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
    ],
)
def test_personal_details_are_masked(personal: str) -> None:
    text = f"Ring {personal}, så svarar vi."
    assert Masker(SIV).mask(text) == f"Ring {MASK * len(personal)}, så svarar vi."


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
    assert Masker(SIV).mask(f"Det var {figure}.") == f"Det var {figure}."


@given(st.text(max_size=200), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_masking_keeps_length_and_hides_the_contact(text: str, name: str, email: str, phone: str) -> None:
    masker = Masker(Contact(name or None, email or None, phone or None))
    masked = masker.mask(text + email)
    assert len(masked) == len(text + email)
    assert not email.strip() or email not in masked
