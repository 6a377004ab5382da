"""One page or register, in a file or in a web archive, and how its bytes are read."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from schema.web_addresses import address_parts
from scraper.store.archived_pages.warc import WarcError, WarcRecord
from scraper.store.responses.message import READ_LIMIT
from scraper.store.responses.register_headings import EXAMINED, has_register_headings
from scraper.store.responses.text_lines import decoded_lines
from scraper.store.visits import Seen

REGISTER_ENDING = ".csv"
HTML_ENDINGS = {".html", ".htm", ".xhtml"}
_BLOCK = 1 << 20


class InputError(Exception):
    """An input cannot be read; the message names it and says what to do."""


class Input(msgspec.Struct):
    """A page or a register, in its own file or in a web archive, with the URL and time it was captured at.

    `seen` says when our own runs saw the page at that URL, whatever its content was. A `problem` says why there is
    nothing to read: reading it raises InputError.
    """

    source: str
    path: Path
    url: str | None = None
    captured_at: str | None = None
    record: WarcRecord | None = None
    seen: Seen | None = None
    problem: str | None = None

    def read(self) -> bytes:
        """The page's bytes; raises InputError if the file or the record cannot be read."""
        if self.problem:
            raise InputError(f"{self.source}: {self.problem}")
        try:
            self._check_size(as_page=True)
            return self.record.read() if self.record else self.path.read_bytes()
        except WarcError as error:
            raise InputError(str(error)) from error
        except OSError as error:
            raise InputError(f"{self.source}: cannot be read ({error.strerror}); check the path") from error

    @property
    def is_register(self) -> bool:
        """Whether it is not a page but a table of operations, to be read row by row: by its headings, or its name."""
        if self.problem:
            return False
        if self.record:
            is_csv = address_parts(self.url or "").path.lower().endswith(REGISTER_ENDING)
            return self.record.page.is_register or is_csv or self.record.page.media_type == "text/csv"
        return self.path.suffix.lower() == REGISTER_ENDING or has_headings(self.path)

    def blocks(self) -> Iterator[bytes]:
        """The bytes in blocks, or at once from a web archive; raises InputError if the file cannot be read."""
        if self.record:
            yield self.read()
            return
        try:
            self._check_size(as_page=False)
            with self.path.open("rb") as file:
                while block := file.read(_BLOCK):
                    yield block
        except OSError as error:
            raise InputError(f"{self.source}: cannot be read ({error.strerror}); check the path") from error

    def _check_size(self, *, as_page: bool) -> None:
        """Raises InputError for what is too large to be read whole as a page, OSError where it is not there."""
        is_large = self.record is None and self.path.stat().st_size > READ_LIMIT
        if is_large and (as_page or not has_headings(self.path)):
            raise InputError(f"{self.source}: above {READ_LIMIT} bytes, which no page is; remove it")

    def digest(self) -> str:
        """SHA-256 of the bytes, in bounded memory."""
        digest = hashlib.sha256()
        for block in self.blocks():
            digest.update(block)
        return digest.hexdigest()

    @contextmanager
    def lines(self) -> Iterator[Iterator[str]]:
        """The lines of a text file of any size, each in its own encoding (`decoded_lines`)."""
        file = io.BytesIO(self.read()) if self.record else self.path.open("rb")
        with file:
            yield decoded_lines(file)


def has_headings(path: Path) -> bool:
    """Whether a file begins with the headings of a register."""
    if path.suffix.lower() in HTML_ENDINGS:
        return False
    try:
        with path.open("rb") as file:
            return has_register_headings(file.read(EXAMINED))
    except OSError:
        return False
