"""Pages built in other ways than the fixtures: what stands around and between the parts of a project."""

import pytest

from benchmarks.speed.long_pages import PAGES
from parser import parse_page, read_page
from schema.record import Project
from tests.counting import assert_in_proportion
from tests.parser.test_parser import LABELS, headings
from tests.parser.test_properties import assert_covered

SECTIONS = {
    "Sammanfattning": "Sexton unga får prova på arbetet i en verkstad vid ån.",
    "Bakgrund": "Många unga i kommunen saknar arbete.",
    "Transnationellt samarbete": "Två studiebesök görs i Tammerfors.",
}
LISTS = {"Medfinansiärer": ["Af Ekby", "Ekby äldreför."], "Kommun": ["Kalmar", "Borgholm"]}


def facts() -> str:
    return "<table>" + "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in LABELS.items()) + "</table>"


def prose() -> str:
    return "".join(f"<h2>{heading}</h2><p>{text}</p>" for heading, text in SECTIONS.items())


def closing() -> str:
    items = {heading: "".join(f"<li>{name}</li>" for name in names) for heading, names in LISTS.items()}
    return "".join(f"<h3>{heading}</h3><ul>{listed}</ul>" for heading, listed in items.items())


def read(body: str, title: str = "Ekvägen - ESF") -> Project:
    page = read_page(f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode())
    assert_covered(page)
    return page.projects[0]


def assert_whole(project: Project) -> None:
    assert (project.title, project.owner, project.region) == ("Ekvägen", "Ekbackens kommun", "Sydsverige")
    assert list(headings(project).values()) == list(SECTIONS.values())
    assert [organisation.name for organisation in project.organisations] == LISTS["Medfinansiärer"]
    assert [municipality.name for municipality in project.municipalities] == LISTS["Kommun"]


@pytest.mark.parametrize(
    "between",
    [
        "<ul><li><a>Lyssna</a></li><li><a>Skriv ut</a></li></ul>",
        "<p><a>In English</a></p>",
        "<p>Du är här: Start &gt; Resultat &gt; Projektbanken</p>",
        "<h2>Fakta om projektet</h2>",
        "<p>2013-05-02</p>",
    ],
)
def test_links_between_title_and_facts(between: str) -> None:
    assert_whole(read(f"<h1>Ekvägen</h1>{between}{facts()}{prose()}{closing()}"))


@pytest.mark.parametrize(
    "footer",
    [
        "<p>Svenska ESF-rådet<br>Box 123, 100 00 Ekby</p>",
        "<ul><li>Om webbplatsen</li><li>Kontakta oss</li></ul>",
        "<div>Senast uppdaterad: 2013-05-02</div>",
        "<div class='botten'><p>Svenska ESF-rådet</p><p>Telefon: 08-000 00 00</p></div>",
        "<table><tr><td>Till toppen</td></tr></table>",
        "<footer>En helt annan text om någonting annat.</footer>",
        "<div role='contentinfo'>En helt annan text om någonting annat.</div>",
    ],
)
@pytest.mark.parametrize("lists", [closing, str], ids=["lists", "no lists"])
@pytest.mark.parametrize("frame", ["{}{}", "<div>{}</div>{}"], ids=["flat", "framed"])
def test_footers_belong_to_no_section_and_no_list(footer: str, lists: object, frame: str) -> None:
    closed = closing() if lists is closing else ""
    project = read(frame.format(f"<h1>Ekvägen</h1>{facts()}{prose()}{closed}", footer))
    assert list(headings(project).values()) == list(SECTIONS.values())
    assert [m.name for m in project.municipalities] == (LISTS["Kommun"] if closed else [])


def test_facts_in_a_box_after_the_sections() -> None:
    project = read(f"<main><h1>Ekvägen</h1>{prose()}</main><aside>{facts()}</aside>")
    assert (project.title, list(headings(project).values())) == ("Ekvägen", list(SECTIONS.values()))


def test_what_the_page_calls_itself_goes_before_the_line_nearest_to_the_facts() -> None:
    body = f"<p>Ekvägen</p><p>Ett projekt för unga vid ån</p>{facts()}{prose()}"
    assert read(body, title="Ekvägen - ESF").title == "Ekvägen"
    assert read(body, title="ESF").title == "Ett projekt för unga vid ån", "without that witness the nearest line is it"


def test_a_block_after_sections_without_blocks_of_their_own_is_furniture() -> None:
    flat = "".join(f"{heading}<br><br>{text}<br><br>" for heading, text in SECTIONS.items())
    project = read(f"<h1>Ekvägen</h1>{facts()}{flat}<div>Mer om fonden och dess arbete i regionen.</div>")
    assert list(headings(project).values()) == list(SECTIONS.values())


def test_labels_in_a_box_beside_the_project_are_reported_and_no_furniture() -> None:
    body = f"<main><h1>Ekvägen</h1>{facts()}{prose()}</main><aside>{facts().replace('Ekbackens', 'Askdals')}</aside>"
    page = read_page(f"<html><body>{body}</body></html>".encode())
    reported = [page.text[i.start : i.end] for i in page.projects[0].issues if i.code == "unclaimed-text"]
    assert ["Askdals kommun" in text for text in reported] == [True]


@pytest.mark.parametrize("frame", ["<p>{}</p>", "<div>{}</div>", "{}<br>", "<tr><td>{}</td></tr>"])
def test_lists_without_bullets(frame: str) -> None:
    lists = "".join(f"<h3>{heading}</h3>{''.join(map(frame.format, names))}" for heading, names in LISTS.items())
    assert_whole(read(f"<h1>Ekvägen</h1>{facts()}{prose()}{lists}"))


@pytest.mark.parametrize("bullet", ["• ", "•", "● ", "- ", "-", "* ", "o ", "1. ", "• \n"])
def test_bullets_of_every_kind(bullet: str) -> None:
    labels = "\n".join(label + value for label, value in LABELS.items())
    sections = "\n\n".join(f"{heading}\n\n{text}" for heading, text in SECTIONS.items())
    lists = "\n\n".join(
        heading + "\n\n" + "\n".join(bullet + name for name in names) for heading, names in LISTS.items()
    )
    assert_whole(parse_page(f"Ekvägen\n\n{labels}\nIn English\n\n{sections}\n\n{lists}".encode())[0])


@pytest.mark.parametrize("dress", [str.upper, lambda heading: f"{heading}:"])
def test_headings_in_capitals_or_with_a_colon_count_where_there_are_no_others(dress: object) -> None:
    assert callable(dress)
    body = "".join(f"<h2>{dress(heading)}</h2><p>{text}</p>" for heading, text in SECTIONS.items())
    assert_whole(read(f"<h1>Ekvägen</h1>{facts()}{body}{closing()}"))


def test_a_label_word_inside_a_section_is_no_label() -> None:
    body = prose().replace("Många unga", "Region<br>Många unga")
    assert read(f"<h1>Ekvägen</h1>{facts()}{body}").region == "Sydsverige"


def test_an_empty_list_is_a_list() -> None:
    empty = "<h3>Medfinansiärer</h3><h3>Samarbetspartners</h3><ul><li>Ett AB</li></ul>"
    project = read(f"<h1>Ekvägen</h1>{facts()}{prose()}{empty}")
    assert list(headings(project).values()) == list(SECTIONS.values())
    assert [(o.name, o.role) for o in project.organisations] == [("Ett AB", "samarbetspartner")]


@pytest.mark.parametrize("body", ["", "Syfte\n\nVäxa.\n\n"])
def test_a_second_project_on_the_page_is_reported(body: str) -> None:
    one = "Ekvägen\n\n" + "\n".join(label + value for label, value in LABELS.items()) + f"\nIn English\n\n{body}"
    page = read_page(f"{one}\n\n{one.replace('Ekvägen', 'Askvägen')}".encode())
    assert_covered(page)
    reported = [page.text[i.start : i.end] for i in page.projects[0].issues if i.code == "unclaimed-text"]
    assert any("Projektfas" in text for text in reported)


def test_a_title_broken_over_two_lines() -> None:
    assert read(f"<h1>Ek<br>vägen</h1><p>Lyssna</p>{facts()}", title="").title == "Ek vägen"


def test_a_page_without_the_label_of_the_phase() -> None:
    page = facts().replace("<tr><th>Projektfas</th><td>Genomförande</td></tr>", "")
    project = read(f"<h1>Ekvägen</h1>{page}{prose()}")
    assert (project.phase, project.owner, project.layout) == (None, "Ekbackens kommun", "projektbank-2007")


def test_deep_nesting_loses_no_text() -> None:
    page = read_page(b"<html><body>" + b"<div>" * 5000 + b"innersta ordet" + b"</div>" * 5000)
    assert_covered(page)
    assert "innersta ordet" in page.text


@pytest.mark.parametrize("piece", PAGES)
def test_a_page_four_times_as_long_is_four_times_the_work(piece: str) -> None:
    assert_in_proportion(lambda times: read_page((piece * times).encode()), 1000)
    assert_covered(read_page((piece * (100_000 // len(piece))).encode()))


def test_two_line_breaks_make_a_paragraph_and_one_a_line() -> None:
    page = read_page("<p>Rad ett<br>Rad två<br><br>Nytt stycke<br> <br/>\n<br>Sist</p>".encode())
    assert page.text == "Rad ett\nRad två\n\nNytt stycke\n\nSist"
