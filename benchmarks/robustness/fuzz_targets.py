"""What is fuzzed: an entry that takes bytes of others, what it begins with, and what must hold whatever they are."""

import atexit
import gzip
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path

import msgspec

from archive.privacy import Masker, contacts_in
from benchmarks.fixtures import FIXTURES, fixture_pages
from benchmarks.robustness.mutated_pages import faults_of
from parser import Page, read_page, understand_page
from parser.registers import REGISTERS
from parser.registers.columns import RegisterError
from parser.registers.register_reading import read_register
from schema.record import Claim, Tag
from schema.record import Target as Promise
from scraper.addresses_table import ADDRESSES
from scraper.files import find_inputs
from scraper.input import InputError
from scraper.store.archived_pages.warc import ARCHIVE_ENDINGS
from scraper.store.record_writing import gzipped
from scraper.store.responses.text_lines import decoded_lines

LONGEST = 20_000
"""Bytes of the longest input."""
_TIMES = count(1)


class Target(msgspec.Struct, frozen=True):
    """An entry: the inputs to begin with, and what is done with one, which raises where it does not hold.

    `allowed` are the errors that the entry may answer with.
    """

    says: str
    seeds: Callable[[], Iterable[bytes]]
    examine: Callable[[bytes], None]
    allowed: tuple[type[Exception], ...] = ()


def scratch_folder() -> Path:
    """A new folder, removed when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _page(content: bytes) -> Page:
    page = read_page(content, "https://www.esf.se/sida/" if len(content) % 2 else None)
    wrong = list(faults_of(page))
    assert not wrong, wrong[0]
    return page


def _masked_page(content: bytes) -> None:
    text = _page(content).text
    assert len(Masker(contacts_in(text)).mask(text)) == len(text), "the mask moves characters"


def _prose(content: bytes) -> None:
    page = _page(content)
    understand_page(page)
    for project in page.projects:
        found: list[Claim | Promise | Tag] = [*project.claims, *project.targets, *project.tags]
        assert all(page.text[one.start : one.end] == one.raw for one in found), found


def _pages() -> Iterable[bytes]:
    return (page.read()[:LONGEST] for page in fixture_pages()[::5])


def _texts() -> Iterable[bytes]:
    return (path.read_bytes()[:LONGEST] for path in sorted((FIXTURES / "prose").rglob("page.txt"))[::12])


def _web_archive(content: bytes) -> None:
    """The first byte chooses the ending of the file's name."""
    ending = ARCHIVE_ENDINGS[content[0] % len(ARCHIVE_ENDINGS)] if content else ARCHIVE_ENDINGS[0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"pages{ending}")
        path.write_bytes(content[1:])
        told: list[str] = []
        for source in find_inputs([str(path)], told.append):
            _read(source.read)
        assert all(str(path) in line for line in told), told


def _read(read: Callable[[], bytes]) -> None:
    try:
        read()
    except InputError as error:
        assert "\n" not in str(error), f"more than a line: {error}"


def _web_archives() -> Iterable[bytes]:
    packed = b"".join(map(_record, (b"<h1>Projekt</h1><p>Syfte: nytt</p>", b"Namn: Exempel")))
    for number, ending in enumerate(ARCHIVE_ENDINGS):
        yield bytes([number]) + (packed if ending.endswith(".gz") else gzip.decompress(packed))


def _record(content: bytes) -> bytes:
    """A small page as a gzipped WARC record."""
    fields = {"WARC-Target-URI": "https://www.esf.se/1", "WARC-Date": "2020-01-01T00:00:00Z"}
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return gzipped("response", "application/http; msgtype=response", fields, head + content)


def _register(content: bytes) -> None:
    reading = read_register(decoded_lines(io.BytesIO(content)), REGISTERS)
    for operation in reading.operations:
        assert operation.line > 0, operation


def _registers() -> Iterable[bytes]:
    return (path.read_bytes()[:LONGEST] for path in sorted(FIXTURES.glob("registers/*/*.csv")))


def _addresses(content: bytes) -> None:
    """The table lies in a folder of one page."""
    table = _FOLDER / ADDRESSES
    table.write_bytes(content)
    os.utime(table, ns=(0, next(_TIMES)))
    for source in find_inputs([str(_FOLDER)]):
        assert source.captured_at is None or source.captured_at[:4].isdigit(), source.captured_at
        _read(source.read)


def _tables() -> Iterable[bytes]:
    yield "file,url,captured_at\na.txt,https://www.esf.se/å,2012-03-01T10:00:00+02:00\nb/c.html,http://x,\n".encode()
    yield b"\xef\xbb\xbfurl,file\nhttps://www.esf.se/1,a.txt\n"
    yield b'captured_at,url,file\n9999-12-31T23:59:59-12:00,"a\nb",..\n'


_FOLDER = scratch_folder()
(_FOLDER / "a.txt").write_bytes(b"Namn: Exempel")

TARGETS = {
    "page": Target("a page of the bank, masked too", _pages, _masked_page),
    "prose": Target("the prose of a page", _texts, _prose),
    "web-archive": Target("a WARC, ARC, WET or WACZ file", _web_archives, _web_archive, (InputError,)),
    "register": Target("a register as CSV", _registers, _register, (RegisterError,)),
    "addresses": Target("addresses.csv", _tables, _addresses, (InputError,)),
}
