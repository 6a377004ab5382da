"""Every fixture page gives exactly the record beside it, and the fixtures hold what a demonstration needs."""

import csv
from collections import Counter

import msgspec
import pytest

from benchmarks import shapes
from benchmarks.fixtures import FIXTURES, bank_2007_pages, fixture_pages, golden
from parser import explain_page, read_page
from parser.layouts import LABELLED_LAYOUTS
from schema.places import reference_rows
from scraper.input import Input


@pytest.mark.parametrize("page", fixture_pages(), ids=lambda page: page.path.parent.name)
def test_page_gives_its_record(page: Input) -> None:
    read = read_page(page.path.read_bytes(), page.url)
    assert [msgspec.to_builtins(project) for project in read.projects] == [msgspec.to_builtins(golden(page))]


@pytest.mark.parametrize("page", fixture_pages(), ids=lambda page: page.path.parent.name)
def test_offsets_point_at_raw_values_and_texts(page: Input) -> None:
    read = read_page(page.path.read_bytes(), page.url)
    project = read.projects[0]
    assert [read.text[value.start : value.end] for value in project.values] == [v.raw for v in project.values]
    assert [read.text[s.start : s.end] for s in project.sections] == [s.text for s in project.sections]


def test_every_fixture_folder_is_a_pair() -> None:
    folders = sorted(path for path in FIXTURES.glob("projekt*/*") if path.is_dir())
    assert folders
    for folder in folders:
        assert (folder / "record.json").is_file(), f"{folder} has no record.json"
        assert len(list(folder.glob("page.*"))) == 1, f"{folder} must hold one page.txt or page.html"


def test_every_fixture_page_has_an_address() -> None:
    assert [page.source for page in fixture_pages() if not page.url] == []


def test_fixtures_cover_regions_areas_phases_years_and_shapes() -> None:
    records = [golden(page) for page in bank_2007_pages()]
    assert len(records) >= 60
    assert {record.region for record in records} == {row["region"] for row in reference_rows("regions")}
    assert {record.programme_area_code for record in records} == {"1", "2"}
    assert {record.phase for record in records} == {"Förprojektering", "Genomförande"}
    assert len({(record.period_start or "")[:4] for record in records}) >= 6
    assert Counter(page.path.suffix for page in fixture_pages()).keys() == {".txt", ".html"}


def test_every_layout_has_fixtures() -> None:
    layouts = {layout.name for layout in LABELLED_LAYOUTS}
    assert (
        {golden(page).layout for page in fixture_pages()}
        == layouts
        == {path.name for path in FIXTURES.glob("projekt*")}
    )


@pytest.mark.parametrize("page", fixture_pages(), ids=lambda page: page.path.parent.name)
def test_the_layout_chosen_is_the_best_by_score(page: Input) -> None:
    best = explain_page(page.path.read_bytes())[0]
    assert (best.layout, best.accepted) == (golden(page).layout, True)


def test_ids_are_unique_and_come_from_addresses() -> None:
    ids = [golden(page).project_id for page in fixture_pages() if "varen-2025" not in page.source]
    assert len(set(ids)) == len(ids)
    alike = {project_id for project_id in ids if "projekt-ljus-framtid" in project_id}
    assert len(alike) == 2, "two projects whose slugs differ by case and a 1 stay two"


def test_addresses_name_existing_pages() -> None:
    for table in FIXTURES.glob("*/addresses.csv"):
        with table.open(encoding="utf-8", newline="") as lines:
            missing = [row["file"] for row in csv.DictReader(lines) if not (table.parent / row["file"]).is_file()]
        assert missing == []


@pytest.mark.parametrize("frame", shapes.FRAMES)
@pytest.mark.parametrize("block", shapes.BLOCKS)
@pytest.mark.parametrize("page", bank_2007_pages()[::8], ids=lambda page: page.path.parent.name)
def test_a_record_survives_every_shape(page: Input, block: str, frame: str) -> None:
    record = golden(page)
    data = shapes.ENCODINGS["utf-8"](shapes.as_html(record, block, frame, banner="covid"))
    assert shapes.facts(read_page(data, record.url).projects[0]) == shapes.facts(record)


@pytest.mark.parametrize("encoding", shapes.ENCODINGS)
@pytest.mark.parametrize("next_line", [False, True], ids=["glued", "next-line"])
@pytest.mark.parametrize("page", bank_2007_pages()[::8], ids=lambda page: page.path.parent.name)
def test_a_record_survives_every_text_shape_and_encoding(page: Input, next_line: bool, encoding: str) -> None:
    record = golden(page)
    text = shapes.as_text(record, next_line=next_line, banner="webbinarium")
    try:
        data = shapes.ENCODINGS[encoding](text)
    except UnicodeEncodeError:
        data = shapes.ENCODINGS["utf-8"](text)
    assert shapes.facts(read_page(data, record.url).projects[0]) == shapes.facts(record)
