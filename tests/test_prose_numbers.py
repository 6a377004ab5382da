"""Claims and targets read out of prose: short texts with the traps of real pages, any text at all, and the gold set."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.gold import gold_documents
from benchmarks.prose_numbers import measure
from parser.understanding.frame import Frame
from parser.understanding.numbers import find_numbers
from parser.understanding.pipeline import pipeline
from parser.understanding.readers.dates import dates
from parser.understanding.readers.money import amounts
from parser.understanding.readers.numerals import numerals
from parser.understanding.sentences import LONGEST_OF_NUMBERS, LONGEST_SENTENCE, sentences
from parser.understanding.words import words_of
from schema.record import Claim, Section, SectionName, Target

GOALS: list[tuple[str, list[tuple[Any, ...]]]] = [
    ("Ring 054-29 50 61 eller 0703-12 34 56 om du är 16-24 år eller 55+.", []),
    ("Enligt § 47 och artikel 6 hör frågan till programområde 2, delmål 3.", []),
    ("Efter 3 d, två veckor och 6 månader ska alla vara klara 2012-06-30.", []),
    ("I dag saknar 23 procent av invånarna gymnasieutbildning.", []),
    (
        "Målet: 70 % av eleverna ska ta examen, 20 % av 70% utanför länet.",
        [(70, "procent", "eleverna"), (20, "procent", "70%")],
    ),
    ("- 75 % av kursdeltagarna är nöjda\n- minst 12 fabriker tar emot besök", [
        (75, "procent", "kursdeltagarna"), (12, "fabriker", None)]),
    ("Hälften av platserna ska gå till män och var tredje elev ska läsa vidare.", [
        (50, "procent", "platserna"), (33.3, "procent", None)]),
    ("Tre fjärdedelar av lärlingarna ska få gesällbrev.", [(75, "procent", "lärlingarna")]),
    ("Vi ska hålla mellan fem och sju konserter och ett tiotal caféer ska öppna.", [
        (5, "konserter", None), (10, "caféer", None)]),
    ("Av de svarande ska 85 procent rekommendera kursen.", [(85, "procent", "de svarande")]),
    ("Vi ska nå 9 av 10 hushåll i byn.", [(90, "procent", "hushåll")]),
    ("Köerna ska minska med 15 % och väntan kortas från 60 till 20 dagar.", [
        (15, "procent", None), (20, "dagar", None)]),
    ("24 lärlingar, 14 män och 10 kvinnor, ska anställas.", [(24, "lärlingar", None)]),
    ("Minst 30 av de 44 mejeristerna ska klara provet.", [(30, "mejeristerna", "de 44 mejeristerna")]),
    ("80 procent av fiskarna ska ha besökt två hamnar.", [(80, "procent", "fiskarna")]),
    ("Följande ska uppnås:\n(a) 40 smeder går kursen.\n(b) Fler än 12 varv har öppnat.", [
        (40, "smeder", None), (12, "varv", None)]),
    ("70 % ska klara provet och 10 bagare bli handledare.", [(70, "procent", None), (10, "bagare", None)]),
    ("60 % ska få arbete, och av dessa 60 % ska hälften ha fast jobb.", [
        (60, "procent", None), (50, "procent", "dessa 60 %")]),
    ("Fyra av de kommande 20 platserna ska vikas för män.", [(4, "platserna", "de kommande 20 platserna")]),
    ("Hälften ska vara män, trots att de i dag är 12 procent av eleverna.", [(50, "procent", None)]),
    ("Två av tre ska klara provet.", [(66.7, "procent", None)]),
    ("Samlingen skall omfatta 900 föremål.", [(900, "föremål", None)]),
    ("Målet är: 50 smeder i arbete, 20 fiskare i studier.", [(50, "smeder", None), (20, "fiskare", None)]),
    ("att 25 fiskare har fått certifikat", [(25, "fiskare", None)]),
    ("Antal smeder: 310\nAndel av smederna med gesällbrev: minst 40 %\nAntal öppnade verkstäder: 12 st", [
        (310, "smeder", None), (40, "procent", "smederna"), (12, "verkstäder", None)]),
    ("Av de 60 fiskarna ska:\n1. 40 vara i arbete\n2. 15 vara i studier", [
        (40, "fiskarna", "de 60 fiskarna"), (15, "fiskarna", "de 60 fiskarna")]),
    ("80 smeder ska delta. Minst 20 av dem ska få arbete.", [(80, "smeder", None), (20, "smeder", "dem")]),
    ("Mål 2 - 60 språkombud ska utbildas.", [(60, "språkombud", None)]),
    ("45 procent ska gå till arbete medan 10 procent startar eget.", [(45, "procent", None), (10, "procent", None)]),
    ("Vi ska nå 300 kvinnor och män.", [(300, "kvinnor och män", None)]),
    ("Väntetiden ska vara högst 21 dagar.", [(21, "dagar", None)]),
    ("Projektet nådde 467 fiskare och 88 fiskare började studera.", []),
    ("Hittills ligger vi på 41 procent av målet.", []),
    ("Sjukfrånvaron ska minska med två procentenheter.", [(2, "procentenheter", None)]),
]  # fmt: skip
AMOUNTS = [
    ("22.000 kr", 22000, "SEK"), ("117 000 kronor", 117000, "SEK"), ("stöd: 29,6 miljoner", 29_600_000, "SEK"),
    ("100 mkr", 100_000_000, "SEK"), ("226 720,00 EUR= 2 095 504 kr", 2095504, "SEK"), ("45 tkr", 45000, "SEK"),
    ("tre miljoner kronor", 3_000_000, "SEK"), ("budget: två och en halv miljon", 2_500_000, "SEK"),
    ("1 250:-", 1250, "SEK"),
    ("2,3 miljarder kronor", 2_300_000_000, "SEK"), ("Total budget: 1 450 000", 1_450_000, "SEK"),
    ("15 000 euro", 15000, "EUR"), ("1,5 MSEK", 1_500_000, "SEK"), ("4\u00a0217\u00a0500 kr", 4217500, "SEK"),
]  # fmt: skip
KINDS = [
    ("Fonden betalar 4 mkr och arbetsgivarna skjuter till 2 mkr.", "esf_support cofinancing"),
    ("Total kostnad 6 mkr. ESF-stöd 4 mkr. Medfinansiering 2 mkr.", "total_budget esf_support cofinancing"),
    ("Medfinansieringen är 2 mkr, varav staden 1,2 mkr och landstinget 0,8 mkr.", "cofinancing " * 3),
    (
        "Av budgeten på 10 mkr står fonden för 4 mkr och kommunen för 6 mkr.",
        "total_budget esf_support cofinancing",
    ),
    ("EU står för 40 procent, 2,2 mkr.", "eu_contribution"),
    ("Hyran är 12 000 kr i månaden.", "other"),
    ("Utlysningen omfattar 120 miljoner kronor.", "other"),
    ("Utlysningen omfattar 14 miljoner", "other"),
    ("Budget (tkr)\nTotalt: 8 940\nESF-stöd: 3 576\nMedfinansiering: 5 364", "total_budget esf_support cofinancing"),
    ("Kostnaderna steg från 41 miljoner kronor 2007 till 58 mkr 2009.", "other date.other other date.other"),
    ("Kommunen har anslagit 2 mkr och fonden 3 mkr.", "cofinancing esf_support"),
    ("Sedan 2008 har rådet fördelat 423 miljoner kronor på 186 projekt.", "date.other other"),
    ("Utgifterna ska sänkas med 3 mnkr.", "other"),
    ("Sundsvalls del är 7,2 mkr.", "cofinancing"),
    ("En första utbetalning om 412 500 kronor har inkommit.", "esf_support"),
]
PERIODS = [
    ("Projektet startade 1 mars 2010 och avslutades 31 augusti 2012.", "start end"),
    ("I augusti 2010 drog projektet i gång.", "start"),
    ("Projekttiden är 090801-110731.", "start end"),
    ("Projektets mobiliseringsfas pågår till mars 2010.", "other"),
    ("Skolan driver sedan augusti 2009 projektet Steget.", "start"),
    ("Smederna läser i ett projekt som startade 1/9 2009.", "start"),
    ("Vi slutar i juli 2012.", "end"),
    ("Start beräknas till 1 september 2015 och avslut till 31 augusti 2017.", "start end"),
    ("Målet är att alla har arbete när projektet slutar i augusti 2021.", "end"),
    ("Kommunen har mellan 2015 och 2018 drivit Steget.", "start end"),
    ("Nuvarande slutdatum är den 30 november 2013.", "end"),
    ("I september 2010 drar vi i gång.", "start"),
    ("Kursen går från den 4 april till den 10 juni 2011.", "other other"),
    ("Ett tidigare projekt pågick 2003-2005.", "other other"),
    ("Projektet, som startade i maj 2009, avslutas i maj 2011.", "start end"),
    ("Mellan 2008 och 2010 ökade arbetslösheten.", "other other"),
    ("ESF-rådet beviljade stödet den 4 mars 2010.", "other"),
]
DATES = [
    ("2010-03-01", "2010-03-01"), ("081130", "2008-11-30"), ("210630", "2021-06-30"),
    ("991231", "1999-12-31"), ("den 3 maj 2012", "2012-05-03"), ("juni 2009", "2009-06"),
    ("våren 2009", "2009-03"), ("början av 2010", "2010"), ("andra kvartalet 2009", "2009-04"),
    ("årsskiftet 2009/2010", "2009-12"), ("februari/mars 2009", "2009-02"), ("juni 20010", None), ("år 2008", "2008"),
]  # fmt: skip
NO_DATES = ["programmet 2007-2013", "dnr 2015/00469", "Agenda 2030", "1990-talet", "08-123 2010 44", "2010 kr", "2 010"]
PIECES = [
    "minst", "75", "%", "av", "deltagarna", "hälften", "tre", "företag", "2010-03-01", "2 095 504 kr", "EUR=", "ska",
    "mål:", "\n", "\n\n", "- ", "• ", "Projektet", "kvinnor", "och", "5", "män", "mellan", "till", "20", "mkr", ".",
    ",", "(", ")", "från", "våren 2009", "ESF", "miljoner", "var", "tredje", "\u00a0", "Av", "dem", "000", "halv",
    "tjugotal",
]  # fmt: skip
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
sections: st.SearchStrategy[SectionName | None] = st.sampled_from(["malsattning", "bakgrund", "sammanfattning", None])


def read(text: str, section: SectionName | None) -> tuple[list[Claim], list[Target]]:
    frame = Frame(text, [Section(section, None, text, "heading", 0, len(text))])
    return find_numbers(words_of(pipeline()(text)), frame)


@pytest.mark.parametrize(("text", "expected"), GOALS, ids=[text[:30] for text, _ in GOALS])
def test_targets_among_goals(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert [(target.quantity, target.unit, target.of) for target in read(text, "malsattning")[1]] == expected


def test_a_target_says_how_much_of_what_and_by_when() -> None:
    text = "Senast den 30 juni 2013 ska minst 12-14 lärlingar, 8 män och 5 kvinnor, ha anställts."
    (target,) = read(text, "malsattning")[1]
    assert (target.quantity, target.quantity_max, target.lower_bound, target.by) == (12, 14, True, "2013-06-30")
    assert (target.women, target.men, target.sentence_start, target.sentence_end) == (5, 8, 0, len(text))


def test_a_list_inherits_the_promise_and_the_date_of_its_lead() -> None:
    text = "Före 2012 års utgång ska vi ha:\n\n• anordnat sex kurser\n• nått 40 procent av byarna"
    targets = read(text, None)[1]
    assert [(t.quantity, t.by) for t in targets] == [(6, "2012"), (40, "2012")]


def test_statistics_outside_the_goals_are_no_targets() -> None:
    text = "I länet är 14 procent av de unga utan arbete. Tre kommuner har stängt sina skolor."
    claims, targets = read(text, "bakgrund")
    assert (targets, [(c.kind, c.value) for c in claims]) == ([], [("count.other", 3)])


@pytest.mark.parametrize(("text", "value", "currency"), AMOUNTS)
def test_amounts_in_every_form(text: str, value: float, currency: str) -> None:
    (money,) = amounts(text.replace("\u00a0", " "), 0, len(text))
    assert (money.value, money.currency, money.end) == (value, currency, len(text))


def test_two_currencies_are_one_claim() -> None:
    (claim,) = read("Stödet är 21 600 EUR (194 400 kr).", None)[0]
    assert (claim.raw, claim.value, claim.currency) == ("21 600 EUR (194 400 kr)", 194400, "SEK")
    assert (claim.other_value, claim.other_currency) == (21600, "EUR")


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_the_kind_of_an_amount_is_who_pays_it(text: str, kinds: str) -> None:
    found = [claim.kind.removeprefix("amount.") for claim in read(text, None)[0]]
    assert found == kinds.split()


@pytest.mark.parametrize(
    ("section", "text", "kind"),
    [
        ("bakgrund", "Projektet har beviljats stöd med 2 000 000 kronor.", "esf_support"),
        ("bakgrund", "Föreningen har beviljats stöd med 2 000 000 kronor.", "other"),
        ("transnationellt_samarbete", "Projektet kostar 300 000 kronor.", "total_budget"),
        ("transnationellt_samarbete", "Resan kostar 300 000 kronor.", "other"),
    ],
)
def test_money_of_other_times_and_journeys_is_the_projects_only_where_said(
    section: SectionName, text: str, kind: str
) -> None:
    assert [claim.kind for claim in read(text, section)[0]] == [f"amount.{kind}"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ESF-rådet har beviljat projektet 3 mkr i stöd.", "beviljad"),
        ("Kommunen söker 3 mkr i stöd från Socialfonden.", "ansökt"),
        ("Om projektet beviljas får vi 3 mkr i stöd. Ansökan om projektet lämnas i maj.", "ansökt"),
        ("Hittills har 3 mkr i stöd betalats ut.", "utbetald"),
        ("Stödet är 3 mkr.", None),
    ],
)
def test_the_status_of_support(text: str, status: str | None) -> None:
    assert [claim.status for claim in read(text, None)[0]] == [status]


@pytest.mark.parametrize(("text", "kinds"), PERIODS)
def test_start_and_end_of_the_project(text: str, kinds: str) -> None:
    assert [claim.kind.removeprefix("date.") for claim in read(text, "sammanfattning")[0]] == kinds.split()


@pytest.mark.parametrize(("text", "value"), DATES)
def test_dates_in_every_form(text: str, value: str | None) -> None:
    assert [date.value for date in dates(text, 0, len(text))] == [value]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_looks_like_a_date(text: str) -> None:
    assert dates(f"I {text} står", 0, len(text) + 7) == []


def test_participants_and_their_parts() -> None:
    claims = read("Totalt 60 svetsare, 20 kvinnor och 40 män, deltar. Två handledare är anställda.", "sammanfattning")[
        0
    ]
    assert [(c.kind, c.value, c.scope) for c in claims] == [
        ("count.participants", 60, None),
        ("count.participants", 20, "del"),
        ("count.participants", 40, "del"),
        ("count.other", 2, None),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Planerat antal deltagare: 200", "count.participants"),
        ("I maj 2009 var 31 200 personer arbetslösa i länet.", "count.other"),
        ("Där kommer tolv personer att arbeta.", "count.other"),
        ("I teamet finns fem personer.", "count.other"),
        ("En testgrupp med 24 personer bildas.", "count.participants"),
    ],
)
def test_whose_people_are_counted(text: str, kind: str) -> None:
    assert [claim.kind for claim in read(text, None)[0] if claim.kind.startswith("count")] == [kind]


def test_a_date_of_an_event_is_no_date_to_reach_a_goal_by() -> None:
    goals = "I mars 2014 ordnas två mässor. Senast i juni 2015 ska 40 smeder ha arbete."
    assert [target.by for target in read(goals, "malsattning")[1]] == [None, "2015-06"]


def test_the_shares_of_several_payers_are_parts_of_the_co_financing() -> None:
    claims = read("Sundsvalls kommun medfinansierar med 7 mkr och Timrå kommun med 2 mkr.", None)[0]
    assert [(claim.kind, claim.scope) for claim in claims] == [("amount.cofinancing", "del")] * 2


def test_numbers_in_words() -> None:
    text = "tjugofem, ett femtiotal, hundrafemtio, tvåtusen, 10-15, två till tre och en"
    assert [(n.low, n.high) for n in numerals(text, 0, len(text))] == [
        (25, None), (50, None), (150, None), (2000, None), (10, 15), (2, 3),
    ]  # fmt: skip


def test_only_the_sections_are_read() -> None:
    text = "Total budget 5 mkr\n\nMål: 40 resor"
    frame = Frame(text, [Section("malsattning", None, text[20:], "heading", 20, len(text))])
    claims, targets = find_numbers(words_of(pipeline()(text)), frame)
    assert (claims, [target.raw for target in targets]) == ([], ["40 resor"])


@given(texts, sections)
def test_whatever_the_text(text: str, section: SectionName | None) -> None:
    claims, targets = read(text, section)
    assert all(text[one.start : one.end] == one.raw != "" for one in claims)
    assert all(text[one.start : one.end] == one.raw != "" for one in targets)
    assert all(first.end <= second.start for first, second in pairwise(targets))


def test_the_gold_set_is_read_as_well_as_before() -> None:
    scores = measure(gold_documents()).scores
    assert (scores["targets"].f1 >= 0.95, scores["claims"].f1 >= 0.94) == (True, True)


@pytest.mark.parametrize("text", ["1 " * 1000, "9" * 20000, "10 av de " * 500, "5\n" * 1000, "maj till " * 2000])
def test_rows_of_numbers_are_read_in_pieces(text: str) -> None:
    claims, targets = read(text, "malsattning")
    assert max([0, *(len(one.raw) for one in targets), *(len(one.raw) for one in claims)]) < 200
    pieces = sentences(Frame(text, [Section("malsattning", None, text, "heading", 0, len(text))]))
    assert max(len(piece.text) for piece in pieces) <= LONGEST_SENTENCE
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split()), "nothing is lost"


@pytest.mark.parametrize("text", ["10 deltagare " * 300, "tre " * 300, "5 kr " * 300, "1;2.3 " * 300])
def test_a_sentence_of_many_numbers_is_read_in_short_pieces(text: str) -> None:
    """Each number is read with all words of its piece: a page of numbers took seven seconds."""
    pieces = sentences(Frame(text, [Section("malsattning", None, text, "heading", 0, len(text))]))
    assert max(len(piece.text) for piece in pieces) <= LONGEST_OF_NUMBERS


def test_a_long_sentence_of_words_stays_whole() -> None:
    text = "Projektet ska hjälpa " + "många unga och " * 60 + "minst 40 vuxna till arbete."
    pieces = sentences(Frame(text, [Section("malsattning", None, text, "heading", 0, len(text))]))
    assert [piece.text for piece in pieces] == [text]


def test_a_row_of_bare_numbers_is_no_statement() -> None:
    assert read("Tabellen visar 3 4 5 6 7 8 9 10 11 12.", "malsattning") == ([], [])
