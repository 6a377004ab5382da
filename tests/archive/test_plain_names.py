"""What finds names, values and numbers without a pattern finds exactly what their patterns find."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.privacy import MASK, Masker
from archive.privacy.contact_details import KnownNumber, letters_and_digits
from archive.privacy.folding import FoldedText
from archive.privacy.name_signs import lowered
from archive.privacy.names import NameForms
from archive.privacy.plain_names import PlainName
from schema.record import Contact

PEOPLE = [
    ("Åsa", "Lind"),
    ("Siv", "Mark"),
    ("Bo", "Ek"),
    ("Bo", "Bo"),
    ("Ek", "Ekman"),
    ("Olle", "Vara"),
    ("Rektor", "Lund"),
    ("I", "Ö"),
    ("Mohammed", "Sjöqvist"),
    ("Anna-Lena", "Ny"),
    ("Per-Erik", "Lind"),
    ("Lena-Ek", "Eklund"),
    ("Siv", "Påhittad", "Berg"),
]
BETWEEN = [
    " ",
    " ",
    "",
    "\n",
    "-\n",
    "-",
    ", ",
    ". ",
    "\u00ad",
    "\u00a0",
    "s ",
    "'s ",
    " och ",
    "@",
    ".",
    " rektor ",
    " S. ",
]
OTHERS = [
    "kollegan",
    "läsa",
    "Svenska",
    "märker",
    "bergen",
    "våra",
    "Ekman",
    "lindar",
    "B",
    "Ö.",
    "projektledare",
    MASK * 3,
]


def words_of(person: tuple[str, ...]) -> st.SearchStrategy[str]:
    """The words of a name in the ways that texts have them, and others that are like them."""
    full = " ".join(person)
    ways = {full, *person, *(word[0] + "." for word in person), *(word[0] for word in person)}
    ways |= {f"{way}s" for way in ways} | {change(way) for way in ways for change in (str.upper, str.lower)}
    ways |= {unicodedata.normalize("NFD", way) for way in ways} | {way.replace(" ", "-\n") for way in ways}
    return st.sampled_from(sorted(ways) + OTHERS + [full] * 30)


@pytest.mark.parametrize("person", PEOPLE, ids=" ".join)
@settings(max_examples=60)
@given(data=st.data())
def test_a_name_is_found_as_its_patterns_find_it(person: tuple[str, ...], data: st.DataObject) -> None:
    pairs = data.draw(st.lists(st.tuples(words_of(person), st.sampled_from(BETWEEN)), min_size=1, max_size=6))
    folded = FoldedText("".join(word + between for word, between in pairs)).folded
    fast = [*NameForms(person).find(folded, lowered(folded))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainName, "places", lambda *_: None)
        slow = [*NameForms(person).find(folded, lowered(folded))]
    assert fast == slow, folded


def test_a_given_name_alone_is_no_form_of_a_name_of_two_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlainName, "places", lambda *_: None)
    folded = FoldedText("Siv (kassör) och Siv - Mark. Siv\n").folded
    assert [folded[a:b] for a, b in NameForms(("Siv", "Mark")).find(folded, lowered(folded))] == ["Siv - Mark"]
    folded = FoldedText("Siv Ek (kassör).").folded
    assert [folded[a:b] for a, b in NameForms(("Siv", "Ek", "Mark")).find(folded, lowered(folded))] == ["Siv Ek"]


def test_most_names_need_no_pattern_and_odd_ones_do() -> None:
    assert {person for person in PEOPLE if PlainName(person).is_plain} == {
        ("Åsa", "Lind"), ("Siv", "Mark"), ("Bo", "Ek"), ("Olle", "Vara"), ("Mohammed", "Sjöqvist"),
        ("Anna-Lena", "Ny"), ("Per-Erik", "Lind"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Åsa Lind",
        "ÅSA LIND",
        "Åsa\nLind",
        "Åsa-\nLind",
        "Åsa Li\u00adnd",
        "Asa Lind",
        "Lind, Åsa",
        "Å. Lind",
        "Åsa L.",
        "Åsa och Åsa Lind",
    ],
)
@pytest.mark.parametrize("behind", ["", "s", "'s"])
def test_forms_beside_the_one_of_the_label_are_masked(text: str, behind: str) -> None:
    masked = Masker([Contact("Åsa Lind")]).mask(
        f"Åsa Lind leder kursen. Kollegan {text}{behind} svarar alla. Åsa Lind."
    )
    assert not re.search("lind|asa(?! )|åsa", masked, re.IGNORECASE) and "Kollegan" in masked and "alla" in masked


VALUES = ["Åsa Lind", "aBa", "Straße 1", "İlma", "a.b@exempel.example", "08-12 34 56", "\u0307", "ﬁn ek"]


@given(st.sampled_from(VALUES), st.lists(st.sampled_from([*VALUES, "ss", "i", "a", "B", " "]), max_size=5))
def test_a_value_is_masked_wherever_its_letters_stand_in_any_case(value: str, around: list[str]) -> None:
    for text in ("".join(around) + value, "".join(around).swapcase(), "".join(around).upper() + value.lower()):
        masked = Masker([Contact(None, value)]).mask(text)
        found = [match.span() for match in re.finditer(re.escape(value), text, re.IGNORECASE)] if value.strip() else []
        assert all(set(masked[start:end]) <= {MASK, "\n"} for start, end in found), text


@given(st.sampled_from(["080808", "0812345678", "1212121"]), st.text("0812٣ -./()aå\n", max_size=30))
def test_a_known_number_is_found_as_its_pattern_finds_it(digits: str, text: str) -> None:
    pattern = re.compile(rf"(?<!\d){'[^0-9A-Za-z]{0,3}'.join(digits)}(?!\d)")
    for written in (text, f"{text}{digits}{text[:2]}", f"{text} {'-'.join(digits)}{text}"):
        expected = [match.span() for match in pattern.finditer(written)]
        assert [*KnownNumber(digits).find(written, letters_and_digits(written))] == expected


@given(st.text())
def test_a_text_beyond_latin_1_is_lowered_sign_for_sign(text: str) -> None:
    assert lowered(f"{text}█") == "".join(lowered(sign) for sign in f"{text}█")
