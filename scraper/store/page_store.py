"""The page store: a folder with every response as received, one WARC file per run, and an index of them.

A record is one gzip member, appended in one write before anything else is done with the response, and indexed after
that. So a kill leaves at most a complete record that is not indexed, or a torn one at the end of a file: opening the
store indexes the one and cuts off the other (`scraper.store.recovery`).
"""

from importlib.metadata import version
from pathlib import Path

import msgspec

from scraper.store.archive_files.warc_records import DAMAGE
from scraper.store.archived_pages.warc import WarcRecord
from scraper.store.capture import Capture, decoded
from scraper.store.current_time import now
from scraper.store.index import Index
from scraper.store.index_file import StoreError
from scraper.store.record_writing import info_record, kept_record, response_record
from scraper.store.responses.message import READ_LIMIT, Message, read_message
from scraper.store.run_index import PreviousRun, Run
from scraper.store.statuses import CONCLUSIVE
from scraper.store.visit_log import VisitLog

INDEX = "index.sqlite"
"""The file of a store that is no WARC file."""


class PageStore(VisitLog):
    """A page store that is open for writing; `notes` are messages for people about repairs."""

    def __init__(self, folder: Path, index: Path | None = None) -> None:
        """Use the folder that `open_store` has locked; `index` is a copy of its index to use instead."""
        super().__init__(folder, Index(folder / INDEX, index))
        self.notes: list[str] = []
        self.previous: PreviousRun | None = None
        """What the last run with the same source and arguments found, unless it was refused."""
        self.asked: set[str] = set()
        """The URLs of the pages that this run asked for, or would."""
        self.found: set[str] = set()
        """The URLs of its good pages."""
        self.listings: set[str] = set()
        """The URLs of the listings that this run asked for."""
        self.leading: set[str] = set()
        """Those of them that led to pages."""

    def begin(self, source: str, arguments: str) -> bool:
        """Start a run of a source or resume an unfinished one; return whether it was resumed."""
        started, unfinished = now(), self.index.unfinished(source, arguments)
        self.previous = self.index.previous(source, arguments)
        self.run = unfinished or self.index.add_run(Run(0, source, arguments, "", started))
        if not self.run.file:  # a run that had no room may have been noted without
            time = self.run.started.replace("-", "").replace(":", "")
            self.run.file = f"{source}-{time}-{self.run.run:05}.warc.gz"
            self.index.add_run(self.run)
        if not self.file_size():
            self._begin_file(source, arguments)
        self.write_visits()
        return unfinished is not None

    def _begin_file(self, source: str, arguments: str) -> None:
        """Write the record that tells of the run, and by which its file is known for our own."""
        about = {"software": f"ESF-arkivet/{version('esfarkiv')}", "format": "WARC File Format 1.1", "robots": "obey"}
        fields = {"run": str(self.run.run), "source": source, "arguments": arguments, "started": self.run.started}
        self.append(info_record(self.run.started, self.run.file, about | fields))

    def finish(self, pages: int, whole: bool) -> None:
        """Finish the run, which found `pages` good pages; `whole` says whether it went through everything."""
        self.write_visits()
        self.index.forget_failed(self.run.run)
        self.run = msgspec.structs.replace(self.run, finished=now(), pages=pages, whole=int(whole))
        self.index.add_run(self.run)

    def add(self, capture: Capture, raw: bytes, address: str | None = None) -> None:
        """Store a response: `raw` is all of its bytes, `address` the server's IP address."""
        self._store(capture, response_record(capture, raw, address))
        if not capture.flag and capture.status in CONCLUSIVE:
            self.index.visit(capture.url, self.run.run, capture.status, capture)

    def add_kept(self, capture: Capture, kind: str, block: bytes) -> None:
        """Store a page from disk: the block of its record, of the kind that it has in an archive."""
        self._store(capture, kept_record(capture, kind, block))

    def held(self, url: str) -> Capture | None:
        """The conclusive response that this run already has for a URL."""
        return self.index.in_run(self.run.run, url)

    def message(self, capture: Capture) -> tuple[Message, bytes]:
        """A stored response and its decoded content; for a revisit, those of the capture that it repeats.

        Raises StoreError if the file has been changed or lost.
        """
        original = self.index.last_of(capture.url, capture.digest) if capture.refers_to else capture
        if original is None:
            raise StoreError(f"{self.folder / capture.file}: the capture that {capture.offset} repeats is gone")
        try:
            message = read_message(WarcRecord(self.folder / original.file, original.offset).block())
        except (OSError, *DAMAGE) as error:
            raise StoreError(f"{self.folder / original.file}: cannot be read at {original.offset} ({error})") from error
        return message, decoded(message, READ_LIMIT)[0]

    def forget(self, capture: Capture) -> None:
        """Remove an unreadable response from the index, and the one that it repeats."""
        self.index.drop(capture)
        if capture.refers_to and (original := self.index.last_of(capture.url, capture.digest)):
            self.index.drop(original)

    def close(self) -> None:
        """Log the visits that are not, and close the index; the WARC files are closed after each record."""
        try:
            if self.run.file:
                self.write_visits()
        finally:
            self.index.close()

    def _store(self, capture: Capture, record: bytes) -> None:
        capture.file, capture.run, capture.length = self.run.file, self.run.run, len(record)
        capture.offset = self.append(record)
        self.index.add(capture)
