"""The page store: a folder with every response as it came, one WARC file a run, and an index over them.

A record is one gzip member, appended in one write before anything else is done with the response, and noted in the
index after that. So a kill leaves at the most a whole record that the index lacks, or a torn one at the end of a file:
opening the store notes the one and cuts the other (`scraper.store.recovery`).
"""

import datetime
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from scraper.store.capture import Capture, decoded, info_record, resource_record, response_record
from scraper.store.index import Index, Run, StoreError
from scraper.store.message import READ_LIMIT, Message, read_message
from scraper.store.records import DAMAGE
from scraper.store.recovery import mend
from scraper.store.warc import WarcRecord

_INDEX = "index.sqlite"


class PageStore:
    """A page store that is open for writing; `notes` are lines for people on what was mended."""

    def __init__(self, folder: Path, index: Path | None = None) -> None:
        """Take over the folder, which `opened` has locked; `index` is a copy of its index to be used instead."""
        self.folder = folder
        self.index = Index(folder / _INDEX, index)
        self.notes: list[str] = []
        self.run = Run(0, "", "", "", "")

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
        if whole is None:
            raise StoreError(f"{self.folder / capture.file}: the capture that {capture.offset} repeats is gone")
        try:
            message = read_message(WarcRecord(self.folder / whole.file, whole.offset).block())
        except (OSError, *DAMAGE) as error:
            raise StoreError(f"{self.folder / whole.file}: cannot be read at {whole.offset} ({error})") from error
        return message, decoded(message, READ_LIMIT)[0]

    def forget(self, capture: Capture) -> None:
        """Let go of a response that cannot be read any more, and of the one that it repeats."""
        self.index.drop(capture)
        if capture.refers_to and (whole := self.index.last_of(capture.url, capture.digest)):
            self.index.drop(whole)

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
                    os.fsync(file.fileno())  # before the index knows of it, which must not be ahead of the file
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


@contextmanager
def open_store(folder: Path) -> Iterator[PageStore]:
    """The page store in a folder, made where it is absent. Raises StoreError when it cannot be used."""
    with _store_errors(folder), _locked(folder):
        store = PageStore(folder)
        try:
            store.notes += mend(folder, store.index)
            yield store
        finally:
            store.close()


@contextmanager
def open_readonly(folder: Path) -> Iterator[PageStore]:
    """What the store in a folder holds, on a copy of its index, for a dry run: nothing in the folder is touched."""
    with _store_errors(folder), TemporaryDirectory() as copy:
        for file in folder.glob(f"{_INDEX}*"):
            shutil.copy(file, copy)
        store = PageStore(folder, Path(copy) / _INDEX)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:  # pages name contact persons
        folder.chmod(0o700)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"{folder}: another run is using this store; wait until it has ended") from error
        yield


@contextmanager
def _store_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{folder}: cannot be used ({reason}); make room, or name another folder") from error


def now() -> str:
    """The time as WARC and ISO 8601 write it, in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
