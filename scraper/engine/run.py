"""One run of a source from beginning to end: what it may do, what it did, and whether that is enough."""

import json
import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from scraper.engine.crawl import crawl
from scraper.engine.import_files import import_files
from scraper.engine.report import RunReport, shortfall
from scraper.engine.safety import is_loopback, is_private
from scraper.engine.settings import CrawlJob
from scraper.sources.source import Floor, Source, SourceError
from scraper.store.page_store import PageStore, open_readonly, open_store

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LEAST_PACE = 1.0
"""Seconds between two requests to others, whatever is asked for: no public host that we know asks for less."""


def make_job(source: Source, contact: str | None, pace: float | None = None) -> CrawlJob:
    """How a source is to be run; `pace` is seconds, its own unless given.

    Raises SourceError when others would be asked without a contact address, too fast, or at a private address.
    """
    seconds = source.declaration.pace if pace is None else pace
    hosts = {host for host, _ in source.places()}
    loopback = all(map(is_loopback, hosts))
    if not loopback:
        _check_manners(source.declaration.name, hosts, contact, seconds)
    agent = f"ESF-arkivet/{version('esfarkiv')}" + (f" (+mailto:{contact})" if contact else "")
    return CrawlJob(source, seconds, agent, loopback)


def _check_manners(name: str, hosts: set[str], contact: str | None, pace: float) -> None:
    private = sorted(filter(is_private, hosts))
    if private:
        raise SourceError(f"{', '.join(private)}: a private address; give base addresses of the public internet")
    if not contact or not _ADDRESS.fullmatch(contact):
        raise SourceError(
            f"{name}: a run that asks others must say who asks; give your e-mail address with --contact, "
            "or in the environment variable ESFARKIV_CONTACT"
        )
    if pace < _LEAST_PACE:
        raise SourceError(f"--pace {pace:g}: others are asked once in {_LEAST_PACE:g} seconds at the most")


def run(
    job: CrawlJob, folder: Path, floor: int | None = None, advance: Callable[[RunReport], None] = lambda _: None
) -> RunReport:
    """Run a source into the store at `folder`; `advance` is called after each page. A dry run writes nothing.

    `floor` is how many pages it must find, the source's own number unless given. Raises StoreError for a store that
    cannot be used and SourceError for options that name nothing to ask for.
    """
    report = RunReport(job.source.declaration.name)
    with (open_readonly if job.dry else open_store)(folder) as store:
        report.notes += store.notes
        next(job.source.first(), None)  # raises for options that name nothing, before anything is begun
        if not job.dry:
            report.resumed = store.begin(job.source.declaration.name, _arguments(job.source))
            report.file = store.run.file
        _fetch(job, store, report, lambda: advance(report))
        if not job.dry:
            _end(job.source, store, report, floor)
    return report


def _fetch(job: CrawlJob, store: PageStore, report: RunReport, advance: Callable[[], None]) -> None:
    if job.source.declaration.bases:
        crawl(job, store, report, advance)
    else:
        import_files(job.source, store, report, job.dry, advance)


def _end(source: Source, store: PageStore, report: RunReport, floor: int | None) -> None:
    """Say when the run found too little, and note its end; one that a limit stopped is taken up by the next."""
    if report.left:
        return
    before = store.index.last_whole(store.run.source, store.run.arguments)
    declared = source.declaration.floor
    least = declared if floor is None else Floor(floor, declared.share)
    report.shortfall = shortfall(source.declaration.name, report.pages, least, before.pages if before else None)
    store.finish(report.pages, report.shortfall is None and not report.incomplete)


def _arguments(source: Source) -> str:
    """What makes two runs the same: base addresses and options."""
    return json.dumps([sorted(source.bases.items()), sorted(source.options.items())])
