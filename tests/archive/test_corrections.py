"""What is shown and what only the tables hold, and people's verdicts on it: across rebuilds, readings and versions."""

import asyncio
import csv
import html
import io
import os
import re
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from archive.building.build import build
from archive.building.corrections.corrections_file import CorrectionsFile
from archive.building.masking.contacts import private_path
from archive.building.parsing import parsing_pool
from archive.site.serving.server import make_site
from benchmarks.fixtures import ROOT
from parser.understanding.fill_project import merge
from schema.record import Project
from scraper.input import Input
from tests.archive.test_archive import page_like, query, rows
from tests.archive.test_cli import run
from tests.archive.test_history import BANK
from tests.prose.test_understanding import promising

COLUMNS = ("project_id", "capture", "kind", "start", "end", "raw", "verdict", "value", "by", "date")
TEXT = """Kajkanten

Projektet Kajkanten får stöd av Europeiska socialfonden (ESF).

Projektet har 140 deltagare. Den totala budgeten är 4,5 miljoner kronor. Minst 70 procent av deltagarna ska få arbete.
Målgruppen är långtidsarbetslösa i Ystads kommun.
"""
SAID = """
select 'claims' as held, kind, value, shown, review from claims
union select 'targets', 'target', quantity || ' ' || unit, shown, review from targets
union select 'tags', kind, name, shown, review from tags
union select 'sections', section, null, shown, review from sections where section is not null
"""
TABLES = (("kind", "claims"), ("kind", "tags"), ("'target'", "targets"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A folder with one text about a project."""
    (tmp_path / "sidor").mkdir()
    (tmp_path / "sidor" / "kajkanten.txt").write_text(TEXT, "utf-8")
    return tmp_path / "sidor" / "kajkanten.txt"


def row(page: Path, kind: str, raw: str, verdict: str, value: str = "") -> dict[str, str]:
    """A row of a corrections file on words of a page."""
    text = page.read_text("utf-8")
    assert text.count(raw) == 1, raw
    start = text.index(raw)
    place = {"kind": kind, "start": f"{start}", "end": f"{start + len(raw)}", "raw": raw}
    known = {"project_id": "x", "capture": sha256(page.read_bytes()).hexdigest(), "by": "Åsa Granskare"}
    return known | place | {"verdict": verdict, "value": value, "date": "2026-03-01"}


def write(folder: Path, *found: dict[str, str], delimiter: str = ",") -> Path:
    """The corrections file of a folder, with these rows."""
    path = folder / "corrections.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(found)
    return path


def built(page: Path, *found: dict[str, str], given: bool = True) -> Result:
    """A build of the page's folder with these corrections."""
    folder = page.parent.parent
    option: list[str | Path] = ["--corrections", write(folder, *found)] if given else []
    return run("build", "--quiet", "--db", folder / "esf.db", *option, page.parent)


def said(page: Path, kind: str) -> list[tuple[Any, ...]]:
    """Value, `shown` and `review` of the lines of a kind in the tables."""
    found = query(page.parent.parent / "esf.db", f"select value, shown, review from ({SAID}) where kind = ?", kind)
    return sorted(found, key=repr)


def site(page: Path) -> Callable[[str], str]:
    """Asks the site of the archive beside the page's folder for a path."""
    made = make_site(page.parent.parent / "esf.db")
    return lambda path: str(asyncio.run(made.client.get(path)).text)


def project_page(page: Path) -> str:
    """The project page as a reader sees it, without the text of the source."""
    ((project_id,),) = query(page.parent.parent / "esf.db", "select project_id from projects")
    body = site(page)(f"/projekt/{project_id}").partition('<section id="kalla">')[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture
def doubt(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Any], bool]], None]:
    """Makes the parser unsure of what a test names: it is read, and not shown."""

    def unsure(is_doubtful: Callable[[Any], bool]) -> None:
        def merged(project: Project, *rest: Any) -> None:
            merge(project, *rest)
            items: list[Any] = [*project.claims, *project.targets, *project.tags, *project.sections]
            for item in filter(is_doubtful, items):
                item.shown, item.confidence = False, 0.25

        monkeypatch.setattr(parsing_pool, "merge", merged)

    return unsure


def test_what_is_not_shown_is_in_the_tables_and_nowhere_else(page: Path, doubt: Any) -> None:
    doubt(lambda item: True)
    assert built(page, given=False).exit_code == 0
    path = page.parent.parent / "esf.db"
    for table in ("claims", "targets", "tags"):
        assert query(path, f"select count(*) from {table} where not shown and confidence = 0.25")[0][0], table
    assert query(path, "select count(*) from claims where not shown and (standing is not null or compared)") == [(0,)]
    assert query(path, "select count(*) from projects_per_tag") == [(0,)]
    assert query(path, "select distinct total_budget_sek from project_amounts") == [(None,)]
    ask = site(page)
    assert "70" not in ask("/esf/utlovade_resultat.json?enhet=&_shape=array")
    shown = project_page(page)
    assert "Utlovade resultat" not in shown and "Märkord" not in shown
    ((project_id,),) = query(path, "select project_id from projects")
    page_as_json = asyncio.run(make_site(path).client.get(f"/projekt/{project_id}.json")).json()
    assert (page_as_json["targets"], page_as_json["tags"]) == ([], [])
    assert all(claim["shown"] for claim in page_as_json["claims"])
    assert len(list(csv.reader(io.StringIO(ask("/esf/targets.csv?_stream=on"))))) == 2, "the table holds all"


def test_a_section_that_is_not_shown_is_text_of_no_section(tmp_path: Path, doubt: Any) -> None:
    (tmp_path / "sidor").mkdir()
    page = promising(tmp_path / "sidor", "a.txt", prose="Stegen är höga.")
    doubt(lambda item: getattr(item, "section", None) == "malsattning")
    built(page, given=False)
    assert query(tmp_path / "esf.db", "select section, shown from sections") == [("malsattning", 0)]
    shown = project_page(page)
    assert "Stegen är höga." in shown
    assert " Målsättning Stegen" in shown, "as the heading written on the page"
    ((project_id,),) = query(tmp_path / "esf.db", "select project_id from projects")
    as_json = asyncio.run(make_site(tmp_path / "esf.db").client.get(f"/projekt/{project_id}.json")).json()
    assert [section["section"] for section in as_json["sections"]] == [None]


def test_what_stands_in_a_section_that_is_not_shown_stands_in_none(tmp_path: Path, doubt: Any) -> None:
    (tmp_path / "sidor").mkdir()
    page = promising(tmp_path / "sidor", "a.txt")
    doubt(lambda item: getattr(item, "section", None) == "malsattning")
    built(page, given=False)
    assert query(tmp_path / "esf.db", "select distinct section from targets") == [(None,)]
    records = query(tmp_path / "esf.db", "select record from captures")
    assert "malsattning" not in records[0][0], "a section that comes and goes with its confidence is no change"


def test_tags_are_counted_where_they_are_shown(tmp_path: Path, doubt: Any) -> None:
    (tmp_path / "sidor").mkdir()
    page = promising(tmp_path / "sidor", "a.txt", prose="Projektet riktar sig till långtidsarbetslösa i Ystads kommun.")
    doubt(lambda item: getattr(item, "kind", None) == "municipality")
    built(page, given=False)
    assert query(tmp_path / "esf.db", "select distinct kind from tags where not shown") == [("municipality",)]
    assert query(tmp_path / "esf.db", "select kind, projects from projects_per_tag") == [("target_group", 1)]


def test_facets_count_what_is_shown(page: Path, doubt: Any) -> None:
    doubt(lambda item: getattr(item, "kind", None) == "municipality")
    built(page, given=False)
    ask = site(page)
    assert 'href="/esf/tags?shown=1"' in ask("/esf")
    assert "municipality" not in ask("/esf/tags.json?shown=1&_facet=kind")
    assert "municipality" in ask("/esf/tags.json?_facet=kind")


def test_a_rejected_line_is_never_shown_again(page: Path) -> None:
    built(page, given=False)
    assert said(page, "count.participants") == [("140", 1, None)]
    assert query(page.parent.parent / "esf.db", "select participants_planned from projects") == [(140,)]
    result = built(page, row(page, "count.participants", "140 deltagare", "wrong"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "0 issues; 1 correction in force" in result.stdout
    for _ in range(2):
        assert said(page, "count.participants") == [("140", 0, "avvisad")]
        assert query(page.parent.parent / "esf.db", "select participants_planned from projects") == [(None,)]
        assert "Planerat antal deltagare" not in project_page(page)
        assert built(page, given=False).exit_code == 0, "the verdicts stay in force"


def test_verdicts_outlive_a_version_of_the_parser(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = row(page, "target", "Minst 70 procent", "wrong")
    built(page, given=False)
    start, end = query(page.parent.parent / "esf.db", 'select start, "end" from targets')[0]
    built(page, wrong | {"start": f"{start}", "end": f"{end}", "raw": TEXT[start:end]})
    monkeypatch.setattr("archive.building.code_version.version", lambda name: "9.9.9")
    assert "(1 new, 0 unchanged)" in built(page, given=False).stdout
    assert [line[1:] for line in said(page, "target")] == [(0, "avvisad")]


def test_confirmed_lines_are_shown_as_granskad(page: Path, doubt: Any) -> None:
    doubt(lambda item: True)
    built(page, given=False)
    path = page.parent.parent / "esf.db"
    sql = 'select "kind", start, "end", raw from {} where raw like ?'
    claim = query(path, sql.format("claims"), "%140%")[0]
    tag = query(path, sql.format("tags"), "%långtidsarbetslösa%")[0]
    target = ("target", *query(path, 'select start, "end", raw from targets')[0])
    found = [row(page, *(line[0], line[3], "right")) for line in (claim, tag, target)]
    assert built(page, *found).exit_code == 0
    assert said(page, "count.participants") == [("140", 1, "granskad")]
    assert said(page, "target") == [("70.0 procent", 1, "granskad")]
    shown = project_page(page)
    assert shown.count("granskad ") >= 3
    assert "Planerat antal deltagare 140 var det står , utläst, granskad" in shown
    assert query(path, "select confidence from targets") == [(0.25,)], "what the parser was sure of stays"
    assert "granskad" in site(page)("/esf/utlovade_resultat?enhet=procent")


def test_a_confirmed_claim_of_a_labelled_page_is_on_its_page(tmp_path: Path) -> None:
    (tmp_path / "sidor").mkdir()
    page = promising(tmp_path / "sidor", "a.txt", prose="Projektet har 140 deltagare.")
    built(page, row(page, "count.participants", "140 deltagare", "right"))
    assert "Planerat antal deltagare: 140 granskad Projektet har 140 deltagare." in project_page(page)
    assert query(tmp_path / "esf.db", "select participants_planned from projects") == [(None,)], "prose fills no label"


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("count.participants", "40", "40"),
        ("amount.total_budget", "SEK 5 400 000", "SEK 5400000"),
        ("amount.total_budget", "450000,5", "SEK 450000.5"),
        ("target", "75 procent", "75.0 procent"),
        ("target", "7", "7.0 procent"),
        ("municipality", "Simrishamn", "Simrishamn"),
        ("text.title", "Kajkanten II", "Kajkanten II"),
    ],
)
@pytest.mark.parametrize("verdict", ["right", "wrong"])
def test_another_right_value_takes_the_place_of_what_was_read(
    page: Path, kind: str, value: str, expected: str, verdict: str
) -> None:
    built(page, given=False)
    path = page.parent.parent / "esf.db"
    lines = " union ".join(f'select {name} kind, raw, start, "end" from {table}' for name, table in TABLES)
    raw, start, end = query(path, f'select raw, start, "end" from ({lines}) where kind = ?', kind)[0]
    place = {"kind": kind, "raw": raw, "start": f"{start}", "end": f"{end}"}
    result = built(page, row(page, "target", "Minst 70", verdict, value) | place)
    assert (result.exit_code, result.stderr) == (0, "")
    assert said(page, kind) == [(expected, 1, "granskad")]
    if kind == "text.title":
        assert query(path, "select title from projects") == [("Kajkanten II",)]
    if kind == "municipality":
        assert query(path, "select code from tags where kind = 'municipality'") == [("1291",)]


def test_the_facts_follow_the_value_that_is_right(page: Path) -> None:
    built(page, row(page, "count.participants", "140 deltagare", "wrong", "40"))
    assert query(page.parent.parent / "esf.db", "select participants_planned from projects") == [(40,)]
    amount = row(page, "amount.total_budget", "4,5 miljoner kronor", "right", "5400000")
    built(page, amount)
    facts = "select participants_planned, total_budget_sek from projects"
    assert query(page.parent.parent / "esf.db", facts) == [(140, 5400000)], "the first correction is gone"
    built(page)
    assert query(page.parent.parent / "esf.db", facts) == [(140, 4500000)], "and then the other"


def test_of_claims_that_differ_the_confirmed_one_counts(page: Path) -> None:
    page.write_text(TEXT + "Projektet har 52 deltagare.\n", "utf-8")
    path, told = page.parent.parent / "esf.db", "claims using (project_id) where standing = 1 and kind = ?"
    sql = f"select participants_planned, value from projects join {told}"
    built(page, given=False)
    assert query(path, sql, "count.participants") == [(None, "140")]
    built(page, row(page, "count.participants", "52 deltagare", "right"))
    assert query(path, sql, "count.participants") == [(52, "52")]


def test_words_that_another_version_cut_otherwise_are_the_same_line(page: Path) -> None:
    wider = row(page, "count.participants", "Projektet har 140 deltagare", "wrong")
    assert built(page, wider).exit_code == 0
    assert said(page, "count.participants") == [("140", 0, "avvisad")]
    page.write_text(TEXT.replace("140 deltagare", "140 deltagare (och 40 deltagare till)"), "utf-8")
    assert built(page, row(page, "count.participants", "140 deltagare (och 40 deltagare", "wrong")).exit_code == 1


def test_a_verdict_moves_with_a_page_whose_address_becomes_known(tmp_path: Path) -> None:
    (tmp_path / "sidor").mkdir()
    page = page_like(tmp_path / "sidor", "a.txt", "Ekvägen")
    verdict = row(page, "amount.total_budget", "16 811 676 kr", "wrong", "16811000")
    built(page, verdict)
    for name, address in (("b.txt", BANK), ("c.txt", f"{BANK}1")):
        other = page_like(tmp_path, name, "Ekvägen", "16 811 676 kronor")
        build(tmp_path / "esf.db", [Input(name, other, f"{address}/")])
        sql = "select value, review from claims join captures using (capture_id) where kind = ? and url is null"
        assert query(tmp_path / "esf.db", sql, "amount.total_budget") == [("SEK 16811000", "granskad")]


def test_a_rejected_label_is_not_marked(tmp_path: Path) -> None:
    (tmp_path / "sidor").mkdir()
    page = page_like(tmp_path / "sidor", "a.txt", "Ekvägen")
    built(page, row(page, "amount.total_budget", "16 811 676 kr", "wrong"))
    ((project_id,),) = query(tmp_path / "esf.db", "select project_id from projects")
    body = site(page)(f"/projekt/{project_id}")
    assert "16 811 676 kr" in body and ">16 811 676 kr</mark>" not in body


def test_a_label_is_rejected_or_corrected_too(tmp_path: Path) -> None:
    (tmp_path / "sidor").mkdir()
    page = page_like(tmp_path / "sidor", "a.txt", "Ekvägen")
    built(page, row(page, "amount.total_budget", "16 811 676 kr", "wrong"))
    assert said(page, "amount.total_budget") == [("SEK 16811676", 0, "avvisad")]
    assert "16\u00a0811\u00a0676" not in project_page(page)
    assert query(tmp_path / "esf.db", "select total_budget_sek from budget_per_region") == [(None,)]
    built(page, row(page, "amount.total_budget", "16 811 676 kr", "wrong", "16 811 000"))
    assert said(page, "amount.total_budget") == [("SEK 16811000", 1, "granskad")]
    assert query(tmp_path / "esf.db", "select total_budget_sek from budget_per_region") == [(16811000,)]


@pytest.mark.parametrize("value", ["EUR 1900000", "16811676,5"])
def test_a_value_that_its_column_cannot_hold_changes_nothing(tmp_path: Path, value: str) -> None:
    (tmp_path / "sidor").mkdir()
    page = page_like(tmp_path / "sidor", "a.txt", "Ekvägen")
    result = built(page, row(page, "amount.total_budget", "16 811 676 kr", "right", value))
    assert "value is not what the column total_budget_sek of projects holds" in result.stderr
    assert said(page, "amount.total_budget") == [("SEK 16811676", 1, None)]


def test_an_amount_keeps_its_currency_unless_another_is_given(page: Path) -> None:
    page.write_text(TEXT.replace("4,5 miljoner kronor", "4,5 miljoner euro"), "utf-8")
    for value, expected in (("5400000", "EUR 5400000"), ("SEK 4500000", "SEK 4500000")):
        built(page, row(page, "amount.total_budget", "4,5 miljoner euro", "wrong", value))
        assert said(page, "amount.total_budget") == [(expected, 1, "granskad")]


def test_a_section_is_rejected_or_named_anew(tmp_path: Path) -> None:
    (tmp_path / "sidor").mkdir()
    page = promising(tmp_path / "sidor", "a.txt", prose="Stegen är höga.")
    built(page, row(page, "section", "Stegen är höga.", "wrong"))
    assert said(page, "malsattning") == [(None, 0, "avvisad")]
    built(page, row(page, "section", "Stegen är höga.", "wrong", "bakgrund"))
    assert said(page, "bakgrund") == [(None, 1, "granskad")]


def test_what_fits_nothing_is_reported_by_every_build(page: Path) -> None:
    fits = row(page, "count.participants", "140 deltagare", "right")
    found = [
        fits,
        fits | {"start": "0", "end": "9", "raw": "Kajkanten"},
        fits | {"raw": "150 deltagare", "end": f"{int(fits['end'])}", "kind": "count.other"},
        fits | {"capture": "0" * 64},
    ]
    results = [built(page, *found), built(page, *found), built(page, given=False)]
    for result in results:
        assert result.exit_code == 1
        lines = result.stderr.splitlines()
        assert [re.search(r"corrections\.csv, row (\d)", line)[1] for line in lines] == ["3", "4", "5"]  # type: ignore[index]
        assert "read as this kind, and nothing is; take kind, start, end and raw from the tables" in lines[0]
        assert "the archive has none; copy it from captures.digest" in lines[2]
    assert said(page, "count.participants") == [("140", 1, "granskad")]


def test_a_bad_row_costs_a_line_and_not_the_run(page: Path) -> None:
    fits = row(page, "count.participants", "140 deltagare", "wrong")
    bad: dict[str, dict[str, str]] = {
        "expected right or wrong in verdict, found 'maybe'": {"verdict": "maybe"},
        "expected one of amount.total_budget,": {"kind": "antal"},
        "expected a number of characters in start, found 'x'": {"start": "x"},
        "expected an end after start": {"end": "0"},
        "expected the SHA-256 of a page (captures.digest) in capture, found 'abc'": {"capture": "abc"},
        "expected the words of the page in raw": {"raw": " "},
        "expected a number such as 120 or 0.4 in value, found 'många'": {"value": "många"},
        "expected a number of at most 10000000000000 in value, found '9999": {"value": "9" * 400},
        "expected a date such as 2012, 2012-10 or 2012-10-31 in value, found '2012-W01-1'": {
            "kind": "date.other",
            "value": "2012-W01-1",
        },
        "expected a date such as 2012, 2012-10 or 2012-10-31 in value, found '2012-10-31-1'": {
            "kind": "date.other",
            "value": "2012-10-31-1",
        },
    }
    result = built(page, *(fits | change for change in bad.values()), fits)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert len(lines) == len(bad)
    for number, (line, expected) in enumerate(zip(lines, bad, strict=True), 2):
        assert f"corrections.csv, row {number}: {expected}" in line
        assert line.endswith("the row is left out, correct or delete it")
    assert said(page, "count.participants") == [("140", 0, "avvisad")]


@pytest.mark.parametrize(
    "damaged", [',,,,,"140 deltagare,wrong,,,', ",,,,,140 deltagare,,,,,right", "140", "x" * 150_000]
)
def test_a_damaged_row_swallows_none_below_it(page: Path, damaged: str) -> None:
    fits = row(page, "count.participants", "140 deltagare", "wrong")
    path = write(page.parent.parent, fits)
    heading, rest = path.read_text("utf-8").split("\n", 1)
    path.write_text(f"{heading}\n{damaged}\n{rest}", "utf-8")
    result = run("build", "--quiet", "--db", page.parent.parent / "esf.db", "--corrections", path, page.parent)
    (line,) = result.stderr.splitlines()
    assert re.search(r"corrections\.csv, row 2: expected 10 cells, found (1|11); the row is left out", line)
    assert (result.exit_code, said(page, "count.participants")) == (1, [("140", 0, "avvisad")])


def test_a_value_has_no_characters_that_nobody_sees(page: Path) -> None:
    built(page, row(page, "target", "70 procent av deltagarna", "right", "80 \x1b[31mpro\u202ecent"))
    assert said(page, "target") == [("80.0 [31mprocent", 1, "granskad")]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_a_file_whose_name_is_no_utf_8(page: Path) -> None:
    path = write(page.parent.parent, row(page, "count.participants", "140 deltagare", "wrong"))
    path = path.rename(os.fsdecode(os.fsencode(path.parent) + b"/r\xe4ttat.csv"))
    result = run("build", "--quiet", "--db", page.parent.parent / "esf.db", "--corrections", path, page.parent)
    assert (result.exit_code, result.stderr) == (0, "")
    assert said(page, "count.participants") == [("140", 0, "avvisad")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "cannot be read"),
        (b"capture,kind\n", "lacks the column start, end"),
        (b"\xff\xfe", "is no UTF-8 CSV"),
        (b"capture,kind,start,end,raw,verdict,end\n", "has end twice"),
    ],
)
def test_a_file_that_is_none_stops_the_build_before_it_writes(page: Path, content: bytes | None, expected: str) -> None:
    path = page.parent.parent / "corrections.csv"
    if content is not None:
        path.write_bytes(content)
    result = run("build", "--db", page.parent.parent / "esf.db", "--corrections", path, page)
    assert result.exit_code == 2
    assert expected in result.stderr and len(result.stderr.splitlines()) == 1
    assert not (page.parent.parent / "esf.db").exists()


def test_a_file_too_large_to_be_one_of_corrections_is_not_read(page: Path) -> None:
    """A file with a hole, which takes no room on the disk."""
    path = page.parent.parent / "corrections.csv"
    path.touch()
    os.truncate(path, 20_000_000_000)
    result = run("build", "--db", page.parent.parent / "esf.db", "--corrections", path, page)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "corrections.csv: above 100000000 bytes" in result.stderr


def test_a_file_as_spreadsheets_write_it_may_begin_with_sep(page: Path) -> None:
    path = write(page.parent.parent, row(page, "count.participants", "140 deltagare", "wrong"), delimiter=";")
    heading, rest = path.read_text("utf-8").split("\n", 1)
    path.write_text(f"sep=;\n\n{heading.upper()}\n{rest};;;\n", "utf-8")
    result = run("build", "--quiet", "--db", page.parent.parent / "esf.db", "--corrections", path, page.parent)
    assert (result.exit_code, result.stderr) == (0, "")
    assert said(page, "count.participants") == [("140", 0, "avvisad")]


def test_what_a_page_s_corrections_are_is_known_anew_when_another_file_is_given(page: Path) -> None:
    built(page, row(page, "count.participants", "140 deltagare", "wrong"))
    built(page, row(page, "count.participants", "140 deltagare", "right"))
    assert said(page, "count.participants") == [("140", 1, "granskad")]


def test_a_link_that_leads_to_itself_is_no_file_of_corrections(page: Path) -> None:
    path = page.parent.parent / "corrections.csv"
    path.symlink_to(path)
    result = run("build", "--db", page.parent.parent / "esf.db", "--corrections", path, page)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "corrections.csv: cannot be read" in result.stderr


def test_rows_that_contradict_are_reported_and_the_last_one_counts(page: Path) -> None:
    wrong, right = (row(page, "count.participants", "140 deltagare", verdict) for verdict in ("wrong", "right"))
    result = built(page, wrong, right)
    assert "row 3 (count.participants" in result.stderr and "contradicts row 2" in result.stderr
    assert said(page, "count.participants") == [("140", 1, "granskad")]
    assert built(page, right, right).exit_code == 0


def test_wrong_with_the_value_that_is_read_is_rejected_and_reported(page: Path) -> None:
    result = built(page, row(page, "count.participants", "140 deltagare", "wrong", "140"))
    assert "value is what is read: the line is rejected" in result.stderr
    assert said(page, "count.participants") == [("140", 0, "avvisad")]


def test_the_file_of_a_swedish_spreadsheet_that_lies_among_the_pages(page: Path) -> None:
    path = write(page.parent, row(page, "count.participants", "140 deltagare", "wrong"), delimiter=";")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    result = run("build", "--quiet", "--db", page.parent.parent / "esf.db", "--corrections", path, page.parent)
    assert (result.exit_code, result.stderr) == (0, "")
    assert said(page, "count.participants") == [("140", 0, "avvisad")]


def test_a_page_that_is_not_at_hand_is_named(page: Path, tmp_path: Path) -> None:
    built(page, given=False)
    other = page_like(tmp_path, "annan.txt", "Ekvägen")
    path = write(tmp_path, row(page, "count.participants", "140 deltagare", "wrong"))
    arguments = ("build", "--quiet", "--db", tmp_path / "esf.db")
    late = run(*arguments, "--corrections", path, other)
    assert "expected its page among the inputs of this build, so it is not applied yet" in late.stderr
    assert run(*arguments, page).exit_code == 0
    assert said(page, "count.participants") == [("140", 0, "avvisad")]
    taken_back = run(*arguments, "--corrections", write(tmp_path), other)
    assert "bears verdicts that the corrections no longer have; build with this page" in taken_back.stderr


def test_words_that_are_masked_are_matched_as_people_see_them(tmp_path: Path) -> None:
    (tmp_path / "sidor").mkdir()
    page = promising(tmp_path / "sidor", "a.txt", prose="Siv Påhittad leder kursen.")
    built(page, given=False)
    ((text, start, end),) = query(tmp_path / "esf.db", 'select text, start, "end" from sections')
    assert "█" in text
    found = row(page, "section", "leder kursen.", "right") | {"raw": text, "start": f"{start}", "end": f"{end}"}
    assert built(page, found).exit_code == 0
    assert said(page, "malsattning") == [(None, 1, "granskad")]


def test_reviewers_are_not_published(page: Path) -> None:
    built(page, row(page, "count.participants", "140 deltagare", "right"))
    path = page.parent.parent / "esf.db"
    assert "Åsa Granskare".encode() not in path.read_bytes()
    assert query(private_path(path), "select by, date from corrections") == [("Åsa Granskare", "2026-03-01")]


def test_the_example_and_the_query_of_the_docs_hold(archive: Path, tmp_path: Path) -> None:
    document = (ROOT / "docs" / "corrections.md").read_text("utf-8")
    example, sql = (re.search(rf"```{language}\n(.*?)```", document, re.DOTALL) for language in ("csv", "sql"))
    assert example and sql
    (tmp_path / "example.csv").write_text(example[1], "utf-8")
    read = CorrectionsFile(tmp_path / "example.csv")
    assert (read.problems, len(read.corrections)) == ([], 3)
    assert all(len(one.raw) == one.end - one.start for one in read.corrections)
    lines = [dict(zip(COLUMNS, line, strict=True)) for line in query(archive, sql[1])]
    assert {"target", "section", "target_group", "text.owner"} <= {line["kind"] for line in lines}
    read = CorrectionsFile(write(tmp_path, *(line | {"verdict": "right"} for line in lines)))
    assert read.problems == []
    assert len(read.corrections) == len({(one.capture, one.place) for one in read.corrections}) > 1000


def test_corrections_do_not_depend_on_the_build_that_brings_them(page: Path, tmp_path: Path) -> None:
    wrong = row(page, "count.participants", "140 deltagare", "wrong")
    built(page, wrong)
    once = rows(tmp_path / "esf.db")
    built(page)
    built(page, wrong)
    assert rows(tmp_path / "esf.db") == once
    assert "(0 new, 1 unchanged)" in built(page, wrong | {"by": "Bo Granskare"}).stdout, "the verdict is the same"
