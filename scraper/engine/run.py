"""One run of a source from start to finish: checks its settings, fetches, and compares the result with the floor."""

import json
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from scraper.engine.crawl import crawl
from scraper.engine.import_files import import_files
from scraper.engine.reporting.accepting import set_accepted_aside
from scraper.engine.reporting.losses import Losses
from scraper.engine.reporting.report import RunReport, shortfall
from scraper.engine.requesting.contact_address import reaches_somebody
from scraper.engine.requesting.private_addresses import is_loopback, is_private
from scraper.engine.settings import CrawlJob
from scraper.sources.declaration import Floor
from scraper.sources.source import Source, SourceError
from scraper.store.opening import open_readonly, open_store
from scraper.store.page_store import PageStore

_MIN_PACE = 1.0
"""Minimum seconds between two requests to public hosts: none that we know asks for less."""


def make_job(source: Source, contact: str | None, pace: float | None = None) -> CrawlJob:
    """The job for a source; `pace` is in seconds, by default the source's own.

    Raises SourceError for a public host without contact address or too fast, and for a private address.
    """
    seconds = source.declaration.pace if pace is None else pace
    hosts = {host for host, _ in source.hosts_and_ports()}
    loopback = all(map(is_loopback, hosts))
    if not loopback:
        _check_politeness(source.declaration.name, hosts, contact, seconds)
    agent = f"ESF-arkivet/{version('esfarkiv')}" + (f" (+mailto:{contact})" if contact else "")
    return CrawlJob(source, seconds, agent, loopback)


def _check_politeness(name: str, hosts: set[str], contact: str | None, pace: float) -> None:
    private = sorted(filter(is_private, hosts))
    if private:
        raise SourceError(f"{', '.join(private)}: a private address; give base addresses of the public internet")
    if not contact or not reaches_somebody(contact):
        given = f", and {contact!r} reaches nobody" if contact else ""
        raise SourceError(
            f"{name}: requests to public hosts must identify you{given}; "
            "give your own e-mail address with --contact, or in the environment variable ESFARKIV_CONTACT"
        )
    if pace < _MIN_PACE:
        raise SourceError(f"--pace {pace:g}: public hosts are asked at most once in {_MIN_PACE:g} seconds")


def run(
    job: CrawlJob, folder: Path, floor: int | None = None, advance: Callable[[RunReport], None] = lambda _: None
) -> RunReport:
    """Run a source into the store at `folder`; `advance` is called after each page. A dry run writes nothing.

    `floor` is how many pages it must find, by default the source's own number. Raises StoreError if the store cannot
    be used and SourceError if the options name nothing to fetch.
    """
    report = RunReport(job.source.declaration.name)
    with (open_readonly if job.dry else open_store)(folder) as store:
        report.notes += store.notes
        next(job.source.first(), None)  # raises if the options name nothing to fetch, before the run starts
        if not job.dry:
            report.resumed = store.begin(job.source.declaration.name, _arguments(job.source))
            report.file = store.run.file
            store.index.accept(job.accept)
        _fetch(job, store, report, lambda: advance(report))
        report.notes += job.source.remarks()
        (_finish_dry if job.dry else _finish)(job.source, store, report, floor)
    return report


def _fetch(job: CrawlJob, store: PageStore, report: RunReport, advance: Callable[[], None]) -> None:
    if job.source.declaration.bases:
        crawl(job, store, report, advance)
    else:
        import_files(job.source, store, report, job.dry, advance)


def _finish_dry(source: Source, store: PageStore, report: RunReport, floor: int | None) -> None:
    """Report a shortfall of the pages that would be there after a run."""
    least = source.declaration.floor.pages if floor is None else floor
    set_accepted_aside(report, store.index)
    found = report.held + len(report.would_fetch)
    report.shortfall = shortfall(report.source, found, Floor(least, 0.0), None)
    if not source.declaration.bases:  # another dry run has no page
        report.shortfall = report.shortfall or _without_project(source, report, least)


def _finish(source: Source, store: PageStore, report: RunReport, floor: int | None) -> None:
    """Report a shortfall and mark the run as finished; one that a limit stopped is resumed by the next."""
    name, declared = source.declaration.name, source.declaration.floor
    required = declared if floor is None else Floor(floor, declared.share)
    if report.flagged or not report.left:
        report.shortfall = _without_project(source, report, required.pages)
    Losses.report_unmet(source, store, report)
    set_accepted_aside(report, store.index)
    if report.left:
        done = report.pages or report.asked
        report.shortfall = report.shortfall or (None if done else f"{name}: nothing could be requested; see above")
        _disbelieve(store, report)
        return
    for problem in report.accepted:
        store.add_moved(problem.url)
    losses = Losses(source, store, report)
    report.shortfall = report.shortfall or losses.refused(required)
    _disbelieve(store, report)
    if not report.shortfall:
        losses.settle()
    store.finish(report.pages, report.shortfall is None and not report.incomplete)


def _without_project(source: Source, report: RunReport, least: int) -> str | None:
    """The message if no page of a run is of the project bank, or of any project for files of any kind."""
    if not (source.is_bank and least) or report.bank:
        return None
    found = f"{report.source}: found {report.pages + len(report.would_fetch)} pages"
    return f"{found}, expected at least {least} of {'the project bank' if source.declaration.bases else 'a project'}"


def _disbelieve(store: PageStore, report: RunReport) -> None:
    """Let no page vanish by a run that is refused."""
    if report.shortfall:
        store.disbelieve_absences()


def _arguments(source: Source) -> str:
    """The base addresses and options that identify a run to resume."""
    return json.dumps([sorted(source.bases.items()), sorted(source.options.items())])
