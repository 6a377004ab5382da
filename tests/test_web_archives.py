"""Web archives of others: torn, compressed in every way, or no archive at all; and the bodies within them."""

import gzip
import io
import zipfile
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.commands.main import main
from benchmarks.fixtures import fixture_inputs
from scraper.engine.checks import Answer, flag_of
from scraper.files import InputError, find_inputs
from scraper.store.capture import captured
from scraper.store.coding import BodyError, unchunked
from scraper.store.message import Message, read_message
from scraper.store.page_store import now
from tests.archives import Archive, cuts, foreign, read, read_all

BEGINNINGS = (b"\x1f\x8b\x08\x00", b"WARC/1.")
"""How a record begins, compressed and as it is."""


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_a_warc_of_others_is_read(tmp_path: Path, name: str) -> None:
    pages = foreign(tmp_path / name, name.endswith(".gz"))
    found = list(find_inputs([str(tmp_path / name)]))
    assert read(found) == pages
    assert found[0].captured_at == "2014-01-01T00:00:00Z"
    assert read(list(find_inputs([str(tmp_path)]))) == pages


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wacz_is_read(tmp_path: Path, compression: int) -> None:
    pages = foreign(tmp_path / "data.warc.gz")
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w", compression) as archive:
        archive.writestr("datapackage.json", "{}")
        archive.write(tmp_path / "data.warc.gz", "archive/data.warc.gz")
        archive.writestr("pages/pages.jsonl", "{}")
    assert read(list(find_inputs([str(tmp_path / "crawl.wacz")]))) == pages


def test_text_of_common_crawl_is_read(tmp_path: Path) -> None:
    texts = {page.url: page.read() for page in fixture_inputs() if page.path.suffix == ".txt"}
    with (tmp_path / "CC.warc.wet.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, content in texts.items():
            kind = {"warc_content_type": "text/plain"}
            writer.write_record(writer.create_warc_record(url, "conversion", io.BytesIO(content), len(content), **kind))
    assert read(list(find_inputs([str(tmp_path / "CC.warc.wet.gz")]))) == texts


def test_a_record_that_holds_no_http_is_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "dns.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        dns = {"warc_content_type": "text/dns"}
        writer.write_record(writer.create_warc_record("dns:esf.se", "response", io.BytesIO(b"x"), 1, **dns))
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        page = writer.create_warc_record("http://esf.se/a", "response", io.BytesIO(b"<p>a"), 4, http_headers=head)
        writer.write_record(page)
    assert read(list(find_inputs([str(tmp_path / "dns.warc.gz")]))) == {"http://esf.se/a": b"<p>a"}


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_a_torn_warc_is_read_up_to_the_tear_and_says_so(tmp_path: Path, name: str) -> None:
    pages = foreign(tmp_path / name, name.endswith(".gz"))
    whole = (tmp_path / name).read_bytes()
    for cut in cuts(len(whole))[2:]:
        if any(mark in whole[max(0, cut - 512) : cut + 16] for mark in BEGINNINGS):
            continue  # near a border: all of a record is there but its closing bytes, or nothing of it but its head
        (tmp_path / name).write_bytes(whole[:cut])
        good, troubles = read_all(tmp_path / name)
        assert good.items() <= pages.items(), f"cut at {cut}: a torn page was taken for whole"
        assert troubles or len(good) == len(pages), f"cut at {cut}: no word of the tear"


@pytest.mark.xfail(reason="warcio takes a record that is torn within its head for the end of the file")
def test_a_warc_torn_within_the_head_of_a_record_says_so(tmp_path: Path) -> None:
    foreign(tmp_path / "a.warc.gz")
    whole = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(whole[: whole.index(BEGINNINGS[0], len(whole) // 2) + 50])
    assert read_all(tmp_path / "a.warc.gz")[1] != []


NO_ARCHIVES = {
    "a.warc.gz": b"not gzip at all",
    "b.warc.gz": gzip.compress(b"WARC/1.0\r\nnonsense"),
    "c.warc": b"",
    "d.wacz": b"PK no zip",
    "e.warc.gz": gzip.compress(b"<html>"),
    "f.wet.gz": b"\x1f\x8b\x08",
}


@pytest.mark.parametrize("name", NO_ARCHIVES)
def test_what_is_no_archive_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(NO_ARCHIVES[name])
    with pytest.raises(InputError, match=name):
        [page.read() for page in find_inputs([str(tmp_path / name)])]


def test_a_build_goes_on_past_a_torn_archive(tmp_path: Path) -> None:
    foreign(tmp_path / "a.warc.gz")
    whole = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(whole[: whole.index(BEGINNINGS[0], len(whole) // 2) + 1000])
    built = CliRunner().invoke(
        main, ["build", "--no-text", "--db", str(tmp_path / "a.db"), str(tmp_path / "a.warc.gz")]
    )
    assert built.exit_code == 1
    assert "torn or damaged from here on" in built.stderr


@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd_for_the_reader_of_messages(raw: bytes) -> None:
    for candidate in (raw, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + raw):
        try:
            read_message(candidate).content(1000)
        except BodyError:
            continue


@given(st.binary(max_size=200), st.integers(1, 50))
def test_chunks_are_joined_and_torn_ones_told(content: bytes, size: int) -> None:
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    coded = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
    assert unchunked(coded + b"0\r\n\r\n") == content
    if parts:
        with pytest.raises(BodyError):
            unchunked(coded)


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_no_body_grows_beyond_its_limit(coding: str) -> None:
    coded = {"gzip": gzip.compress, "br": brotli.compress, "deflate": __import__("zlib").compress}[coding]
    bomb = Message(200, [("Content-Encoding", coding)], coded(b"0" * 5_000_000), 0)
    with pytest.raises(BodyError, match="above 1000000 bytes"):
        bomb.content(1_000_000)
    assert len(bomb.content(5_000_000)) == 5_000_000


HTML = [("Content-Type", "text/html")]
PLAIN, PACKED = b"0123456789", gzip.compress(b"0123456789", mtime=0)
AS_SAID = {
    "whole": (PLAIN, "10", ""),
    "more than said": (PLAIN + b"HTTP/1.1 200 OK", "10", ""),
    "more than said, compressed": (PACKED + b"more", str(len(PACKED)), "gzip"),
    "decompressed by an archive": (PLAIN, "7", "gzip"),
    "decompressed by an archive, and smaller": (PLAIN, str(len(PACKED)), "gzip"),
    "brotli decompressed by an archive": (PLAIN, "4", "br"),
    "no length": (PLAIN, "", ""),
    "no number": (PLAIN, "²", ""),
}


@pytest.mark.parametrize("name", AS_SAID)
def test_a_body_is_as_long_as_its_head_says(name: str) -> None:
    body, length, coding = AS_SAID[name]
    headers = [*HTML, ("Content-Length", length), ("Content-Encoding", coding)]
    assert Message(200, headers, body, 0).content() == PLAIN


def test_an_answer_without_a_body_may_give_the_length_of_one() -> None:
    assert Message(304, [("Content-Length", "99")], b"", 0).content() == b""


@pytest.mark.parametrize("headers", [{}, {"Content_Encoding": "identity"}])
def test_a_body_that_is_shorter_than_its_head_says_is_torn(tmp_path: Path, headers: dict[str, str]) -> None:
    archive = Archive(tmp_path / "a.warc.gz")
    archive.add("http://a/x", "2014-01-01T00:00:00Z", b"<p>x", Content_Length="99", **headers)
    archive.close()
    with pytest.raises(InputError, match="4 of its 99 bytes are there"):
        read(list(find_inputs([str(tmp_path / "a.warc.gz")])))


def test_a_record_that_was_cut_short_by_its_archive_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        head = StatusAndHeaders("200 OK", HTML, protocol="HTTP/1.1")
        fields = {"WARC-Truncated": "length"}
        writer.write_record(
            writer.create_warc_record(
                "http://a/x", "response", io.BytesIO(b"<p>x"), 4, http_headers=head, warc_headers_dict=fields
            )
        )
    with pytest.raises(InputError, match="cut short by who archived it"):
        read(list(find_inputs([str(tmp_path / "a.warc.gz")])))
    record = (tmp_path / "a.warc.gz").read_bytes()
    capture = captured("http://x/#0", now(), "record", Message(206, [], record, 0), record)
    assert flag_of(Answer(capture, record, ())) == "truncated"


def test_damage_in_a_warc_of_others_takes_one_record_and_no_more(tmp_path: Path) -> None:
    pages = foreign(tmp_path / "a.warc.gz")
    damaged = bytearray((tmp_path / "a.warc.gz").read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    (tmp_path / "a.warc.gz").write_bytes(damaged)
    found, troubles = read_all(tmp_path / "a.warc.gz")
    assert (len(found), len(troubles)) == (len(pages) - 1, 1)
    assert found.items() <= pages.items()


def test_a_body_of_many_small_members_is_read_piece_by_piece() -> None:
    member = gzip.compress(b"ab", mtime=0)
    body = Message(200, [("Content-Encoding", "gzip")], (member + b"\0" * 3) * 50_000, 0)
    assert body.content(1 << 20) == b"ab" * 50_000
