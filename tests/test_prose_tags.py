"""Tags of prose: target groups, themes, places at home and abroad, partners; traps, floors and the vocabularies."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.gold import gold_documents, vocabulary
from benchmarks.prose_tags import TUNED, half, measure
from parser.understanding.frame import Frame
from parser.understanding.pipeline import pipeline
from parser.understanding.tagging.tags import find_tags
from schema.prose_vocabulary import first_names, places, target_groups, themes
from schema.record import Section, SectionName, Tag, TagKind


def tags_of(text: str, section: SectionName | None = None, title: str | None = None) -> list[Tag]:
    parts = [Section(section, None, text, "heading", 0, len(text))] if section else []
    return find_tags(pipeline()(text), Frame(text, parts, title))


def names(text: str, kind: TagKind, section: SectionName | None = None) -> set[str]:
    return {tag.name for tag in tags_of(text, section) if tag.kind == kind}


GROUPS: list[tuple[str, SectionName | None, set[str]]] = [
    ("Projektet riktar sig till arbetslösa ungdomar i Tierp.", None, {"arbetslösa", "ungdomar"}),
    ("60 ungdomsarbetslösa deltar i projektet.", None, {"arbetslösa", "ungdomar"}),
    ("Projektet vänder sig till långtidsarbetslösa och andra arbetslösa.", None, {"långtidsarbetslösa"}),
    ("Målgruppen är personer mellan 16 och 24 år.", "sammanfattning", {"ungdomar"}),
    ("Insatsen är till för arbetssökande som är 55+.", "sammanfattning", {"arbetslösa", "äldre"}),
    ("Projektet utbildar anställda över 50 år.", "sammanfattning", {"anställda", "äldre"}),
    ("Medelåldern i bygden är 58 år och ett hus är från 1950.", None, set()),
    ("I länet stod 412 ungdomar inskrivna som arbetslösa i mars 2010.", "bakgrund", set()),
    ("Antalet nyanlända har ökat enligt statistiken.", "bakgrund", set()),
    ("Vi rekryterar 30 kvinnor och 30 män.", "jamstalldhet", set()),
    ("Platserna erbjuds kvinnor och män på lika villkor.", "sammanfattning", set()),
    ("Projektet riktar sig till utrikes födda kvinnor i Flen.", "sammanfattning", {"kvinnor", "utrikes födda"}),
    ("Lokalerna är tillgängliga för personer med funktionsnedsättning.", "tillganglighet", set()),
    ("Projektet stöder unga med autism.", "sammanfattning", {"personer med funktionsnedsättning", "ungdomar"}),
    ("Projektets personal består av två coacher.", "sammanfattning", set()),
    ("Personalen lär sig att bemöta patienter med missbruk och psykisk ohälsa.", "sammanfattning", {"anställda"}),
    ("Projektet är för dig som varit utan jobb så länge att du gett upp.", "sammanfattning", {"långtidsarbetslösa"}),
    ("Projektet vänder sig till unga som aldrig gått ut gymnasiet.", "sammanfattning", {"ungdomar", "kortutbildade"}),
    ("Kommunens kostnader för försörjningsstöd ska minska.", "malsattning", set()),
    ("Vi ger 140 undersköterskor och deras chefer utbildning.", "sammanfattning", {"anställda", "chefer"}),
    ("Arbetssökande utbildas till undersköterskor.", "sammanfattning", {"arbetslösa"}),
    ("Ensamstående mammor som lever på försörjningsstöd får en lots.", "sammanfattning",
     {"ensamstående föräldrar", "kvinnor", "personer med försörjningsstöd"}),
    ("Projektet hjälper långtidssjukskrivnas väg tillbaka.", "sammanfattning", {"sjukskrivna"}),
    ("Varslade och uppsagda från fabriken får vägledning.", "sammanfattning", {"varslade"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "section", "groups"), GROUPS)
def test_target_groups(text: str, section: SectionName | None, groups: set[str]) -> None:
    assert names(text, "target_group", section) == groups


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
    ("Partner finns i Poznań och i Århus.", "transnationellt_samarbete", set(), {"Poznan", "Aarhus"}),
]


@pytest.mark.parametrize(("text", "section", "countries", "cities"), ABROAD)
def test_places_abroad(text: str, section: SectionName | None, countries: set[str], cities: set[str]) -> None:
    assert names(text, "country", section) == countries
    assert names(text, "city", section) == cities


def test_partners_abroad() -> None:
    text = "Med Lernhof Elbe GmbH i Hamburg och Dundee Skills Trust utbyter vi metoder. Sjukhuset i Riga besöks."
    assert names(text, "partner_abroad", "transnationellt_samarbete") == {"Lernhof Elbe GmbH", "Dundee Skills Trust"}


def test_themes_by_lemma() -> None:
    text = "Kompetensutvecklingen gäller valideringen och de sociala företagen."
    assert names(text, "theme") == {"kompetensutveckling", "validering", "socialt företagande"}


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
    assert {tag.name for tag in find_tags(pipeline()(text), frame)} == {"Borås"}


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


FLOORS: dict[str, dict[TagKind, float]] = {
    "tuned": {"target_group": 0.95, "country": 0.95, "city": 0.95, "municipality": 0.97, "county": 0.95},
    "unseen": {"target_group": 0.90, "country": 0.93, "city": 0.90, "municipality": 0.97, "county": 0.95},
}


@pytest.mark.parametrize("which", FLOORS)
def test_floors_on_the_gold_corpus(which: str) -> None:
    scores = measure(half(gold_documents(), which))
    assert {kind: scores[kind].f1 for kind, floor in FLOORS[which].items() if scores[kind].f1 < floor} == {}


def test_tuned_documents_exist() -> None:
    assert {document.slug for document in gold_documents()} > TUNED


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
