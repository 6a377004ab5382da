"""A web archive on loopback: pywb, over WARC files that the tests write of the project's own invented pages."""

import gzip
import io
import random
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.fixtures import ROOT, fixture_pages
from scraper.files import find_inputs
from scraper.input import Input, InputError

PYWB = Path(sys.prefix) / "pywb" / "bin"
_SERVER = """
import sys
sys.path.insert(0, {root!r})
from tests.loopback import refuse_all_but_loopback
refuse_all_but_loopback(lambda line: open({refused!r}, "a").write(line + chr(10)))
from pywb.apps.cli import wayback
wayback(["-b", "127.0.0.1", "-p", {port!r}, "-d", {folder!r}])
"""


def old_bank() -> dict[str, bytes]:
    """The invented pages of the two old banks, by address."""
    pages = {page.url or "": page.read() for page in fixture_pages() if page.path.suffix == ".html"}
    return {url: content for url, content in pages.items() if "dnr=" not in url}


class Archive:
    """A WARC file being written as others write them: one gzip member a record, HTTP heads of their own."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._writer = WARCWriter(self._file, gzip=True)
        self._writer.write_record(self._writer.create_warcinfo_record(path.name, {"software": "another crawler"}))

    def close(self) -> None:
        self._file.close()

    def add(self, url: str, time: str, content: bytes, status: str = "200 OK", **headers: str) -> None:
        """A response that was captured at `time` (ISO 8601)."""
        fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(content))} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        head = StatusAndHeaders(status, list(fields.items()), protocol="HTTP/1.1")
        dated = {"WARC-Date": time}
        record = self._writer.create_warc_record(
            url, "response", io.BytesIO(content), len(content), http_headers=head, warc_headers_dict=dated
        )
        self._writer.write_record(record)


@contextmanager
def pywb(folder: Path, collections: dict[str, Path]) -> Iterator[str]:
    """Serves WARC files, by the names of their collections; gives the server's address and stops it by its id."""
    assert PYWB.is_dir(), f"{PYWB} is absent; run make .venv/dev, which installs pywb there"
    for name, warc in collections.items():
        for part in ("archive", "indexes"):
            (folder / "collections" / name / part).mkdir(parents=True)
        (folder / "collections" / name / "archive" / warc.name).write_bytes(warc.read_bytes())
        index = folder / "collections" / name / "indexes" / "index.cdxj"
        subprocess.run([PYWB / "cdx-indexer", "-j", "-s", "-o", index, warc], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    refused = folder / "refused"
    code = _SERVER.format(root=str(ROOT), refused=str(refused), port=str(port), folder=str(folder))
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([PYWB / "python", "-c", code], stdout=log, stderr=log)
    try:
        _wait(server, port, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()
    assert not refused.exists(), refused.read_text()


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Until the server listens; 30 seconds at the most."""
    for _ in range(1500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            server.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(f"pywb did not start:\n{log.read_text()}")


def foreign(path: Path, gzipped: bool = True) -> dict[str, bytes]:
    """Writes the invented pages as a browser or another crawler would, and gives them by address."""
    pages = dict(list(old_bank().items())[:8])
    codings: list[tuple[str, Callable[[bytes], bytes]]] = [
        ("", bytes),
        ("gzip", gzip.compress),
        ("br", brotli.compress),
        ("gzip", bytes),  # decompressed by the archive, with its header left as it was
    ]
    archive = Archive(path)
    archive._writer.gzip = gzipped
    for n, (url, content) in enumerate(pages.items()):
        coding, coded = codings[n % len(codings)]
        body = coded(content)
        if n >= len(codings):
            body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:100], body[100:])) + b"0\r\n\r\n"
            archive.add(url, f"2014-01-0{n}T00:00:00Z", body, Content_Encoding=coding, Transfer_Encoding="chunked")
        else:
            archive.add(url, f"2014-01-0{n + 1}T00:00:00Z", body, Content_Encoding=coding)
    archive.add("https://www.esf.se/robots.txt", "2014-01-01T00:00:00Z", b"User-agent: *", Content_Type="text/plain")
    archive.add("https://www.esf.se/a.css", "2014-01-01T00:00:00Z", b"a {}", Content_Type="text/css")
    archive.add("https://www.esf.se/gone", "2014-01-01T00:00:00Z", b"gone", "404 Not Found")
    archive.close()
    return pages


def read(pages: list[Input]) -> dict[str | None, bytes]:
    return {page.url: page.read() for page in pages}


def read_all(path: Path) -> tuple[dict[str | None, bytes], list[str]]:
    """The pages of a folder or file that can be read, and what is said of the others."""
    good: dict[str | None, bytes] = {}
    troubles = []
    for page in find_inputs([str(path)]):
        try:
            good[page.url] = page.read()
        except InputError as error:
            troubles.append(str(error))
    return good, troubles


def cuts(length: int) -> list[int]:
    """Places at which a file of some length is cut: at its ends, and at some within it."""
    chance = random.Random(3)
    return [0, 1, 17, length - 1, length, *chance.sample(range(2, length), 30)]
