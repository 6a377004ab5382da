"""Runs `esfarkiv` in a process of its own that reaches loopback alone, and reads what it leaves in its store.

Scrapy runs once in a process. A fork server that has imported everything gives a fresh one in some milliseconds.
"""

import gc
import importlib
import io
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from scrapy.settings import default_settings
from scrapy.utils.misc import load_object
from warcio.archiveiterator import ArchiveIterator

from archive.commands.main import main
from archive.foreign_packages import foreign_package
from scraper.engine.requesting.pauses import Clock
from scraper.engine.settings import ALWAYS
from scraper.engine.spider import source_spider
from scraper.store.capture import Capture
from scraper.store.index import Index
from tests.loopback import refuse_all_but_loopback

for _named in ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS", "DOWNLOAD_HANDLERS"):
    _components = default_settings.__dict__[f"{_named}_BASE"] | ALWAYS.get(_named, {})
    for _component in _components.values() if _named == "DOWNLOAD_HANDLERS" else _components:
        if _component and ".s3" not in _component:
            load_object(_component)  # imported once, before the fork; Scrapy imports what is switched off too
for _module in (
    "archive.commands.scrape",
    "encodings.cp1252",
    "scraper.engine.run",
    "scrapy.core.engine",
    "scrapy.core.scheduler",
    "scrapy.dupefilters",
    "scrapy.logformatter",
    "scrapy.robotstxt",
    "scrapy.statscollectors",
    "scrapy.squeues",
    "scrapy.pqueues",
):
    importlib.import_module(_module)
assert foreign_package() is None  # every run asks that too, and then finds the installed packages listed
gc.freeze()  # what a run inherits is neither looked through nor copied by its collections


class HastyClock(Clock):
    """A clock that goes forward by itself where a run would wait for long, as a minute for a busy host."""

    _ahead = 0.0

    def time(self) -> float:
        return super().time() + self._ahead

    async def rest(self, seconds: float, stopped: Callable[[], bool]) -> None:
        if seconds <= 1 or stopped():
            await super().rest(seconds, stopped)
        else:
            self._ahead += seconds


_HANGING = 900
"""Seconds after which a run is taken to hang; far more than any takes, also on a machine with much else to do."""
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.scraping"])


@dataclass
class Outcome:
    """What a run of the command left: its exit code (negative when killed), what it said, and where it was refused."""

    code: int
    out: str
    err: str
    refused: list[str]

    def report(self) -> dict[str, Any]:
        """The summary in JSON."""
        assert self.out, self.err
        return dict(msgspec.json.decode(self.out))


def esfarkiv(
    folder: Path,
    *arguments: str,
    started: Callable[[int], None] = lambda _: None,
    trusted: Path | None = None,
    waits: bool = False,
) -> Outcome:
    """Runs the command; `started` is told its process id, `trusted` is a certificate that it trusts.

    Pauses of more than a second are skipped unless it `waits`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    out, err, refused = (folder / name for name in ("out", "err", "refused"))
    refused.write_text("")
    process = _CONTEXT.Process(target=_run, args=(arguments, (out, err, refused), trusted, waits))
    process.start()
    assert process.pid
    started(process.pid)
    process.join(_HANGING)
    if process.exitcode is None:
        process.kill()
        raise AssertionError(f"still running after {_HANGING} seconds: {arguments}")
    return Outcome(process.exitcode, out.read_text("utf-8"), err.read_text("utf-8"), refused.read_text().splitlines())


def _run(arguments: tuple[str, ...], files: tuple[Path, Path, Path], trusted: Path | None, waits: bool) -> None:
    out, err, refused = files
    if not waits:
        source_spider.__dict__["Clock"] = HastyClock
    for stream, path in ((sys.stdout, out), (sys.stderr, err)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(opened, stream.fileno())
    os.environ.pop("ESFARKIV_CONTACT", None)
    os.environ |= {"SSL_CERT_FILE": str(trusted)} if trusted else {}

    def note(line: str) -> None:
        with refused.open("a") as file:
            file.write(f"{line}\n")

    refuse_all_but_loopback(note)
    try:
        main(list(arguments), prog_name="esfarkiv")
    except Exception:
        traceback.print_exc()
        raise
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def records(store: Path) -> Iterator[tuple[str, str, dict[str, str], bytes]]:
    """The records of a store in the order of its files, read by warcio: type, address, fields, payload decoded."""
    for path in sorted(store.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                fields = {name: value for name, value in record.rec_headers.headers}
                if record.http_headers:
                    fields["status"] = record.http_headers.get_statuscode()
                content = io.BytesIO(record.content_stream().read()).getvalue()
                yield record.rec_type, fields.get("WARC-Target-URI", ""), fields, content


def raw_records(store: Path) -> Iterator[tuple[str, str, dict[str, str], bytes]]:
    """The same with the block as it stands, also where it cannot be decoded."""
    for path in sorted(store.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=True):
                fields = {name: value for name, value in record.rec_headers.headers}
                yield record.rec_type, fields.get("WARC-Target-URI", ""), fields, record.raw_stream.read()


def all_captures(index: Index) -> list[Capture]:
    """Every response that an index knows, by file and offset."""
    rows = index.rows(f"select {', '.join(Capture.__struct_fields__)} from captures order by file, offset")
    return [Capture(*row) for row in rows]


def held(store: Path) -> dict[str, list[bytes]]:
    """The good pages of a store by address, with their content."""
    pages: dict[str, list[bytes]] = {}
    for kind, url, fields, content in records(store):
        page = fields.get("ESF-Role") in ("page", "record") and fields.get("status") in ("200", "206")
        if kind == "response" and page and "ESF-Flag" not in fields:
            pages.setdefault(url, []).append(content)
    return pages
