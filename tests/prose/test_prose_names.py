"""Title and owner of a text without labels: only what the text sets apart, only what it says of ownership."""

import time

import pytest

from parser import parse_page
from parser.judging.cues import read_cues
from parser.prose.headline import Headline, find_headline
from parser.prose.project_owner import find_owner
from parser.prose.project_status import find_status
from parser.prose.project_title import find_project_title
from parser.prose.prose_words import read_words
from parser.prose.several_projects import find_items
from parser.sectioning.paragraphs import paragraphs
from schema.record import Project
from tests.counting import assert_in_proportion

TAIL = "\n\nArbetet är ett projekt inom Europeiska socialfonden, och deltagarna är vuxna."
CUES = read_cues("parser.prose", "cues.toml")


def _one(text: str, *, markup: bool = False) -> Project:
    whole = text + TAIL
    if markup:
        blocks = "".join(f"<p>{block}</p>" for block in whole.split("\n\n"))
        whole = f"<!DOCTYPE html><html><body>{blocks}</body></html>"
    projects = parse_page(whole.encode())
    assert len(projects) == 1
    return projects[0]


@pytest.mark.parametrize("name", CUES)
def test_every_cue_is_found_in_its_example(name: str) -> None:
    kind, side, said = name.split(" ", 2)
    found = read_words(CUES[name].example + "\n").cues[f"{kind} {side}"].values()
    assert f"{side} {said}" in set().union(*found)


@pytest.mark.parametrize("markup", [False, True])
@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Projektet går under namnet Flinka händer och gäller för butiker i hela länet.", "Flinka händer"),
        ("Förstudien som går under namnet, Läslyktan, kostar lite.", "Läslyktan"),
        ("Satsningen har fått namnet Nya skepp samt omfattar fem orter.", "Nya skepp"),
        ("Projektet heter ”Ro i land” med medel ur fonden.", "Ro i land"),
        ("Projektet ”Ro i land” vänder sig till unga. Ro i land pågår i två år.", "Ro i land"),
        ("Pengarna går till projektet Ro i land. I projektet Ro i land deltar unga.", "Ro i land"),
        ("I projektet Vägen vidare får unga kurser. Projektet Vägen vidare syftar till arbete.", "Vägen vidare"),
        ("Projektet LOTS (Lärande om trygg sjöfart) startar nu.", "LOTS (Lärande om trygg sjöfart)"),
        ("Projektet heter ''Kvist 07'' och pågår nu.", "Kvist 07"),
        ("Titeln på projektet är Flinka händer, och två byar är med.", "Flinka händer"),
        ("Projektnamnet är Flinka händer.", "Flinka händer"),
        ("Butikerna har döpt sitt ESF-projekt till Flinka händer.", "Flinka händer"),
        ("Det projekt som butikerna kallar Flinka händer har fått stöd.", "Flinka händer"),
        ("Flinka händer – så heter projektet där butikerna går samman.", "Flinka händer"),
        ("Projektet Ro i land låter unga pröva på ett yrke till sjöss.", "Ro i land"),
    ],
)
def test_the_title_is_the_name_that_the_text_sets_apart(said: str, title: str, markup: bool) -> None:
    assert _one(f"Länet satsar på fler jobb\n\n{said}", markup=markup).title == title


@pytest.mark.parametrize(
    "said",
    [
        "– Vi har ett stöd i en app som heter Pratix, säger projektledaren.",
        "Kursen läses på en plattform som kallas Pratix, berättar en lärare.",
        "Arbetet bygger på en metod som heter Pratix.",
    ],
)
def test_an_app_or_a_method_is_no_project(said: str) -> None:
    assert _one(f"Björkvik får pengar för att hjälpa nyanlända till jobb\n\n{said}").title != "Pratix"


@pytest.mark.parametrize(
    "said",
    [
        "I det tidigare projektet Kajen deltog fyrtio personer. Nu söker vi nya vägar.",
        "I fjol drev kommunen ett annat projekt som hette Kajen. Nu söker vi nya vägar.",
        "Vi bygger på ett tidigare projekt, kallat Kajen, och söker nya vägar.",
        "Målet är att fler ska få jobb. Deltagarna är nöjda, säger Siv Ek.",
        "Europeiska socialfonden finansierar arbetet. Björkvik är en liten ort.",
    ],
)
def test_no_sentence_place_fund_or_earlier_project_is_the_title(said: str) -> None:
    assert _one(f"Nya vägar till arbete\n\n{said}").title in {"Nya vägar till arbete", None}


@pytest.mark.parametrize("said", ["• Kvist & Kvarn AB", "efter två år"])
def test_no_name_begins_with_a_mark_or_a_small_letter(said: str) -> None:
    assert _one(f"Nya vägar till arbete - {said}\n\n{said}\n\nHär får unga pröva på ett yrke.").title in {
        "Nya vägar till arbete",
        None,
    }


@pytest.mark.parametrize("name", ["KI – Kust och inland", "SAGA – Skog", "Kust – Inland"])
def test_a_name_goes_on_after_a_dash(name: str) -> None:
    text = f"Nytt stöd\n\nProjektet {name} får stöd av Europeiska socialfonden. Projektet {name} startar i maj.\n"
    found = find_project_title(text, 0, text.index("\n"))
    assert found is not None and found.raw == name


def test_a_text_of_buttons_alone_has_no_headline() -> None:
    assert find_headline("Skriv ut", 0, 8) == Headline(0, 8, found=False)
    assert find_headline("Nya vägar till arbete", 0, 21).found


@pytest.mark.parametrize("markup", [False, True])
@pytest.mark.parametrize(
    ("said", "owner"),
    [
        ("Projektet leds av Kommunernas Samråd (KSR) tillsammans med kommunerna.", "Kommunernas Samråd"),
        ("Projektet sköts av Region Björkvik ihop med nio kommuner.", "Region Björkvik"),
        ("Projektet samordnas av Region Björkvik med deltagare från flera län.", "Region Björkvik"),
        ("Region Björkvik är huvudman för projektet.", "Region Björkvik"),
        ("Arbetet görs ihop med skolorna med Björkviks kommun som projektägare.", "Björkviks kommun"),
        ("Björkviks kommun har beviljats 3,5 miljoner kronor av fonden.", "Björkviks kommun"),
        ("Björkviks kommun har ansökt om stöd hos ESF-rådet.", "Björkviks kommun"),
        ("Svenska ESF-rådet ger Björkviks kommun 27 miljoner kronor.", "Björkviks kommun"),
        ("KR är projektägare och arbetar ihop med flera andra.", "KR"),
        ("Projektägare: Björkviks kommun", "Björkviks kommun"),
        ("Projektet ägs av Alla Kvinnors Hus.", "Alla Kvinnors Hus"),
        ("Projektet ägs av Björkviks gymnasieförbund.", "Björkviks gymnasieförbund"),
        ("Projektet drivs av Arbetets museum och pågår i tre år.", "Arbetets museum"),
        ("Projektägare: Ekbys tekniska högskola", "Ekbys tekniska högskola"),
        ("Projektägare: Ekby kommun Europeiska socialfonden", "Ekby kommun"),
    ],
)
def test_the_owner_is_who_owns_runs_or_has_applied(said: str, owner: str, markup: bool) -> None:
    assert _one(f"Torget\n\n{said}", markup=markup).owner == owner


@pytest.mark.parametrize(
    "said",
    [
        "Åtta kommuner i norra länet har beviljats 12 miljoner kronor för projektet Torget.",
        "Projektet drivs av Björkviks kommun, Ekby kommun och Region Sjö.",
        "Björkviks kommun och Ekby kommun driver projektet tillsammans.",
        "Projektet drivs av Snickarna och Skara kommun.",
        "Projektet ägs av Stockholms arbetslösa.",
        "Länsstyrelsen i Kalmar län har beviljat projektet stöd.",
        "Bland deltagarna finns personal från Björkviks kommun.",
        "Björkviks kommun medfinansierar med 2 miljoner kronor.",
        "– Det blir bra, säger Siv Ek, chef på Björkviks kommun.",
        "Projektet leds av Siv Ek.",
        "Hantverksskolan i Lappo har tagit emot unga arbetslösa i över tio år.",
    ],
)
def test_no_number_partner_granter_or_person_is_the_owner(said: str) -> None:
    assert _one(f"Torget\n\n{said}").owner is None


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Björkviks kommun har fått 4 miljoner kronor av Europeiska socialfonden.", "beviljad"),
        ("Kommunen har tagit emot 4 miljoner kronor ur Socialfonden.", "beviljad"),
        ("Så ansöker du till kursen: skriv ett brev.", None),
        ("Den som är uppsagd söker många jobb.", None),
        ("Deltagaren får stöd av en coach.", None),
        ("Väntetiden från ansökan till bedömning kortas.", None),
        ("Kommunen ansöker om 4 miljoner kronor hos ESF-rådet.", "ansökt"),
        ("Föreningen står som sökande för pengar hos Europeiska socialfonden.", "ansökt"),
    ],
)
def test_only_money_from_the_fund_makes_a_status(said: str, status: str | None) -> None:
    assert _one(f"Torget\n\n{said}").status == status


@pytest.mark.parametrize(
    "said",
    [
        "Försäkringskassan i Björkvik har fått fyra miljoner kronor av Europeiska socialfonden för nya kurser.",
        "Länet får tre miljoner kronor i stöd ur Socialfonden till nya jobb i skogen.",
        "Europeiska socialfonden har beviljat 4 miljoner kronor till skolan i Ekby, som nu ska bli större.",
        "Pengarna, 11 miljoner kronor på två år, kommer från Socialfonden och räcker länge.",
    ],
)
def test_a_grant_by_the_fund_is_a_project_whatever_it_is_called(said: str) -> None:
    assert len(parse_page(f"Stöd till kurser\n\n{said}".encode())) == 1


@pytest.mark.parametrize(
    "said",
    [
        "I höstens budget finns inga pengar till den europeiska socialfonden, och många skolor blir utan stöd.",
        "Regeringen har gett ESF-rådet 45 miljoner kronor för att fler ska få jobb i hela landet.",
    ],
)
def test_general_news_of_the_fund_is_no_project(said: str) -> None:
    assert parse_page(f"Snart tomt i kassan\n\n{said}".encode()) == []


@pytest.mark.parametrize("amount", ["16 miljoner kronor", "ca 16 mkr", "16 000 000 kronor"])
@pytest.mark.parametrize(
    "heading", ["Beviljade projekt", "Dessa projekt får stöd:", "Projekt som har beviljats", "Resultat av omgången"]
)
@pytest.mark.parametrize(
    "gets", ["får * till", "beviljas * för", "har tilldelats * till", "fick * för", "erhåller * till"]
)
def test_granted_projects_below_the_name_of_a_call_are_a_list(amount: str, heading: str, gets: str) -> None:
    first, second = (gets.replace("*", f"{millions} miljoner kronor") for millions in ("3", "4,5"))
    text = (
        "30 miljoner till nya projekt\n\nEuropeiska socialfonden har beviljat fyra projekt i länet.\n\n"
        f"Utlysningen Lärande i norr\n\nUtlyst belopp: {amount}\n\n{heading}\n\n"
        f"  • Björkviks kommun {first} projektet Läs på nätet\n"
        f"  • Region Ekby {second} projektet Vårdens språk\n"
    )
    found = [(one.title, one.owner) for one in parse_page(text.encode())]
    assert found == [("Läs på nätet", "Björkviks kommun"), ("Vårdens språk", "Region Ekby")]


@pytest.mark.parametrize("tag", ["ul", "ol"])
@pytest.mark.parametrize("apart", ["<b>*</b>, ", "* – ", "<a href='#'>*</a>: "])
def test_items_of_a_list_in_markup_are_projects(apart: str, tag: str) -> None:
    rows = (("Läs på nätet", "Björkviks kommun"), ("Vårdens språk", "Region Ekby"))
    items = "".join(f"<li>{apart.replace('*', name)}{owner}, 3 miljoner kronor</li>" for name, owner in rows)
    page = f"<h1>Två nya projekt</h1><p>Socialfonden har beviljat två projekt i länet.</p><{tag}>{items}</{tag}>"
    assert [(one.title, one.owner) for one in parse_page(f"<html><body>{page}</body></html>".encode())] == [*rows]


@pytest.mark.parametrize("label", ["Projektnamn: ", "Namn på projektet\n", "Projekttitel:\n"])
def test_a_form_without_a_sentence_is_of_its_project(label: str) -> None:
    found = parse_page(f"Ansökan om stöd\n\n{label}Flinka händer\n\nSvenska ESF-rådet".encode())
    assert [one.title for one in found] == ["Flinka händer"]
    assert parse_page(b"Projektnamn:\n\nSvenska ESF-r\xc3\xa5det") == []


@pytest.mark.parametrize("amount", ["16 miljoner kronor", "16 000 000 kr"])
def test_what_a_call_asks_of_granted_projects_makes_it_no_list(amount: str) -> None:
    text = (
        f"Lärande i norr\n\nUtlyst belopp: {amount}\n\nBeviljade projekt ska delta i ESF-rådets nätverk. "
        "Den som får stöd för projektet redovisar varje år.\n"
    )
    assert parse_page(text.encode()) == []


def test_a_repeated_headline_or_a_byline_is_no_item_of_a_list() -> None:
    items = "".join(
        f"{name}\n\n{owner} får 3 mkr av ESF för sitt arbete med kurser.\n\n"
        for name, owner in (("By on 3 maj, 2016", "Ekby kommun"), ("Vinden", "Åre kommun"), ("Ny start", "Region Sjö"))
    )
    text = f"Tre EU-projekt i länet\n\nSocialfonden har beviljat stöd till tre projekt.\n\n{items}"
    assert [one.title for one in parse_page(text.encode())] == ["Vinden", "Ny start"]


@pytest.mark.parametrize(
    "unit",
    [
        "Region Skåne Kommun ",
        '"Bryggan" ',
        '"Bryggan ',
        "3 000 000 kr till projektet ",
        "PROJEKT ABC DEF\n",
        "projektet Bryggan i Ystad i Malmö ",
        "• Bryggan. Ystads kommun, 3 mkr\n",
        "ägs av Region Skåne och Ystads Kommun i Lund ",
        "Bryggan är ett projekt. ",
        "Abc i Abc i ",
        "Abc får abc för abc till ",
        "A\n\n",
        "A/B/",
        "( ",
        "Abc: ",
        "ord ",
        "– ",
    ],
)
def test_no_text_takes_long(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        pieces = paragraphs(text)
        start = time.process_time()
        find_project_title(text, 0, (text + "\n").index("\n"))
        find_owner(text)
        find_status(text)
        find_items(text, pieces)
        return time.process_time() - start

    assert seconds(20_000) < 1.0
    assert seconds(60_000) < 2.0


@pytest.mark.parametrize("ending", ["ägs av", "Projektägare:", "drivs av Almby kommun,", "som äger projektet"])
def test_a_text_that_stops_where_an_owner_would_stand_is_read(ending: str) -> None:
    (project,) = parse_page(f"Bryggan\n\nProjektet får stöd av Europeiska socialfonden i år. Det {ending}".encode())
    assert project.owner in {None, "Almby kommun"}


@pytest.mark.parametrize(
    "item", ["• Bryggan{}. Almby kommun, 3 mkr\n", "Bryggan {}\n\nAlmby kommun får 3 mkr av ESF.\n\n"]
)
def test_four_times_as_many_items_of_a_list_are_four_times_the_work(item: str) -> None:
    opening = "Flera projekt i länet\n\nSocialfonden har beviljat stöd till många projekt.\n\n"

    def read(count: int) -> None:
        found = parse_page((opening + "".join(map(item.format, range(count)))).encode(), text=False)
        assert len(found) == (count if count > 1 else 0)

    assert_in_proportion(read, 100)


@pytest.mark.parametrize(
    "name", ["Vansbro kommun", "Norrviks kommun", "Norrviks Industripark AB", "Socialförvaltningen"]
)
def test_a_letterhead_is_no_title(name: str) -> None:
    assert _one(f"{name}\n\nProjektet hjälper unga. {name} skrev rapporten.").title is None
    assert _one(f"{name}\n\nProjektet heter ”Ro i land”. Ro i land pågår i två år.").title == "Ro i land"
