"""One page never stops the others: what raises, hangs or cannot be decoded costs one line and one record."""

import re
from pathlib import Path

import pytest

from archive.building.build import build
from archive.building.parsing import page_reader, parsing_pool
from archive.building.parsing.parsing_options import ParsingOptions
from archive.building.parsing.time_limit import TimeLimitError, time_limit
from benchmarks.fixtures import fixture_pages
from parser import parse_page, read_page
from parser.layouts import projektbank_2007
from parser.understanding.numbers import find_numbers
from scraper.input import Input
from tests.conftest import few_pages


def bad_page(folder: Path) -> Input:
    (folder / "bad.txt").write_text("En sida om xyzzy.", "utf-8")
    return Input("bad.txt", folder / "bad.txt")


def failing(content: bytes, *rest: object) -> object:
    if b"xyzzy" in content:
        raise IndexError("string index out of range")
    return read_page(content, *rest)  # type: ignore[arg-type]


def hanging(content: bytes, *rest: object) -> object:
    if b"xyzzy" in content:
        re.fullmatch(r"(a|aa)+b", "a" * 60)
    return read_page(content, *rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(("reader", "reason"), [(failing, "IndexError"), (hanging, "TimeLimitError: took longer")])
def test_a_page_that_cannot_be_parsed_costs_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: object, reason: str
) -> None:
    monkeypatch.setattr(page_reader, "read_page", reader)
    monkeypatch.setattr(page_reader, "seconds_for", lambda length: 0.5)
    options = ParsingOptions(text=False)
    report = build(tmp_path / "esf.db", [bad_page(tmp_path), *few_pages()[:2]], options=options)
    assert report.projects == 2 and len(report.failures) == 1
    assert report.failures[0].startswith("bad.txt: could not be parsed") and reason in report.failures[0]


def test_prose_that_cannot_be_analysed_costs_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = find_numbers

    def failing_numbers(doc: object, frame: object) -> object:
        if "trettonde" in frame.text:  # type: ignore[attr-defined]
            raise RecursionError
        return real(doc, frame)  # type: ignore[arg-type]

    monkeypatch.setattr("parser.understanding.read_prose.find_numbers", failing_numbers)
    texts = [f"Projektet {name} får stöd av Europeiska socialfonden.\n\nDe {what} kommer." for name, what in
             (("Ett", "första"), ("Två", "trettonde"), ("Tre", "tredje"))]  # fmt: skip
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    report = build(tmp_path / "esf.db", [Input(f"{n}.txt", tmp_path / f"{n}.txt") for n in range(3)])
    assert report.projects == 3
    assert [line for line in report.failures if "analysed" in line] == [f"1.txt: {parsing_pool.UNREAD}"]


def test_a_limit_that_is_kept_changes_nothing() -> None:
    with time_limit(30):
        assert sum(range(10)) == 45
    with pytest.raises(TimeLimitError), time_limit(0.05):
        re.fullmatch(r"(a|aa)+b", "a" * 60)


LABELS = tuple(projektbank_2007.LAYOUT.labels)


@pytest.mark.parametrize("missing", LABELS)
@pytest.mark.parametrize("gap", [" " * 4, "\u00a0" * 12, " :  ", "\t"])
def test_aligned_labels_one_of_them_missing_are_read_at_once(missing: str, gap: str) -> None:
    rows = [f"{label}{gap}Genomförande" for label in LABELS if label != missing]
    with time_limit(2):
        read_page("\n".join(["Jobbtrappan", "", *rows, "", "Sammanfattning", "", "Vi hjälper."]).encode())


@pytest.mark.parametrize("blank", [" " * 61, "\u00a0" * 200, "\t" * 90])
@pytest.mark.parametrize("place", range(3))
def test_a_line_of_white_space_is_no_text(blank: str, place: int) -> None:
    page = next(page for page in fixture_pages() if page.path.suffix == ".txt").path.read_text("utf-8")
    parts = page.split("\n\n")
    text = "\n\n".join([*parts[: place + 1], f"Text.\n{blank}\nMer text.", *parts[place + 1 :]])
    assert parse_page(text.encode(), text=False)


WIDE = "Projektet Vägen får stöd av Europeiska socialfonden. Åsa Exempel svarar på alla frågor.\n" * 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("cut", [slice(None), slice(None, -1), slice(1, None), slice(2, -1)])
def test_utf_16_is_decoded_also_when_a_byte_is_lost(encoding: str, cut: slice) -> None:
    text = read_page(WIDE.encode(encoding)[cut]).text
    assert "Europeiska socialfonden" in text and "\x00" not in text


def test_a_stray_nul_is_no_reason_to_refuse_a_page() -> None:
    assert "Vägen" in read_page(WIDE.replace("Vägen", "Vä\x00gen", 1).encode()).text.replace("\x00", "")
