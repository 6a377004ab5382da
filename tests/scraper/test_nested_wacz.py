"""WACZ files within a WACZ, as a crawl of several parts is downloaded: their pages are read, or a line says why not."""

import io
import zipfile
from pathlib import Path

import pytest

from scraper.files import find_inputs
from scraper.store.archive_files import nested_wacz
from scraper.store.archive_files.archive_parts import parts_of
from tests.archives import read_all
from tests.scraper.test_web_archives import PAGE, warc_record

STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


def packed(members: dict[str, bytes], compression: int = STORED) -> bytes:
    """A ZIP file of these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def crawl(name: str, compression: int = STORED) -> bytes:
    """A WACZ with one page."""
    return packed(
        {"archive/data.warc": warc_record(url=f"http://www.esf.se/{name}"), "datapackage.json": b"{}"}, compression
    )


@pytest.mark.parametrize("inner", [STORED, DEFLATED])
@pytest.mark.parametrize("outer", [STORED, DEFLATED])
def test_the_parts_of_a_crawl_are_read_however_they_are_packed(tmp_path: Path, outer: int, inner: int) -> None:
    parts = {f"{name}.wacz": crawl(name, inner) for name in "ab"} | {"c.warc": warc_record(url="http://www.esf.se/c")}
    (tmp_path / "all.wacz").write_bytes(packed({"datapackage.json": b"{}"} | parts, outer))
    assert read_all(tmp_path) == ({f"http://www.esf.se/{name}": PAGE for name in "abc"}, [])
    assert len({one.source for one in find_inputs([str(tmp_path)])}) == 3


def test_what_is_three_deep_is_read_and_what_is_deeper_is_told(tmp_path: Path) -> None:
    deep = packed({"in.wacz": packed({"in.wacz": crawl("deep")})})
    (tmp_path / "all.wacz").write_bytes(deep)
    assert read_all(tmp_path) == ({"http://www.esf.se/deep": PAGE}, [])
    (tmp_path / "all.wacz").write_bytes(packed({"out.wacz": deep, "a.warc": warc_record(url="http://www.esf.se/a")}))
    good, (trouble,) = read_all(tmp_path)
    assert good == {"http://www.esf.se/a": PAGE}
    assert trouble.startswith(f"{tmp_path}/all.wacz!out.wacz!in.wacz!in.wacz#0: a WACZ 3 deep in others is not read")


@pytest.mark.parametrize("outer", [STORED, DEFLATED])
def test_a_damaged_part_costs_itself_alone_and_is_named(tmp_path: Path, outer: int) -> None:
    parts = {"a.wacz": b"PK\x03\x04 no more of it", "b.wacz": crawl("b"), "c.wacz": crawl("c")[:-30]}
    (tmp_path / "all.wacz").write_bytes(packed(parts, outer))
    good, troubles = read_all(tmp_path)
    assert good == {f"http://www.esf.se/{name}": PAGE for name in "bc"}
    assert [trouble.partition(": ")[0] for trouble in sorted(troubles)] == [
        f"{tmp_path}/all.wacz!{name}.wacz#0" for name in "ac"
    ]


@pytest.mark.parametrize("outer", [STORED, DEFLATED])
def test_damage_in_a_packed_part_is_told(tmp_path: Path, outer: int) -> None:
    content = bytearray(packed({"a.wacz": crawl("a", DEFLATED)}, outer))
    content[content.index(b"a.wacz") + 100] ^= 0xFF
    (tmp_path / "all.wacz").write_bytes(content)
    good, troubles = read_all(tmp_path)
    assert not good
    assert troubles


@pytest.mark.parametrize("outer", [STORED, DEFLATED])
def test_the_parts_are_read_where_the_list_of_the_outer_one_is_lost(tmp_path: Path, outer: int) -> None:
    content = packed({f"{name}.wacz": crawl(name) for name in "ab"}, outer)
    (tmp_path / "all.wacz").write_bytes(content[:-30])
    good, (trouble,) = read_all(tmp_path)
    assert good == {f"http://www.esf.se/{name}": PAGE for name in "ab"}
    assert trouble.startswith(f"{tmp_path}/all.wacz#0: expected a WACZ, which is a ZIP file")


def test_of_files_joined_to_one_all_parts_are_read(tmp_path: Path) -> None:
    """The list of members at the end is that of the last one."""
    (tmp_path / "all.wacz").write_bytes(crawl("a") + crawl("b"))
    good, (trouble,) = read_all(tmp_path)
    assert good == {f"http://www.esf.se/{name}": PAGE for name in "ab"}
    assert "its list of members is not of its beginning" in trouble


@pytest.mark.parametrize("within", [False, True])
def test_many_bombs_fill_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, within: bool) -> None:
    """All members of a file together unpack to what one file may, not each of them."""
    monkeypatch.setattr(nested_wacz, "FREE", 1_000_000)
    content = packed({f"{number}.warc": warc_record() + b"0" * 20_000_000 for number in range(5)}, DEFLATED)
    (tmp_path / "all.wacz").write_bytes(packed({"a.wacz": content}) if within else content)
    parts, _ = parts_of(tmp_path / "all.wacz")
    copies = [copy for part, _ in parts if (copy := part.copy())]
    assert sum(copy.path.stat().st_size for copy in copies) < 50_000_000
    assert ["100 times its size" in copy.damaged[0].problem for copy in copies] == [True] * 5
