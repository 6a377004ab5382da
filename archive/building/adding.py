"""Adds inputs to the archive batch by batch: registers at once, pages while the prose of the next is analysed."""

import hashlib
from collections.abc import Callable, Iterable

import msgspec

from archive.building.build_report import BuildReport
from archive.building.captures.capture_ids import capture_id
from archive.building.captures.capture_writer import CaptureWriter
from archive.building.captures.known_captures import Known
from archive.building.file_stamps import FileStamps
from archive.building.parsing.inputs import NewPage, Reading
from archive.building.parsing.parsing_pool import UNREAD, ParsingPool, PendingPages
from archive.building.registers.register_claims import add_register
from parser import Page
from parser.registers.columns import RegisterError
from scraper.input import Input, InputError


class _Batch(msgspec.Struct):
    """Inputs being read: the problem with each (empty if none), the new pages by capture, and their pending results."""

    readings: list[Reading]
    problems: list[str]
    new: dict[str, NewPage]
    pending: PendingPages


class Adding:
    """Writes what is read, and counts it in a report; `advance` is called after each input."""

    def __init__(
        self, writer: CaptureWriter, pool: ParsingPool, report: BuildReport, advance: Callable[[], None]
    ) -> None:
        self._writer, self._pool, self._report, self._advance = writer, pool, report, advance
        self._files = FileStamps(writer.private)
        self._previous: dict[str, NewPage] = {}
        """The pages of the batch before, by capture, which are not written yet."""

    def add_all(self, batches: Iterable[list[Reading]]) -> None:
        """Writes each batch in one transaction, while other processes analyse the prose of the next."""
        previous: _Batch | None = None
        for batch in batches:
            with self._writer.database.atomic(), self._writer.private.atomic():
                started = self._start(batch)
                if previous:
                    self._finish(previous)
            previous, self._previous = started, started.new
        if previous:
            with self._writer.database.atomic(), self._writer.private.atomic():
                self._finish(previous)

    def _start(self, readings: list[Reading]) -> _Batch:
        problems, new = [], dict[str, NewPage]()
        for position, reading in enumerate(readings):
            problems.append(self._add_input(position, reading, new))
            self._advance()
        return _Batch(readings, problems, new, self._pool.read(list(new.values())))

    def _finish(self, batch: _Batch) -> None:
        for new, read in zip(batch.new.values(), self._pool.finish(batch.pending), strict=True):
            source = new.reading.source
            if self._writer.add_ready(source, new.digest, read.ready):
                self._report.added += 1
            else:
                batch.problems[new.position] = self._add_read(source, new.digest, read.page)
            for other in new.others:
                self._writer.note_file(other, new.digest)
        pairs = zip(batch.readings, batch.problems, strict=True)
        self._report.failures += [f"{reading.source.source}: {problem}" for reading, problem in pairs if problem]

    def _add_read(self, source: Input, digest: str, page: Page) -> str:
        """Adds a page; returns what it is where it is none of a project, or an empty string."""
        self._writer.add(source, digest, page)
        self._report.added += bool(page.projects)
        unread = any(issue.message == UNREAD for project in page.projects for issue in project.issues)
        self._report.failures += [f"{source.source}: {UNREAD}"] if unread else []
        return page.verdict or ""

    def _add_input(self, position: int, reading: Reading, new: dict[str, NewPage]) -> str:
        """Adds a register at once or queues a page; returns what went wrong, or an empty string."""
        source = reading.source
        if source.problem:
            return source.problem
        try:
            if source.is_register if reading.is_register is None else reading.is_register:
                self._add_register(source)
                return ""
            return self._add_page(position, reading, new)
        except InputError as error:
            return str(error).removeprefix(f"{source.source}: ")
        except RegisterError as error:
            return str(error)

    def _add_page(self, position: int, reading: Reading, new: dict[str, NewPage]) -> str:
        self._report.pages += 1
        source = reading.source
        known, digest, content = self._look_up(reading)
        capture = capture_id(source, digest)
        waiting = new.get(capture) or self._previous.get(capture)
        if known is None and waiting is None:
            new[capture] = NewPage(position, reading, content, digest, [])
            return ""
        if known is None and waiting:
            waiting.others.append(source)
        self._report.unchanged += 1
        return (known and known.verdict) or ""

    def _look_up(self, reading: Reading) -> tuple[Known | None, str, bytes]:
        """What the archive knows of a page, its digest, and its bytes where they must be read here."""
        source = reading.source
        stamped = None if reading.digest else self._files.digest(source)
        digest = reading.digest or stamped
        known, content = self._writer.known(source, digest) if digest else None, b""
        if known is None and reading.page is None:
            content = source.read()
            digest = hashlib.sha256(content).hexdigest()
            known = self._writer.known(source, digest)
        assert digest, "a page that was read elsewhere without its digest"
        if digest != stamped:
            self._files.note(source, digest)
        return known, digest, content

    def _add_register(self, source: Input) -> None:
        digest = self._files.digest(source) or source.digest()
        self._files.note(source, digest)
        if self._writer.known(source, digest):
            self._report.registers.append(f"{source.source}: unchanged")
            return
        self._report.registers.append(f"{source.source}: {add_register(self._writer, source, digest)}")
