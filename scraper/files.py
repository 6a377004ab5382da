"""Inputs on disk: pages, registers, folders of them with an optional `addresses.csv`, and web archives.

`addresses.csv` may be in any folder of an input; its columns are `file` (path relative to it), `url`, and optionally
`captured_at` (ISO 8601), when the page was seen.
"""

import codecs
import csv
import datetime
import functools
import hashlib
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, groupby
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from scraper.store.register_headings import EXAMINED, has_register_headings
from scraper.store.revisits import is_event, resolve_revisits, visits_of
from scraper.store.visits import Seen, seen_of, withdrawn
from scraper.store.warc import ARCHIVE_ENDINGS, WarcError, WarcRecord, find_records, is_web_archive

ADDRESSES = "addresses.csv"
_REGISTER_ENDING = ".csv"
_HTML_ENDINGS = {".html", ".htm", ".xhtml"}
_ENDINGS = {*_HTML_ENDINGS, ".txt", _REGISTER_ENDING}
_OF_STORE = re.compile(r"index\.sqlite(-wal|-shm)?|lock|.*\.torn")
"""Files of a page store that hold no pages."""

_BLOCK = 1 << 20


class InputError(Exception):
    """An input cannot be read; the message names it and says what to do."""


class Input(msgspec.Struct):
    """A page or a register, in its own file or in a web archive, with the URL and time it was captured at.

    `seen` says when our own runs saw the page at that URL, whatever its content was.
    """

    source: str
    path: Path
    url: str | None = None
    captured_at: str | None = None
    record: WarcRecord | None = None
    seen: Seen | None = None

    def read(self) -> bytes:
        """The page's bytes; raises InputError if the file or the record cannot be read."""
        try:
            return self.record.read() if self.record else self.path.read_bytes()
        except WarcError as error:
            raise InputError(str(error)) from error
        except OSError as error:
            raise InputError(f"{self.source}: cannot be read ({error.strerror}); check the path") from error

    @property
    def is_register(self) -> bool:
        """Whether it is not a page but a table of operations, to be read row by row: by its headings, or its name."""
        if self.record:
            is_csv = urlsplit(self.url or "").path.lower().endswith(_REGISTER_ENDING)
            return self.record.page.is_register or is_csv or self.record.page.media_type == "text/csv"
        return self.path.suffix.lower() == _REGISTER_ENDING or _has_headings(self.path)

    def blocks(self) -> Iterator[bytes]:
        """The bytes in blocks, or at once from a web archive; raises InputError if the file cannot be read."""
        if self.record:
            yield self.read()
            return
        try:
            with self.path.open("rb") as file:
                while block := file.read(_BLOCK):
                    yield block
        except OSError as error:
            raise InputError(f"{self.source}: cannot be read ({error.strerror}); check the path") from error

    def digest(self) -> str:
        """SHA-256 of the bytes, in bounded memory."""
        digest = hashlib.sha256()
        for block in self.blocks():
            digest.update(block)
        return digest.hexdigest()

    @contextmanager
    def lines(self) -> Iterator[Iterator[str]]:
        """The lines of a text file of any size: UTF-8, UTF-16 with a byte order mark, else Windows-1252.

        Stray bytes in a text that is UTF-8 otherwise come as U+FFFD.
        """
        file = io.BytesIO(self.read()) if self.record else self.path.open("rb")
        with io.TextIOWrapper(file, encoding=self._encoding(), errors="replace", newline="") as text:
            yield text

    def _encoding(self) -> str:
        blocks = self.blocks()
        first = next(blocks, b"")
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        decoder, letters, stray = codecs.getincrementaldecoder("utf-8")("replace"), 0, 0
        for block in chain([first], blocks, [b""]):
            text = decoder.decode(block, final=not block)
            stray += text.count("\ufffd")
            letters += len(text) - len(text.encode("ascii", "ignore"))
        return "utf-8-sig" if stray <= letters - stray else "cp1252"


def find_inputs(paths: Iterable[str], passed_over: Callable[[str], None] = lambda _: None) -> Iterator[Input]:
    """The pages and registers at `paths` and below its folders, in the order of `paths`, folders sorted.

    `passed_over` is told of the other files in a folder, a line for each ending. Raises InputError for a path that does
    not exist, a folder without pages, or an invalid `addresses.csv`.
    """
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from _folder(path, passed_over)
        elif is_web_archive(path) and path.exists():
            yield from _web_archives([path])
        else:
            yield page_file(name)


def page_file(name: str) -> Input:
    """One page file, with its URL if its folder's `addresses.csv` has it; raises InputError if it is not a file."""
    path = Path(name)
    if path.is_dir():
        raise InputError(f"{name}: is a folder; name its files, or build an archive from it")
    if not path.exists():
        raise InputError(f"{name}: no such file or folder; check the path")
    return _input(path, _addresses_above(path))


def _folder(folder: Path, passed_over: Callable[[str], None]) -> Iterator[Input]:
    addresses: dict[Path, tuple[str, str | None]] = {}
    for table in sorted(folder.rglob(ADDRESSES)):
        addresses |= _addresses(table.parent)
    entries = sorted(path for path in folder.rglob("*") if path.name != ADDRESSES)
    files = [path for path in entries if path.is_file()]
    for odd in (path for path in entries if not path.is_file() and (path.is_symlink() or not path.is_dir())):
        passed_over(f"{odd}: passed over; {'a link that is not followed' if odd.is_symlink() else 'no plain file'}")
    archives = [path for path in files if is_web_archive(path)]
    pages = [path for path in files if path not in archives and _is_page(path)]
    known = {*archives, *pages}
    for line in _passed_over(path for path in files if path not in known and not _OF_STORE.fullmatch(path.name)):
        passed_over(line)
    if not pages and not archives:
        raise InputError(
            f"{folder}: no pages in this folder; expected files that end in {', '.join(sorted(_ENDINGS))}, "
            f"or web archives ({', '.join(ARCHIVE_ENDINGS)})"
        )
    yield from (_input(path, addresses) for path in pages)
    yield from (_input(path, addresses) for path in sorted(addresses) if not path.exists())  # each cannot be read
    found = len(pages)
    for page in _web_archives(archives):
        found += 1
        yield page
    if not found:
        raise InputError(f"{folder}: its web archives hold no page; scrape a source into it, or name another folder")


def _is_page(path: Path) -> bool:
    """Whether a file in a folder is a page or a register."""
    return path.suffix.lower() in _ENDINGS or _has_headings(path)


def _passed_over(others: Iterable[Path]) -> Iterator[str]:
    """A line for the files of each ending that are none of what is read."""
    for ending, group in groupby(sorted(others, key=lambda path: (path.suffix, path)), key=lambda path: path.suffix):
        first, *more = group
        named = f"{first} and {len(more)} more that end in {ending or 'no ending'}" if more else str(first)
        yield f"{named}: passed over; no page, register or web archive by name or headings"


def _has_headings(path: Path) -> bool:
    if path.suffix.lower() in _HTML_ENDINGS:
        return False
    try:
        with path.open("rb") as file:
            return has_register_headings(file.read(EXAMINED))
    except OSError:
        return False


def _web_archives(paths: Iterable[Path]) -> Iterator[Input]:
    """The pages in WARC, ARC, WACZ or WET files, except those that our own scraper flagged."""
    records = [record for path in paths for record in _records(path)]
    logged = list(chain(*map(visits_of, filter(is_event, records))))
    unusable = {(visit.url, visit.time) for visit in withdrawn(logged)}
    usable = (record for record in records if (record.page.url, record.page.time) not in unusable)
    pages = list(resolve_revisits(record for record in usable if not is_event(record)))
    seen = seen_of(chain(logged, *map(visits_of, pages)))
    for record in pages:
        url = record.page.url
        yield Input(record.source, record.path, url, record.page.time, record, seen.get(url) if url else None)


def _records(path: Path) -> Iterator[WarcRecord]:
    try:
        yield from find_records(path)
    except WarcError as error:
        yield WarcRecord(path, 0, problem=str(error).removeprefix(f"{path}: "))


def _input(path: Path, addresses: dict[Path, tuple[str, str | None]]) -> Input:
    url, captured_at = addresses.get(path.resolve(), (None, None))
    return Input(os.fsencode(path).decode("utf-8", "replace"), path, url, captured_at)


def _addresses_above(path: Path) -> dict[Path, tuple[str, str | None]]:
    """The addresses in a file's folder and those above it, of which the nearest counts; one above may be another's."""
    addresses: dict[Path, tuple[str, str | None]] = {}
    for folder in reversed(path.resolve().parents):
        try:
            addresses |= _addresses(folder)
        except InputError:
            if folder == path.resolve().parent:
                raise
    return addresses


def _addresses(folder: Path) -> dict[Path, tuple[str, str | None]]:
    table = folder / ADDRESSES
    return _read_addresses(table, table.stat().st_mtime_ns) if table.is_file() else {}


@functools.lru_cache(maxsize=16)
def _read_addresses(table: Path, _changed: int) -> dict[Path, tuple[str, str | None]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        folder = table.parent.resolve()
        return {folder / row["file"]: (row["url"], _time(row.get("captured_at"))) for row in rows}
    except (OSError, KeyError, ValueError, OverflowError, csv.Error, TypeError) as error:
        message = f"{table}: expected UTF-8 CSV with the columns file and url ({error}); correct the file or remove it"
        raise InputError(message) from error


def _time(written: str | None) -> str | None:
    """An ISO 8601 time in extended form, so that times sort as text; one with an offset is converted to UTC.

    Raises ValueError for anything else.
    """
    if not written:
        return None
    if "T" not in written and " " not in written:
        return datetime.date.fromisoformat(written).isoformat()
    time = datetime.datetime.fromisoformat(written)
    return time.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z") if time.tzinfo else time.isoformat()
