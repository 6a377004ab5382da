"""Pages of the bank in other shapes than usual, with furniture around them, and pages that only look like them."""

import html
from collections.abc import Callable

import pytest

from parser import parse_page, read_page
from parser.bank.labels.free_labels import labels_apart
from parser.layouts import LABELLED_LAYOUTS
from parser.text.document import Document, fold
from schema.record import Project

FIRST_SITE = {
    "Programområde": "1.1 Kompetensförsörjning", "Region": "Sydsverige", "Utlysning": "2015/00311",
    "Projektägare": "Exempelby yrkesskola", "Projektnummer": "2015/00912", "Planerat antal deltagare": "64",
    "Projektperiod": "2016-02-01-2018-01-31", "Total projektbudget": "7 023 185 kr",
    "Beviljat ESF-stöd": "4 700 000 kr",
    "Kontaktperson": "Kim Exempel", "E-post": "kim@example.org",
}  # fmt: skip
THIRD_ORDER = {
    "Diarienummer": "24-311-S32", "Fond": "ESF+", "Projektägare": "EXEMPELBY KOMMUN", "Specifikt mål": "A1A",
    "Total projektbudget": "9 120 300", "Total Kostnader": "0", "Beviljat ESF-stöd": "4 100 250",
    "Projektperiod": "2024-10-01 - 2027-03-31", "Programperiod": "2021-2027", "Programområde": "A",
    "Stödmottagarens postnummer": "54321", "Stödmottagarens land": "Sverige", "Projektägare org.nr.": "2120009876",
    "Stödmottagarens ort": "EXEMPELBY", "Program CCI": "2021SE05SFPR", "NUTS-2 kod": "SE22",
}  # fmt: skip
OLD_SITE = {
    "Programområde": "Programområde 2 Ökat arbetskraftsutbud", "Projektfas": "Genomförande",
    "Projektägare": "Exempelby kommun", "Kontaktperson": "Kim Exempel", "E-post": "kim@example.org",
    "Telefonnummer": "040-000000", "Beviljat ESF-stöd": "1 234 500 kr", "Total projektbudget": "2 469 000 kr",
    "Projektperiod": "2011-02-01 till 2013-05-31", "Region": "Sydsverige",
}  # fmt: skip
PROSE = "Deltagarna prövar tre yrken var och får en handledare som följer med till arbetsplatsen."
Block = Callable[[dict[str, str], str], str]


def joined(pattern: str) -> Block:
    """A block of labels written row by row in a pattern of label, colon and value."""

    def block(rows: dict[str, str], colon: str) -> str:
        return "\n".join(pattern.format(html.escape(label), colon, html.escape(value)) for label, value in rows.items())

    return block


HTML_BLOCKS = [
    "<div><span>{}{}</span><span>{}</span></div>",
    "<p><strong>{}{}</strong>{}</p>",
    "<p><strong>{}{}</strong> {}</p>",
    "<p><b>{}{}</b><em>{}</em></p>",
    "<div><label>{}{}</label><i>{}</i></div>",
    "<li>{}{} {}</li>",
    "<li><span>{}{}</span><span>{}</span></li>",
    "{}{} {}<br>",
    "<dt>{}{}</dt><dd>{}</dd>",
    "<tr><th>{}{}</th><td>{}</td></tr>",
]
MENU = "<nav><ul>" + "".join(f"<li><span>{word}</span></li>" for word in ("Start", "Region", "Namn")) + "</ul></nav>"
FOOTER = "<footer><h2>Syfte</h2><a>Kommun</a><ul><li>Malmö</li><li>Lund</li></ul><p>Region</p></footer>"
ASIDE = (
    "<aside><h3>Relaterade nyheter</h3><p>Nu söker fler organisationer efter nya vägar till arbete i länet.</p></aside>"
)
DIALOG = "<dialog><h1>Kakor</h1><p>Projektnummer</p><p>Godkänn alla</p></dialog>"


def as_html(title: str, block: str, colon: str, rows: dict[str, str], below: str) -> bytes:
    body = f"{DIALOG}{MENU}<main><h1>{title}</h1><div>{joined(block)(rows, colon)}</div>{below}</main>{ASIDE}{FOOTER}"
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def only(content: bytes) -> Project:
    (project,) = parse_page(content, text=False)
    return project


def check_first_site(project: Project) -> None:
    assert (project.layout, project.project_id, project.title) == ("projektbank-2014", "2015/00912", "Raka spår")
    assert (project.total_budget_sek, project.esf_support_sek, project.participants_planned) == (7023185, 4700000, 64)
    assert (project.owner, project.region, project.programme_area_code) == ("Exempelby yrkesskola", "Sydsverige", "1.1")
    assert (project.period_start, project.period_end, project.contact.name) == (
        "2016-02-01",
        "2018-01-31",
        "Kim Exempel",
    )
    assert [(section.section, section.text) for section in project.sections] == [("sammanfattning", PROSE)]


@pytest.mark.parametrize("block", HTML_BLOCKS)
def test_the_first_site_of_2014_in_html(block: str) -> None:
    check_first_site(only(as_html("Raka spår", block, "", FIRST_SITE, f"<h2>Sammanfattning</h2><p>{PROSE}</p>")))


@pytest.mark.parametrize("row", ["{}{}{}", "{}{} {}", "{}:{} {}", "{}{}\n{}", "- {}{} {}", "{}{}\t{}"])
def test_the_first_site_of_2014_as_text(row: str) -> None:
    text = f"Raka spår\n\n{joined(row)(FIRST_SITE, '')}\n\nSammanfattning\n\n{PROSE}\n"
    check_first_site(only(html.unescape(text).encode()))


def check_third_order(project: Project) -> None:
    assert (project.project_id, project.title, project.fund) == ("24-311-S32", "Nya led", "ESF+")
    assert (project.owner_org_number, project.postal_code, project.postal_town) == ("2120009876", "54321", "EXEMPELBY")
    assert (project.total_budget_sek, project.esf_support_sek, project.specific_objective) == (9120300, 4100250, "A1A")
    assert (project.owner, project.nuts2, project.region) == ("EXEMPELBY KOMMUN", "SE22", None)
    assert [section.text for section in project.sections] == [PROSE]
    assert project.issues == []


@pytest.mark.parametrize("block", HTML_BLOCKS)
def test_the_third_order_of_2021_in_html(block: str) -> None:
    check_third_order(only(as_html("24-311-S32 - Nya led", block, ":", THIRD_ORDER, f"<div><p>{PROSE}</p></div>")))


@pytest.mark.parametrize("row", ["{}{}\n{}", "{}{} {}", "{}{}\n\n{}\n"])
def test_the_third_order_of_2021_as_text(row: str) -> None:
    check_third_order(only(f"24-311-S32 - Nya led\n\n{joined(row)(THIRD_ORDER, ':')}\n\n{PROSE}\n".encode()))


@pytest.mark.parametrize("unknown", ["Okänd uppgift: 12", "Okänd uppgift:\n12", "Se även: Diarienummer i registret"])
def test_an_unknown_label_ends_nothing(unknown: str) -> None:
    rows = joined("{}{}\n{}")(THIRD_ORDER, ":").replace("Programområde:", f"{unknown}\nProgramområde:")
    project = only(f"24-311-S32 - Nya led\n\n{rows}\n\n{PROSE}\n".encode())
    assert (project.nuts2, project.programme_area, project.postal_code) == ("SE22", "A", "54321")


def test_a_second_table_of_labels_is_read() -> None:
    rows = list(THIRD_ORDER.items())
    first, second = (joined("{}{}\n{}")(dict(part), ":") for part in (rows[:9], rows[9:]))
    project = only(f"24-311-S32 - Nya led\n\n{first}\n\n\n\nOm\n\norganisationen\n\n\n{second}\n\n{PROSE}\n".encode())
    assert [issue.message for issue in project.issues] == ["no rule claims this text: Om organisationen"]
    project.issues.clear()
    check_third_order(project)


@pytest.mark.parametrize(
    ("lines", "apart"),
    [
        (["Namn: x", "Startdatum: y"], ["Namn", "Startdatum"]),
        (["Namn Ek: x", "Startdatum 2010: y"], []),
        (["Namn: x"], []),
        (["Namn: x", "", "Namn: y"], []),
        (["Namn: x", "Startdatum: y", "Okänd:"], ["Namn", "Startdatum"]),
    ],
)
def test_labels_apart_are_known_with_a_colon_and_two_at_least(lines: list[str], apart: list[str]) -> None:
    assert [label.name for label in labels_apart(Document(lines), LABELLED_LAYOUTS[1], [])] == apart


@pytest.mark.parametrize("indent", ["", "  "])
def test_labels_far_from_the_block_are_reported_at_their_place(indent: str) -> None:
    rows = list(THIRD_ORDER.items())
    first, second = (joined("{}{}\n{}")(dict(part), ":") for part in (rows[:9], rows[9:]))
    second = second.replace("\n", f"\n{indent}")
    text = f"24-311-S32 - Nya led\n\n{first}\n\n{PROSE}\n\n{PROSE} Och mer.\n\n\n\n{indent}{second}\n"
    page = read_page(text.encode())
    (project,) = page.projects
    assert {issue.code for issue in project.issues} == {"label-apart"} and project.nuts2 is None
    assert "NUTS-2 kod" in " ".join(issue.message for issue in project.issues)
    assert all(issue.message.startswith(repr(page.text[issue.start : issue.end])) for issue in project.issues)


@pytest.mark.parametrize("stray", ["Region", "Region\nKontakt", "Namn\n\nMeny"])
def test_a_stray_label_above_the_block_opens_no_block(stray: str) -> None:
    check_third_order(
        only(f"{stray}\n\n24-311-S32 - Nya led\n\n{joined('{}{}{}')(THIRD_ORDER, ': ')}\n\n{PROSE}\n".encode())
    )


NEWS = "Nu kan fler organisationer i regionen söka stöd för att pröva nya vägar till arbete."
BOXES = [
    "Hjälpte informationen dig?\n\nJa\nNej\nTack för din feedback!",
    f"Relaterade nyheter\n\n{NEWS}",
    "Gav sidan de svar du behövde?\n\nJa Nej\n\nVad kan bli bättre?",
    "Fick du hjälp av informationen?\n\nJa\n\nNej",
    "Hittade du vad du letade efter?\nJa\nDelvis\nNej",
    "Vad tyckte du om sidan?\n\nSkicka",
    "Dela sidan på Facebook",
    "Skriv ut den här sidan",
    f"Tyck till om sidan\n\n{NEWS}",
]


@pytest.mark.parametrize("box", BOXES)
def test_boxes_below_the_content_belong_to_no_section(box: str) -> None:
    rows = joined("{}{} {}")(THIRD_ORDER, ":")
    check_third_order(only(f"24-311-S32 - Nya led\n\n{rows}\n\n{PROSE}\n\n{box}\n".encode()))
    old = f"Raka spår\n\n{joined('{}{}{}')(OLD_SITE, '')}\n\nSammanfattning\n\n{PROSE}\n\nSyfte\n\n{PROSE}\n\n{box}\n"
    assert [section.text for section in only(old.encode()).sections] == [PROSE, PROSE]


@pytest.mark.parametrize(
    "own", ["Hjälpte kursen dem?", "Hade du stöd av en handledare?", "Var innehållet i kursen svårt?"]
)
def test_a_question_of_the_applicant_s_own_ends_no_prose(own: str) -> None:
    prose = f"{PROSE}\n\n{own}\n\nJa, det säger nästan alla som svarat."
    rows = joined("{}{} {}")(THIRD_ORDER, ":")
    assert "nästan alla" in only(f"24-311-S32 - Nya led\n\n{rows}\n\n{prose}\n".encode()).sections[-1].text


GLUED = {
    "Tillgänglighet för personer med funktionsnedsättning": "Jämställdhetsintegrering",
    "Transnationellt samarbete": "Samarbetspartners",
}
"""Headings of several words, each with one that may come after it."""


@pytest.mark.parametrize("heading", GLUED)
@pytest.mark.parametrize("end", [".", "!", ".”"])
@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007", " \u00ad"])
def test_a_glued_heading_with_hard_spaces(heading: str, end: str, space: str) -> None:
    glued = heading.replace(" ", space)
    text = f"Raka spår\n\n{joined('{}{}{}')(OLD_SITE, '')}\n\nSyfte\n\nAlla ska med{end}{glued}\nDet finns hiss."
    sections = only(f"{text}\n\n{GLUED[heading]}\n\nExempel AB\n".encode()).sections
    assert [section.text for section in sections][:2] == [f"Alla ska med{end}", "Det finns hiss."]
    assert fold(sections[1].heading or "") == heading


@pytest.mark.parametrize("space", ["\u00a0\u00a0", "\u2009\u00a0", "\u00a0 "])
def test_a_heading_with_several_spaces_between_its_words(space: str) -> None:
    heading = f"Transnationellt{space}samarbete"
    text = f"Raka spår\n\n{joined('{}{}{}')(OLD_SITE, '')}\n\nSyfte\n\nAlla ska med.\n\n{heading}\n\nVi reser."
    sections = only(f"{text}\n".encode()).sections
    assert [(one.section, one.text) for one in sections] == [
        ("syfte", "Alla ska med."),
        ("transnationellt_samarbete", "Vi reser."),
    ]


AFTER = [
    f"Relaterade nyheter\n\n{NEWS}",
    "Informationen ovan kommer från ansökan och har inte granskats av någon sedan den lämnades in.",
    "Kontakta oss om du har frågor om projektet, så svarar vi så snart som vi någonsin kan göra det!",
]


@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("bullet", ["  • ", "", "- "])
def test_a_closing_list_stands_whatever_follows_it(after: str, bullet: str) -> None:
    lists = "Samarbetspartners\n\n*Plåt i Norr AB\n*Exempelby skola\n\nKommun\n\n*Karlskrona\n*Ronneby".replace(
        "*", bullet
    )
    text = f"Raka spår\n\n{joined('{}{}{}')(OLD_SITE, '')}\n\nSammanfattning\n\n{PROSE}\n\n{lists}\n\n{after}\n"
    project = only(text.encode())
    assert [(m.name, m.code) for m in project.municipalities] == [("Karlskrona", "1080"), ("Ronneby", "1081")]
    assert [o.name for o in project.organisations] == ["Plåt i Norr AB", "Exempelby skola"]


@pytest.mark.parametrize("block", HTML_BLOCKS[:3])
def test_lists_of_the_footer_are_no_lists_of_the_project(block: str) -> None:
    page = as_html("Raka spår", block, "", OLD_SITE, f"<h2>Sammanfattning</h2><p>{PROSE}</p>")
    project = only(page)
    assert (project.title, project.region, project.municipalities) == ("Raka spår", "Sydsverige", [])
    assert [section.section for section in project.sections] == ["sammanfattning"]


ADDRESSES = [
    "https://www.esf.se/utlysningar/utlysning/?dnr=2021/00124",
    "https://www.esf.se/Utlysningar1/Utlysning/?sourceId=44065",
    "https://www.esf.se/Vara-fonder/Socialfonden1/Utlysningar/Samtliga-utlysningar-per-region/Vast/",
    "https://web.archive.org/web/2020/https://www.esf.se/utlysningar/utlysning/?dnr=2021/00124",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_under_the_address_of_calls_is_a_project(address: str) -> None:
    page = f"24-311-S32 - Nya led\n\n{joined('{}{} {}')(THIRD_ORDER, ':')}\n\n{PROSE}\n".encode()
    assert read_page(page, address).projects == [] and "call" in (read_page(page, address).verdict or "")


NO_PROJECTS = {
    "coming calls": """Kommande utlysningar

I mars öppnar ESF-rådet en utlysning för projekt i Sydsverige.
Du ansöker om stöd för ditt projekt i Projektrummet. Sista dag är den 4 maj.
""",
    "an open call": """Utlysning för ungas etablering

Vem kan söka? Offentliga och privata organisationer med projekt inom Socialfonden.
Ansökan ska lämnas i Projektrummet. Urvalskriterier finns i bilagan.
""",
    "a call as a document": """Utlysning inom Europeiska socialfonden

Utlysningens syfte är att fler projekt prövar nya metoder. Utlyst belopp är 40 miljoner kronor.
Bedömningskriterier: relevans och genomförande.
""",
    "a guide": """information (1)

Ansökningsguide

Har du en idé till ett projekt i Socialfonden? Så här gör du din ansökan om stöd till ditt projekt.
""",
    "advice to those granted": """Efter beslutet

När ni har fått ert beslut ska ni läsa villkoren. Ert projekt i Europeiska socialfonden följs upp varje år.
Ni kan ändra er ansökan i Projektrummet. Nästa utlysning öppnar i maj.
""",
    "a report on the fund": """Socialfondsrapport, maj

Antalet projekt i Socialfonden har vuxit till 190. Totalt har 40 000 personer börjat i ett projekt.
""",
    "closed calls": """Avslutade utlysningar i Sydsverige

Här står de utlysningar som har stängt. Projekten som fick stöd ur Socialfonden finns i projektbanken.
""",
    "a plan of calls": """Utlysningsplan för våren 2018

Mars: projekt för unga som står långt från arbete, 12 miljoner kronor ur Europeiska socialfonden.
Maj: projekt för anställda i vården, 30 miljoner kronor.
""",
    "the announcement of a call": """Ny utlysning i maj

I maj öppnar ESF-rådet en utlysning för projekt i Sydsverige. Utlysningen riktar sig till kommuner.
""",
    "how one applies": """Så ansöker du om stöd

Ett projekt i Europeiska socialfonden pågår i högst tre år. Svenska ESF-rådet fattar beslut inom fyra månader.
""",
    "a round of calls": """Stort tryck på pengarna

Totalt 54 projektansökningar om stöd från Socialfonden kom in.

  • Sydsverige      12 000 000 kr
  • Västsverige       8 500 000 kr
  • Nationellt      31 000 000 kr
""",
    "a round of calls in running text": """Besluten är fattade

Av 54 ansökningar till Socialfonden har 20 projekt beviljats stöd.
Till Sydsverige fördelas 12 miljoner kronor, medan Övre Norrland får 8,5 miljoner kronor.
""",
    "a round of calls in a table": """<h1>Pengarna är fördelade</h1><table>
<tr><th>Region</th><th>Projekt</th><th>Stöd</th></tr><tr><td>Sydsverige</td><td>7</td><td>12 mkr</td></tr>
<tr><td>Småland och Öarna</td><td>4</td><td>8,5 mkr</td></tr></table>
<p>Totalt kom 54 projektansökningar in till Svenska ESF-rådet under våren.</p>
""",
}


@pytest.mark.parametrize("kind", NO_PROJECTS)
def test_calls_and_news_about_them_are_no_projects(kind: str) -> None:
    assert read_page(NO_PROJECTS[kind].encode()).projects == []


def test_a_project_s_money_by_region_is_no_round_of_calls() -> None:
    text = """Raka spår i två landsdelar

Projektet Raka spår får stöd av Socialfonden. Sydsverige får 12 miljoner kronor, Övre Norrland 8,5 miljoner kronor.
"""
    assert [project.title for project in parse_page(text.encode())] == ["Raka spår"]


GRANTED = """Nya projekt i Mellersta Norrland

Utlysningen “Fler i jobb”

Utlyst belopp: 20 miljoner kronor

Beviljade projekt

  • Exempelby kommun får 4 miljoner kronor till projektet SPÅR (Säkra vägar)
  • Region Exempel får 3,5 miljoner kronor till projektet Kliv – in i vården

Svenska ESF-rådet beslutade om stöden den 3 maj.
"""


def test_a_list_of_what_was_granted_is_no_call() -> None:
    found = [(project.title, project.owner) for project in parse_page(GRANTED.encode())]
    assert found == [("SPÅR (Säkra vägar)", "Exempelby kommun"), ("Kliv – in i vården", "Region Exempel")]


FORMS = [
    "1 Sid 1 (9) Projektnamn Vägen ut Slutrapport genomförande Sammanfattning Ge en bild. Tolv deltog i ESF-projektet.",
    "Sid 1(12) Ansökan Uppgifter om projektet Namn på projektet Vägen ut Startdatum 2016-01-01 Kontaktperson för "
    "projektet Kim Exempel Slutdatum 2018-12-31 Svenska ESF-rådet. Sid 2(12) Projektet ger sextio personer en väg ut.",
    "Ansökan om stöd\n\nProjektnamn\nVägen ut\nStartdatum\n2016-01-01\n\nVi vill ge unga i Ekby ett jobb. ESF-rådet",
    "Slutrapport\n\nProjektnamn\nVägen ut\n\nDnr\n2011-3020012\n\nProjektet fick stöd av Europeiska socialfonden.",
]


@pytest.mark.parametrize("text", FORMS)
def test_forms_name_their_project(text: str) -> None:
    project = only(text.encode())
    assert (project.title, project.layout) == ("Vägen ut", "prose")
    assert (project.status == "ansökt") == ("Ansökan" in text)


def test_a_whole_page_is_no_title() -> None:
    line = f"Rapport om projekt i Europeiska socialfonden {PROSE} " * 5
    assert (only(line.encode()).title or "") == ""
