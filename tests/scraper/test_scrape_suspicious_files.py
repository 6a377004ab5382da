"""What `files` finds suspicious is not stored: it is judged as what a source fetched is."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from pathlib import Path

import pytest

from scraper.engine.recognising.page_kinds import is_binary
from scraper.files import find_inputs
from tests.scraper.test_scrape_live import BODY, PATH
from tests.scraping import Outcome, esfarkiv

NUMBER, OTHER = "23-001-S01", "23-888-S01"
ROWS = "<h1>Fyren</h1><dl><dt>Diarienummer</dt><dd>{}</dd><dt>Projektägare</dt><dd>Hamnens folkhögskola</dd></dl>"
SUSPICIOUS = {
    "other-page": ROWS.format(OTHER),
    "soft-404": "<h1>Sidan finns inte</h1>",
    "challenge": "<title>Just a moment...</title><script>window._cf_chl_opt = {}</script>",
    "log-in": "<h1>Logga in</h1><form><input type=password></form>",
    "wrong-type": "%PDF-1.7 ...",
}
TEXT = "Ett hus vid havet där vi övar svenska. " * 30


def imported(folder: Path, *names: str) -> Outcome:
    named = [part for name in names for part in ("--from", str(folder / name))]
    return esfarkiv(folder, "scrape", "files", "--store", str(folder / "store"), *named, "--json")


def warc(pages: dict[str, bytes]) -> bytes:
    """A web archive of responses by address, with no media type."""
    records = b""
    for address, content in pages.items():
        block = b"HTTP/1.1 200 OK\r\n\r\n" + content
        head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2020-02-03T04:05:06Z\r\n"
        head += f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        records += head.encode() + block + b"\r\n\r\n"
    return records


@pytest.mark.crawl
def test_of_a_web_archive_only_the_good_pages_are_stored(tmp_path: Path) -> None:
    site = "https://www.esf.se" + PATH
    good = site.format(NUMBER)
    pages = {site.format(f"23-1{n:02}-S01"): content.encode() for n, content in enumerate(SUSPICIOUS.values())}
    (tmp_path / "a.warc").write_bytes(warc(pages | {good: ROWS.format(NUMBER).encode()}))
    outcome = imported(tmp_path, "a.warc")
    assert [problem["reason"] for problem in outcome.report()["flagged"]] == list(SUSPICIOUS)
    assert (outcome.code, outcome.report()["fetched"]) == (1, 1)
    assert [page.url for page in find_inputs([str(tmp_path / "store")])] == [good]


def packed(content: bytes) -> dict[str, bytes]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sida.html", content)
    return {
        "a.zip": file.getvalue(), "a.html.gz": gzip.compress(content), "a.xz": lzma.compress(content),
        "a.txt": bz2.compress(content), "a.7z": b"7z\xbc\xaf\x27\x1c" + content,
    }  # fmt: skip


@pytest.mark.crawl
def test_a_packed_file_is_one_line_and_no_page(tmp_path: Path) -> None:
    files = packed(BODY) | {"sida.html": BODY, "fel.html": SUSPICIOUS["soft-404"].encode()}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    outcome = imported(tmp_path, *files)
    report = outcome.report()
    assert {Path(problem["url"]).name: problem["reason"] for problem in report["failed"]} == dict.fromkeys(
        packed(BODY), "a packed file; unpack it first"
    )
    assert [problem["reason"] for problem in report["flagged"]] == ["soft-404"]
    assert (outcome.code, report["fetched"]) == (1, 1)


@pytest.mark.parametrize(
    "content", [zlib.compress(BODY), b"\x89PNG\r\n", bytes(range(256))], ids=["deflate", "image", "octets"]
)
def test_what_is_no_text_is_binary(content: bytes) -> None:
    assert is_binary(content)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman", "cp850"])
def test_text_in_any_coding_is_not_binary(coding: str) -> None:
    assert not is_binary(f"{TEXT}\f\x00\x0b {TEXT}".encode(coding))
