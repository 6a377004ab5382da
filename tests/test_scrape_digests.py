"""What an archive gives is compared with the digests that it and its index have of it."""

import base64
import gzip
import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.engine.checks import Answer, flag_of
from scraper.store.capture import captured
from scraper.store.page_store import now
from scraper.store.responses.message import Message
from scraper.store.responses.payload_digests import body_matches, matches
from tests.archives import old_bank, read_all
from tests.fake_server import Answer as Reply
from tests.fake_server import FakeServer, gzipped, page
from tests.scraping import esfarkiv
from tests.test_scrape_archives import SIZED, asked_of, found, listing, rows

URL, BODY = next(iter(old_bank().items()))
OTHER = BODY.replace(b"<title>", b"<title>Ett annat ")
PACKED = gzip.compress(BODY)
IN_CHUNKS = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PACKED), PACKED)
CODED = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]


def sha1(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body).digest()).decode()


def record(body: bytes, digest: str, gzip_it: bool = True) -> bytes:
    """A record with a digest of its own, whose block is whole."""
    out = io.BytesIO()
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer = WARCWriter(out, gzip=gzip_it)
    fields = {"WARC-Payload-Digest": digest}
    made = writer.create_warc_record(
        URL, "response", io.BytesIO(body), len(body), warc_headers_dict=fields, http_headers=head
    )
    writer.write_record(made)
    return out.getvalue()


@pytest.mark.parametrize("form", [BODY, PACKED, IN_CHUNKS], ids=["decompressed", "without its chunks", "as it came"])
def test_a_digest_may_be_of_any_form_of_a_body(form: bytes) -> None:
    message = Message(200, CODED, IN_CHUNKS, 0)
    hashed = hashlib.sha256(form).hexdigest()
    for written in (sha1(form), sha1(form).lower(), f"sha1:{sha1(form)}", f"SHA-256:{hashed}", f" sha256:{hashed} "):
        assert body_matches(written, message) is True, written
    assert body_matches(sha1(OTHER), message) is False


@pytest.mark.parametrize(
    "written", [None, "", "-", "A", "sha1:", "crc32:0000", "xxh3:abc", "sha1:" + "!" * 31, "3" * 31]
)
def test_a_digest_that_cannot_be_read_says_nothing(written: str | None) -> None:
    assert matches(written, BODY) is None
    assert body_matches(written, Message(200, [], BODY, 0)) is None


RECORDS = {
    "of its own body": (sha1(BODY), sha1(BODY), None),
    "of another body than its own digest": (sha1(OTHER), sha1(BODY), "undecodable"),
    "of another body than either digest": (sha1(OTHER), sha1(OTHER), "undecodable"),
    "of another body than the index's digest": (sha1(BODY), sha1(OTHER), "other-page"),
    "without a digest in the index": (sha1(OTHER), "", "undecodable"),
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_of_common_crawl_has_the_body_of_both_digests(name: str) -> None:
    own, listed, flag = RECORDS[name]
    content = record(BODY, f"sha1:{own}")
    capture = captured("http://x/#0", now(), "record", Message(206, [], content, 0), content)
    capture.page_url = URL
    assert flag_of(Answer(capture, content, (), digest=listed)) == flag


def test_a_page_of_another_body_than_its_digest_is_one_line_of_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(record(BODY, f"sha1:{sha1(OTHER)}"))
    (tmp_path / "b.warc").write_bytes(record(BODY, f"sha1:{sha1(BODY)}", gzip_it=False))
    good, troubles = read_all(tmp_path)
    assert good == {URL: BODY}
    assert ["a.warc.gz" in trouble and "do not match its digest" in trouble for trouble in troubles] == [True]
    where = ("--store", str(tmp_path / "store"), "--from", str(tmp_path / "a.warc.gz"))
    assert esfarkiv(tmp_path, "scrape", "files", *where).code == 2


TIMES = ("20130101000000", "20150101000000")


def captures(folder: Path, newest: Reply, digest: str, change: Callable[[list[str]], None] = lambda _: None) -> int:
    """The exit code of a run over an older capture, which is right, and a newest one with a digest in the index."""
    lines = rows(("a/1", TIMES[0], sha1(OTHER)), ("a/1", TIMES[1], digest))
    change(lines[2])
    with FakeServer({"/robots.txt": page(b""), SIZED.replace("limit=2", "limit=50"): listing(lines)}) as fake:
        fake.pages |= {f"/web/{TIMES[0]}id_/http://a/1": page(OTHER), f"/web/{TIMES[1]}id_/http://a/1": newest}
        return asked_of(folder, fake, fake, "--page-size", "50").code


NEWEST: dict[str, tuple[Reply, str, bool]] = {
    "as listed": (page(BODY), sha1(BODY), True),
    "compressed on the way": (gzipped(BODY), sha1(BODY), True),
    "compressed as it was archived": (gzipped(BODY), sha1(gzip.compress(BODY, mtime=0)), True),
    "decompressed by the archive": (page(BODY, X_Archive_Orig_Content_Encoding="gzip"), sha1(PACKED), True),
    "in chunks once": (page(BODY, X_Archive_Orig_Transfer_Encoding="chunked"), sha1(IN_CHUNKS), True),
    "a digest in an unknown notation": (page(BODY), "A", True),
    "another content": (page(BODY), sha1(OTHER), False),
}


@pytest.mark.parametrize("name", NEWEST)
def test_a_capture_has_the_content_that_the_index_lists(tmp_path: Path, name: str) -> None:
    newest, digest, taken = NEWEST[name]
    assert captures(tmp_path, newest, digest) == (0 if taken else 1)
    assert list(found(tmp_path / "store").values()) == [BODY if taken else OTHER]


def test_a_revisit_has_the_content_of_the_capture_that_it_repeats(tmp_path: Path) -> None:
    def revisit(line: list[str]) -> None:
        line[3:5] = ["warc/revisit", "-"]

    assert captures(tmp_path / "same", page(BODY), sha1(BODY), revisit) == 0
    assert captures(tmp_path / "other", page(BODY), sha1(OTHER), revisit) == 1
    assert list(found(tmp_path / "other" / "store").values()) == [OTHER]


def test_a_capture_of_another_time_than_the_one_asked_for_has_another_digest(tmp_path: Path) -> None:
    moved = page(BODY, Memento_Datetime="Thu, 01 Jan 2015 00:00:09 GMT")
    assert captures(tmp_path, moved, sha1(OTHER)) == 0
    assert list(found(tmp_path / "store").values()) == [BODY]


def test_what_cannot_be_compared_with_its_digest_is_counted(tmp_path: Path) -> None:
    lines = rows(("a/1", TIMES[0], sha1(PACKED)))
    with FakeServer({"/robots.txt": page(b""), SIZED.replace("limit=2", "limit=50"): listing(lines)}) as fake:
        fake.pages[f"/web/{TIMES[0]}id_/http://a/1"] = page(BODY, X_Archive_Orig_Content_Encoding="gzip")
        report = asked_of(tmp_path, fake, fake, "--page-size", "50").report()
    assert (report["fetched"], report["unconfirmed"]) == (1, 1)
