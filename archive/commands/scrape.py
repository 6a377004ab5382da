"""`esfarkiv scrape SOURCE`: fetches pages; one subcommand per source, generated from its declaration."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
import msgspec
from rich.filesize import decimal
from rich.progress import TextColumn

from archive.commands.output import FAILED, UNUSABLE, examples, print_json, progress_bar, refusing, tell
from archive.commands.scrape_options import COMMON_OPTIONS, NETWORK_OPTIONS, parameter_name, source_options
from scraper.engine.reporting.report import RunReport
from scraper.sources import SOURCES
from scraper.sources.source import Source, SourceError

if TYPE_CHECKING:
    from scraper.engine.settings import CrawlJob


@click.group("scrape")
def scrape_command() -> None:
    """Fetch pages of SOURCE into a page store, politely.

    The store keeps every response unchanged (WARC). A run that was stopped or killed resumes where it was; a later run
    fetches only what changed. `esfarkiv build --db esf.db STORE` reads the pages in it.
    """


def _command(source: type[Source]) -> click.Command:
    declared = source.declaration
    params = [*source_options(declared.options), *COMMON_OPTIONS, *(NETWORK_OPTIONS if declared.bases else ())]
    described = f"{declared.english}\n\n{declared.swedish}\n\n{_settings(source)}"
    short = declared.english
    return click.Command(declared.name, None, _run(source), params, described, examples(declared.examples), short)


def _settings(source: type[Source]) -> str:
    declared = source.declaration
    if not declared.bases:
        return "Makes no network requests."
    bases = "\n".join(f"  {name}  {address}" for name, address in declared.bases.items())
    return f"One request every {declared.pace:g} seconds.\n\n\b\nBase addresses:\n{bases}"


def _run(source: type[Source]) -> Callable[..., None]:
    def command(as_json: bool, quiet: bool, **given: Any) -> None:
        # Scrapy takes half a second to import, which the other commands need not wait for
        from scraper.engine.run import run  # noqa: PLC0415
        from scraper.store.index_file import StoreError  # noqa: PLC0415

        with refusing(SourceError, StoreError):
            job = _job(source, given)
            with _progress(quiet) as advance:
                report = run(job, given["store"], given["floor"], advance)
        _print(report, as_json)
        sys.exit(UNUSABLE if report.shortfall else FAILED if report.problems or report.left else 0)

    return command


def _job(source: type[Source], given: dict[str, Any]) -> "CrawlJob":
    """The job for a source from the options given; raises SourceError if they cannot be used."""
    from scraper.engine.run import make_job  # noqa: PLC0415
    from scraper.engine.settings import Limits  # noqa: PLC0415

    options = {option.name: given[parameter_name(option.name)] for option in source.declaration.options}
    values = {
        name: value if isinstance(value, tuple) else (str(value),) if value is not None else ()
        for name, value in options.items()
    }
    job = make_job(source(_bases(given.get("bases", ())), values), given.get("contact"), given.get("pace"))
    if not source.declaration.bases:
        return msgspec.structs.replace(job, dry=given["dry"], accept=given["accept"])
    limits = Limits(given["per_run"], given["total"], given["max_mib"] << 20, given["timeout"])
    return msgspec.structs.replace(job, limits=limits, dry=given["dry"], log=given["log"], accept=given["accept"])


def _bases(arguments: tuple[str, ...]) -> dict[str, str]:
    bases = dict(base.partition("=")[::2] for base in arguments)
    wrong = next((name for name, url in bases.items() if not url), None)
    if wrong is not None:
        raise SourceError(f"--base {wrong}: expected NAME=URL, such as site=http://127.0.0.1:8000")
    return bases


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[RunReport], None]]:
    """A bar with pages, bytes and time left, on standard error where that is a terminal."""
    with progress_bar("Fetching pages", None, quiet, TextColumn("{task.fields[size]}")) as progress:
        task = progress.task_ids[0]

        told: list[str] = []

        def advance(report: RunReport) -> None:
            for message in report.waits[len(told) :]:
                told.append(message)
                tell(message, err=True)
            size = decimal(report.bytes)
            progress.update(task, completed=report.done, total=max(report.known, report.done), size=size)

        yield advance


def _print(report: RunReport, as_json: bool) -> None:
    if as_json:
        print_json(report)
        for line in filter(None, (report.acceptance, report.shortfall)):
            tell(line, err=True)
        return
    for address in report.would_fetch:
        tell(address)
    tell(report.text(), err=bool(report.would_fetch))


for _source in SOURCES.values():
    scrape_command.add_command(_command(_source))
