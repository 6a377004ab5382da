"""Tags of prose: target groups, themes, places at home and abroad, partners; traps, floors and the vocabularies."""

import itertools
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.accuracy.prose_tags import measure
from benchmarks.gold.authors import HELD_BACK, vocabulary
from benchmarks.gold.documents import gold_documents
from parser.judging.cues import Lexicon, read_cues
from parser.understanding import tagging
from parser.understanding.page_prose import Frame
from parser.understanding.pipeline import pipeline
from parser.understanding.tagging.tags import find_tags
from parser.understanding.words import words_of
from schema.prose_vocabulary import first_names, places, target_groups, themes
from schema.record import Section, SectionName, Tag, TagKind


def tags_of(text: str, section: SectionName | None = None, title: str | None = None) -> list[Tag]:
    part = Section(section, None, text, "heading" if section else "inferred", 0, len(text))
    return find_tags(words_of(pipeline()(text)), Frame(text, [part], title))


def shown(text: str, section: SectionName | None = None, title: str | None = None) -> list[Tag]:
    return [tag for tag in tags_of(text, section, title) if tag.shown]


def names(text: str, kind: TagKind, section: SectionName | None = None) -> set[str]:
    return {tag.name for tag in shown(text, section) if tag.kind == kind}


def tags_in(sections: list[tuple[SectionName, str]]) -> list[Tag]:
    """The tags of a page by its sections."""
    parts, text = [], ""
    for section, prose in sections:
        parts.append(Section(section, None, prose, "heading", len(text), len(text) + len(prose)))
        text += f"{prose}\n\n"
    return find_tags(words_of(pipeline()(text)), Frame(text, parts))


GROUPS: list[tuple[str, SectionName | None, set[str]]] = [
    ("Projektet riktar sig till arbetslösa ungdomar i Tierp.", None, {"arbetslösa", "ungdomar"}),
    ("Projektet vänder sig till långtidsarbetslösa och andra arbetslösa.", None, {"långtidsarbetslösa"}),
    ("Insatsen är till för arbetssökande som är 55+.", "sammanfattning", {"arbetslösa", "äldre"}),
    ("Projektet riktar sig till unga mellan 16 och 24 år som varit sjukskrivna.", None, {"ungdomar", "sjukskrivna"}),
    ("Projektet är för dig som varit utan jobb så länge att du gett upp.", "sammanfattning", {"långtidsarbetslösa"}),
    ("Projektet vänder sig till unga som aldrig gått ut gymnasiet.", "sammanfattning", {"ungdomar", "kortutbildade"}),
    ("Varslade och uppsagda från fabriken får vägledning.", "sammanfattning", {"varslade"}),
    ("PROJEKTET RIKTAR SIG TILL NYANLÄNDA I TIERP.", None, {"nyanlända"}),
    ("Projektet riktar sig till lång-\ntidsarbetslösa i Tierp.", None, {"långtidsarbetslösa"}),
]


@pytest.mark.parametrize(("text", "section", "groups"), GROUPS)
def test_target_groups(text: str, section: SectionName | None, groups: set[str]) -> None:
    assert names(text, "target_group", section) == groups


NO_GROUPS: list[tuple[str, SectionName | None]] = [
    ("Medelåldern i bygden är 58 år och ett hus är från 1950.", None),
    ("I länet stod 412 ungdomar inskrivna som arbetslösa i mars 2010.", "bakgrund"),
    ("Antalet nyanlända har ökat enligt statistiken.", "bakgrund"),
    ("Vi rekryterar 30 kvinnor och 30 män.", "jamstalldhet"),
    ("Platserna erbjuds kvinnor och män på lika villkor.", "sammanfattning"),
    ("Lokalerna är tillgängliga för personer med funktionsnedsättning.", "tillganglighet"),
    ("Projektets personal består av två coacher.", "sammanfattning"),
    ("Kommunens kostnader för försörjningsstöd ska minska.", "malsattning"),
    ("Kursen tar upp hur kassörskor bemöter kunder med missbruk eller psykisk ohälsa.", "sammanfattning"),
    ("Projektet ger köksmästare kunskap om ungdomar.", "sammanfattning"),
    ("Kursen planeras ihop med Hotellföretagarna, Lärarna i Värmland och Seniorerna.", None),
    ("I styrgruppen sitter Företagarna i Gästrikland och Samernas riksförbund.", "sammanfattning"),
]


@pytest.mark.parametrize(("text", "section"), NO_GROUPS)
def test_groups_that_a_project_is_not_for(text: str, section: SectionName | None) -> None:
    assert names(text, "target_group", section) == set()


IN_ITS_SECTIONS: list[tuple[str, list[tuple[SectionName, str]], set[str]]] = [
    (
        "a background tells of others",
        [("sammanfattning", "Projektet riktar sig till sjukskrivna i Tierp."), ("bakgrund", "Många unga söker jobb.")],
        {"sjukskrivna"},
    ),
    (
        "aims tell of results",
        [
            ("syfte", "Projektet ska utbilda kökspersonalen, så att alla i personalen får ett yrkesbevis."),
            ("malsattning", "Minst 9 av de 40 varslade ska ha fått arbete."),
        ],
        {"anställda"},
    ),
    (
        "aims may say who the target group is",
        [("malsattning", "Målgruppen är långtidsarbetslösa i Ystad, som ska komma i arbete.")],
        {"långtidsarbetslösa"},
    ),
    (
        "a partner's projects are the partner's",
        [
            ("sammanfattning", "Projektet vänder sig till varslade i Bollnäs."),
            ("transnationellt_samarbete", "I Odense riktar sig en kurs till unga utan jobb och till nyanlända."),
        ],
        {"varslade"},
    ),
    (
        "a share of those out of work is statistics",
        [("sammanfattning", "I Arboga står var fjärde arbetslös utanför. Projektet vänder sig till ungdomar.")],
        {"ungdomar"},
    ),
]


@pytest.mark.parametrize(
    ("sections", "groups"), [case[1:] for case in IN_ITS_SECTIONS], ids=[c[0] for c in IN_ITS_SECTIONS]
)
def test_groups_of_which_only_surroundings_tell_are_not_the_projects(
    sections: list[tuple[SectionName, str]], groups: set[str]
) -> None:
    assert {tag.name for tag in tags_in(sections) if tag.shown and tag.kind == "target_group"} == groups


def test_a_place_in_the_background_is_no_place_of_the_project() -> None:
    sections: list[tuple[SectionName, str]] = [
        ("bakgrund", "En fiskares dotter reste till Kanada. Ett kafé i Bergen samarbetar med byns bagare."),
        ("transnationellt_samarbete", "Vi besöker Tromsö i Norge."),
    ]
    found = {tag.name for tag in tags_in(sections) if tag.shown and tag.kind in ("country", "city")}
    assert found == {"Tromsö", "Norge"}


def test_men_and_women_together_are_everybody() -> None:
    text = "Projektet riktar sig till 80 kvinnor och män i Falun med missbruk. Männen får en egen handledare."
    assert names(text, "target_group", "sammanfattning") == {"personer med missbruk"}


def test_a_group_in_a_name_is_no_mention_but_one_that_opens_its_sentence_is() -> None:
    found = tags_of("Vi möter Företagarna i Falun. Företagare i Falun får kurser.")
    assert [tag.start for tag in found if tag.kind == "target_group"] == [30]


def test_what_is_not_shown_is_kept_with_its_confidence() -> None:
    found = tags_of("Antalet nyanlända har ökat enligt statistiken.", "bakgrund")
    assert [(tag.name, tag.shown, tag.confidence < 0.5) for tag in found] == [("nyanlända", False, True)]


MUNICIPALITIES = [
    ("Projektet drivs i Ale, Lilla Edet och Mark.", {"Ale", "Lilla Edet", "Mark"}),
    ("Vara kommun äger projektet.", {"Vara"}),
    ("Vara artig räcker inte. Mark finns att köpa.", set()),
    ("Det säger Eva Lund, Bo Ale och Stina Hel.", set()),
    ("Lind & Berg AB gjorde utvärderingen.", set()),
    ("Landstinget i Kalmar län och Örebro läns landsting medverkar.", set()),
    ("UPPSALA, 3 maj. Vi möts i Upplands-Väsby och Malung.", {"Uppsala", "Upplands Väsby", "Malung-Sälen"}),
    ("Kursen hålls i Huskvarna och i Visby.", {"Jönköping", "Gotland"}),
    ("Det är mark för åtta hus, men vara eller icke vara är frågan i maj.", set()),
]


@pytest.mark.parametrize(("text", "found"), MUNICIPALITIES)
def test_municipalities(text: str, found: set[str]) -> None:
    assert names(text, "municipality") == found


def test_counties_by_their_landscapes() -> None:
    text = "Projektet omfattar Skåne, Kalmar län, norra Dalarna och Region Halland, inte östra Norge."
    assert names(text, "county") == {"Skåne län", "Kalmar län", "Dalarnas län", "Hallands län"}


ABROAD: list[tuple[str, SectionName | None, set[str], set[str]]] = [
    ("Vi besöker Maardu i Estland och Köpenhamn.", "transnationellt_samarbete", {"Estland"}, {"Maardu", "Köpenhamn"}),
    ("Modellen är hämtad från Skottland.", None, {"Skottland"}, set()),
    ("Deltagarna kommer från Somalia och Syrien.", "sammanfattning", set(), set()),
    ("De flesta är födda i Irak eller i Bosnien.", "transnationellt_samarbete", set(), set()),
    ("Den finska metoden och vår tyska partner är kända.", "transnationellt_samarbete", set(), set()),
    ("En studieresa går till Bergen. Bergen är höga där.", None, set(), {"Bergen"}),
    ("Sofia Lind leder arbetet.", "transnationellt_samarbete", set(), set()),
    ("Färjan till Polen har lagts ned.", None, set(), set()),
    ("Ett besök på Åland planeras.", "transnationellt_samarbete", set(), set()),
    ("Partner finns i Poznań och i Århus.", "transnationellt_samarbete", set(), {"Poznan", "Århus"}),
    ("Kvinnor från Eritrea och Syrien lär sig sy.", "sammanfattning", set(), set()),
    ("Kursen är för unga som kommit hit från Jemen.", None, set(), set()),
    ("Deltagaren har en läkarexamen från Syrien.", "sammanfattning", set(), set()),
    ("Två av deltagarna har en ingenjörsexamen från Turkiet.", "sammanfattning", set(), set()),
    ("En skola i Lettland deltar i projektet.", "sammanfattning", {"Lettland"}, set()),
    ("I maj bär det av till Lettland.", "sammanfattning", {"Lettland"}, set()),
    ("Med ett sjuksköterskebetyg från Irak kan deltagarna arbeta här.", "sammanfattning", set(), set()),
    ("Familjer från Polen får hjälp med bostad.", None, set(), set()),
    ("Tolv personer som flytt från Sudan får praktik i samarbete med kommunen.", "sammanfattning", set(), set()),
    ("Sågverket säljer plank till Danmark.", "sammanfattning", set(), set()),
    ("Byarna vid Torne älv och Kemi älv besöks.", "transnationellt_samarbete", set(), set()),
    ("Vi besöker en skola i Oppland, Norge.", "transnationellt_samarbete", {"Norge"}, set()),
    ("Partner finns i Århus. Aarhus tar emot oss.", "transnationellt_samarbete", set(), {"Århus"}),
    ("Vi lär oss av en skola i Danmark, som har tagit fram metoden.", None, {"Danmark"}, set()),
]


@pytest.mark.parametrize(("text", "section", "countries", "cities"), ABROAD)
def test_places_abroad(text: str, section: SectionName | None, countries: set[str], cities: set[str]) -> None:
    assert names(text, "country", section) == countries
    assert names(text, "city", section) == cities


def test_partners_abroad() -> None:
    text = "Med Lernhof Elbe GmbH i Hamburg och Dundee Skills Trust utbyter vi metoder. Sjukhuset i Riga besöks."
    assert names(text, "partner_abroad", "transnationellt_samarbete") == {"Lernhof Elbe GmbH", "Dundee Skills Trust"}


THEMES: list[tuple[str, SectionName | None, set[str]]] = [
    (
        "Projektet ger kompetensutveckling. Kompetensutvecklingen pågår ett år.",
        "sammanfattning",
        {"kompetensutveckling"},
    ),
    ("Vi utbildar i validering. Varje validering ska ta en dag.", "sammanfattning", {"validering"}),
    ("Sociala företag ska växa. Ett socialt företag får hjälp.", "syfte", {"socialt företagande"}),
    ("Kursen hjälper kassörskor att bemöta en svår tid. De ska bemöta den med lugn.", "sammanfattning", set()),
    ("I byn finns butiker som säljer friskvård. Firmor med coaching ska få plats.", "sammanfattning", set()),
    ("Arbetsplatsen får en ramp. Deltagarna får praktik.", "sammanfattning", set()),
    ("Varsel har lagts. Varslet rör nio. Uppsägningarna ska ske i maj.", "bakgrund", set()),
    ("Jämställdhet ska råda. Projektet arbetar för jämställdhet.", "jamstalldhet", set()),
    ("I praktiken får alla plats. Så ska det bli i praktiken.", "sammanfattning", set()),
]


@pytest.mark.parametrize(("text", "section", "themes_shown"), THEMES)
def test_themes(text: str, section: SectionName | None, themes_shown: set[str]) -> None:
    assert names(text, "theme", section) == themes_shown


def test_a_theme_of_the_title_is_shown() -> None:
    assert [tag.name for tag in shown("Deltagarna får en mentor.", title="Mentorer i byn")] == ["vägledning"]


COUNTY_LISTS = [
    ("Kurserna ges i Dalarna, Halland och i Kalmar.", {"Dalarnas län", "Hallands län", "Kalmar län"}, set()),
    ("Kurserna ges i Örebro och Gotlands län.", {"Örebro län", "Gotlands län"}, set()),
    ("Kurserna ges i Kalmar, Växjö och Blekinge.", {"Blekinge län"}, {"Kalmar", "Växjö"}),
]


@pytest.mark.parametrize(("text", "counties", "municipalities"), COUNTY_LISTS)
def test_counties_named_by_their_town_in_a_list(text: str, counties: set[str], municipalities: set[str]) -> None:
    assert names(text, "county") == counties
    assert names(text, "municipality") == municipalities


@pytest.mark.parametrize(
    ("before", "is_place"), [("", True), ("A. ", False), ("Anna ", False), ("från A ", True), ("från a. ", True)]
)
def test_a_name_of_a_place_behind_an_initial_is_that_of_a_person(before: str, is_place: bool) -> None:
    found = names(f"Projektet leds av {before}Umeå i Kiruna.", "municipality")
    assert found == ({"Kiruna", "Umeå"} if is_place else {"Kiruna"})


def test_every_mention_has_its_place_and_code() -> None:
    found = tags_of("Gävle och Gävle kommun i Gävleborgs län besöker Polen.")
    assert [(tag.name, tag.code, tag.start) for tag in found if tag.kind != "theme"] == [
        ("Gävle", "2180", 0),
        ("Gävle", "2180", 10),
        ("Gävleborgs län", "21", 25),
        ("Polen", "PL", 48),
    ]


def test_lists_beside_the_prose_are_not_read() -> None:
    text = "Prose om Borås.\n\nKommun\n • Ale\n"
    frame = Frame(text, [Section("sammanfattning", None, text[:15], "heading", 0, 15)])
    assert {tag.name for tag in find_tags(words_of(pipeline()(text)), frame)} == {"Borås"}


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                [
                    *list(places())[::40],
                    *target_groups(),
                    ", ",
                    " i ",
                    ".\n\n",
                    " 16-24 år ",
                    "GmbH",
                    "&",
                    "\xad",
                    "\x00",
                ]
            )
        ).map("".join),
    )
)
def test_any_text_is_read(text: str) -> None:
    for section in (None, "transnationellt_samarbete", "bakgrund"):
        for tag in tags_of(text, section, title=text[:5]):
            assert tag.raw == text[tag.start : tag.end] != ""


FLOORS: dict[TagKind, tuple[float, float]] = {
    "target_group": (0.96, 0.77),
    "country": (0.98, 0.85),
    "city": (0.95, 0.90),
    "municipality": (0.98, 0.95),
    "county": (0.98, 0.90),
    "partner_abroad": (0.95, 0.50),
}
"""Precision and recall."""


def test_floors_on_authors_that_nothing_was_fitted_on() -> None:
    scores = measure(document for folder in HELD_BACK for document in gold_documents(folder))
    below = {
        kind: (scores[kind].precision, scores[kind].recall)
        for kind, (precision, recall) in FLOORS.items()
        if scores[kind].precision < precision or scores[kind].recall < recall
    }
    assert below == {}


CUES = [
    (name, cue) for name in ("group", "abroad", "theme") for cue in read_cues(tagging.__name__, f"{name}_cues.toml")
]


@pytest.mark.parametrize(("name", "cue"), CUES)
def test_every_cue_is_found_in_its_example(name: str, cue: str) -> None:
    cues = read_cues(tagging.__name__, f"{name}_cues.toml")
    assert cue in {found for found, *_ in Lexicon(cues).find(cues[cue].example.split())}


def test_no_text_takes_more_than_its_share_of_time() -> None:
    texts = [
        "Estland i Estland, ",
        "Uppsala ",
        "16-24 år ",
        "GmbH Bo ",
        "ARBETSLÖSA ",
        "stu-\ndie ",
        "utan arbete länge ",
    ]
    tags_of("Ett första ord läser in ord-\nlistorna.")
    for text in texts:
        doc = pipeline()(text * (20_000 // len(text)))
        frame = Frame(doc.text, [Section("transnationellt_samarbete", None, doc.text, "heading", 0, len(doc.text))])
        started = time.process_time()
        find_tags(words_of(doc), frame)
        assert time.process_time() - started < 0.3, text


def test_groups_are_those_of_the_guidelines() -> None:
    assert set(target_groups()) == vocabulary()


def test_aliases_are_unique_and_in_lower_case() -> None:
    for name, group in target_groups().items():
        words = [*group.aliases, *group.occupations, *group.weak]
        assert len(words) == len(set(words)), name
        assert all(word == word.lower().strip() and word for word in words), name
    aliases = list(itertools.chain(*themes().values()))
    assert len(aliases) == len(set(aliases))


def test_places_have_codes_and_known_countries() -> None:
    codes = {place.code for place in places().values() if place.kind == "country"}
    assert all(re.fullmatch(r"[A-Z]{2}(-[A-Z]{3})?", code or "") for code in codes)
    for place in places().values():
        assert place.kind != "city" or place.country in codes, place
        assert place.kind not in ("municipality", "county") or (place.code or "").isdigit(), place
    assert not first_names() & {place.name for place in places().values() if not place.tricky}
