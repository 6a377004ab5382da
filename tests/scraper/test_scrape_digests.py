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

from scraper.engine.checking.checks import Answer, flag_of
from scraper.store.capture import captured
from scraper.store.current_time import now
from scraper.store.responses.message import Message
from scraper.store.responses.payload_digests import body_matches, matches
from tests.archives import old_bank, read_all
from tests.fake_server import Answer as Reply
from tests.fake_server import FakeServer, gzipped, page
from tests.scraper.test_scrape_archives import SIZED, asked_of, found, listing, rows
from tests.scraping import Outcome, esfarkiv

pytestmark = pytest.mark.crawl

URL, BODY = next(iter(old_bank().items()))
OTHER = BODY.replace(b"<title>", b"<title>Ett annat ")
PACKED = gzip.compress(BODY)
IN_CHUNKS = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PACKED), PACKED)
CODED = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]


def sha1(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body).digest()).decode()


def record(body: bytes, digest: str, gzip_it: bool = True, url: str = URL) -> bytes:
    """A record with a digest of its own, whose block is whole."""
    out = io.BytesIO()
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer = WARCWriter(out, gzip=gzip_it)
    fields = {"WARC-Payload-Digest": digest}
    made = writer.create_warc_record(
        url, "response", io.BytesIO(body), len(body), warc_headers_dict=fields, http_headers=head
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


@pytest.mark.parametrize(
    ("listed", "archived", "flag"),
    [
        ("http://a.example/Ån?x=1", "http://a.example/%C3%85n?x=1", None),
        ("http://a.example/%c3%85n", "https://www.a.example/%C3%85n/", None),
        ("http://a.example/%C3n", "http://a.example/%C4n", "other-page"),
        ("http://a.example/Ån", "http://a.example/An", "other-page"),
    ],
)
def test_a_record_is_of_the_address_that_the_index_gives_in_any_spelling(
    listed: str, archived: str, flag: str | None
) -> None:
    content = record(BODY, f"sha1:{sha1(BODY)}", url=archived)
    capture = captured("http://x/#0", now(), "record", Message(206, [], content, 0), content)
    capture.page_url = listed
    assert flag_of(Answer(capture, content, ())) == flag


def test_a_page_of_another_body_than_its_digest_is_one_line_of_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(record(BODY, f"sha1:{sha1(OTHER)}"))
    (tmp_path / "b.warc").write_bytes(record(BODY, f"sha1:{sha1(BODY)}", gzip_it=False))
    good, troubles = read_all(tmp_path)
    assert good == {URL: BODY}
    assert ["a.warc.gz" in trouble and "do not match its digest" in trouble for trouble in troubles] == [True]
    where = ("--store", str(tmp_path / "store"), "--from", str(tmp_path / "a.warc.gz"))
    assert esfarkiv(tmp_path, "scrape", "files", *where).code == 2


TIME = "20150101000000"


def run_of(folder: Path, answer: Reply, digest: str, change: Callable[[list[str]], None] = lambda _: None) -> Outcome:
    """A run over one capture with a digest in the index."""
    lines = rows(("a/1", TIME, digest))
    change(lines[1])
    with FakeServer({"/robots.txt": page(b""), SIZED.replace("limit=2", "limit=50"): listing(lines)}) as fake:
        fake.pages[f"/web/{TIME}id_/http://a/1"] = answer
        return asked_of(folder, fake, fake, "--page-size", "50")


CAPTURES: dict[str, tuple[Reply, str, int]] = {
    "as listed": (page(BODY), sha1(BODY), 0),
    "compressed on the way": (gzipped(BODY), sha1(BODY), 0),
    "compressed as it was archived": (gzipped(BODY), sha1(gzip.compress(BODY, mtime=0)), 0),
    "a digest in an unknown notation": (page(BODY), "A", 0),
    "of another time than asked for": (page(BODY, Memento_Datetime="Thu, 01 Jan 2015 00:00:09 GMT"), sha1(OTHER), 0),
    "decompressed by the archive": (page(BODY, X_Archive_Orig_Content_Encoding="gzip"), sha1(PACKED), 1),
    "in chunks once": (page(BODY, X_Archive_Orig_Transfer_Encoding="chunked"), sha1(IN_CHUNKS), 1),
    "other bytes": (page(BODY), sha1(OTHER), 1),
}


@pytest.mark.parametrize("name", CAPTURES)
def test_captures_that_differ_from_the_index_are_taken_and_counted(tmp_path: Path, name: str) -> None:
    answer, digest, differing = CAPTURES[name]
    report = run_of(tmp_path, answer, digest).report()
    assert (report["fetched"], report["unconfirmed"]) == (1, differing)
    assert list(found(tmp_path / "store").values()) == [BODY]


@pytest.mark.parametrize(("digest", "differing"), [(sha1(BODY), 0), (sha1(OTHER), 1)])
def test_a_revisit_has_the_digest_of_the_capture_that_it_repeats(tmp_path: Path, digest: str, differing: int) -> None:
    def revisit(line: list[str]) -> None:
        line[3:5] = ["warc/revisit", "-"]

    assert run_of(tmp_path, page(BODY), digest, revisit).report()["unconfirmed"] == differing
