"""What a text without labels says of its project: name, owner, grant, money, in the forms that texts have."""

import re

import pytest

from parser import parse_page
from parser.prose.headline import is_top_line
from parser.prose.prose_words import joined
from parser.text.pattern_tables import in_full, read_table
from schema.record import Project

TAIL = "\n\nSidan handlar om ett projekt inom Europeiska socialfonden, och deltagarna är unga vuxna."


def _one(text: str) -> Project:
    projects = parse_page((text + TAIL).encode())
    assert len(projects) == 1
    return projects[0]


@pytest.mark.parametrize(
    "line",
    [
        "Skriv ut",
        "Skriv ut den här sidan",
        "Lyssna på sidan",
        "Lyssna",
        "Dela",
        "Dela sidan",
        "Dela på Facebook",
        "Tipsa en vän",
        "Till startsidan",
        "Till innehåll på sidan",
        "Gå till startsidan",
        "Hoppa till huvudinnehållet",
        "Tillbaka till nyhetslistan",
        "Start / Arbete / Våra projekt",
        "Du är här: Start",
        "Facebook | LinkedIn",
        "Logotyp Björkviks kommun",
        "Logotyp på utskrifter",
        "Sök på sidan",
        "Sök på esf.se",
        "Logga in på Mina sidor",
        "Europeiska unionen, Europeiska socialfonden",
        "Medfinansieras av Europeiska unionen",
        "Svenska ESF-rådet",
        "Publicerad 4 maj 2016",
        "Senast uppdaterad: 2016-05-04",
        "Pressmeddelande",
        "12 mars 2019",
    ],
)
@pytest.mark.parametrize("apart", ["\n\n", "\n"])
def test_a_button_or_letterhead_is_never_the_title(line: str, apart: str) -> None:
    assert is_top_line(line)
    headed = _one(f"{line}{apart}Bryggan till jobb\n\nProjektet Bryggan till jobb ger unga ett yrke.")
    assert headed.title == "Bryggan till jobb"
    bare = _one(f"{line}\n\nEuropeiska socialfonden delfinansierar Stegvis, en kurs för den som städar i Björkvik.")
    assert bare.title in {"Stegvis", None}, "a name that is said once, set apart by nothing, may stay unsaid"


TOP_LINES: dict[str, str] = read_table("parser.prose", "patterns.toml")["any_case"]["top_line"]


@pytest.mark.parametrize("example", TOP_LINES)
def test_every_kind_of_line_above_a_headline_matches_its_example(example: str) -> None:
    only = {"top_line": {example: TOP_LINES[example]}}
    table = read_table("parser.prose", "patterns.toml")["any_case"] | only
    assert re.fullmatch(in_full(table, "top_line"), example, re.IGNORECASE)


@pytest.mark.parametrize(
    "line",
    [
        "Lyssna på barnen",
        "Dela lika",
        "Till fjälls",
        "Projektledare i skogen",
        "Starta eget",
        "Sök på nytt",
        "Hemma i Sverige",
        "Logistik för alla",
    ],
)
def test_a_headline_that_begins_like_a_button_stays(line: str) -> None:
    assert not is_top_line(line)
    assert _one(f"{line}\n\nI {line} får unga vuxna pröva på ett yrke. Projektet {line} pågår.").title == line


def test_a_button_s_words_are_the_headline_where_the_text_names_its_project_so() -> None:
    assert is_top_line("Tipsa en granne")
    named = _one("Tipsa en granne\n\nESF-projektet Tipsa en granne har gett nio personer ett arbete i skogen.")
    assert named.title == "Tipsa en granne"


@pytest.mark.parametrize(
    "said",
    [
        "Insatsen som fått heta Stegvis är till för den som städar.",
        "Stegvis heter projektet som ska ge fler jobb.",
        "Medel ur Socialfonden går till ”Stegvis”, ett projekt för städare.",
        "Stegvis är namnet på det nya projektet.",
    ],
)
def test_without_a_headline_the_title_is_what_the_text_calls_the_project(said: str) -> None:
    assert _one(f"Lyssna\n\nDela\n\n{said}").title == "Stegvis"


def test_what_is_paid_for_may_be_an_organisation_or_a_place() -> None:
    said = "Stöd till Björkviks kommun, som bygger. Medel till Skåne gavs 2016. Skåne är stort."
    text = f"Nya vägar\n\nProjektet Nya vägar pågår. {said}"
    assert _one(text).title == "Nya vägar"


@pytest.mark.parametrize(
    "line",
    [
        "ESF-projekt Språk i vården",
        "ESF-projektet Språk i vården",
        "EU-projekt: Språk i vården",
        "Socialfondsprojekt Språk i vården",
        "Projekt: Språk i vården",
        "Projektnamn: Språk i vården",
        "Projektets namn: Språk i vården",
    ],
)
@pytest.mark.parametrize("below", ["\n\n", "\n"])
def test_a_label_line_holds_the_title_and_nothing_of_the_next_line(line: str, below: str) -> None:
    text = f"{line}{below}Projektet ger stadens undersköterskor kurser på arbetstid.\n\nTema: Arbetsmarknad"
    assert _one(text).title == "Språk i vården"


@pytest.mark.parametrize("gap", ["   ", "\t", "           "])
def test_columns_of_a_form_are_told_apart(gap: str) -> None:
    assert (
        _one(f"Slutrapport\n\nProjektets namn: Språk i vården{gap}Ärende: 12/2016\n\nSju deltog.").title
        == "Språk i vården"
    )


@pytest.mark.parametrize("label", ["Projektägare", "Huvudman", "Stödmottagare:"])
def test_the_owner_stands_below_its_label(label: str) -> None:
    form = (
        f"Slutrapport\n\nProjektnamn\nSpråk i vården\n{label}\nEkby folkhögskola\nTid\n2012\n\nSju deltog i projektet."
    )
    assert (_one(form).title, _one(form).owner) == ("Språk i vården", "Ekby folkhögskola")


def test_a_long_label_line_ends_where_it_ends() -> None:
    name = "Språk i vården för nyanlända kvinnor och män i hela länet"
    assert _one(f"ESF-projekt {name}\nStaden ger kurser på arbetstid.").title == name


@pytest.mark.parametrize(
    ("said", "verb"),
    [
        ("Projektet har fått namnet Ljus i Skogen", "och varar i två år."),
        ("Projektet heter Ljus i Skogen", "och pågår till 2019."),
        ("Satsningen kallas Ljus i Skogen", "men drivs av flera."),
        ("Förstudien går under namnet Ljus i Skogen", "samt omfattar fem orter."),
        ("Projektet bär namnet Ljus i Skogen", "och ska löpa i två år."),
        ("Insatsen har döpts till Ljus i Skogen", "och finansieras av fonden."),
        ("Projektet fick namnet Ljus i Skogen", "vilket betyder hopp."),
        ("Vi deltar i projektet Ljus i Skogen", "som vänder sig till unga."),
        ("Vi deltar i projektet Ljus i Skogen", "tillsammans med skolan."),
        ("Nu har projektet Ljus i Skogen", "avslutats och gjort nytta."),
        ("Alla i projektet Ljus i Skogen", "summerade det första året."),
        ("Projektet heter Ljus i Skogen", "och rymmer både kurser och praktik."),
        ("Projektet heter Ljus i Skogen", "i två år till."),
        ("Projektet heter Ljus i Skogen", "och gäller för hela länet."),
        ("Ett projekt som heter Ljus i Skogen", "och leds av kommunen har startat."),
        ("Projektet Ljus i Skogen", "möjliggörs av Socialfonden."),
        ("Projektet Ljus i Skogen", "utökas med en kurs."),
        ("Projektet Ljus i Skogen", "prisades på en mässa."),
        ("Den 3 maj kör projektet Ljus i Skogen", "igång."),
    ],
)
def test_a_name_ends_before_the_verb_that_follows(said: str, verb: str) -> None:
    assert _one(f"Kyrkan tar emot fler\n\nAlla är välkomna hit. {said} {verb}").title == "Ljus i Skogen"


def test_a_participle_of_those_whom_a_name_is_for_is_part_of_it() -> None:
    assert _one("Nytt i byn\n\nProjektet heter Stöd till varslade och varar i två år.").title == "Stöd till varslade"


@pytest.mark.parametrize("name", ["Byn lär vidare", "Egna händer", "Handeln växer"])
def test_a_verb_in_a_name_that_the_text_repeats_is_part_of_it(name: str) -> None:
    assert _one(f"{name}\n\nProjektet {name} ger unga jobb. {name} leds av kommunen.").title == name


def test_and_in_a_name_is_part_of_it() -> None:
    assert _one("Nytt i byn\n\nProjektet heter Hem och Härd och varar i två år.").title == "Hem och Härd"


@pytest.mark.parametrize("dash", ["-", "–", "—"])
@pytest.mark.parametrize(
    "headline", ["Rätt Väg {} Gå In", "Projektet har tagit slut", "ESF-projektet Rätt Väg {} Gå In"]
)
@pytest.mark.parametrize(
    "said",
    [
        "I fjol avslutades det ESF-finansierade projektet Rätt Väg – Gå In.",
        "Projektet Rätt Väg – Gå In är slut och 20 personer har deltagit.",
        "Projektet heter Rätt Väg - Gå In och varar i två år.",
    ],
)
def test_a_dash_in_a_name_does_not_end_it(dash: str, headline: str, said: str) -> None:
    title = _one(f"{headline.format(dash)}\n\n{said}\n\nAlla deltagare är nöjda.").title
    assert (title or "").replace("–", "-").replace("—", "-") == "Rätt Väg - Gå In"


@pytest.mark.parametrize(
    "headline",
    ["Rätt Väg - ett projekt för unga", "Rätt Väg – så gick det", "Rätt Väg"],
)
def test_what_is_said_of_the_project_after_a_dash_is_no_name(headline: str) -> None:
    assert _one(f"{headline}\n\nProjektet Rätt Väg – ett stöd för unga – är slut.").title == "Rätt Väg"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Länet satsar\n\nPengarna går till projektet som heter VIA (Vägen in i arbete).", "VIA (Vägen in i arbete)"),
        ("Länet satsar\n\nProjektet heter VIA (Vägen In i Arbete). I VIA deltar unga.", "VIA (Vägen In i Arbete)"),
        ("VIA (Vägen in i arbete)\n\nProjektet heter VIA och leds av kommunen.", "VIA (Vägen in i arbete)"),
        ("Länet satsar\n\nProjektet Bryggan (Björkvik) startar nu.", "Bryggan"),
        ("Länet satsar\n\nProjektet heter VIA (ett av tre i länet).", "VIA"),
    ],
)
def test_a_short_name_and_its_form_in_full_are_one_title(text: str, title: str) -> None:
    assert _one(text).title == title


@pytest.mark.parametrize("heading", ["Om Insatsen", "Om projektet", "Vid frågor", "När och hur", "Om oss:"])
@pytest.mark.parametrize("apart", ["\n\n", "\n", "\n\n\n"])
def test_a_heading_is_no_condition_of_the_sentence_below(heading: str, apart: str) -> None:
    text = (
        f"Ung kraft\n\nStöd till unga.\n\n{heading}{apart}Socialfonden har beviljat 4 miljoner kronor till projektet."
    )
    assert _one(text).status == "beviljad"


@pytest.mark.parametrize(
    "said",
    [
        "Om ESF-rådet har beviljat medel startar vi.",
        "Vi i kommunen startar med kurserna så snart när\nmedel beviljats.",
    ],
)
def test_a_condition_within_a_sentence_still_is_one(said: str) -> None:
    assert _one(f"Ung kraft\n\n{said}").status != "beviljad"


GRANTS = (
    "Socialnämnden beviljade projektet ett bidrag om 900 000 kronor i oktober 2012.",
    "Kommunstyrelsen har beviljat 900 000 kronor till projektet.",
    "Länsstyrelsen beviljade föreningen 900 000 kronor.",
    "Föreningen beviljades 900 000 kronor av kulturnämnden.",
    "Tillväxtverket har även beviljat ett stöd på 900 000 kronor.",
    "I maj beviljade arbetsmarknadsnämnden 900 000 kronor.",
    "Stadsdelsnämnden har tilldelat projektet 900 000 kronor.",
    "Kommunfullmäktige beslutade att bevilja ett bidrag på 900 000 kronor.",
    "Projektet Torget fick 900 000 kronor av omsorgsnämnden.",
    "Socialnämnden gav Torget ett bidrag på 900 000 kronor.",
)


@pytest.mark.parametrize("grant", GRANTS)
def test_a_grant_by_another_authority_fills_nothing(grant: str) -> None:
    project = _one(f"Torget\n\nFöreningen Hjälpen har ett projekt som heter Torget.\n\n{grant}")
    assert (project.esf_support_sek, project.cofinancing_sek, project.total_budget_sek) == (None, None, None)
    assert project.status != "beviljad"


@pytest.mark.parametrize(
    "said",
    [
        "Föreningen ansöker om 900 000 kronor i medfinansiering från socialnämnden.",
        "Föreningen söker medfinansiering av kommunen med 900 000 kronor.",
        "Ansökan om medfinansiering från kommunen på 900 000 kr lämnades i maj.",
        "Begärd medfinansiering från kommunen: 900 000 kr.",
        "Föreningen äskar 900 000 kr i medfinansiering från kommunen.",
        "Föreningen ansöker hos kommunen om 900 000 kronor för projektet Torget.",
    ],
)
@pytest.mark.parametrize("grant", ["", "ESF-rådet har beviljat projektet stöd."])
def test_an_amount_applied_for_fills_no_field(said: str, grant: str) -> None:
    project = _one(f"Torget\n\nProjektet heter Torget. {grant}\n\n{said}")
    assert project.cofinancing_sek is None


@pytest.mark.parametrize(
    "said",
    [
        "Om ESF-rådet beviljar de 900 000 kronor som föreningen har sökt startar kurserna i maj.",
        "Kurserna startar i maj under förutsättning att Socialfonden beviljar 900 000 kronor.",
        "Föreningen hoppas få 900 000 kronor av Europeiska socialfonden.",
        "Om ansökan godkänns får projektet 900 000 kronor från Europeiska socialfonden.",
    ],
)
def test_support_on_condition_fills_no_field(said: str) -> None:
    project = _one(f"Torget\n\nFöreningen Hjälpen har ett projekt som heter Torget. {said}")
    assert project.esf_support_sek is None and project.status != "beviljad"
    assert {claim.status for claim in project.claims if claim.kind == "amount.esf_support"} <= {"ansökt"}


@pytest.mark.parametrize(
    "said",
    [
        "Föreningen sökte om 1,2 miljoner kronor, och ESF-rådet beviljade 900 000 kronor.",
        "I svar på ansökan om pengar beviljade ESF-rådet 900 000 kronor.",
        "Fonden lyste ut ett stöd om 20 miljoner kronor, och projektet har beviljats 900 000 kronor ur Socialfonden.",
    ],
)
def test_the_preposition_before_an_amount_is_no_condition(said: str) -> None:
    assert _one(f"Torget\n\nProjektet heter Torget. {said}").status == "beviljad"


def test_the_fund_s_grant_still_fills_its_field() -> None:
    project = _one("Torget\n\nESF-rådet har beviljat 900 000 kronor. Medfinansieringen är 400 000 kronor.")
    assert (project.esf_support_sek, project.cofinancing_sek, project.status) == (900_000, 400_000, "beviljad")


@pytest.mark.parametrize(
    "said",
    [
        "Jordbruksverket har beviljat projektstöd för Torget.",
        "Leader Björkvik har prioriterat projektet och Jordbruksverket har beviljat stöd.",
        "Länsstyrelsen i Kalmar län har beviljat stöd till projektet.",
        "Länsstyrelsen beviljade projektet stöd i maj.",
        "Tillväxtverket har godkänt projektet.",
        "Jordbruksverket och Tillväxtverket har beviljat stöd.",
        "Projektet har beviljats stöd av Jordbruksverket.",
        "Stödet har beviljats av Länsstyrelsen Skåne.",
        "Jordbruksverket beslutade att bevilja stöd.",
        "2017 beviljade Jordbruksverket stöd för arbetet.",
        "Tillväxtverket har gett stöd till projektet.",
        "Med stöd från Jordbruksverket prövar byarna sociala företag.",
        "Det är Jordbruksverket som har beviljat stödet.",
    ],
)
def test_the_authority_that_grants_is_no_owner(said: str) -> None:
    assert _one(f"Torget\n\n{said}").owner is None
    assert _one(f"Torget\n\n{said} Projektet ägs av Björkviks kommun.").owner == "Björkviks kommun"


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        ("Projektet Torget ägs av Ängaringen (ÄR) och drivs i samverkan.", "Ängaringen (ÄR)"),
        ("Torget, som ägs av Ängaringen (ÄR), startar nu.", "Ängaringen (ÄR)"),
        ("Projektet ägdes av Södra Ängaringen (SÄR).", "Södra Ängaringen (SÄR)"),
        ("Projektet drivs av Ängaringen (ÄR) tillsammans med kommunerna.", "Ängaringen (ÄR)"),
        ("Projektägare är Ängaringen (ÄR).", "Ängaringen (ÄR)"),
        ("Projektägare: Ängaringen (ÄR)", "Ängaringen (ÄR)"),
        ("Ägare av projektet är Samordningsförbundet Ängen (SFÄ).", "Samordningsförbundet Ängen (SFÄ)"),
        ("Samordningsförbundet Ängen (SFÄ) äger projektet.", "Samordningsförbundet Ängen (SFÄ)"),
        ("Södra Ängaringen (SÄR) är projektägare.", "Södra Ängaringen (SÄR)"),
        ("Projektet ägs av Ängaringen.", "Ängaringen"),
        ("Projektägare för Torget är Ängens Idrottsråd (ÄIR).", "Ängens Idrottsråd (ÄIR)"),
        ("Projektet ägs av Norra Ängens kommunalförbund (NÄK).", "Norra Ängens kommunalförbund (NÄK)"),
        ("Tillväxtverket beviljade Björkviks kommun stöd.", "Björkviks kommun"),
        ("Nio kommuner i länet har beviljats stöd.", None),
        ("Vi i Västra Ängsregionen bygger ut. Björkviks kommun ligger nära.", None),
        ("Projektet ägs av Sven Ek.", None),
    ],
)
def test_the_owner_is_named_with_its_short_form(said: str, owner: str | None) -> None:
    assert _one(f"Torget\n\n{said}").owner == owner


@pytest.mark.parametrize(
    "said", ["Projektägare är Anna Ek.", "Projektet ägs av ESF-rådet.", "I Björkvik är projektägare kända."]
)
def test_a_person_or_a_fund_is_not_called_the_owner(said: str) -> None:
    assert _one(f"Torget\n\n{said}").owner is None


@pytest.mark.parametrize(
    "said",
    [
        "Projektets totala budget (inklusive medfinansiering): 5 300 000 kronor",
        "Total budget inkl. medfinansiering: 5 300 000 kr",
        "Projektets totala budget är 5,3 miljoner kronor inklusive medfinansiering.",
        "Totalbudget (med offentlig medfinansiering): 5 300 000 kr",
        "Total kostnad (inkl medfinansiering): 5 300 000 kr",
        "Totalbudget inklusive medfinansiering: 5 300 000 kr",
        "Total kostnad inkl. medfinansiering: 5,3 mkr",
        "Projektets samlade kostnad, medfinansieringen inräknad: 5,3 mkr",
    ],
)
def test_a_total_that_holds_the_cofinancing_is_the_total(said: str) -> None:
    project = _one(f"Torget\n\nProjektet Torget leds av Björkviks kommun.\n\n{said}")
    assert (project.total_budget_sek, project.cofinancing_sek) == (5_300_000, None)


@pytest.mark.parametrize(
    "said",
    [
        "Björkviks län beviljades 6 miljoner i ESF-bidrag till projektet Torget.",
        "Regionen fick 6 miljoner kronor i ESF-stöd till projektet Torget.",
        "Kommunen har fått 6 miljoner kronor i bidrag från ESF.",
        "Projektet får 6 miljoner i ESF-medel.",
        "Länet tilldelades 6 mkr i stöd från Europeiska socialfonden för projektet Torget.",
        "Ett ESF-bidrag på 6 miljoner kronor gör arbetet möjligt.",
        "Projektet har beviljats 6 miljoner i socialfondsmedel.",
    ],
)
def test_millions_in_support_are_the_support(said: str) -> None:
    assert _one(f"Torget\n\n{said}").esf_support_sek == 6_000_000


@pytest.mark.parametrize(
    "said",
    [
        "Arbetet är i gång och pågår fram till juni 2025.",
        "Projektet pågår till och med juni 2025.",
        "Satsningen löper fram till juni 2025.",
        "Projektet varar till juni 2025.",
        "Projektet är i gång och pågår ända till juni 2025.",
        "Projektet fortsätter fram till juni 2025.",
        "Projektet håller på t.o.m. juni 2025.",
        "Torget pågår t o m juni 2025.",
        "Fram till juni 2025 pågår projektet.",
    ],
)
def test_what_goes_on_until_a_date_ends_then(said: str) -> None:
    project = _one(f"Torget\n\nProjektet Torget leds av Björkviks kommun. {said}")
    assert ("date.end", "2025-06") in [(claim.kind, claim.value) for claim in project.claims]


@pytest.mark.parametrize(
    ("said", "planned"),
    [
        ("Totalt ska 120 personer delta, varav 70 kvinnor.", 120),
        ("Målet är att 120 personer deltar och att hälften av dem får jobb.", 120),
        ("Under hela projektet räknar vi med 120 deltagare, varav 40 från Ekby.", 120),
        ("Målet är uppnått: 120 personer har deltagit, varav 70 kvinnor.", None),
    ],
)
def test_what_is_said_of_a_part_behind_a_plan_leaves_it_one(said: str, planned: int | None) -> None:
    assert _one(f"Torget\n\nProjektet Torget leds av Björkviks kommun. {said}").participants_planned == planned


@pytest.mark.parametrize(
    "said",
    [
        "Kommunens handlingsprogram gäller 2011-02-01 till 2013-01-31.",
        "Avtalet med skolan löper 2011-02-01 till 2013-01-31.",
        "Metoden kommer från projektet Kajen, som pågick 2011-02-01 till 2013-01-31.",
        "Föregångaren Kajen pågick 2011-02-01 till 2013-01-31.",
        "Förstudien genomfördes 2011-02-01 till 2013-01-31, långt innan projektet kom till.",
        "Dessförinnan, från februari 2011 till januari 2013, bedrevs en förstudie av stiftet.",
    ],
)
def test_the_period_of_a_plan_or_an_earlier_project_is_no_other_s(said: str) -> None:
    project = _one(f"Torget\n\nProjektet Torget leds av Björkviks kommun. {said}")
    assert {claim.kind for claim in project.claims if claim.kind.startswith("date")} == {"date.other"}
    assert (project.period_start, project.period_end) == (None, None)


HEADED = {"Diarienummer": "23-118-S07", "Namn": "Kvarnen", "Programområde": "A", "Specifikt mål": "A2A"}
OPENED = """23-118-S07 - Vårdsvenska

Diarienummer:
23-118-S07
Namn:
Vårdsvenska
Startdatum:
2023-10-01
Slutdatum:
2024-03-31
Berörd fond:
ESF+
Programområde:
A
Antal deltagare:
40

{}{}Många tandläkare som flyttat hit väntar i åratal på ett prov. Vi avser att genomföra en kurs för fyrtio deltagare.

Syfte
Syftet är att fler ska klara provet.
"""


@pytest.mark.parametrize(
    "heading",
    [
        "Problemformulering",
        "Problembild",
        "Problembeskrivning",
        "Behov",
        "Behovsanalys",
        "Nuläge",
        "Nulägesbeskrivning",
        "Utgångspunkt",
        "Utgångspunkter",
        "BEHOV",
        "Problem och behov",
        "Bakgrund och behov",
        "Nuläge:",
        "Problem och behov:",
        "Utgångsläge",
        "Utmaningen",
        "Bakgrundsbeskrivning",
        "Varför behövs projektet?",
    ],
)
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_a_heading_of_needs_and_problems_opens_the_background(heading: str, apart: str) -> None:
    sections = parse_page(OPENED.format(heading, apart).encode())[0].sections
    assert (sections[0].section, sections[0].heading, sections[0].shown) == ("bakgrund", heading, True)
    assert sections[1].section == "syfte"


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Mål för projektet", "malsattning"),
        ("Våra mål", "malsattning"),
        ("2. Mål", "malsattning"),
        ("Kap 3. Projektets mål", "malsattning"),
        ("Syftet med projektet", "syfte"),
        ("1.2 Projektets syfte:", "syfte"),
    ],
)
def test_a_heading_in_markup_names_goals_or_the_purpose_with_a_number_or_without(heading: str, section: str) -> None:
    labels = "".join(f"<p>{label}: {value}</p>" for label, value in HEADED.items())
    page = f"<html><body>{labels}<h2>{heading}</h2><p>Kursen hålls i tre byar, och sju kvarnar är med.</p></body>"
    found = parse_page(page.encode())[0].sections
    assert [(one.section, one.heading, one.shown) for one in found] == [(section, heading, True)]


def test_a_line_is_joined_to_the_next_only_where_it_is_full() -> None:
    full = "En rad som är så lång att den är full av ord och"
    assert joined(f"{full}\nfortsätter.") == f"{full} fortsätter."
    assert joined("Om projektet\nfortsätter.") == "Om projektet\nfortsätter."
    assert joined(f"{full}\nFortsätter.") == f"{full}\nFortsätter."
    assert joined(f"{full}\n\nfortsätter.") == f"{full}\n\nfortsätter."


def test_what_is_paid_so_far_is_a_claim_and_no_grant() -> None:
    project = _one("Bryggan\n\nHittills har 400 000 kronor från Europeiska socialfonden betalats ut.")
    assert project.esf_support_sek is None
    assert [(claim.value, claim.status) for claim in project.claims] == [(400_000, "utbetald")]


@pytest.mark.parametrize(
    ("amount", "low", "high"),
    [
        ("mellan 2 och 3 miljoner kronor", 2_000_000, 3_000_000),
        ("mellan 500 000 och 2 miljoner kronor", 500_000, 2_000_000),
        ("mellan 3 och 4 mkr", 3_000_000, 4_000_000),
        ("3–4 mkr", 3_000_000, 4_000_000),
    ],
)
def test_a_range_of_money_has_both_ends_and_fills_no_field(amount: str, low: int, high: int) -> None:
    project = _one(f"Bryggan\n\nStödet från ESF till projektet är {amount}.")
    assert [(claim.value, claim.value_max) for claim in project.claims] == [(low, high)]
    assert project.esf_support_sek is None
