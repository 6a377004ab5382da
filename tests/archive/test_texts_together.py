"""Texts that are looked through at once are masked as each is by itself, and signs changed by a table as one by one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.privacy import Masker
from archive.privacy.folding import FoldedText, without_case
from archive.privacy.latin_1 import ChangedSigns, from_latin_1, in_latin_1
from archive.privacy.name_signs import lowered
from schema.record import Contact

_CONTACTS = [
    Contact("Ylva Ek", "ylva@exempel.se", "040-11 22 33"),
    Contact("Siv Påhittad Berg", None, None),
    Contact("Provsson", "p (at) exempel . se", "٠٤٠١١٢٢٣٣"),
]
_PIECES = [
    "Ylva Ek", "YLVA EK", "Ek", "Siv", "S. Berg", "Berg", "Projekt", "bergen", "040-11 22 33", "04011", "22 33",
    "850101-1234", "0480-99 88 77", "Kontaktperson", "Behörig företrädare", "organisationsnummer", "Karin Ny", ":", " ",
    "\n", "-", "ylva@exempel.se", "ny@exempel.se", "(at)", " at ", "@", "██", "█", "\u00a0", "\u00ad", "\x9c", "\x80",
    "ß", "İ", "”", "–", "Provsson", "2010-01-01", "1 234 000 kr", "+46 ", "0", "5,", "٠٤٠١١٢٢٣٣",
]  # fmt: skip
_texts = st.lists(st.sampled_from(_PIECES), max_size=8).map("".join)


@given(st.lists(_texts, max_size=8), st.lists(st.sampled_from(_CONTACTS), max_size=2))
@settings(max_examples=150)
def test_texts_looked_through_at_once_are_masked_as_each_alone(texts: list[str], contacts: list[Contact]) -> None:
    masker = Masker(contacts)
    masker.look_through(texts)
    assert [masker.mask(text) for text in texts] == [Masker(contacts).mask(text) for text in texts]


def test_what_holds_nothing_is_remembered_and_what_may_is_not() -> None:
    masker, nothing = Masker(_CONTACTS[:2]), ["Vägen", "100 000 kr", "Kontaktperson", "Organisationsnummer", "██ här"]
    held = ["Ylva Ek", "0480-99 88 77", "Kontaktperson: Karin Ny", "y@exempel.se", "█ █", "█ ylva", "siv berg"]
    held += ["Organisationsnummer 850101-1234", "Kontaktperson: Ny\u00adman"]
    masker.look_through([*nothing, *held])
    assert masker.masked == {text: text for text in nothing}


def test_what_is_remembered_of_many_texts_is_forgotten_again() -> None:
    masker = Masker([])
    for number in range(30):
        masker.look_through(f"väg {number} {line}" for line in range(500))
    assert 500 <= len(masker.masked) <= 5_500


def test_texts_that_cannot_be_told_apart_are_not_looked_through() -> None:
    masker = Masker([])
    masker.look_through(["a\x9cb", "c", "d"])
    assert not masker.masked


@given(st.text(st.characters() | st.sampled_from("█“”•…–’ßµİı\u0307\u00a0\u00ad\x80Åé")))
def test_signs_are_changed_by_a_table_as_one_by_one(text: str) -> None:
    narrow, changed = in_latin_1(text), ChangedSigns(str.casefold).of(text)
    assert narrow is None or (len(narrow) == len(text) and from_latin_1(narrow) == text)
    assert changed in {None, text.casefold()}
    assert FoldedText(text).folded == "".join(FoldedText(sign).folded for sign in text)
    for change in (without_case, lowered):
        assert change(text) == "".join(map(change, text))


def test_letters_of_swedish_and_frequent_signs_are_changed_by_the_table() -> None:
    assert ChangedSigns(str.upper).of("åäö – ”é” █ …") == "ÅÄÖ – ”É” █ …"
