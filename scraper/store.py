"""The page store: a folder with every response as it came, one WARC file a run, and an index over them.

A record is one gzip member, appended in one write before anything else is done with the response, and noted in the
index after that. So a kill leaves at the most a whole record that the index lacks, or a torn one at the end of a file:
opening the store notes the one and cuts the other.
"""

import datetime
import fcntl
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

import msgspec

from scraper.capture import Capture, decoded, info_record, read_record, resource_record, response_record
from scraper.index import Index, Run
from scraper.message import READ_LIMIT, Message, read_message
from scraper.records import DAMAGE
from scraper.warc import Record, is_ours

_BLOCK = 1 << 20


class StoreError(Exception):
    """A page store that cannot be used; the message names it and says what to do."""


class Store:
    """A page store that is open for writing; `notes` are lines for people on what was mended."""

    def __init__(self, folder: Path) -> None:
        """Take over the folder, which `opened` has locked."""
        self.folder = folder
        self.index = Index(folder / "index.sqlite")
        self.notes: list[str] = []
        self.run = Run(0, "", "", "", "")
        for file in sorted(folder.glob("*.warc.gz")):
            if self.index.run_of(file.name) or is_ours(file):  # a file that others put here is not ours to mend
                self._recover(file)

    def begin(self, source: str, arguments: str) -> bool:
        """Start a run of a source, or take up the one that did not come to its end. Says whether one was taken up."""
        started, unfinished = now(), self.index.unfinished(source, arguments)
        self.run = unfinished or self.index.add_run(Run(0, source, arguments, "", started))
        if not unfinished:
            time = started.replace("-", "").replace(":", "")
            self.run.file = f"{source}-{time}-{self.run.run:05}.warc.gz"
            self.index.add_run(self.run)
        if not self._end():
            software = f"ESF-arkivet/{version('esfarkiv')}"
            about = {"software": software, "format": "WARC File Format 1.1", "robots": "obey"}
            fields = {"run": str(self.run.run), "source": source, "arguments": arguments, "started": self.run.started}
            self._append(info_record(self.run.started, self.run.file, about | fields))
        return unfinished is not None

    def finish(self, pages: int, whole: bool) -> None:
        """End the run, which found `pages` good pages; `whole` says whether it went through all there was."""
        self.run = msgspec.structs.replace(self.run, finished=now(), pages=pages, whole=int(whole))
        self.index.add_run(self.run)

    def add(self, capture: Capture, raw: bytes, address: str | None = None) -> None:
        """Keep a response: `raw` is all of its bytes, `address` the server's IP address."""
        self._keep(capture, response_record(capture, raw, address))

    def add_resource(self, capture: Capture, content: bytes) -> None:
        """Keep a page that was found on disk."""
        self._keep(capture, resource_record(capture, content))

    def held(self, url: str) -> Capture | None:
        """What this run has of an address already."""
        return self.index.in_run(self.run.run, url)

    def message(self, capture: Capture) -> tuple[Message, bytes]:
        """A response that is in the store, and its content decoded; of a repeated one, the one it repeats.

        Raises StoreError when the file was changed or lost since.
        """
        whole = self.index.last_of(capture.url, capture.digest) if capture.refers_to else capture
        try:
            message = read_message(Record(self.folder / (whole or capture).file, (whole or capture).offset).block())
        except (OSError, *DAMAGE) as error:
            raise StoreError(f"{self.folder / capture.file}: cannot be read at {capture.offset} ({error})") from error
        return message, decoded(message, READ_LIMIT)[0]

    def close(self) -> None:
        """Close the index; the WARC files are closed after each record."""
        self.index.close()

    def _keep(self, capture: Capture, record: bytes) -> None:
        capture.file, capture.run, capture.length = self.run.file, self.run.run, len(record)
        capture.offset = self._append(record)
        self.index.add(capture)

    def _append(self, record: bytes) -> int:
        with (self.folder / self.run.file).open("ab", buffering=0) as file:
            start = file.tell()
            try:
                if file.write(record) == len(record):
                    return start
                reason = "there is no room"
            except OSError as error:
                reason = error.strerror or str(error)
            with suppress(OSError):  # what cannot be cut now is cut when the store is opened again
                file.truncate(start)
        raise StoreError(f"{self.folder}: cannot be written ({reason}); make room and run again")

    def _end(self) -> int:
        file = self.folder / self.run.file
        return file.stat().st_size if file.exists() else 0

    def _recover(self, file: Path) -> None:
        """Note the whole records that the index lacks, and cut a torn one from the end of the file."""
        start = self.index.end_of(file.name)
        if start == file.stat().st_size:
            return
        for offset, member in _members(file, start):
            if member is None:
                self.notes.append(f"{file}: cut a torn record of {file.stat().st_size - offset} bytes from its end")
                os.truncate(file, offset)
                return
            self._note(file.name, offset, *member)

    def _note(self, file: str, offset: int, length: int, record: bytes) -> None:
        found = read_record(record)
        if isinstance(found, dict) and not self.index.run_of(file):
            lost = Run(0, found["source"], found["arguments"], file, found["started"], found["started"])
            self.index.add_run(lost)  # the index was lost: the run counts as ended, so that all is asked for again
        if isinstance(found, Capture):
            found.file, found.offset, found.length, found.run = file, offset, length, self.index.run_of(file)
            self.index.add(found)


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The page store in a folder, made where it is absent. Raises StoreError when another run is using it."""
    folder.mkdir(0o700, parents=True, exist_ok=True)  # pages name contact persons
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"{folder}: another run is using this store; wait until it has ended") from error
        store = Store(folder)
        try:
            yield store
        finally:
            store.close()


def now() -> str:
    """The time as WARC and ISO 8601 write it, in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _members(file: Path, start: int) -> Iterator[tuple[int, tuple[int, bytes] | None]]:
    """The gzip members of a file from `start`: where each begins, its length and its content; None for a torn one."""
    with file.open("rb") as stream:
        stream.seek(start)
        rest = b""
        while rest := rest or stream.read(_BLOCK):
            member, parts, length = zlib.decompressobj(31), [], 0
            while not member.eof:
                try:
                    parts.append(member.decompress(rest))
                except zlib.error:
                    break
                length += len(rest) - len(member.unused_data)
                rest = member.unused_data
                if not member.eof and not (rest := stream.read(_BLOCK)):
                    break
            if not member.eof:
                yield start, None
                return
            yield start, (length, b"".join(parts))
            start += length
