"""The parser's limits at their very edge: the last that is taken, and the first that is not."""

import pytest

from parser.bank.headings import _glued_to_end, _glued_to_start
from parser.bank.labels.free_labels import find_free_labels
from parser.bank.labels.head_labels import _near_signature
from parser.bank.list_items import is_item, is_prose
from parser.bank.ordered_candidates import Candidate, best_chain, nearest_chain
from parser.layouts import LABELLED_LAYOUTS
from parser.prose.owner_evidence import weigh_owners
from parser.prose.prose_words import read_words
from parser.prose.title_evidence import _ending, _in_headline, _looks
from parser.registers import cells, day_cells
from parser.text.calls import is_call_text, is_round_of_calls
from parser.text.decoding import to_utf8, utf16_kind
from parser.text.document import Document, fold, plain_document, unfold
from parser.text.furniture import ends_content, is_footer, is_tool
from parser.text.lookalikes import binary_kind
from parser.understanding.readers.phrases import counted, noun_phrase
from parser.values import clean


def candidates(*places: tuple[int, int, float]) -> list[Candidate]:
    """Candidates by rank, line and weight, each with a name of its own."""
    return [Candidate(rank, line, f"{rank} on {line}", 0, 1, weight) for rank, line, weight in places]


def names(chain: list[Candidate]) -> list[str]:
    return [one.name for one in chain]


@pytest.mark.parametrize(
    ("places", "chain"),
    [
        ([], []),
        ([(0, 0, 1), (1, 1, 1)], ["0 on 0", "1 on 1"]),
        ([(1, 0, 1), (1, 5, 1)], ["1 on 5"]),
        ([(1, 0, 2), (1, 5, 1)], ["1 on 0"]),
        ([(0, 0, 1), (2, 1, 1), (1, 2, 1), (3, 3, 1)], ["0 on 0", "1 on 2", "3 on 3"]),
        ([(0, 0, 1), (2, 1, 3), (1, 2, 1), (3, 3, 1)], ["0 on 0", "2 on 1", "3 on 3"]),
        ([(2, 0, 1), (0, 1, 1), (1, 2, 1)], ["0 on 1", "1 on 2"]),
        ([(2, 0, 3), (0, 1, 1), (1, 2, 1)], ["2 on 0"]),
        ([(0, 0, 1), (1, 1, 1), (1, 2, 1), (0, 3, 9)], ["0 on 3"]),
    ],
)
def test_the_heaviest_rising_chain_is_chosen_and_the_later_of_equals(
    places: list[tuple[int, int, float]], chain: list[str]
) -> None:
    assert names(best_chain(candidates(*places))) == chain


@pytest.mark.parametrize(
    ("places", "chain"),
    [
        ([(0, 0, 1), (1, 3, 1)], ["0 on 0", "1 on 3"]),
        ([(0, 0, 4), (1, 12, 4)], ["0 on 0", "1 on 12"]),
        ([(0, 0, 4), (1, 13, 4)], ["1 on 13"]),
        ([(0, 0, 1), (1, 13, 4)], ["1 on 13"]),
        ([(0, 0, 1), (1, 6, 1)], ["1 on 6"]),
        ([(0, 0, 1), (1, 4, 1)], ["0 on 0", "1 on 4"]),
        ([(1, 0, 1), (0, 1, 1), (2, 2, 1)], ["0 on 1", "2 on 2"]),
        ([(1, 0, 2), (0, 1, 1), (2, 2, 1)], ["1 on 0", "2 on 2"]),
        ([(1, 0, 1), (1, 1, 1)], ["1 on 1"]),
    ],
)
def test_neighbours_are_near_and_lines_between_them_cost(
    places: list[tuple[int, int, float]], chain: list[str]
) -> None:
    assert names(nearest_chain(candidates(*places), reach=12, free=3, penalty=0.4)) == chain


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("a" * 60 + ".", True),
        ("a" * 59 + ".", False),
        ("a" * 61, False),
        ("a" * 60 + "?  ", True),
        ("a" * 60 + ":", True),
    ],
)
def test_a_sentence_is_longer_than_sixty_characters(text: str, is_so: bool) -> None:
    assert is_prose(text) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("a" * 149, True),
        ("a" * 150, False),
        ("En två tre fyra fem.", True),
        ("En två tre fyra fem sex.", False),
        ("Vad?", False),
        ("• Vad?", True),
        ("a;", False),
        ("a…", False),
        ("a,", True),
    ],
)
def test_what_may_stand_in_a_closing_list(text: str, is_so: bool) -> None:
    assert is_item(Document([text]), 0) is is_so


@pytest.mark.parametrize(
    ("text", "tool", "footer", "ends"),
    [
        ("Lyssna", True, True, False),
        ("Kontakta oss", False, True, False),
        ("Kontakta någon", False, False, False),
        ("Start > Projekt > Ekvägen", True, False, False),
        ("Start > Projekt", False, False, False),
        ("2012-03-04", True, False, False),
        ("4 mars 2012", True, False, False),
        ("4 mars 2012 x", False, False, False),
        ("Relaterade nyheter", False, True, True),
        ("Relaterade nyheter i urval", False, True, False),
        ("Postadress " + "a" * 80, False, True, False),
        ("Postadress " + "a" * 81, False, False, False),
        ("Copyright" + " " * 2 + "a" * 79, False, True, False),
        ("Dela sidan på " + "a" * 39, False, False, True),
        ("Dela sidan på " + "a" * 40, False, False, False),
    ],
)
def test_lines_of_page_furniture(text: str, tool: bool, footer: bool, ends: bool) -> None:
    assert (is_tool(text), is_footer(text), ends_content(text)) == (tool, footer, ends)


def test_a_line_of_furniture_has_a_hundred_characters_at_most() -> None:
    crumbs = "Start > Projekt > "
    assert is_tool(crumbs + "a" * (100 - len(crumbs)))
    assert not is_tool(crumbs + "a" * (101 - len(crumbs)))


CALL = (
    "Sista ansökningsdag är i maj.",
    "Behöriga sökande är kommuner.",
    "Urvalskriterier finns.",
    "Fonden utlyser medel.",
)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Nytt från fonden\n\n" + " ".join(CALL), True),
        ("Nytt från fonden\n\n" + " ".join(CALL[:3]), False),
        ("Utlysning om jobb\n\n" + " ".join(CALL[:2]), True),
        ("Utlysning om jobb\n\n" + CALL[0], False),
        ("a\n\nb\n\nUtlysning om jobb\n\n" + " ".join(CALL[:2]), True),
        ("a\n\nb\n\nc\n\nUtlysning om jobb\n\n" + " ".join(CALL[:2]), False),
        ("Beviljade projekt\n\n" + " ".join(CALL), False),
        ("Projektägare: Ek\n\n" + " ".join(CALL), False),
    ],
)
def test_a_call_says_four_things_of_its_kind_or_two_below_a_headline(text: str, is_one: bool) -> None:
    assert is_call_text(plain_document(text.encode())) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Sydsverige: 12 miljoner\nVästsverige: 9 mkr", True),
        ("Sydsverige: 12 miljoner\nSydsverige: 9 mkr", False),
        ("Sydsverige: 12 miljoner\nNågonstans: 9 mkr", False),
        ("Sydsverige: 12 miljoner\nVästsverige: 9 mkr\nSatsningen får stöd till projektet Ek.", False),
        ("Sydsverige: 12 miljoner\nVästsverige: 9 mkr " + "a" * 200, True),
        ("Av stödet går 12 miljoner till Sydsverige och Västsverige " + "a" * 200, False),
    ],
)
def test_a_round_of_calls_names_two_regions_with_their_money(text: str, is_one: bool) -> None:
    assert is_round_of_calls(plain_document(text.encode())) is is_one


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "an empty file"),
        (b"\xef\xbb\xbf \r\n\x00", "an empty file"),
        (b"\x89PNG", "an image (PNG)"),
        (b"\xff\xd8\xff", "an image (JPEG)"),
        (b"GIF89a", "an image (GIF)"),
        (b"%PDF-1.4", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x1f\x8b", "gzip-compressed data"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"\x00" + b"\x01" * 10 + b"a" * 89, "binary data"),
        (b"\x00" + b"\x01" * 9 + b"a" * 90, None),
        (b"\x01" * 50 + b"a" * 50, None),
        (b"\x00" + b"\t\r\x20" * 30 + b"a" * 9, None),
        (b"a" * 4096 + b"\x00" * 900, None),
        (b"a" * 3000 + b"\x00" * 900, "binary data"),
    ],
)
def test_kinds_of_files_that_are_no_text(content: bytes, kind: str | None) -> None:
    assert binary_kind(content) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xfea\x00", "utf-16-le"),
        (b"\xfe\xff\x00a", "utf-16-be"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", None),
        (b"abcabcab" + b"a\x00" * 4, "utf-16-le"),
        (b"abcabcabc" + b"a\x00" * 4, None),
        (b"\x00a" * 40, "utf-16-be"),
        (b"a\x00" * 11 + b"\x00a", "utf-16-le"),
        (b"a\x00" * 10 + b"\x00a", None),
        (b"\x00a" * 11 + b"a\x00", "utf-16-be"),
        (b"\x00a" * 10 + b"a\x00", None),
        ("Ö".encode() * 10, None),
    ],
)
def test_utf_16_is_known_by_where_its_zeros_stand(content: bytes, kind: str | None) -> None:
    assert utf16_kind(content) == kind


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Växa å".encode(), "Växa å"),
        (b"\xef\xbb\xbfV\xc3\xa4xa", "Växa"),
        ("Växa å".encode("cp1252"), "Växa å"),
        ("Växa".encode("utf-16"), "Växa"),
        ("Växa".encode("utf-16")[:-1], "Väx"),
        ("Växa".encode("utf-32"), "Växa"),
        ("ååååå".encode() + b"\xe4\xe4.", "åååååää."),
        ("åååå".encode() + b" \xe4 \xe4", "Ã¥Ã¥Ã¥Ã¥ ä ä"),
        (b'<meta charset="iso-8859-2">\xb1', '<meta charset="iso-8859-2">ą'),
        (b'<meta charset="iso-8859-1">\x80', '<meta charset="iso-8859-1">€'),
        (b'<meta charset="windows-1251">\xe4', '<meta charset="windows-1251">д'),
        (b"\x81\xe4", "\x81ä"),
    ],
)
def test_bytes_are_read_in_the_encoding_that_they_have(content: bytes, text: str) -> None:
    assert to_utf8(content).decode() == text


@pytest.mark.parametrize(
    ("line", "length", "offset"),
    [
        ("Syfte", 3, 3),
        ("Syfte", 0, 0),
        ("\u00adSyfte", 2, 3),
        ("  Syfte", 2, 4),
        ("Sy\u200bfte", 3, 4),
        ("\u00a0\u00adS", 1, 3),
    ],
)
def test_places_in_a_folded_line_are_found_in_the_line(line: str, length: int, offset: int) -> None:
    assert unfold(line, length) == offset
    assert fold(line[:offset]) == fold(line)[:length]


BANK = next(layout for layout in LABELLED_LAYOUTS if layout.name == "projektbank-2007")


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("arbete.Syfte", 4.0),
        ("arbete. Syfte", 2.0),
        ("arbeteSyfte", 3.0),
        ("år 2010Syfte", 3.0),
        ("arbete Syfte", None),
        ("ARBETESyfte", None),
        ("- Syfte", None),
        ("Syfte", None),
        ("(arbete)Syfte", 4.0),
    ],
)
def test_how_sure_a_heading_is_that_ends_a_line(text: str, weight: float | None) -> None:
    found = [one.weight for one in _glued_to_end(BANK, 0, text)]
    assert found == ([] if weight is None else [weight])


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("SyfteAtt växa", True), ("Syfte2010", True), ("Syftet är", False), ("Syfte", False), ("Syfte att", False)],
)
def test_a_heading_may_begin_a_line_before_a_capital_or_a_digit(text: str, is_one: bool) -> None:
    assert [one.end for one in _glued_to_start(BANK, 0, text)] == ([5] if is_one else [])


@pytest.mark.parametrize("at", [0, 5, 60, 195])
def test_labels_are_sought_three_lines_a_label_around_one_of_the_layout_alone(at: int) -> None:
    label = sorted(BANK.signature)[0]
    lines = [label if number == at else "rad" for number in range(200)]
    reach = 3 * len(BANK.labels)
    assert _near_signature(Document(lines), BANK) == range(max(0, at - reach), min(200, at + reach))
    assert _near_signature(Document(["rad"]), BANK) == range(0)


@pytest.mark.parametrize(
    ("written", "looks"),
    [
        ("Ekvägen Nu", []),
        ("ekvägen", ["lower case"]),
        ("EK", ["capitals"]),
        ("EK VÄGEN", []),
        ("Malmö", ["place"]),
        ("Ek , Al", ["holds a mark"]),
        ("Ek - Al", ["holds a dash"]),
        ("Ek 2", ["number"]),
        ("Ekbackens kommun", ["organisation"]),
        ("ESF-rådet", ["fund", "organisation"]),
        ("Region Ek", ["organisation"]),
        ("Ekregion", ["organisation"]),
    ],
)
def test_what_a_name_looks_like(written: str, looks: list[str]) -> None:
    assert _looks(written.lower().split(" "), written) == looks


@pytest.mark.parametrize(
    ("size", "mentions", "said"),
    [
        (3, [2], ["headline whole", "headline, 0 below"]),
        (2, [2, 5], ["headline begins", "headline, 1 below"]),
        (1, [2, 5, 6, 7], ["headline begins", "headline, 2 below"]),
        (1, [4], ["headline within", "headline, 0 below"]),
        (1, [1, 3, 5], ["headline within", "headline, 1 below"]),
        (1, [1], ["headline not"]),
        (1, [5], ["headline not"]),
    ],
)
def test_where_a_name_stands_to_the_headline(size: int, mentions: list[int], said: list[str]) -> None:
    assert [*_in_headline(size, mentions, (2, 5))] == said


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Ek – Vägen", "ends at dash, capital"),
        ("Ek – vägen", "ends at dash"),
        ("Ek, vägen", "ends at mark"),
        ("Ek", "ends at line"),
        ("Ek vägen", "ends at nothing"),
        ("Ek ska växa", "ends at verb"),
    ],
)
def test_what_ends_a_name(text: str, ending: str) -> None:
    assert _ending(read_words(text), 1) == ending


@pytest.mark.parametrize(("adjectives", "words"), [(0, 1), (4, 5), (7, 8), (8, 8), (9, 8)])
def test_a_share_is_of_at_most_eight_words(adjectives: int, words: int) -> None:
    text = " " + "unga " * adjectives + "kvinnor"
    phrase = noun_phrase(text, 0, len(text))
    assert phrase and len(text[: phrase.end].split()) == words


@pytest.mark.parametrize(("adjectives", "is_found"), [(0, True), (4, True), (5, False)])
def test_what_is_counted_stands_within_five_words(adjectives: int, is_found: bool) -> None:
    text = " " + "nya " * adjectives + "kurser"
    phrase = counted(text, 0, len(text))
    assert (phrase is not None and phrase.head == "kurser") is is_found


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1990-01-01", "1990-01-01"),
        ("1989-12-31", None),
        ("2079-12-31", "2079-12-31"),
        ("2080-01-01", None),
        ("2010-02-29", None),
        ("2010-3-4", "2010-03-04"),
        ("2010/03/04", "2010-03-04"),
        ("2010/03.04", None),
        ("20100304", "2010-03-04"),
        ("20100304.0", "2010-03-04"),
        ("201003041", None),
        ("4/3/2010", "2010-03-04"),
        ("4.3.2010", "2010-03-04"),
        ("2010-03-04T00:00", "2010-03-04"),
        ("2010-03-04 00:00:00.000", "2010-03-04"),
        ("2010-03-04 23:59:59", "2010-03-04"),
        ("2010-03-04 23:59:58", None),
        ("2010-03-04 00:00:01", None),
        ("2010-09-03T22:00Z", "2010-09-04"),
        ("2010-12-03T23:00Z[UTC]", "2010-12-04"),
        ("2010-12-03T22:00Z", None),
        ("2010-12-03T00:00+02:00", "2010-12-03"),
        ("2010-12-03T22:00 EST", None),
        ("2010-12-03T23:00 GMT", "2010-12-04"),
        ("2010-12-04T00:00 CET", "2010-12-04"),
        ("2010-07-03T23:59:59 CEST", "2010-07-03"),
        ("2010-03-04 x", None),
    ],
)
def test_days_of_registers(cell: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(ValueError, match="expected"):
            day_cells.date(cell, "SEK")
    else:
        assert day_cells.date(cell, "SEK") == day


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        ("euro_amount", "999999999999", "EUR 999999999999"),
        ("euro_amount", "1000000000000", None),
        ("euro_amount", "1.2345678E7", "EUR 12345678"),
        ("euro_amount", "1.2E7", "EUR 12000000"),
        ("euro_amount", "1.23E+2", "EUR 123"),
        ("euro_amount", "1.2E+2", None),
        ("euro_amount", "1,234.5", "EUR 1234.5"),
        ("euro_amount", "1,234", None),
        ("euro_amount", "1,234,567", "EUR 1234567"),
        ("euro_amount", "1 234.50", "EUR 1234.5"),
        ("euro_amount", "€ 12", "EUR 12"),
        ("euro_amount", "12 euro", "EUR 12"),
        ("euro_amount", "12 kr", None),
        ("code", "117.0", "117"),
        ("code", "A2A - Bättre", "A2A"),
        ("code", "a", "A"),
        ("code", "Care", "Care"),
        ("code", "1234", None),
        ("code", "G1", None),
        ("code", "Priority 2", "2"),
        ("code", "Programområde 1.1", "1.1"),
        ("cci", "2021se05sfpr001", "2021SE05SFPR001"),
        ("cci", "2021SE0SFP", "2021SE0SFP"),
        ("cci", "2021SE05S", None),
        ("cci", "2021SE05SFPR0012", "2021SE05SFPR0012"),
        ("cci", "2021SE05SFPR00123", None),
        ("postal_code", "SE-211 20", "21120"),
        ("postal_code", "2112", None),
        ("postal_code", "21120.0", "21120"),
    ],
)
def test_cells_of_registers(reader: str, cell: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match="expected"):
            getattr(cells, reader)(cell, "EUR")
    else:
        assert getattr(cells, reader)(cell, "EUR") == value


@pytest.mark.parametrize("mark", ["\x1b", "\x9b", "\u061c", "\u200f", "\u202e", "\u2066", "\u2069", "\ufeff"])
def test_a_value_has_no_characters_that_turn_the_text_around_it(mark: str) -> None:
    """A mark of direction that is not ended would turn the sum that stands behind a title on the same line."""
    assert clean(f"{mark}Röda {mark} tråden{mark}") == "Röda tråden"


@pytest.mark.parametrize(
    "lines",
    [
        ["Programområde: 2", "Projektägare: A", "Region: x", "Kontaktperson: B", "", "Projektfas är genomförande."],
        ["Projektfas: Genomförande", "Region: x", "Projektägare: A", "", "Prosa."],
    ],
)
def test_labels_without_one_of_the_layouts_own_or_too_few_are_no_block(lines: list[str]) -> None:
    (layout,) = (layout for layout in LABELLED_LAYOUTS if layout.signature == {"Projektfas"})
    assert find_free_labels(Document(lines), layout) == []
    assert find_free_labels(Document(["Projektfas: Genomförande", *lines[:4]]), layout) != [] or len(lines) < 6


def test_a_slash_joins_an_owners_name_and_makes_no_owner_of_its_second_half() -> None:
    text = "Projektägare är Kompetens / Utveckling AB driver projektet."
    found = {text[one.start : one.end]: one.features for one in weigh_owners(read_words(text))}
    assert found == {"Kompetens / Utveckling AB": {"before owner", "after runs"}, "Utveckling AB": set()}
