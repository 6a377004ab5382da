"""What belongs to a number beside its value: its split by sex, joined nouns, the noun it goes back to, its list."""

import pytest

from benchmarks.accuracy.demonstration import counted, demonstration_pages, verdicts
from benchmarks.fixtures import FIXTURES
from parser.understanding.absent_nouns import last_counted
from parser.understanding.candidates import find_candidates
from parser.understanding.deadlines import deadline_of
from parser.understanding.number_evidence import around
from parser.understanding.number_ranks import ranks_of
from parser.understanding.numbers import find_numbers
from parser.understanding.page_prose import Frame
from parser.understanding.pipeline import documents
from parser.understanding.readers.numerals import Quantity
from parser.understanding.readers.quantities import quantities
from parser.understanding.sentences import sentences
from parser.understanding.sex_splits import split_of, total_of
from parser.understanding.words import words_of
from schema.record import Section, Target


def _frame(text: str) -> Frame:
    return Frame(text, [Section("malsattning", None, text, "heading", 0, len(text))])


def _targets(text: str) -> list[Target]:
    return find_numbers(words_of(next(documents([text]))), _frame(text))[1]


@pytest.mark.parametrize(
    ("text", "women", "men"),
    [
        ("80 personer (50 kvinnor och 30 män) ska delta.", 50, 30),
        ("64 personer, 20 män och 44 kvinnor, ska ha deltagit.", 44, 20),
        ("95 medarbetare ska ha gått kurser, 80 kvinnor och 15 män.", 80, 15),
        ("180 ungdomar ska ha skrivits in, varav minst 80 unga kvinnor.", 80, None),
        ("140 smeder ska delta, minst 40 av dem kvinnor.", 40, None),
        ("Samtal med 25 bagare i två byar, minst sex av dem män.", None, 6),
        ("140 smeder ska delta, minst 40 av dem i Boden.", None, None),
        ("74 personer, minst 34 kvinnor och minst 34 män, ska ha deltagit.", 34, 34),
        ("95 medarbetare ska ha gått kurser, 10 kvinnor och 15 män.", None, None),
        ("95 medarbetare och 30 elever ska ha gått kurser, varav 80 kvinnor.", None, None),
        ("95 medarbetare ska ha gått kurser.", None, None),
    ],
)
def test_a_split_by_sex_belongs_to_the_people_it_splits(text: str, women: int | None, men: int | None) -> None:
    facts = find_candidates(_frame(text), words_of(next(documents([text]))))[0]
    people = [one for one in facts.candidates if isinstance(one, Quantity)]
    split = split_of(facts, people[0])
    assert (split and split.women, split and split.men) == (women, men)
    parts = [one for one in people[1:] if split and split.start <= one.start < split.end]
    assert all(total_of(facts, part) is people[0] for part in parts)
    assert total_of(facts, people[0]) is None


def test_what_only_splits_a_target_is_none_of_its_own() -> None:
    found = _targets("Till projektets slut ska\n- 38 deltagare, 26 kvinnor och 12 män, ha gått vidare till arbete")
    assert [(one.quantity, one.women, one.men) for one in found] == [(38, 26, 12)]


def test_a_number_inside_what_another_is_of_is_no_target() -> None:
    found = _targets("Målet är att av totalt 520 deltagare ska minst 210 få jobb.")
    assert [(one.quantity, one.of) for one in found] == [(210, "520 deltagare")]


def test_what_a_later_sentence_is_of_stays_a_target() -> None:
    found = _targets("300 mentorer ska ha fått utbildning. Av 300 mentorer ska minst 200 ha ett uppdrag.")
    assert [(one.quantity, one.of) for one in found] == [(300, None), (200, "300 mentorer")]


@pytest.mark.parametrize(
    ("text", "unit", "raw"),
    [
        ("300 kommuner, landsting och större företag nås", "kommuner, landsting och företag", None),
        ("Minst sex kockar och vårdbiträden ska byta", "kockar och vårdbiträden", "sex kockar och vårdbiträden"),
        ("Målet är att 300 kommuner och företag nås", "kommuner och företag", "300 kommuner och företag"),
        ("Vi når 150 ungdomar och företag får hjälp", "ungdomar", "150 ungdomar"),
        ("20 deltagare och 5 handledare ska delta", "deltagare", "20 deltagare"),
        ("Fyra lotsar och fyra deltagare reser", "lotsar", "Fyra lotsar"),
        ("15 företag och kommunen ska delta", "företag", "15 företag"),
        ("15 företag och kurser ska nås", "företag", "15 företag"),
        ("15 företag, kommuner ska nås", "företag", "15 företag"),
    ],
)
def test_a_number_counts_all_nouns_that_are_joined(text: str, unit: str, raw: str | None) -> None:
    found = quantities(text, 0, len(text), [])[0]
    assert found.unit == unit
    assert raw in {None, text[found.start : found.end]}


@pytest.mark.parametrize(
    ("text", "low", "of"),
    [
        ("En av fyra mentorer ska vara kvinna", 25, "mentorer"), ("en av 3 deltagare har jobb", 33.3, "deltagare"),
        ("målet är 45 respektive 30 procent", 45, None), ("målet är 45 respek-tive 30 %", 45, None),
    ],
)  # fmt: skip
def test_shares_said_as_one_of_some_or_before_another(text: str, low: float, of: str | None) -> None:
    found = quantities(text, 0, len(text), [])[0]
    assert (found.sort, found.low, found.unit, found.of) == ("share", low, "procent", of)


@pytest.mark.parametrize(
    ("text", "least", "noun"),
    [
        ("40 utrikes födda kvinnor får hjälp. ", 12, "kvinnor"), ("70 hemlösa män. Vi är fyra lärare. ", 25, "män"),
        ("Vi når 700 unga. ", 500, "unga"), ("45 byggföretag ska ha gått kurs och ", 5, "byggföretag"),
        ("24 matroser och motormän börjar och ", 18, "matroser och motormän"), ("8 deltagare. ", 20, "deltagare"),
        ("8 deltagare. 50 elever. ", 20, "elever"), ("50 elever. 8 lärare. ", 20, "elever"),
    ],
)  # fmt: skip
def test_a_number_without_a_noun_goes_back_to_one_of_which_there_are_enough(text: str, least: int, noun: str) -> None:
    assert last_counted(text, len(text), least, 0) == noun


def test_a_noun_for_organisations_is_gone_back_to_within_the_sentence_alone() -> None:
    text = "90 företag har besökts. "
    assert last_counted(text, len(text), 5, 0) == "företag"
    assert last_counted(text, len(text), 5, len(text)) == "personer"


@pytest.mark.parametrize("text", ["15 driver företag", "fem studerar vidare", "40 djupintervjuas", "24 utomlands"])
def test_what_is_said_of_a_number_is_not_what_it_counts(text: str) -> None:
    assert [one.unit for one in quantities(text, 0, len(text), [])] in ([""], [])


@pytest.mark.parametrize(("text", "by"), [
    ("Till och med december 2008 ska projektet ha\n- utbildat 340 chefer", "2008-12"),
    ("Vid utgången av februari 2013 ska vi ha\n- nått 60 företag", "2013-02"),
    ("Det här ska kunna visas upp i september 2010:\n- 110 deltagare har fått arbete", "2010-09"),
    ("Under februari till juli 2011 ska följande göras:\n- 120 anställda utbildas", None),
])  # fmt: skip
def test_the_line_that_leads_into_a_list_says_by_when(text: str, by: str | None) -> None:
    assert [one.by for one in _targets(text)] == [by]


@pytest.mark.parametrize(("text", "by"), [
    ("Sex skolor ska öppna senast i juni 2018 och att 45 procent av deltagarna får arbete", ["2018-06", None]),
    ("Minst 40 deltagare ska få arbete, och att 30 arbetsgivare utbildas senast i maj 2019", [None, "2019-05"]),
    ("Till utgången av 2013 ska 60 deltagare få arbete, och 12 företag ska ha anställt", ["2013", "2013"]),
    ("Minst 40 deltagare ska ha anställning den 31 december 2014", ["2014-12-31"]),
    ("Den 5 februari 2019 ska 15 deltagare resa till Oslo", [None]),
    ("260 deltagare ska ha börjat, 200 av dem före mars 2009", [None, "2009-03"]),
    ("Målet är att 35 deltagare skulle ha arbete när projektet slutade i mars 2012", ["2012-03"]),
])  # fmt: skip
def test_a_date_is_the_deadline_of_its_own_clause_or_opens_the_sentence(text: str, by: list[str | None]) -> None:
    facts = next(iter(find_candidates(_frame(text), words_of(next(documents([text]))))))
    counted = [one for one in facts.candidates if isinstance(one, Quantity) and one.sort != "time"]
    assert [deadline_of(facts, (one.start, one.last)) for one in counted] == by


@pytest.mark.parametrize("lead", ["Fem mål sattes när ansökan skrevs hösten 2015:", "Målen, satta 2010-11-18:"])
def test_a_date_that_nothing_is_promised_for_leads_no_list(lead: str) -> None:
    assert [one.by for one in _targets(f"{lead}\n- 160 deltagare ska genomgå kursen")] == [None]


def test_both_sexes_counted_without_a_total_are_one_target() -> None:
    found = _targets("Målet är att 30 kvinnor och 10 män ska ha fått arbete")
    assert [(one.quantity, one.unit, one.women, one.men) for one in found] == [(40, "personer", 30, 10)]


def test_people_in_a_list_are_of_those_that_its_line_names() -> None:
    found = _targets("Av 96 deltagare, 58 mammor och 38 pappor, ska\n- 40 personer ha arbete\n- 25 personer studera")
    assert [(one.quantity, one.of) for one in found] == [(40, "96 deltagare"), (25, "96 deltagare")]


def test_a_line_that_breaks_off_leads_to_lines_that_begin_with_a_number() -> None:
    found = _targets("Av 200 deltagare ska\n35 procent ha fått arbete,\n25 procent ha börjat läsa.")
    assert [(one.quantity, one.of) for one in found] == [(35, "200 deltagare"), (25, "200 deltagare")]


def test_the_number_of_an_item_is_no_quantity() -> None:
    text = "2.2 55 % ska ha arbete\n2.3 tiden till praktik ska bli kortare"
    assert [one.raw for one in _targets(text)] == ["55 %"]
    assert [one.low for one in quantities("2.3 miljoner timmar", 0, 19, [])] == [2_300_000]


def test_people_named_by_what_was_done_to_them_are_counted() -> None:
    text = "Tre av fyra varslade ska ha arbete, 40 varslade ska läsa vidare"
    assert [(one.low, one.unit, one.of) for one in quantities(text, 0, len(text), [])] == [
        (75, "procent", "varslade"), (40, "varslade", None),
    ]  # fmt: skip


def test_a_share_said_with_its_noun_is_of_nothing_else() -> None:
    found = _targets("Av 210 brandmän ska minst var fjärde nyanställd vara kvinna")
    assert [(one.raw, one.of) for one in found if one.unit == "procent"] == [("minst var fjärde nyanställd", None)]


def test_the_line_that_leads_into_a_list_says_of_what() -> None:
    found = _targets("Av de 210 deltagarna räknar vi med att\n- 75 % ska ha fullföljt kursen\n- 60 % ska ha jobb")
    assert [one.of for one in found] == ["de 210 deltagarna"] * 2


def test_a_word_that_needs_two_numbers_bounds_no_single_one() -> None:
    text = "ett utbyte mellan sex pappor och en grupp"
    found = quantities(text, 0, len(text), [])[0]
    assert (found.bound, found.bounded_start) == ("", found.start)


def test_numbers_are_ranked_among_those_of_their_sort() -> None:
    text = (
        "Vi har 40 deltagare, 25 kvinnor och 15 män. 40 deltagare får stöd av 3 företag. Det kostar 5 miljoner kronor."
    )
    found = [
        one for facts in find_candidates(_frame(text), words_of(next(documents([text])))) for one in facts.candidates
    ]
    ranks = ranks_of(found)
    assert [[rank for _, rank in ranks[id(one)]] for one in found] == [
        ["largest", "first"], ["between", "less than before"], ["smallest", "less than before"], ["largest", "again"],
        ["only", "first"], ["only", "first"],
    ]  # fmt: skip


def test_a_sentence_has_the_heading_above_and_its_neighbours() -> None:
    found = sentences(_frame("Mål för projektet\n\nVi börjar. Sedan når vi 40 elever.\n\nMen inte fler."))
    said = [[near and near.text for near in one] for one in around(found)]
    assert said[2] == ["Vi börjar.", "Men inte fler.", "Mål för projektet"]
    assert said[0][2] is None


def test_every_verdict_is_on_a_line_of_a_page_of_the_demonstration() -> None:
    pages = {path.relative_to(FIXTURES).as_posix() for path in demonstration_pages()}
    told = verdicts()
    assert {one.page for one in told} <= pages
    assert len({one.key for one in told}) == len(told)
    assert all(one.note for one in told if one.verdict == "wrong")


_KNOWN_FALSE = 20
"""Lines that are shown and false: most of them in a field such as a date or the noun that a number leaves out."""


def test_the_demonstration_shows_few_lines_that_readers_called_false() -> None:
    counts, _ = counted()
    assert counts["wrong"] <= _KNOWN_FALSE
    assert counts["right"] > 700


def test_a_line_leads_into_a_list_of_markup_below_it_and_no_further() -> None:
    items = "\n".join(("60 sökande ha arbete", "12 sökande studera"))
    found = _targets(f"Senast juni 2014 ska\n\n{items}\n\nAlla är unga. 40 deltagare ska ha arbete.")
    assert [(one.raw, one.by) for one in found] == [
        ("60 sökande", "2014-06"), ("12 sökande", "2014-06"), ("40 deltagare", None),
    ]  # fmt: skip
