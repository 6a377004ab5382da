"""Claims and targets read out of prose: short texts with the traps of real pages, any text at all, and the gold set."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fitting.number_examples import described_in, is_asked, taught
from parser import explain_text, parse_page, read_page
from parser.judging.cues import Lexicon, read_cues
from parser.judging.linear import Judgement
from parser.judging.thresholds import is_shown
from parser.understanding.classes import NONE, TARGET, Classes, kind_of, likeliest, promise_of, scope_of
from parser.understanding.judges import (
    HAS_THEM,
    Name,
    Veto,
    asked,
    classes_with,
    judge,
    plan_features,
    ruled_out,
    vetoes,
)
from parser.understanding.numbers import find_numbers
from parser.understanding.page_prose import Frame
from parser.understanding.pipeline import documents, pipeline
from parser.understanding.readers.dates import dates
from parser.understanding.readers.money import amounts
from parser.understanding.readers.numerals import Quantity, numerals
from parser.understanding.readers.quantities import quantities
from parser.understanding.sentences import LONGEST_OF_NUMBERS, LONGEST_SENTENCE, sentences
from parser.understanding.words import words_of
from schema.record import Claim, Section, SectionName, Target

QUANTITIES: list[tuple[str, list[tuple[Any, ...]]]] = [
    ("Ring 054-29 50 61 eller 0703-12 34 56 om du är 16-24 år eller 55+.", []),
    ("Enligt § 47 och artikel 6 hör frågan till programområde 2, delmål 3.", []),
    ("70 % av eleverna, 20 % av 70% utanför länet", [(70, "procent", "eleverna"), (20, "procent", "70%")]),
    ("Hälften av platserna till män och var tredje elev", [(50, "procent", "platserna"), (33.3, "procent", None)]),
    ("Tre fjärdedelar av lärlingarna ska få gesällbrev.", [(75, "procent", "lärlingarna")]),
    ("mellan fem och sju konserter och ett tiotal caféer", [(5, "konserter", None), (10, "caféer", None)]),
    ("Vi ska nå 9 av 10 hushåll i byn.", [(90, "procent", "hushåll")]),
    ("Minst 30 av de 44 mejeristerna ska klara provet.", [(30, "mejeristerna", "de 44 mejeristerna")]),
    ("Fyra av de kommande 20 platserna", [(4, "platserna", "de kommande 20 platserna")]),
    ("Två av tre ska klara provet.", [(66.7, "procent", None)]),
    ("Samlingen skall omfatta 900 föremål.", [(900, "föremål", None)]),
    ("Mål 2 - 60 språkombud ska utbildas.", [(60, "språkombud", None)]),
    ("Vi ska nå 300 kvinnor och män.", [(300, "kvinnor och män", None)]),
    ("Sjukfrånvaron ska minska med två procentenheter.", [(2, "procentenheter", None)]),
    ("Vi utbildar 85personer i bokföring.", [(85, "personer", None)]),
    ("Kursen ger 34medarbetare i 5kommuner 40%av lönen.", [
        (34, "medarbetare", None), (5, "kommuner", None), (40, "procent", "lönen")]),
    ("Svetsbolaget AB3 har 12företag.", [(12, "företag", None)]),
]  # fmt: skip
TARGETS: list[tuple[str, list[tuple[Any, ...]]]] = [
    ("Av de svarande ska 85 procent rekommendera kursen.", [(85, "procent", "de svarande")]),
    ("Av de 60 fiskarna ska:\n1. 40 vara i arbete\n2. 15 vara i studier", [
        (40, "fiskarna", "de 60 fiskarna"), (15, "fiskarna", "de 60 fiskarna")]),
    ("80 smeder ska delta. Minst 20 av dem ska få arbete.", [(80, "smeder", None), (20, "smeder", "dem")]),
]  # fmt: skip
CAPITALS = [("20 IT-företag", True), ("12 SFI-elever", True), ("7 Innehåll", False), ("40 Malmö Deltagare", False)]
AMOUNTS = [
    ("22.000 kr", 22000, "SEK"), ("117 000 kronor", 117000, "SEK"), ("stöd: 29,6 miljoner", 29_600_000, "SEK"),
    ("100 mkr", 100_000_000, "SEK"), ("226 720,00 EUR= 2 095 504 kr", 2095504, "SEK"), ("45 tkr", 45000, "SEK"),
    ("tre miljoner kronor", 3_000_000, "SEK"), ("budget: två och en halv miljon", 2_500_000, "SEK"),
    ("1 250:-", 1250, "SEK"),
    ("2,3 miljarder kronor", 2_300_000_000, "SEK"), ("Total budget: 1 450 000", 1_450_000, "SEK"),
    ("15 000 euro", 15000, "EUR"), ("1,5 MSEK", 1_500_000, "SEK"), ("4\u00a0217\u00a0500 kr", 4217500, "SEK"),
]  # fmt: skip
DATES = [
    ("2010-03-01", "2010-03-01"), ("081130", "2008-11-30"), ("210630", "2021-06-30"),
    ("991231", "1999-12-31"), ("den 3 maj 2012", "2012-05-03"), ("juni 2009", "2009-06"),
    ("våren 2009", "2009-03"), ("början av 2010", "2010"), ("andra kvartalet 2009", "2009-04"),
    ("årsskiftet 2009/2010", "2009-12"), ("februari/mars 2009", "2009-02"), ("juni 20010", None), ("år 2008", "2008"),
]  # fmt: skip
NO_DATES = [
    "programmet 2007-2013",
    "dnr 2015/00469",
    "Agenda 2030",
    "1990-talet",
    "08-123 2010 44",
    "2010 kr",
    "2 010",
    "2015-mål",
    "dnr. 2013-5050002",
]
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


@pytest.mark.parametrize(("text", "expected"), QUANTITIES, ids=[text[:30] for text, _ in QUANTITIES])
def test_quantities_with_their_noun_and_what_they_are_of(text: str, expected: list[tuple[Any, ...]]) -> None:
    found = [one for one in quantities(text, 0, len(text), []) if one.sort not in {"time", "bare"}]
    assert [(one.low, one.unit, one.of) for one in found] == expected


@pytest.mark.parametrize(("text", "expected"), TARGETS, ids=[text[:30] for text, _ in TARGETS])
def test_a_target_takes_its_noun_from_the_words_around(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert [(target.quantity, target.unit, target.of) for target in read(text, "malsattning")[1]] == expected


def test_a_target_says_how_much_of_what_and_by_when() -> None:
    text = "Senast den 30 juni 2013 ska minst 12-14 lärlingar, 8 män och 5 kvinnor, ha anställts."
    target = read(text, "malsattning")[1][0]
    assert (target.quantity, target.quantity_max, target.lower_bound, target.by) == (12, 14, True, "2013-06-30")
    assert (target.women, target.men, target.sentence_start, target.sentence_end) == (5, 8, 0, len(text))


def test_a_list_inherits_the_promise_and_the_date_of_its_lead() -> None:
    text = "Före 2012 års utgång ska vi ha:\n\n• anordnat sex kurser\n• nått 40 procent av byarna"
    targets = read(text, None)[1]
    assert [(t.quantity, t.by) for t in targets] == [(6, "2012"), (40, "2012")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fakta\nDeltagare: 850\nFöretag: 70", [(850, "deltagare"), (70, "företag")]),
        ("Fakta\nDeltagande företag: 40\nKvinnor över 30: 12", [(40, "företag")]),
        ("Projektet ska utbilda 320 med-arbetare och 25 prak-tikanter.", [(320, "medarbetare"), (25, "praktikanter")]),
        ("Vi ska hålla 4 gemensamma möten.", [(4, "möten")]),
        ("De 150 anställda genomgå minst en kurs.", [(150, "anställda")]),
        ("Målet är att 100 genomför kursen.", [(100, "")]),
        ("Alla med mer än 20 procents frånvaro får stöd.", []),
    ],
)
def test_what_is_counted(text: str, found: list[tuple[int, str]]) -> None:
    quantities = [one.one for one in described_in(text) if isinstance(one.one, Quantity)]
    assert [(one.low, one.unit) for one in quantities][: len(found)] == found
    assert bool(found) == bool(quantities)


def taught_texts() -> list[tuple[Name, str, tuple[str, ...]]]:
    return [(name, text, labels) for name in get_args(Name) for text, labels in taught(name)]


def told(name: Name, text: str) -> list[Classes]:
    """What the judge says of each number of a text that it is asked about."""
    return [one.judged(name) for one in described_in(text) if is_asked(name, one)]


def _is_shown(one: Judgement) -> bool:
    return one.label != NONE and is_shown("targets" if one.label == TARGET else one.label, one.confidence)


@pytest.mark.parametrize(
    ("name", "what", "due"),
    [
        ("money", kind_of, 0.6),
        ("dates", kind_of, 0.6),
        ("quantities", promise_of, 0.25),
        ("quantities", kind_of, 0.5),
    ],
)
def test_plain_sentences_show_nothing_that_is_not_so(name: Name, what: Callable[[str], str], due: float) -> None:
    """What a sentence plainly says is shown as that or not at all; of targets the least, since they are seldom sure."""
    pairs = [
        (text, what(wanted), likeliest(found, what))
        for text, labels in taught(name)
        for wanted, found in zip(labels, told(name, text), strict=True)
    ]
    shown = [row for row in pairs if _is_shown(row[2])]
    assert [(text, found) for text, wanted, found in shown if found.label != wanted] == []
    due_of = sum(wanted != NONE for _, wanted, _ in pairs)
    assert len(shown) >= due * due_of, f"{len(shown)} of {due_of} are shown"


@pytest.mark.parametrize(("name", "what"), [("quantities", scope_of), ("money", scope_of), ("statuses", kind_of)])
def test_parts_and_applications_are_told_from_the_whole_and_the_granted(name: Name, what: Callable[[str], str]) -> None:
    pairs = [
        (text, what(wanted), likeliest(found, what).label)
        for text, labels in taught(name)
        for wanted, found in zip(labels, told(name, text), strict=True)
        if kind_of(wanted) != NONE or name == "statuses"
    ]
    wrong = [(text, found) for text, wanted, found in pairs if found != wanted]
    assert len(wrong) <= 0.2 * len(pairs), wrong


@pytest.mark.parametrize(("number", "is_counted"), CAPITALS)
def test_a_capital_of_a_compound_is_no_heading_s(number: str, is_counted: bool) -> None:
    [one] = described_in(f"Minst {number} ska vara med.")
    assert ("capital inside" in one.features) is not is_counted


def vetoed() -> list[tuple[str, Veto]]:
    return [(name, veto) for name, rows in vetoes().items() for veto in rows]


@pytest.mark.parametrize(("name", "veto"), vetoed(), ids=[f"{name}-{veto.feature}" for name, veto in vetoed()])
def test_what_is_ruled_out_is_ruled_out_in_its_example(name: Name, veto: Veto) -> None:
    found = [one for one in described_in(veto.example) if is_asked(name, one)]
    kinds = [f"kind {likeliest(one.judged('money'), kind_of).label}" if name == "statuses" else "" for one in found]
    weights = [one.weight + asked().weigh([kind]) for one, kind in zip(found, kinds, strict=True)]
    assert any(ruled_out(name, weight).intersection(classes_with(name, veto.rules_out)) for weight in weights)


def test_every_cue_is_found_in_its_example() -> None:
    cues = read_cues("parser.understanding", "number_cues.toml")
    docs = documents(cue.example for cue in cues.values())
    words = {name: words_of(doc).lower for name, doc in zip(cues, docs, strict=True)}
    missing = [
        name for name, cue in cues.items() if name not in {hit[0] for hit in Lexicon({name: cue}).find(words[name])}
    ]
    assert missing == []


def test_no_cue_is_without_weight() -> None:
    """A cue that no judge and no veto uses says nothing: it goes."""
    used = " ".join(feature for name in get_args(Name) for feature in judge(name).weights)
    used += " ".join(veto.feature for rows in vetoes().values() for veto in rows)
    used += " ".join(HAS_THEM.union(*plan_features()))
    assert [name for name in read_cues("parser.understanding", "number_cues.toml") if name not in used] == []


FACTS = "Projektet Lyftet drivs av Almby kommun och finansieras av Europeiska socialfonden (ESF).\n\n"


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("Projektets totala budget (inklusive medfinansiering): 12 450 000 kronor", "total_budget_sek", 12450000),
        ("ESF medfinansierar med 3 500 000 kronor.", "esf_support_sek", 3500000),
        ("Beviljat ESF-stöd: 7 100 000 kr", "esf_support_sek", 7100000),
        ("Totalt ska 90 personer delta i projektet.", "participants_planned", 90),
        ("ESF finansierar 40 procent av 10 miljoner kronor.", "esf_support_sek", None),
        ("Insatsen kostar 45 000 kronor per deltagare.", "total_budget_sek", None),
        ("Projektet får mellan 6 och 7 miljoner kronor från ESF.", "esf_support_sek", None),
        ("Föreningen ansöker om 3 400 000 kronor från ESF.", "esf_support_sek", None),
        ("Socialnämnden beviljade föreningen 1 100 000 kronor.", "esf_support_sek", None),
        ("Runt 120 deltagare per år går kurserna.", "participants_planned", None),
        ("Hittills har 84 deltagare skrivits in.", "participants_planned", None),
        ("Nu ska ytterligare 90 personer delta i projektet.", "participants_planned", None),
        ("Projektet ledde till att 26 personer fick jobb.", "participants_planned", None),
        ("I länet är 900 personer arbetslösa och behöver stöd.", "participants_planned", None),
        ("Till starten kom 200 personer.", "participants_planned", None),
        ("Förstudien som föregick projektet pågick 2008-01-01 till 2008-12-31.", "period_start", None),
    ],
)
def test_a_record_is_filled_with_what_is_said_of_the_whole_project(
    sentence: str, field: str, value: int | None
) -> None:
    (project,) = parse_page((FACTS + sentence).encode())
    assert getattr(project, field) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Övriga bidrar med 450 000 från Ekviks kommun.", [450_000]),
        ("Övriga bidrar med 450 000 från andra.", []),
        ("Projektet leder 450 000 från Ekviks kommun.", []),
    ],
)
def test_a_number_that_is_contributed_by_somebody_named_is_money(text: str, values: list[int]) -> None:
    assert [money.value for money in amounts(text, 0, len(text))] == values


@pytest.mark.parametrize(("text", "value", "currency"), AMOUNTS)
def test_amounts_in_every_form(text: str, value: float, currency: str) -> None:
    (money,) = amounts(text.replace("\u00a0", " "), 0, len(text))
    assert (money.value, money.currency, money.end) == (value, currency, len(text))


def test_two_currencies_are_one_claim() -> None:
    (claim,) = read("Stödet är 21 600 EUR (194 400 kr).", None)[0]
    assert (claim.raw, claim.value, claim.currency) == ("21 600 EUR (194 400 kr)", 194400, "SEK")
    assert (claim.other_value, claim.other_currency) == (21600, "EUR")


@pytest.mark.parametrize(("text", "value"), DATES)
def test_dates_in_every_form(text: str, value: str | None) -> None:
    assert [date.value for date in dates(text, 0, len(text))] == [value]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_looks_like_a_date(text: str) -> None:
    assert dates(f"I {text} står", 0, len(text) + 7) == []


def test_a_date_of_an_event_is_no_date_to_reach_a_goal_by() -> None:
    goals = "I mars 2014 ordnas två mässor. Senast i juni 2015 ska 40 smeder ha arbete."
    assert read(goals, "malsattning")[1][-1].by == "2015-06"


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


@given(texts)
def test_what_is_weighed_is_what_the_features_say(text: str) -> None:
    for one in described_in(text):
        assert one.weight == asked().bias + asked().weigh(one.features)


@given(texts, sections)
def test_whatever_the_text(text: str, section: SectionName | None) -> None:
    claims, targets = read(text, section)
    assert all(text[one.start : one.end] == one.raw != "" for one in claims)
    assert all(text[one.start : one.end] == one.raw != "" for one in targets)
    assert all(first.end <= second.start for first, second in pairwise(targets))


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


def test_the_explanation_says_what_the_record_says_of_every_number() -> None:
    text = FACTS + "Projektet omfattar 90 deltagare, varav 40 kvinnor. Minst 60 procent ska ha fått arbete i maj 2012."
    page = read_page(text.encode())
    lines = explain_text(page)
    (project,) = page.projects
    quoted = [line for line in lines if not line.startswith("  ")]
    assert [line.split("'")[1] for line in quoted] == ["90 deltagare", "40 kvinnor", "60 procent", "maj 2012"]
    made: list[Claim | Target] = [*project.claims, *project.targets]
    said = [f"confidence {one.confidence:.2f}, {'shown' if one.shown else 'kept, not shown'};" for one in made]
    assert made and all(any(one in line for line in lines) for one in said)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Projektet har följande tidsperiod: 2010-01-01 till 2012-12-31.", [("date.start", "2010-01-01")]),
        ("Projektet bygger på samverkan och pågår 2010-03-01 till 2012-02-28.", [("date.end", "2012-02-28")]),
        ("Projektet svarar mot behovet: totalt ska 80 personer delta i projektet.", [("count.participants", 80)]),
        ("Stödet på 3 000 000 kronor kommer från ESF och fördelas på tre år.", [("amount.esf_support", 3000000)]),
        ("Vi ordnar tre seminarier i projektet, som har 120 deltagare.", []),
    ],
)
def test_a_veto_reaches_no_further_than_what_it_knows(sentence: str, wanted: list[tuple[str, str | int]]) -> None:
    (project,) = parse_page((FACTS + sentence).encode())
    shown = {(claim.kind, claim.value) for claim in project.claims if claim.shown}
    assert set(wanted) <= shown and not any(kind.endswith(".other") for kind, _ in shown)
