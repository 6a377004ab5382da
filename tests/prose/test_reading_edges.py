"""What the readers of prose take at their very edge: numbers, dates, amounts, shares, headings, places in a text."""

import pytest

from parser.sectioning.evidence import _place
from parser.sectioning.paragraphs import Paragraph, is_heading, paragraphs
from parser.understanding.absent_nouns import last_counted, lead_of
from parser.understanding.number_evidence import _brackets, _clause, _size
from parser.understanding.page_prose import Frame
from parser.understanding.readers.dates import dates
from parser.understanding.readers.money import amounts
from parser.understanding.readers.numerals import numerals, openings, value_of, whole
from parser.understanding.readers.quantities import quantities
from parser.understanding.sentences import sentences
from schema.record import Section


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10-15 företag", [("10-15", 10, 15, "", False, False)]),
        ("mellan 5 och 8 kurser", [("5 och 8", 5, 8, "mellan", False, False)]),
        ("5 och 8 kurser", [("5", 5, None, "", False, False), ("8", 8, None, "", False, False)]),
        ("8-5 kurser", [("8", 8, None, "", False, False), ("5", 5, None, "", False, False)]),
        ("5-5 kurser", [("5", 5, None, "", False, False), ("5", 5, None, "", False, False)]),
        ("från 10 till 20", [("20", 20, None, "", False, False)]),
        ("en till två", [("en till två", 1, 2, "", True, False)]),
        ("fler än 1 200 deltagare", [("1 200", 1200, None, "fler än", False, True)]),
        ("upp till 3 000", [("3 000", 3000, None, "upp till", False, False)]),
        ("cirka tio", [("tio", 10, None, "cirka", True, False)]),
        ("tre miljoner", [("tre miljoner", 3_000_000, None, "", True, False)]),
        ("2 till 3 miljoner", [("2 till 3 miljoner", 2_000_000, 3_000_000, "", False, False)]),
        ("1,5 miljoner", [("1,5 miljoner", 1_500_000, None, "", False, False)]),
        ("ett tiotal", [("ett tiotal", 10, None, "", True, False)]),
        ("(minst 4)", [("4", 4, None, "minst", False, True)]),
        ("omkring 12-14", [("12-14", 12, 14, "omkring", False, False)]),
        ("femtio till hundra", [("femtio till hundra", 50, 100, "", True, False)]),
        ("två och tre", [("två", 2, None, "", True, False), ("tre", 3, None, "", True, False)]),
        ("högst 5", [("5", 5, None, "högst", False, False)]),
        ("över 5", [("5", 5, None, "över", False, True)]),
        ("en person", []),
        ("ett par hundra", []),
        ("några hundra", []),
    ],
)
def test_numbers_with_what_bounds_them(text: str, found: list[tuple[object, ...]]) -> None:
    read = numerals(text, 0, len(text))
    assert [(text[n.start : n.end], n.low, n.high, n.bound, n.word, n.lower) for n in read] == found
    assert all(text[n.bounded_start : n.start].lower().strip() == n.bound for n in read)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("10", 10), ("1 000", 1000), ("1.000", 1000), ("1,000", 1000), ("1.5", 1.5), ("1,5", 1.5), ("12.50", 12.5),
        ("1.000.000", 1_000_000), ("1 000,50", 1000.5), ("07", 7), ("1.2.3", None), ("tio", 10), ("tjugofem", 25),
        ("tolvtusen", 12_000), ("tvåhundra", 200), ("ett dussin", 12), ("ett tiotal", 10), ("x", None), ("", None),
    ],
)  # fmt: skip
def test_values_of_digits_and_words(raw: str, value: float | None) -> None:
    assert value_of(raw) == value


@pytest.mark.parametrize(
    ("value", "is_whole"), [(1.0, True), (1.5, False), (-3.0, True), (1e15 - 1, True), (1e15, False)]
)
def test_a_whole_number_is_one_as_long_as_it_is_exact(value: float, is_whole: bool) -> None:
    assert isinstance(whole(value), int) is is_whole
    assert whole(value) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("den 1 mars 2010", [("1 mars 2010", "2010-03-01", None, None)]),
        ("1-3 mars 2010", [("3 mars 2010", "2010-03-03", None, None)]),
        ("30 april 2010", [("30 april 2010", "2010-04-30", None, None)]),
        ("2012-02-29", [("2012-02-29", "2012-02-29", None, None)]),
        ("den 110731", [("110731", "2011-07-31", None, None)]),
        ("den 900101", [("900101", "2090-01-01", None, None)]),
        ("den 910101", [("910101", "1991-01-01", None, None)]),
        ("den 901301", []),
        ("sista mars 2010", [("sista mars 2010", "2010-03-31", None, None)]),
        ("januari 2010", [("januari 2010", "2010-01", None, None)]),
        ("december 2010", [("december 2010", "2010-12", None, None)]),
        ("mars-maj 2010", [("mars", "2010-03", None, None), ("maj 2010", "2010-05", None, None)]),
        ("i början av 2010", [("början av 2010", "2010", "2010-01-01", "2010-04-30")]),
        ("i mitten av 2011", [("mitten av 2011", "2011", "2011-05-01", "2011-08-31")]),
        ("hösten 2010", [("hösten 2010", "2010-09", "2010-08-01", "2010-11-30")]),
        ("vintern 2010", [("vintern 2010", "2010-12", "2010-12-01", "2011-02-28")]),
        ("vintern 2011", [("vintern 2011", "2011-12", "2011-12-01", "2012-02-29")]),
        ("årsskiftet 2010/2011", [("årsskiftet 2010/2011", "2010-12", "2010-12-01", "2011-01-31")]),
        ("mitten av mars 2010", [("mitten av mars 2010", "2010-03", "2010-03-11", "2010-03-20")]),
        ("slutet av februari 2012", [("slutet av februari 2012", "2012-02", "2012-02-21", "2012-02-29")]),
        ("första kvartalet 2010", [("första kvartalet 2010", "2010-01", "2010-01-01", "2010-03-31")]),
        ("kvartal 3 2010", [("kvartal 3 2010", "2010-07", "2010-07-01", "2010-09-30")]),
        ("sista kvartalet 2010", [("sista kvartalet 2010", "2010-10", "2010-10-01", "2010-12-31")]),
        ("andra halvåret 2010", [("andra halvåret 2010", "2010", "2010-07-01", "2010-12-31")]),
        (
            "20100301-20120229",
            [("20100301", "2010-03-01", None, None), ("20120229", "2012-02-29", None, None)],
        ),
        ("20100301-12345678", []),
        ("2010-2012", [("2010", "2010", None, None), ("2012", "2012", None, None)]),
        ("i Ystad 2010", [("2010", "2010", None, None)]),
        ("Vision 2020", []),
        ("2010 personer", []),
    ],
)
def test_dates_with_the_days_that_they_can_mean(text: str, found: list[tuple[object, ...]]) -> None:
    read = dates(text, 0, len(text))
    assert [(text[one.start : one.end], one.value, one.earliest, one.latest) for one in read] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("100 kr", [("100 kr", 100, None, "SEK", None, None)]),
        ("5,5 mkr", [("5,5 mkr", 5_500_000, None, "SEK", None, None)]),
        ("500 tkr", [("500 tkr", 500_000, None, "SEK", None, None)]),
        ("100 kkr", [("100 kkr", 100_000, None, "SEK", None, None)]),
        ("2 mdkr", [("2 mdkr", 2_000_000_000, None, "SEK", None, None)]),
        ("1 MSEK", [("1 MSEK", 1_000_000, None, "SEK", None, None)]),
        ("€ 500", [("€ 500", 500, None, "EUR", None, None)]),
        ("7,5 miljoner euro", [("7,5 miljoner euro", 7_500_000, None, "EUR", None, None)]),
        ("3 till 4 miljoner kronor", [("3 till 4 miljoner kronor", 3_000_000, 4_000_000, "SEK", None, None)]),
        (
            "mellan 500 000 och 2 miljoner kronor",
            [("500 000 och 2 miljoner kronor", 500_000, 2_000_000, "SEK", None, None)],
        ),
        ("en halv miljon kronor", [("en halv miljon kronor", 500_000, None, "SEK", None, None)]),
        ("två och en halv miljon kronor", [("två och en halv miljon kronor", 2_500_000, None, "SEK", None, None)]),
        ("21 600 EUR (194 400 kr)", [("21 600 EUR (194 400 kr)", 194_400, None, "SEK", 21_600, "EUR")]),
        ("194 400 kr = 21 600 EUR", [("194 400 kr = 21 600 EUR", 194_400, None, "SEK", 21_600, "EUR")]),
        (
            "100 kr (10 EUR), 5 EUR",
            [("100 kr (10 EUR)", 100, None, "SEK", 10, "EUR"), ("5 EUR", 5, None, "EUR", None, None)],
        ),
        ("100 kr (200 kr)", [("100 kr", 100, None, "SEK", None, None), ("200 kr", 200, None, "SEK", None, None)]),
        ("Stödet är 3 miljoner", [("3 miljoner", 3_000_000, None, "SEK", None, None)]),
        ("3 miljoner människor", []),
        ("Budget: 1 450 000", [("1 450 000", 1_450_000, None, "SEK", None, None)]),
        ("Budget: 1 450 000 deltagare", []),
        ("45.000", []),
        ("45.000 deltagare", []),
    ],
)
def test_amounts_with_their_currencies(text: str, found: list[tuple[object, ...]]) -> None:
    read = amounts(text, 0, len(text), openings(text, 0, len(text)))
    told = [(text[m.start : m.end], m.value, m.value_max, m.currency, m.other, m.other_currency) for m in read]
    assert told == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("minst 70 procent av deltagarna", ("70 procent", "share", 70, "procent", "deltagarna")),
        ("tre av fyra deltagare", ("tre av fyra deltagare", "share", 75, "procent", "deltagare")),
        ("hälften av deltagarna", ("hälften", "share", 50, "procent", "deltagarna")),
        ("var tredje deltagare", ("var tredje deltagare", "share", 33.3, "procent", None)),
        ("1/3 av männen", ("1/3", "share", 33.3, "procent", "männen")),
        ("1 av 3", ("1 av 3", "share", 33.3, "procent", None)),
        ("tio procentenheter", ("tio procentenheter", "share", 10, "procentenheter", None)),
        ("10 av de 30 företagen", ("10 av de 30 företagen", "other", 10, "företagen", "de 30 företagen")),
        ("fem av dem", ("fem av dem", "other", 5, "dem", "dem")),
        ("20 kvinnor", ("20 kvinnor", "person", 20, "kvinnor", None)),
        ("100 deltagande företag", ("100 deltagande företag", "organisation", 100, "företag", None)),
        ("två ESF-projekt", ("två ESF-projekt", "other", 2, "esf-projekt", None)),
        ("2 veckor", ("2 veckor", "time", 2, "veckor", None)),
        ("50 st", ("50", "bare", 50, "", None)),
        ("12 beskrivs", ("12", "bare", 12, "", None)),
        ("38 födda", ("38", "bare", 38, "", None)),
    ],
)
def test_quantities_with_what_they_are_of(text: str, found: tuple[object, ...]) -> None:
    (read,) = quantities(text, 0, len(text), [])
    assert (text[read.start : read.end], read.sort, read.low, read.unit, read.of) == found


@pytest.mark.parametrize(
    ("value", "size"),
    [(0, 0), (0.5, 0), (9.5, 9), (10, 2), (99, 2), (100, 3), (99_999, 5), (10**11, 12), (10**14, 12), (1e15, 12)],
)
def test_how_large_a_number_is_in_digits_or_itself(value: float, size: int) -> None:
    assert _size(value) == f"size {size}"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a ( b ) c", {1: 1, 2: 1, 3: 1}),
        ("a ( b . c", {1: 1, 2: 1, 3: 1}),
        ("( ( a ) ) b", {0: 1, 1: 1, 2: 1, 3: 1}),
        ("a ( b", {1: 1, 2: 1}),
        ("( a ) ( b )", {0: 1, 1: 1, 2: 1, 3: 2, 4: 2, 5: 2}),
    ],
)
def test_words_in_brackets_are_numbered_by_bracket(text: str, inside: dict[int, int]) -> None:
    words = text.split()
    assert dict(_brackets(words, 0, len(words))) == inside


@pytest.mark.parametrize(
    ("cuts", "first", "end", "clause"),
    [
        ([], 2, 3, (0, 9)), ([1], 2, 3, (2, 9)), ([2], 2, 3, (0, 9)), ([3], 2, 3, (0, 3)), ([1, 5], 2, 3, (2, 5)),
        ([1, 2, 5, 6], 3, 5, (3, 5)),
    ],
)  # fmt: skip
def test_a_clause_lies_between_cuts(cuts: list[int], first: int, end: int, clause: tuple[int, int]) -> None:
    assert _clause(cuts, first, end, (0, 9)) == clause


@pytest.mark.parametrize(
    ("rank", "count", "place"),
    [
        (0, 1, "first paragraph"), (1, 2, "second paragraph"), (2, 3, "last paragraph"), (2, 4, "later in the text"),
        (2, 6, "early in the text"), (3, 10, "early in the text"), (4, 10, "later in the text"),
        (4, 11, "early in the text"), (8, 10, "later in the text"), (9, 10, "last paragraph"),
    ],
)  # fmt: skip
def test_where_a_paragraph_stands(rank: int, count: int, place: str) -> None:
    assert _place(rank, count) == place


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Syfte", True), ("syfte", False), ("", False), ("A" * 72, True), ("A" * 73, False), ("2010", False),
        ("Vad vill vi uppnå?", True), ("Vi vill växa.", False), ("• Punkt", False), ("En två tre fyra fem:", True),
        ("En två tre fyra fem sex:", False), ("2010-03-04", False), ("Ystad 4 mars 2010", False),
    ],
)  # fmt: skip
def test_what_reads_as_a_heading(line: str, is_one: bool) -> None:
    assert is_heading(line) is is_one


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Syfte\n\nVi vill växa nu.", ["Syfte*", "Vi vill växa nu."]),
        ("Syfte\nVi vill växa i staden.", ["Syfte*", "Vi vill växa i staden."]),
        ("En mening.\nEn annan.", ["En mening.", "En annan."]),
        ("x\n\nEn mening.\nEn annan.", ["x", "En mening.\nEn annan."]),
        (f"x\n\n{'A' * 159}.\nB b.", ["x", f"{'A' * 159}.\nB b."]),
        (f"x\n\n{'A' * 160}.\nB b.", ["x", f"{'A' * 160}.", "B b."]),
        (f"{'A' * 29}\nVi vill växa.", [f"{'A' * 29}*", "Vi vill växa."]),
        (f"{'A' * 30}\nVi vill växa.", [f"{'A' * 30}\nVi vill växa."]),
        (f"{'A' * 47}\nVi vill {'växa ' * 20}.", [f"{'A' * 47}*", f"Vi vill {'växa ' * 20}."]),
        (f"{'A' * 48}\nVi vill {'växa ' * 20}.", [f"{'A' * 48}\nVi vill {'växa ' * 20}."]),
    ],
)
def test_where_paragraphs_and_headings_end(text: str, pieces: list[str]) -> None:
    assert [piece.text + "*" * piece.heading for piece in paragraphs(text)] == pieces


@pytest.mark.parametrize(
    ("text", "is_list", "is_byline"),
    [
        ("- a\n- b\nc d e f g h i j k l m n o p", True, False),
        ("- a\nb\nc d e f g h i j k l m n o p", False, False),
        ("Ort: Ystad\nTid: nu", False, True),
        ("Ystad den 4 mars", False, True),
        ("ett två tre.", False, True),
        ("ett två tre fyra.", False, False),
        ("ord " * 13, False, True),
        ("ord " * 14, False, False),
    ],
)
def test_lists_and_what_holds_no_sentence(text: str, is_list: bool, is_byline: bool) -> None:
    piece = Paragraph(text, 0, len(text))
    assert (piece.is_list, piece.is_byline) == (is_list, is_byline)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("120 deltagare ska få ", "deltagare"), ("41 deltagare, 41 män och 22 kvinnor", "deltagare"),
        ("20 kvinnor och 5 män", "personer"), ("unga ", "personer"), ("personalen ", "personer"), ("", "personer"),
        ("30 deltagare " + "x " * 90, "deltagare"), ("30 deltagare " + "x " * 100, "personer"),
    ],
)  # fmt: skip
def test_the_people_that_were_named_last(text: str, noun: str) -> None:
    assert last_counted(text, len(text), 0, 0) == noun


@pytest.mark.parametrize(
    ("lead", "of"),
    [
        ("Av deltagarna ska", "deltagarna"), ("Målet är att av de unga ska", "de unga"), ("Vi ska", None),
        ("Av 30 deltagare ska", "30 deltagare"),
    ],
)  # fmt: skip
def test_what_the_shares_of_a_list_are_of(lead: str, of: str | None) -> None:
    assert lead_of(lead) == of


def split(text: str) -> list[tuple[str, str | None]]:
    frame = Frame(text, [Section("malsattning", None, text, "heading", 0, len(text))])
    return [(one.text, one.lead) for one in sentences(frame)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("T.ex. en sak. En till.", ["T.ex. en sak.", "En till."]),
        ("kl. 10 börjar vi. Nu.", ["kl. 10 börjar vi.", "Nu."]),
        ("A b! C d? E f.", ["A b!", "C d?", "E f."]),
        ("A b.\n\nC d", ["A b.", "C d"]),
        ("a; b; c", ["a; b; c"]),
        ("Startdatum\n2012-05-03\nKontakt\nSiv Ek", ["Startdatum 2012-05-03", "Kontakt", "Siv Ek"]),
        ("Slut\n3 maj 2012", ["Slut 3 maj 2012"]),
        ("Projekttid\n2012-05-03 till 2014-06-04\nOrt", ["Projekttid 2012-05-03 till 2014-06-04", "Ort"]),
        ("Hela budgeten (inkl. stöd)\n9 600 000 kronor", ["Hela budgeten (inkl. stöd) 9 600 000 kronor"]),
        ("Budget\n9,6 mkr\nStöd\n4,8 miljoner kronor", ["Budget 9,6 mkr", "Stöd 4,8 miljoner kronor"]),
        ("Budget\n9,6 mkr går till löner", ["Budget", "9,6 mkr går till löner"]),
        ("Vi började i maj.\n3 maj 2012", ["Vi började i maj.", "3 maj 2012"]),
        ("Dag\n\n3 maj 2012", ["Dag", "3 maj 2012"]),
    ],
)
def test_where_sentences_end(text: str, found: list[str]) -> None:
    assert [one for one, _ in split(text)] == found


def test_items_of_a_list_know_the_line_that_leads_into_it() -> None:
    lead = "Målet är:"
    assert split("Målet är:\n- ett\n- två\n\nSlut.") == [
        (lead, None),
        ("- ett", lead),
        ("- två", lead),
        ("Slut.", None),
    ]
    assert split("Målet är:\n\n- ett\n- två") == [(lead, None), ("- ett", lead), ("- två", lead)]


@pytest.mark.parametrize(
    ("text", "lengths"),
    [("ab " * 500, [1500]), ("ab " * 501, [1499, 4]), ("5 ab " * 50, [250]), ("5 ab " * 51, [149, 106])],
)
def test_a_row_that_is_longer_than_a_sentence_is_read_in_pieces(text: str, lengths: list[int]) -> None:
    assert [len(one) for one, _ in split(text)] == lengths
