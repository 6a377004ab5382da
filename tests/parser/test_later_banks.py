"""The project banks of 2014-2020 and 2021-2027: labels in any order, empty values, unknown labels, calls."""

import html
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser import parse_page, read_page
from schema.record import Project
from tests.parser.test_properties import assert_covered

FACTS = {
    "Diarienummer": "24-118-S01",
    "Namn": "Ö - till - ö",
    "Startdatum": "2025-01-15",
    "Slutdatum": "2027-12-31",
    "Projektägare organisationsnummer": "802400-9998",
    "Projektägare": "Region Örika, Region Örika",
    "Unionens medfinansieringsgrad": "40%",
    "Programområde": "A",
    "Region": "Småland & Öarna",
    "NUTS-2 kod": "SE21",
    "Stödmottagare postnr": "598 40",
    "Antal deltagare": "1 310",
    "Insats av strategisk betydelse": "Nej",
}
PROSE = "Färjan går två gånger om dagen, och kursen på fastlandet börjar alltid när den lagt ut."
SHAPES: dict[str, Callable[[dict[str, str]], str]] = {
    "next line": lambda rows: "\n".join(f"{k}:\n{v}" if v else f"{k}:" for k, v in rows.items()) + "\n",
    "same line": lambda rows: "\n".join(f"{k}: {v}" for k, v in rows.items()) + "\n",
    "table": lambda rows: (
        "<table>" + "".join(f"<tr><th>{k}:</th><td>{html.escape(v)}</td></tr>" for k, v in rows.items())
    ),
    "list": lambda rows: "<dl>" + "".join(f"<dt>{k}</dt><dd>{html.escape(v)}</dd>" for k, v in rows.items()) + "</dl>",
    "lines": lambda rows: "<p>" + "<br>".join(f"<b>{k}:</b> {html.escape(v)}" for k, v in rows.items()) + "</p>",
}


def page(shape: str, rows: dict[str, str], heading: str = "24-118-S01 - Ö - till - ö") -> bytes:
    block = SHAPES[shape](rows)
    if "<" in block:
        closed = f"{block}</table>" if shape == "table" else block
        return f"<html><body><h1>{heading}</h1>{closed}<p>{PROSE}</p></body></html>".encode()
    return f"{heading}\n\n{block}\n{PROSE}\n".encode()


def read(content: bytes) -> Project:
    found = read_page(content)
    assert_covered(found)
    return found.projects[0]


@pytest.mark.parametrize("shape", SHAPES)
def test_facts(shape: str) -> None:
    p = read(page(shape, FACTS))
    assert (p.layout, p.project_id, p.programme_period) == ("projektbank-dnr", "24-118-S01", "2021-2027")
    assert (p.title, p.owner, p.region) == ("Ö - till - ö", "Region Örika, Region Örika", "Småland och Öarna")
    assert (p.owner_org_number, p.postal_code, p.participants_planned) == ("8024009998", "59840", 1310)
    assert (p.eu_cofinancing_rate, p.strategic_importance, p.nuts2) == (0.4, False, "SE21")
    assert (p.period_start, p.period_end, p.programme_area_code) == ("2025-01-15", "2027-12-31", "A")
    assert [section.text for section in p.sections] == [PROSE]
    assert p.issues == []


@pytest.mark.parametrize("written", ["{}", "  {}", "•\u00a0{}", "\u00ad{}"])
def test_labels_between_bullets_spaces_and_soft_hyphens(written: str) -> None:
    rows = {label.replace(" ", "\u00a0").replace("dar", "d\u00adar"): value for label, value in FACTS.items()}
    lines = [written.format(line) if line else "" for line in page("same line", rows).decode().split("\n")]
    found, usual = read("\n".join(lines).encode()), read(page("same line", FACTS))
    assert {v.field: v.raw for v in found.values} == {v.field: v.raw for v in usual.values}


@pytest.mark.parametrize("shape", ["next line", "same line", "table"])
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_labels_in_capitals(shape: str, apart: str) -> None:
    rows = {label.upper(): value for label, value in FACTS.items()}
    content = page(shape, rows).replace(b"\n", apart.encode())
    p = read(content)
    assert (p.layout, p.project_id, p.title) == ("projektbank-dnr", "24-118-S01", "Ö - till - ö")
    assert (p.owner_org_number, p.postal_code, p.participants_planned) == ("8024009998", "59840", 1310)
    assert [(issue.code, issue.message) for issue in p.issues] == []


def test_a_paragraph_that_opens_like_a_label_is_none() -> None:
    long = f"Namn: {'och ännu en by ' * 20}."
    found = read(f"24-118-S01\n\n{long}\n\n{page('same line', FACTS).decode()}".encode())
    assert (found.values[1].field, found.values[1].raw) == ("title", FACTS["Namn"])


@given(st.permutations(list(FACTS)), st.sampled_from([*SHAPES]))
def test_any_order_of_labels(order: list[str], shape: str) -> None:
    rows = {label: FACTS[label] for label in order}
    found, usual = read(page(shape, rows)), read(page(shape, FACTS))
    assert {v.field: v.raw for v in found.values} == {v.field: v.raw for v in usual.values}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("label", ["Startdatum", "Projektägare", "Insats av strategisk betydelse", "Namn"])
def test_an_empty_value_takes_nothing_from_the_next(shape: str, label: str) -> None:
    found, usual = read(page(shape, FACTS | {label: ""})), read(page(shape, FACTS))
    expected = [value for value in usual.values if value.raw != FACTS[label]]
    assert [(v.field, v.raw) for v in found.values] == [(v.field, v.raw) for v in expected]
    assert found.title == "Ö - till - ö"


@pytest.mark.parametrize("shape", ["next line", "same line", "table", "lines"])
def test_an_unknown_label_is_reported_with_its_place(shape: str) -> None:
    rows = {
        k: v
        for known in FACTS.items()
        for k, v in ([known, ("Klimatmärkning", "Grön")] if known[0] == "Namn" else [known])
    }
    found = read_page(page(shape, rows))
    issues = found.projects[0].issues
    assert issues and {issue.code for issue in issues} <= {"unknown-label", "unclaimed-text"}
    assert "Klimatmärkning" in found.text[issues[0].start : issues[0].end]
    assert found.projects[0].owner == FACTS["Projektägare"]


@pytest.mark.parametrize("written", ["24–118–S01", "24‑118‑S01", "24-118-s01", "24 - 118 - S01"])
def test_a_register_number_is_known_whatever_signs_it_is_written_with(written: str) -> None:
    found = read(page("list", FACTS | {"Diarienummer": written}, f"{written} - Ö - till - ö"))
    assert (found.project_id, found.dnr, found.programme_period) == ("24-118-S01", written, "2021-2027")


@pytest.mark.parametrize("shape", ["table", "list", "lines"])
def test_a_heading_of_a_table_of_labels_is_not_the_title(shape: str) -> None:
    rows = {label: value for label, value in FACTS.items() if label != "Namn"}
    content = page(shape, rows).replace(b"</h1>", b"</h1><h3>Om organisationen</h3>")
    assert read(content).title == "Ö - till - ö"


@pytest.mark.parametrize("written", ["1 310 st", "1310 stycken", "1 310 st."])
def test_a_number_of_participants_may_have_its_pieces_behind_it(written: str) -> None:
    assert read(page("list", FACTS | {"Antal deltagare": written})).participants_planned == 1310


def test_a_period_fills_what_start_and_end_leave_empty() -> None:
    rows = FACTS | {"Startdatum": "", "Slutdatum": "", "Projektperiod": "2016-12-01 - 2020-08-31"}
    p = read(page("next line", rows, "2016/00403 - Ö - till - ö").replace(b"24-118-S01", b"2016/00403"))
    assert (p.period_start, p.period_end, p.programme_period) == ("2016-12-01", "2020-08-31", "2014-2020")


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Projektägare organisationsnummer", "12345"),
        ("Unionens medfinansieringsgrad", "140%"),
        ("Antal deltagare", "några"),
        ("Insats av strategisk betydelse", "Kanske"),
        ("Startdatum", "2025-02-30"),
        ("Region", "Nordnorge"),
    ],
)
def test_what_cannot_be_read_is_an_issue(label: str, value: str) -> None:
    found = read_page(page("next line", FACTS | {label: value}))
    issues = found.projects[0].issues
    assert [(issue.code, found.text[issue.start : issue.end]) for issue in issues] == [("unreadable-value", value)]


@pytest.mark.parametrize("footer", ["<p>Svenska ESF-rådet</p>", "<div>Till toppen</div><div>Kontakta oss</div>"])
def test_a_footer_is_no_prose(footer: str) -> None:
    content = page("table", FACTS).replace(b"</body>", f"{footer}</body>".encode())
    assert [section.text for section in read(content).sections] == [PROSE]


def test_a_call_is_no_project_whatever_labels_it_shares() -> None:
    call = (
        "Utlysning\n24-030\nProgramområde:\nA\nRegion:\nSydsverige\nStartdatum:\n2024-01-01\nSlutdatum:\n2024-03-01\n"
    )
    content = (
        f"{call}Specifikt mål:\nA1A\nNamn:\nUtlysning ESF\nUtlyst belopp:\n12 000 000\n\nSammanfattning\n\n{PROSE}"
    )
    assert read_page(content.encode()).verdict == "a call for proposals (Utlyst belopp)"


def test_a_project_that_mentions_a_call_stays_a_project() -> None:
    content = page("next line", FACTS).decode() + "Utlyst belopp var 12 miljoner kronor.\n"
    assert parse_page(content.encode())[0].dnr == "24-118-S01"
