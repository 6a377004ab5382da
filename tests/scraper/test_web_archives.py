"""Web archives of others: torn, compressed in every way, or no archive at all; and the bodies within them."""

import gzip
import hashlib
import io
import random
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.commands.main import main
from benchmarks.fixtures import fixture_inputs
from scraper.engine.checking.checks import Answer, flag_of
from scraper.files import find_inputs
from scraper.input import InputError
from scraper.store.archive_files import packed_frames
from scraper.store.archive_files.unpacking import unpacked
from scraper.store.capture import captured
from scraper.store.current_time import now
from scraper.store.responses.body_beginnings import body_beginning
from scraper.store.responses.chunked_bodies import unchunked
from scraper.store.responses.coding import BodyError
from scraper.store.responses.message import Message, read_message
from tests.archives import Archive, cuts, foreign, read, read_all
from tests.fake_server import FakeServer, page
from tests.scraper.test_scrape_live import NUMBERS, bank, scrape
from tests.scraping import esfarkiv, raw_records

pytestmark = pytest.mark.crawl

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


@pytest.mark.parametrize("size", [b"-5", b"+5", b"0x5", b"0_5", b"f" * 17])
def test_what_is_no_size_of_a_chunk_ends_the_chunks(size: bytes) -> None:
    """Python reads a sign as well, and one below zero led back to the same chunk for ever."""
    assert unchunked(size + b"\r\nabcde\r\n0\r\n\r\n").startswith(size)
    with pytest.raises(BodyError, match="the last chunk is missing"):
        unchunked(b"2\r\nab\r\n" + size + b"\r\nabcde\r\n0\r\n\r\n")


def test_a_brotli_bomb_fills_no_memory() -> None:
    """64 MB in a few hundred bytes: neither the beginning nor the body takes more than is asked for."""
    packer = brotli.Compressor(quality=1)
    parts = [packer.process(b"0" * (1 << 20)) for _ in range(64)]
    bomb = Message(200, [("Content-Encoding", "br")], b"".join([*parts, packer.finish()]), 0)
    tracemalloc.start()
    try:
        assert len(body_beginning(bomb)) <= 100_000
        with pytest.raises(BodyError, match="above 1000000 bytes"):
            bomb.content(1_000_000)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_file_unpacks_to_so_many_times_its_size_and_no_more(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed_frames, "FREE", 100_000)
    target = io.BytesIO()
    (damage,) = unpacked(io.BytesIO(pack(b"WARC" * 10) + pack(b"0" * 5_000_000) + pack(b"WARC" * 10)), target)
    assert damage.problem == "it unpacks to more than 100 times its size; what follows in it is not read"
    assert target.getvalue().startswith(b"WARC" * 10 + b"0")
    assert len(target.getvalue()) <= 5_000_040
    assert unpacked(io.BytesIO(pack(b"0" * 90_000) + pack(b"1")), io.BytesIO()) == []


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


BEHIND = {"text": b"more", "zeros and text": b"\0\0<!-- served by a -->", "one byte": b"\n", "half a mark": b"\x1f"}


@pytest.mark.parametrize("name", BEHIND)
def test_bytes_behind_a_gzip_body_are_not_part_of_it(name: str) -> None:
    """Though its length counts them."""
    for members in (PACKED, gzip.compress(PLAIN[:5]) + gzip.compress(PLAIN[5:])):
        body = members + BEHIND[name]
        headers = [*HTML, ("Content-Length", str(len(body))), ("Content-Encoding", "gzip")]
        assert Message(200, headers, body, 0).content() == PLAIN


@pytest.mark.parametrize("body", [PACKED[:-4], PACKED[:-8] + bytes(8), PACKED + PACKED[:-4], PACKED + b"\x1f\x8bx"])
def test_a_torn_or_damaged_gzip_body_is_told(body: bytes) -> None:
    with pytest.raises(BodyError):
        Message(200, [*HTML, ("Content-Encoding", "gzip")], body, 0).content()


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


# Of other makes, and of odd ones

PAGE = b"<html><body><h1>Ett projekt</h1></body></html>"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
PLACE = "http://www.esf.se/a"


def warc_record(block: bytes = HTTP, url: str = PLACE, kind: str = "response", **fields: str) -> bytes:
    """A plain WARC record with the fields given, `_` for `-`; an empty one is left out."""
    known = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2014-01-01T00:00:00Z"}
    known |= {"Content-Type": "application/http; msgtype=response", "Content-Length": str(len(block))}
    known |= {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in known.items() if value)
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def arc_record(url: str, block: bytes = HTTP, more: str = "") -> bytes:
    """A record of an ARC file, of version 2 with `more` fields."""
    return f"{url} 192.0.2.1 20140101000000 text/html {more}{len(block)}\n".encode() + block + b"\n"


SECOND = warc_record(url="http://www.esf.se/b")
ARC = (
    b"filedesc://a.arc 0.0.0.0 20140101000000 text/plain 76\n"
    + b"1 0 Some crawler\nURL IP-address Archive-date Content-type Archive-length\n\n\n\n\n"
)
ARCS = ARC + arc_record(PLACE) + arc_record("http://www.esf.se/b") + arc_record("dns:www.esf.se", b"no http")
DICTIONARY = zstandard.ZstdCompressionDict(HTTP * 20)


def framed(*records: bytes, dictionary: bool = False) -> bytes:
    """A Zstandard frame for each record; the dictionary, if any, before them in a frame that is skipped."""
    compressor = zstandard.ZstdCompressor(dict_data=DICTIONARY if dictionary else None)
    content = DICTIONARY.as_bytes()
    first = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content if dictionary else b""
    return first + b"".join(map(compressor.compress, records))


def blocks(content: bytes, size: int) -> bytes:
    """Content packed in blocks of one size, with an empty one at the end, as programs for random access do."""
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    return b"".join(map(gzip.compress, [*parts, b""]))


MAKES = {
    "a.arc": ARCS,
    "each.arc.gz": b"".join(map(gzip.compress, (ARC, arc_record(PLACE), arc_record("http://www.esf.se/b")))),
    "whole.arc.gz": gzip.compress(ARCS),
    "two.arc": ARC
    + arc_record(PLACE, more="200 - - 0 a.arc ")
    + arc_record("http://www.esf.se/b", more="200 - - 9 a.arc "),
    "a.warc.zst": framed(warc_record(), SECOND),
    "dictionary.warc.zst": framed(warc_record(), SECOND, dictionary=True),
    "whole.warc.gz": gzip.compress(warc_record() + SECOND),
    "padded.warc.gz": gzip.compress(warc_record()) + b"\0" * 512 + gzip.compress(SECOND) + b"\0" * 99,
    "wget.warc": warc_record(url=f"<{PLACE}>") + SECOND,
    "skipped.warc.zst": b"\x50\x2a\x4d\x18\x04\0\0\0abcd" + framed(warc_record(), SECOND),
    "blocks.warc.gz": blocks(warc_record() + SECOND, 300),
    "blocks.arc.gz": blocks(ARCS, 80),
    "small-blocks.warc.gz": blocks(warc_record() + SECOND, 30),
    "each-then-whole.warc.gz": gzip.compress(warc_record()) + gzip.compress(SECOND + SECOND),
}


@pytest.mark.parametrize("name", MAKES)
def test_archives_of_every_make_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(MAKES[name])
    found = list(find_inputs([str(tmp_path)]))
    assert read(found) == {PLACE: PAGE, "http://www.esf.se/b": PAGE}
    assert {page.captured_at for page in found} == {"2014-01-01T00:00:00Z"}


def hole(packed: bytes) -> bytes:
    """Bytes with damage in their middle."""
    middle = len(packed) // 2
    return packed[:middle] + b"\xff" * 8 + packed[middle + 8 :]


DAMAGED = {
    "behind.warc.gz": gzip.compress(warc_record()) + gzip.compress(SECOND) + b"bytes of something else",
    "torn.warc.zst": framed(warc_record(), SECOND, SECOND)[:-40],
    "torn-whole.warc.gz": gzip.compress(warc_record() + SECOND + bytes(range(256)) * 9, 0)[:-600],
    "hole.arc": ARC + arc_record(PLACE) + b"junk\n" * 9 + arc_record("http://www.esf.se/b"),
    "hole.arc.gz": gzip.compress(ARC)
    + hole(gzip.compress(arc_record("http://www.esf.se/x")))
    + b"".join(map(gzip.compress, (arc_record(PLACE), arc_record("http://www.esf.se/b")))),
    "hole.warc.zst": framed(warc_record()) + hole(framed(warc_record(url="http://www.esf.se/x"))) + framed(SECOND),
    "no-beginning.warc.zst": b"####" + framed(SECOND)[4:] + framed(warc_record(), SECOND),
    "hole-whole.warc.gz": gzip.compress(warc_record() * 2) + hole(gzip.compress(warc_record())) + gzip.compress(SECOND),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_one_line_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(DAMAGED[name])
    good, troubles = read_all(tmp_path)
    assert good == {PLACE: PAGE, "http://www.esf.se/b": PAGE}
    assert len(troubles) == 1, troubles
    assert name in troubles[0]


TORN = warc_record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"en annan sida " * 9, "http://www.esf.se/x")


@pytest.mark.parametrize("kept", range(1, len(TORN) - 4, 9))
def test_a_record_without_its_end_costs_itself_alone(tmp_path: Path, kept: int) -> None:
    """Not the next one either, which then begins anywhere, nor does a head get the content of the next one."""
    (tmp_path / "a.warc").write_bytes(warc_record() + TORN[:kept] + SECOND + warc_record(url="http://www.esf.se/c"))
    good, troubles = read_all(tmp_path)
    assert good == {PLACE: PAGE, "http://www.esf.se/b": PAGE, "http://www.esf.se/c": PAGE}
    assert len(troubles) == 1 and "the records around it are used" in troubles[0]


@pytest.mark.parametrize("kept", range(10, 140, 9))
def test_a_record_of_an_arc_file_without_its_end_gets_no_other_page(tmp_path: Path, kept: int) -> None:
    torn = arc_record("http://www.esf.se/x")[:kept]
    records = torn, *map(arc_record, ("http://www.esf.se/b", "http://www.esf.se/c"))
    (tmp_path / "a.arc").write_bytes(ARC + arc_record(PLACE) + b"".join(records))
    good, troubles = read_all(tmp_path)
    whole = {PLACE, "http://www.esf.se/c"}
    assert whole <= good.keys() <= {*whole, "http://www.esf.se/b"}  # which stands in the middle of a line
    assert len(troubles) == 1 and "the records around it are used" in troubles[0]


def test_a_head_with_bytes_that_were_never_written_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc_record() + TORN.replace(b"se/x\r\nW", b"se/\0\0\0W") + SECOND)
    good, troubles = read_all(tmp_path)
    assert good == {PLACE: PAGE, "http://www.esf.se/b": PAGE}
    assert len(troubles) == 1 and "the records around it are used" in troubles[0]


def test_a_damaged_wacz_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "a.wacz").write_bytes(b"PK\x03\x04 no more of it")
    (tmp_path / "b.warc").write_bytes(warc_record())
    good, troubles = read_all(tmp_path)
    assert (good, len(troubles)) == ({PLACE: PAGE}, 1)
    assert "a.wacz" in troubles[0]


@pytest.mark.parametrize("kept", [0.7, 1.0], ids=["torn", "without a list of its members"])
def test_of_a_damaged_wacz_the_whole_records_are_read(tmp_path: Path, kept: float) -> None:
    pages = foreign(tmp_path / "a.warc.gz")
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as archive:
        archive.write(tmp_path / "a.warc.gz", "archive/a.warc.gz")
    whole = (tmp_path / "crawl.wacz").read_bytes()
    content = whole[: whole.rindex(b"PK\x01\x02")]
    (tmp_path / "crawl.wacz").write_bytes(content[: round(len(content) * kept)])
    good, troubles = read_all(tmp_path / "crawl.wacz")
    assert good == pages if kept == 1 else 0 < len(good) < len(pages), (len(good), len(pages))
    assert good.items() <= pages.items()
    assert len(troubles) == 1, troubles


def test_an_address_with_a_blank_in_an_arc_costs_no_record(tmp_path: Path) -> None:
    records = (ARC, arc_record("http://www.esf.se/ett projekt"), arc_record(PLACE))
    (tmp_path / "a.arc").write_bytes(b"".join(records))
    (tmp_path / "b.arc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    for name in ("a.arc", "b.arc.gz"):
        assert read_all(tmp_path / name) == ({"http://www.esf.se/ett%20projekt": PAGE, PLACE: PAGE}, [])


LONG = HTTP + random.Random(5).randbytes(60_000).hex().encode()
"""A page that is long enough for damage to lie behind other records of one packed file."""


def with_digest(block: bytes, url: str) -> bytes:
    return warc_record(block, url, WARC_Block_Digest=f"sha1:{hashlib.sha1(block).hexdigest()}")


MANY = {PLACE: HTTP} | {f"{PLACE}?{n}": LONG + random.Random(n).randbytes(30_000).hex().encode() for n in range(9)}


def test_what_was_unpacked_before_damage_is_used_if_a_digest_confirms_it(tmp_path: Path) -> None:
    records = [with_digest(block, url) for url, block in MANY.items()]
    packed = gzip.compress(b"".join([records[0], warc_record(url=f"{PLACE}?unconfirmed"), *records[1:]]))
    (tmp_path / "a.warc.gz").write_bytes(hole(packed))
    good, troubles = read_all(tmp_path)
    assert 3 <= len(good) <= 8
    assert good.items() <= {url: read_message(block).body for url, block in MANY.items()}.items()
    assert sum("no digest in it confirms" in trouble for trouble in troubles) == 1
    assert sum("the whole records in it and around it are used" in trouble for trouble in troubles) == 1


def test_the_blocks_of_a_zstandard_frame_before_damage_are_used(tmp_path: Path) -> None:
    packed = zstandard.ZstdCompressor().compress(b"".join(with_digest(block, url) for url, block in MANY.items()))
    (tmp_path / "a.warc.zst").write_bytes(packed[:-4000] + b"\xff" * 8 + packed[-3992:])
    good, troubles = read_all(tmp_path)
    assert 5 <= len(good) <= 9
    assert good.items() <= {url: read_message(block).body for url, block in MANY.items()}.items()
    assert sum("the whole records in it and around it are used" in trouble for trouble in troubles) == 1


def two_members(path: Path) -> bytearray:
    """A WACZ with a page in each of two WARC files, compressed by the ZIP file alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc", warc_record() + warc_record(LONG, f"{PLACE}?long"))
        archive.writestr("archive/b.warc", SECOND)
    return bytearray(path.read_bytes())


_DATA = 30 + len("archive/a.warc")
WACZ_DAMAGE: dict[str, tuple[Callable[[bytes], int], bytes, bool]] = {
    "the beginning of a member": (lambda whole: _DATA, b"\xff" * 6, False),
    "the middle of a member": (lambda whole: whole.index(b"PK\x03\x04", 9) // 2, b"\xff" * 20, False),
    "the head of a member": (lambda whole: 0, b"XXXX", True),
    "the method of a member": (lambda whole: 8, b"\x5d\0", False),
    "the method in the list": (lambda whole: whole.index(b"PK\x01\x02") + 10, b"\x5d\0", True),
    "an unknown method": (lambda whole: 8, b"\x63\0", False),
    "encryption in the list": (lambda whole: whole.index(b"PK\x01\x02") + 8, b"\1\0", True),
    "the list of members": (lambda whole: whole.index(b"PK\x01\x02"), b"XXXX", True),
    "the place of a member": (lambda whole: whole.index(b"PK\x01\x02") + 42, b"\xff\xff\xff\7", True),
}


@pytest.mark.parametrize("name", WACZ_DAMAGE)
def test_damage_in_a_wacz_costs_what_it_hits(tmp_path: Path, name: str) -> None:
    whole = two_members(tmp_path / "a.wacz")
    place, written, all_there = WACZ_DAMAGE[name]
    at = place(bytes(whole))
    whole[at : at + len(written)] = written
    (tmp_path / "a.wacz").write_bytes(whole)
    good, troubles = read_all(tmp_path)
    assert good["http://www.esf.se/b"] == PAGE
    assert (len(good) == 3) == all_there, (good.keys(), troubles)
    assert troubles or all_there
    assert all("a.wacz" in trouble for trouble in troubles)


@pytest.mark.parametrize("packed", [gzip.compress, zstandard.ZstdCompressor().compress])
@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_of_a_wacz_may_be_packed_as_a_whole(
    tmp_path: Path, packed: Callable[[bytes], bytes], compression: int
) -> None:
    name = "data.warc.gz" if packed is gzip.compress else "data.warc.zst"
    with zipfile.ZipFile(tmp_path / "a.wacz", "w", compression) as archive:
        archive.writestr("pages/pages.jsonl", "{}")
        archive.writestr(f"archive/{name}", packed(warc_record() + SECOND))
    assert read_all(tmp_path) == ({PLACE: PAGE, "http://www.esf.se/b": PAGE}, [])


@pytest.mark.parametrize("shorter", [5, 1000])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.arc"])
def test_a_record_with_a_wrong_length_is_no_cut_page(tmp_path: Path, name: str, shorter: int) -> None:
    length = f"{len(LONG)}".encode()
    record = arc_record(PLACE, LONG) if name == "a.arc" else warc_record(LONG)
    wrong = record.replace(length, f"{len(LONG) - shorter}".encode(), 1)
    records = [ARC, wrong, arc_record("http://www.esf.se/b")] if name == "a.arc" else [wrong, SECOND]
    content = map(gzip.compress, records) if name == "a.warc.gz" else records
    (tmp_path / name).write_bytes(b"".join(content))
    good, troubles = read_all(tmp_path)
    assert good == {"http://www.esf.se/b": PAGE}
    assert ["torn or damaged here" in trouble for trouble in troubles] == [True]


def test_a_wacz_without_a_web_archive_says_so(tmp_path: Path) -> None:
    for name, members in (("empty.wacz", ()), ("other.wacz", ("datapackage.json",))):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for member in members:
                archive.writestr(member, "{}")
        good, troubles = read_all(tmp_path / name)
        assert good == {}
        assert ["no pages in this web archive" in trouble for trouble in troubles] == [True]


NO_PAGES = {
    "the text that a browser's crawler extracts": warc_record(
        PAGE, f"urn:text:{PLACE}", "resource", Content_Type="text/plain"
    ),
    "its list of resources": warc_record(b"{}", f"urn:pageinfo:{PLACE}", "resource", Content_Type="text/plain"),
    "the manifest of Wget": warc_record(
        b"x", "metadata://gnu.org/software/wget/warc/MANIFEST.txt", "resource", Content_Type="text/plain"
    ),
    "the log of Wget": warc_record(
        b"x", "metadata://gnu.org/software/wget/warc/wget.log", "resource", Content_Type="text/plain"
    ),
    "a request": warc_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
    "metadata": warc_record(b"a: b", kind="metadata", Content_Type="application/warc-fields"),
}


@pytest.mark.parametrize("name", NO_PAGES)
def test_what_crawlers_keep_for_themselves_is_no_page(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.warc").write_bytes(NO_PAGES[name] + SECOND)
    assert read(list(find_inputs([str(tmp_path)]))) == {"http://www.esf.se/b": PAGE}


ODD = {
    "digits": ({"WARC_Date": "20140101000000"}, "2014-01-01T00:00:00Z"),
    "a fraction": ({"WARC_Date": "2014-01-01T00:00:00.123456Z"}, "2014-01-01T00:00:00Z"),
    "an offset": ({"WARC_Date": "2014-01-01T01:00:00+01:00"}, "2014-01-01T00:00:00Z"),
    "a date as in mail": ({"WARC_Date": "Wed, 01 Jan 2014 00:00:00 GMT"}, "2014-01-01T00:00:00Z"),
    "milliseconds": ({"WARC_Date": "20140101000000123"}, "2014-01-01T00:00:00Z"),
    "a minute": ({"WARC_Date": "2014-01-01T01:30+01:00"}, "2014-01-01T00:30Z"),
    "an hour": ({"WARC_Date": "2014010107"}, "2014-01-01"),
    "a day": ({"WARC_Date": "2014-01-01"}, "2014-01-01"),
    "a month": ({"WARC_Date": "2014-01"}, "2014-01"),
    "a year": ({"WARC_Date": "2014"}, "2014"),
    "a leap second": ({"WARC_Date": "2014-12-31T23:59:60Z"}, "2014-12-31T23:59:59Z"),
    "an unknown digest": ({"WARC_Block_Digest": "sha1:!!", "WARC_Payload_Digest": "crc:1"}, "2014-01-01T00:00:00Z"),
    "another algorithm": ({"WARC_Block_Digest": "xxh3:abc"}, "2014-01-01T00:00:00Z"),
    "no type": ({"Content_Type": ""}, "2014-01-01T00:00:00Z"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_fields_cost_no_page(tmp_path: Path, name: str) -> None:
    fields: dict[str, str]
    fields, time = ODD[name]
    (tmp_path / "a.warc").write_bytes(warc_record(HTTP, PLACE, "response", **fields))
    (found,) = find_inputs([str(tmp_path)])
    assert (found.url, found.read(), found.captured_at) == (PLACE, PAGE, time)


@pytest.mark.parametrize(
    "written", ["in spring", "", "2014-13", "2014-02-30", "0000-00-00T00:00:00Z", "0901020304", "9999-12-31T23:59:59Z"]
)
def test_a_page_whose_date_cannot_be_read_is_used_without_one_and_told(tmp_path: Path, written: str) -> None:
    (tmp_path / "a.warc").write_bytes(warc_record(WARC_Date=written) * 2)
    *found, trouble = find_inputs([str(tmp_path)])
    assert [(page.captured_at, page.read()) for page in found] == [(None, PAGE)] * 2
    with pytest.raises(InputError, match="2 records whose date cannot be read"):
        trouble.read()


def test_scheme_and_host_of_an_address_are_in_lower_case(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc_record(url="HTTP://WWW.ESF.SE/Sidan?A=B") + warc_record(url="https://A.se"))
    assert read_all(tmp_path)[0].keys() == {"http://www.esf.se/Sidan?A=B", "https://a.se"}


def test_a_record_in_segments_is_no_page_and_told(tmp_path: Path) -> None:
    first = warc_record(HTTP[:-20], WARC_Segment_Number="1")
    rest = warc_record(HTTP[-20:], kind="continuation", WARC_Segment_Number="2")
    (tmp_path / "a.warc").write_bytes(first + rest + SECOND)
    good, troubles = read_all(tmp_path)
    assert good == {"http://www.esf.se/b": PAGE}
    assert ["2 records split into segments" in trouble for trouble in troubles] == [True]


def typed(kind: str, body: bytes = PAGE, more: str = "") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


HTML_IN_OTHER_DRESS = {
    "unknown": typed("unknown/unknown"),
    "XML": typed("application/xml", b'<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE html>' + PAGE),
    "another": typed("image/png", b"\xef\xbb\xbf\r\n " + PAGE),
    "two": typed("application/x\r\nContent-Type: text/html"),
    "UTF-16": typed("application/octet-stream", PAGE.decode().encode("utf-16")),
    "no HTTP": PAGE,
} | {
    coding: typed("application/octet-stream", packed(PAGE), f"Content-Encoding: {coding}\r\n")
    for coding, packed in {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": brotli.compress,
        "zstd": zstandard.ZstdCompressor().compress,
    }.items()
}


@pytest.mark.parametrize("name", HTML_IN_OTHER_DRESS)
def test_html_is_a_page_whatever_its_media_type(tmp_path: Path, name: str) -> None:
    block = HTML_IN_OTHER_DRESS[name]
    (tmp_path / "a.warc").write_bytes(warc_record(block))
    (tmp_path / "b.arc").write_bytes(ARC + arc_record(f"{PLACE}?arc", block))
    good, troubles = read_all(tmp_path)
    assert troubles == []
    assert good.keys() == {PLACE, f"{PLACE}?arc"}
    assert all(b"Ett projekt" in content.replace(b"\0", b"") for content in good.values())
    where = ("--store", str(tmp_path / "store"), "--from", str(tmp_path))
    assert esfarkiv(tmp_path, "scrape", "files", *where).code == 0
    assert read_all(tmp_path / "store")[0] == good


def test_html_in_a_record_without_http_is_a_page_whatever_its_media_type(tmp_path: Path) -> None:
    records = (warc_record(body, PLACE, "resource", Content_Type="x/y") for body in (b"{}", PAGE))
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    assert read_all(tmp_path) == ({PLACE: PAGE}, [])


def test_a_line_counts_the_successes_that_are_no_pages(tmp_path: Path) -> None:
    records = [warc_record(typed(kind, b"{}")) for kind in ("image/png", "a/b", "image/png")]
    records += [warc_record(HTTP, url) for url in ("http://a/robots.txt", "ftp://a/page")]
    records += [warc_record(HTTP.replace(b"200", status)) for status in (b"203", b"404")]
    (tmp_path / "a.warc").write_bytes(b"".join((*records, SECOND)))
    told: list[str] = []
    assert read(list(find_inputs([str(tmp_path)], told.append))) == {"http://www.esf.se/b": PAGE}
    counts = "2 image/png, 1 a/b, 1 at a ftp: address, 1 robots.txt, 1 with status 203"
    assert told == [f"{tmp_path / 'a.warc'}: passed over 6 records that are no pages: {counts}"]
    assert counts in esfarkiv(tmp_path, "scrape", "files", "--store", str(tmp_path / "s"), "--from", str(tmp_path)).out


def test_a_record_without_a_type_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc_record(kind="") + SECOND)
    good, troubles = read_all(tmp_path)
    assert good == {"http://www.esf.se/b": PAGE}
    assert ["1 record without a type" in trouble for trouble in troubles] == [True]


@pytest.mark.parametrize("packed", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_what_was_packed_twice_is_one_line(tmp_path: Path, packed: Callable[[bytes], bytes]) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(gzip.compress(warc_record() + SECOND)))
    (tmp_path / "b.warc.gz").write_bytes(packed(gzip.compress(SECOND)))
    good, troubles = read_all(tmp_path)
    assert good == {"http://www.esf.se/b": PAGE}
    assert ["packed twice" in trouble for trouble in troubles] == [True]


@pytest.mark.parametrize("block", [b"no HTTP, no HTML", b"HTTP/1.1 xxx\r\n\r\n" + PAGE, b"ICY 200 OK\r\n\r\n" + PAGE])
def test_a_response_without_a_readable_header_is_told(tmp_path: Path, block: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(warc_record(block) + SECOND)
    good, troubles = read_all(tmp_path)
    assert good == {"http://www.esf.se/b": PAGE}
    assert ["without a readable HTTP header" in trouble for trouble in troubles] == [True]


@pytest.mark.parametrize("written", ["TEXT/HTML", "text/html charset=utf-8", "text/html;;", "", "html"])
def test_odd_media_types_cost_no_page(tmp_path: Path, written: str) -> None:
    (tmp_path / "a.warc").write_bytes(warc_record(HTTP.replace(b"text/html", written.encode())))
    assert read(list(find_inputs([str(tmp_path)]))) == {PLACE: PAGE}


def test_several_headers_of_content_coding_are_one_list() -> None:
    packed = gzip.compress(PLAIN)
    for headers in ([("Content-Encoding", ""), ("Content-Encoding", "gzip")], [("Content-Encoding", "gzip, identity")]):
        assert Message(200, headers, packed, 0).content() == PLAIN
    twice = [("Content-Encoding", "br"), ("Content-Encoding", "gzip")]
    assert Message(200, twice, gzip.compress(brotli.compress(PLAIN)), 0).content() == PLAIN


NO_TEXT = bytes(range(256)) * 9


def coded(coding: str, body: bytes) -> bytes:
    return Message(200, [("Content-Encoding", coding)], body, 0).content(1 << 20)


def test_bodies_in_zstandard_are_read() -> None:
    packed = zstandard.ZstdCompressor().compress(PLAIN * 900)
    assert coded("zstd", packed) == PLAIN * 900
    assert coded("zstd", packed + packed) == PLAIN * 1800
    assert coded("zstd", PLAIN) == PLAIN  # decompressed by an archive
    with pytest.raises(BodyError, match="truncated"):
        coded("zstd", packed[:-3])
    with pytest.raises(BodyError, match="above"):
        coded("zstd", zstandard.ZstdCompressor().compress(b"0" * (1 << 22)))


@pytest.mark.parametrize("coding", ["compress", "x-compress", "gzip", "deflate", "br", "zstd", "dcz", "no such"])
def test_a_body_that_is_not_in_its_coding_is_itself_only_if_it_is_text(coding: str) -> None:
    for text in (PAGE, "Ett projekt på Åland".encode("cp1252"), "Ett projekt".encode("utf-16")):
        assert coded(coding, text) == text
    for body in (b"\x1f\x9d\x90" + NO_TEXT, NO_TEXT, b"\x28\xb5\x2f\xfd" + NO_TEXT):
        with pytest.raises(BodyError):
            coded(coding, body)


def test_an_unreadable_coding_is_one_line_of_an_archive_and_a_flag_of_a_run(tmp_path: Path) -> None:
    with FakeServer(bank({NUMBERS[0]: page(NO_TEXT, Content_Encoding="compress"), NUMBERS[1]: page(PAGE)})) as server:
        assert f"{NUMBERS[0]}: undecodable" in scrape(tmp_path, server, NUMBERS[:2]).out
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: compress\r\n\r\n" + NO_TEXT
    (tmp_path / "a.warc").write_bytes(warc_record(block) + SECOND)
    good, troubles = read_all(tmp_path / "a.warc")
    assert good == {"http://www.esf.se/b": PAGE}
    assert ["'compress'" in trouble for trouble in troubles] == [True]


def revisit(time: str, of: str, digest: str) -> bytes:
    fields = {"WARC_Date": time, "WARC_Refers_To_Target_URI": PLACE, "WARC_Refers_To_Date": of}
    return warc_record(b"", kind="revisit", WARC_Payload_Digest=digest, **fields)


def dated(content: bytes, time: str, digest: str) -> bytes:
    return warc_record(HTTP.replace(PAGE, content), WARC_Date=time, WARC_Payload_Digest=digest)


A, B = ("2014-01-01T00:00:00Z", "sha1:A"), ("2014-02-01T00:00:00Z", "sha1:B")


def test_a_revisit_of_older_content_is_a_page_of_its_own_time(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(dated(b"<p>A", *A))
    again = [revisit(f"2014-0{month}-01T00:00:00Z", *A) for month in (3, 4)]
    back = [revisit("2014-05-01T00:00:00Z", *B), revisit("2014-06-01T00:00:00Z", "", "sha1:A")]
    (tmp_path / "b.warc").write_bytes(dated(b"<p>B", *B) + b"".join((*again, *back)))
    found = sorted((page.captured_at or "", page.read()) for page in find_inputs([str(tmp_path)]))
    assert [(time[5:7], content[-1:]) for time, content in found] == [
        ("01", b"A"), ("02", b"B"), ("03", b"A"), ("05", b"B"), ("06", b"A"),
    ]  # fmt: skip


def test_a_revisit_of_what_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(SECOND + revisit("2014-03-01T00:00:00Z", *A) * 2)
    good, troubles = read_all(tmp_path)
    assert good == {"http://www.esf.se/b": PAGE}
    assert ["2 revisits of captures that are not here" in trouble for trouble in troubles] == [True]


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "503 Busy"])
def test_a_revisit_of_an_error_is_no_page_that_is_missing(tmp_path: Path, status: str) -> None:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n".encode()
    again = warc_record(head, kind="revisit", WARC_Payload_Digest="sha1:A", WARC_Refers_To_Date="2013-01-01T00:00:00Z")
    (tmp_path / "a.warc").write_bytes(SECOND + again)
    assert read_all(tmp_path) == ({"http://www.esf.se/b": PAGE}, [])


KINDS = {
    "response": warc_record(HTTP.replace(b"200 OK", b"200 Fine").replace(b"\r\n\r\n", b"\r\nX-Made-By: x\r\n\r\n", 1)),
    "conversion": warc_record(b"ett projekt", kind="conversion", Content_Type="text/plain"),
    "resource": warc_record(PAGE, kind="resource", Content_Type="text/html"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_taken_over_keeps_its_kind_date_and_head(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.warc").write_bytes(KINDS[kind])
    where = ("scrape", "files", "--store", str(tmp_path / "store"), "--from", str(tmp_path / "a.warc"), "--json")
    first, again = (esfarkiv(tmp_path, *where) for _ in range(2))
    assert (first.code, first.report()["fetched"], again.report()["held"]) == (0, 1, 1), first.out + first.err
    kept = [record for record in raw_records(tmp_path / "store") if record[0] != "warcinfo"]
    ((found, url, fields, block),) = kept
    assert (found, url, fields["WARC-Date"]) == (kind, PLACE, "2014-01-01T00:00:00Z")
    assert KINDS[kind].endswith(block + b"\r\n\r\n")
    assert [page.captured_at for page in find_inputs([str(tmp_path / "store")])] == ["2014-01-01T00:00:00Z"]


TABLE = b'Operation_Local_Identifier,"Operation_Name",Total_Eligible_Expenditure_amount\n2018/00076,X,1.0\n'


def test_a_register_is_known_by_its_headings_whatever_its_name_and_type(tmp_path: Path) -> None:
    (tmp_path / "latest").write_bytes(TABLE)
    (tmp_path / "list.txt").write_bytes(TABLE.decode().encode("utf-16"))
    for n, kind in enumerate(("application/octet-stream", "text/html", "")):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Encoding: gzip\r\n\r\n" % kind.encode()
        (tmp_path / f"{n}.warc").write_bytes(warc_record(block + gzip.compress(TABLE), f"{PLACE}?id={n}"))
    (tmp_path / "page.txt").write_text("Diarienummer\n2018/00076\n")
    found = {page.path.name: page.is_register for page in find_inputs([str(tmp_path)])}
    assert found == dict.fromkeys(("latest", "list.txt", "0.warc", "1.warc", "2.warc"), True) | {"page.txt": False}


def test_nothing_in_a_folder_is_passed_over_in_silence(tmp_path: Path) -> None:
    for name in ("a.html", "b.pdf", "index.sqlite", "lock"):
        (tmp_path / name).write_bytes(PAGE)
    told: list[str] = []
    assert [page.path.name for page in find_inputs([str(tmp_path)], told.append)] == ["a.html"]
    assert [line.partition(": ")[0] for line in told] == [str(tmp_path / "b.pdf")]
