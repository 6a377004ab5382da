"""Texts of registers whose lines are not all in one encoding."""

import io
from pathlib import Path

import pytest

from archive.building.build import build
from parser.registers import REGISTERS
from parser.registers.operations import Operation
from parser.registers.register_reading import read_register
from scraper.input import Input
from scraper.store.responses import text_lines
from scraper.store.responses.text_lines import OddLine, decoded_lines
from tests.archive.test_archive import query
from tests.parser.test_registers import PAGES, rows, written

TITLES = ["Över ån", "Öar i älven", "Växa på Åland", "Äldre får stöd", "Ågården lär"]


def encoded(*encodings: str) -> bytes:
    """Kohesio's table with a row for each encoding, whose title has letters beyond ASCII and no other cell."""
    _, found = rows("kohesio")
    place = found[0].index
    lines = [written(",", [found[0]]).encode()]
    for n, encoding in enumerate(encodings):
        row = [cell.encode("ascii", "ignore").decode() for cell in found[2]]
        row[place("Operation_Local_Identifier")] = f"2021SE05SFPR001_24-{n:03}-S06"
        row[place("Operation_Name_Programme_Language")] = TITLES[n]
        lines.append(written(",", [row]).encode(encoding))
    return b"".join(lines)


def read(content: bytes) -> list[Operation]:
    return list(read_register(decoded_lines(io.BytesIO(content)), REGISTERS).operations)


def titles(found: list[Operation]) -> list[str]:
    return [next((s.value for s in one.statements if s.kind == "text.title"), "") for one in found]


@pytest.mark.parametrize(
    ("encodings", "odd"),
    [
        (["utf-8"] * 5, []),
        (["cp1252"] * 5, []),
        (["utf-8", "utf-8", "utf-8", "cp1252", "cp1252"], [3, 4]),
        (["cp1252", "cp1252", "utf-8", "cp1252", "cp1252"], [2]),
    ],
)
def test_each_line_is_read_in_its_own_encoding_and_the_odd_ones_are_reported(
    encodings: list[str], odd: list[int]
) -> None:
    found = read(encoded(*encodings))
    assert titles(found) == TITLES
    assert [n for n, one in enumerate(found) if one.problems] == odd
    named = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}
    for n in odd:
        assert found[n].problems == [f"the line is in {named[encodings[n]]}, as {len(odd)} of 5 lines beyond ASCII are"]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize("others", ["utf-8", "cp1252", "same"])
def test_letters_of_an_encoding_that_is_not_known_are_reported_and_not_shown(encoding: str, others: str) -> None:
    other = encoding if others == "same" else others
    found = read(encoded(encoding, other, encoding, other, encoding))
    for n in range(0, 5, 2 if other != encoding else 1):
        assert titles(found)[n] == "" and len(found[n].problems) == 1
        assert "a byte that is not of the file's encoding" in found[n].problems[0]
    assert other == encoding or titles(found)[1::2] == TITLES[1::2]


@pytest.mark.parametrize("stray", [b"\xff\xfe", b"F\xc3rsta", b"F\xb6rsta", b"\x81"])
def test_few_letters_and_more_stray_bytes_leave_the_letters_whole(stray: bytes) -> None:
    content = encoded("utf-8", "utf-8", "utf-8")
    for title in TITLES[1:3]:
        content = content.replace(title.encode(), stray + b" projekt")
    found = read(content)
    assert titles(found) == [TITLES[0], "", ""]
    assert [len(one.problems) for one in found] == [0, 1, 1]


def test_signs_and_names_of_windows_1252() -> None:
    text = "”Så gör vi” – 5 €, Café … Škoda i Åmål\r\nCafé – ”ja” it’s 5 °C\r"
    assert list(decoded_lines(io.BytesIO(text.encode("cp1252")))) == text.splitlines(keepends=True)


def test_stray_bytes_beside_swedish_letters_are_not_shown() -> None:
    assert list(decoded_lines(io.BytesIO(b"V\xe4g,\xff\xfe1\n"))) == ["Väg,\ufffd\ufffd1\n"]


def test_byte_order_marks_are_no_text() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert list(decoded_lines(io.BytesIO("å;ä\nö".encode(encoding)))) == ["å;ä\n", "ö"]
    assert not any(isinstance(line, OddLine) for line in decoded_lines(io.BytesIO(b"a\nb")))


def test_odd_lines_are_issues_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_bytes(encoded("utf-8", "utf-8", "cp1252"))
    report = build(tmp_path / "esf.db", [*PAGES, Input("k.csv", tmp_path / "k.csv")])
    assert report.registers == ["k.csv: Kohesio: 3 operations kept; 1 cell or row with problems"]
    messages = query(tmp_path / "esf.db", "select message from issues where code = 'register'")
    assert messages == [("line 4: the line is in Windows-1252, as 1 of 3 lines beyond ASCII are",)]


def test_a_line_that_would_fill_the_memory_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_lines, "_LONGEST", 5)
    assert list(decoded_lines(io.BytesIO("abcdefg\nå\r\nb".encode("cp1252")))) == ["abcde", "fg\n", "å\r\n", "b"]
