"""`esfarkiv build`: reads pages and registers into the archive."""

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from archive.building.build import BuildError, BuildReport, build
from archive.building.corrections.corrections_file import CorrectionsError
from archive.building.parsing.parsing_options import ParsingOptions
from archive.commands.ending import end_as_errors_do
from archive.commands.options import DATABASE_OPTION, TEXT_OPTION
from archive.commands.output import FAILED, counted, examples, progress_bar, refuse, tell
from archive.database import DatabaseError
from scraper.files import find_inputs
from scraper.input import Input, InputError


@click.command(
    "build",
    epilog=examples(
        "  esfarkiv build --db esf.db pages/\n  esfarkiv build --db esf.db a.html kohesio.csv\n"
        "  esfarkiv build --db esf.db --corrections corrections.csv pages/"
    ),
)
@DATABASE_OPTION
@click.argument("inputs", nargs=-1, required=True, type=click.Path())
@TEXT_OPTION
@click.option(
    "--processes",
    default=os.cpu_count() or 1,
    show_default="one per processor",
    type=click.IntRange(1),
    help="How many processes read prose, and pages where there are many.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Read on the Dask cluster whose scheduler has this address (tcp://HOST:PORT); see docs/scale.md.",
)
@click.option(
    "--partitions",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder that all machines of the cluster share, for what its workers read.  [default: beside the archive]",
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A CSV file of verdicts on what was read: confirmed lines are shown as `granskad`, rejected ones never again.",
)
@click.option(
    "--accept", multiple=True, metavar="WORD", help="Accept what a register lost, by the word that the refusal named."
)
@click.option("--quiet", is_flag=True, help="No progress bar.")
def build_command(
    database: Path, inputs: tuple[str, ...], corrections: Path | None, accept: tuple[str, ...], quiet: bool, **how: Any
) -> None:
    """Read pages and registers (files and folders) into the archive.

    Page stores and web archives (WARC, WACZ, WET) are read too. Pages read before are skipped. The old archive stays in
    use until the new one is complete. A .csv file is a register (Kohesio, ESF-rådet's export), known by its headings. A
    folder may hold an addresses.csv with the columns file, url and captured_at. Contact persons go to a private file
    beside the archive.

    Corrections have the columns project_id, capture (the SHA-256 of the page), kind (that of a claim or tag, `target`
    or `section`), start, end, raw, verdict (right or wrong), value (what is right instead), by and date. They stay in
    force until another file is given. One that fits nothing is reported.
    """
    if how["partitions"] and not how["dask"]:
        refuse("--partitions names a folder for what a Dask cluster reads; give --dask ADDRESS too")
    end_as_errors_do()
    passed_over: list[str] = []
    pages, missing = _find_pages(inputs, corrections, passed_over.append)
    try:
        with progress_bar("Reading pages", len(pages), quiet) as progress:
            advance, options = (lambda: progress.advance(progress.task_ids[0])), ParsingOptions(**how)
            report = build(database, pages, advance, options, corrections, accept)
    except (DatabaseError, BuildError, CorrectionsError) as error:
        refuse(str(error))
    except (sqlite3.Error, OSError) as error:
        refuse(f"{database}: the build was abandoned ({error}); the old archive is unchanged")
    for failure in (*passed_over, *missing, *report.failures, *report.corrections):
        tell(failure, err=True)
    for register in report.registers:
        tell(register)
    tell(_summary(database, report))
    sys.exit(FAILED if missing or report.failures or report.corrections else 0)


def _find_pages(
    names: tuple[str, ...], corrections: Path | None, passed_over: Callable[[str], None]
) -> tuple[list[Input], list[str]]:
    """The inputs, and a line for each name that is none; the corrections may lie among the pages."""
    pages: list[Input] = []
    missing: list[str] = []
    for name in names:
        try:
            found = find_inputs([name], passed_over)
            pages += (page for page in found if not corrections or not _is_same(page.path, corrections))
        except InputError as error:
            missing.append(str(error))
    if not pages:
        refuse("\n".join(missing) or f"{corrections}: nothing else to read; name pages or registers too")
    return pages, missing


def _is_same(path: Path, other: Path) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)  # which passes over links that lead to themselves


def _summary(database: Path, report: BuildReport) -> str:
    pages = f"{counted(report.pages, 'page')} read ({report.added} new, {report.unchanged} unchanged)"
    problems = f"{len(report.failures)} not recognised, {counted(report.issues, 'issue')}"
    verdicts = f"; {counted(report.verdicts, 'correction')} in force" if report.verdicts else ""
    return f"{database}: {counted(report.projects, 'project')}; {pages}, {problems}{verdicts}"
