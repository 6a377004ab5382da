"""The command line: parse, build, serve, search, export."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from archive import search as searching
from archive.building.build import BuildError, BuildReport, build
from archive.building.parsing_pool import ParsingOptions
from archive.commands.scrape import scrape_command
from archive.commands.train import train_command
from archive.database import DatabaseError
from archive.export import export
from archive.site.serve import serve
from archive.site.server import check_archive, make_site
from archive.training.evaluation import ModelError
from parser import Page, explain_page, read_page, understand_page
from scraper.files import Input, InputError, find_inputs, page_file

FAILED, UNUSABLE = 1, 2
"""Exit codes: some input was not read or recognised; the command could not run at all."""

_DATABASE = click.option(
    "--db",
    "database",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The archive's SQLite file.",
)

_TEXT = click.option(
    "--text/--no-text",
    default=True,
    help="Read the prose, or leave out claims, targets and tags, which is much quicker.",
)


def _examples(text: str) -> str:
    r"""Keep the lines of the examples in `--help` as they are (click's \b mark)."""
    return f"\b\nExamples:\n{text}"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="esfarkiv")
def main() -> None:
    """Archive Swedish European Social Fund projects, every figure traced to its place on a page.

    Exit codes: 0 all went well, 1 some file was not read or recognised (the rest was done), 2 nothing was done.
    """


main.add_command(scrape_command)


@main.command(
    "parse",
    epilog=_examples(
        "  esfarkiv parse page.html\n  esfarkiv parse --trace page.txt\n  esfarkiv parse --explain page.txt"
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--trace", is_flag=True, help="Print {text, spans}: what every character of each page was taken for.")
@click.option("--explain", is_flag=True, help="Say which layout each page is of and why, and what the others lack.")
@click.option("--url", help="The address the page was seen at (one file only).")
@_TEXT
def parse_command(files: tuple[str, ...], trace: bool, explain: bool, url: str | None, text: bool) -> None:
    """Print the record of each project in FILES, as JSON Lines. `-` reads standard input.

    The record holds the contact person; nothing published does.
    """
    if url and len(files) > 1:
        raise click.UsageError("--url goes with one file")
    failures = 0
    for name in files:
        content = _content(name)
        page = None if content is None else read_page(content[0], url or content[1])
        failures += page is None or page.verdict is not None
        if content is not None and page is not None:
            if explain:
                _print_explanation(name, page, content[0])
            else:
                _print_page(name, page, trace, text=text)
    sys.exit(FAILED if failures else 0)


def _content(name: str) -> tuple[bytes, str | None] | None:
    """A page's bytes and its address where known; None, and a line that says why, when it cannot be read."""
    if name == "-":
        return sys.stdin.buffer.read(), None
    try:
        page = page_file(name)
        return page.read(), page.url
    except InputError as error:
        click.echo(str(error), err=True)
        return None


def _print_explanation(name: str, page: Page, content: bytes) -> None:
    chosen = page.projects[0].layout if page.projects else page.verdict
    click.echo(f"{name}: {chosen}")
    for recognition in explain_page(content):
        click.echo(f"  {recognition.layout}, score {recognition.score:.2f}: {recognition.why}")
        if recognition.lacking:
            click.echo(f"    lacks {', '.join(recognition.lacking)}")


def _print_page(name: str, page: Page, trace: bool, *, text: bool) -> None:
    if page.verdict:
        click.echo(f"{name}: {page.verdict}", err=True)
    if trace:
        click.echo(msgspec.json.encode({"text": page.text, "spans": page.spans}))
        return
    if text:
        understand_page(page)
    for project in page.projects:
        project.source = name
        click.echo(msgspec.json.encode(project))


@main.command(
    "build", epilog=_examples("  esfarkiv build --db esf.db pages/\n  esfarkiv build --db esf.db a.html kohesio.csv")
)
@_DATABASE
@click.argument("inputs", nargs=-1, required=True, type=click.Path())
@_TEXT
@click.option(
    "--processes",
    default=os.cpu_count() or 1,
    show_default="one per processor",
    type=click.IntRange(1),
    help="How many processes read prose.",
)
@click.option(
    "--model",
    type=click.Path(path_type=Path, file_okay=False),
    help="A model made by `esfarkiv train`, to infer the sections of prose without headings.",
)
@click.option("--pipeline", help="The installed spaCy pipeline to read prose with, such as sv_core_news_sm.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def build_command(database: Path, inputs: tuple[str, ...], quiet: bool, **how: Any) -> None:
    """Read pages and registers (files and folders) into the archive.

    Page stores and web archives (WARC, WACZ, WET) are read too. Pages read before are skipped. The old archive stays in
    use until the new one is whole. A .csv file is a register (Kohesio, ESF-rådet's export), known by its headings. A
    folder may hold an addresses.csv with the columns file, url and captured_at. Contact persons go to a private file
    beside the archive.
    """
    pages, missing = _find(inputs)
    try:
        with _progress(len(pages), quiet) as progress:
            report = build(database, pages, lambda: progress.advance(progress.task_ids[0]), ParsingOptions(**how))
    except (DatabaseError, BuildError, ModelError) as error:
        _refuse(str(error))
    except (sqlite3.Error, OSError) as error:
        _refuse(f"{database}: the build was given up ({error}); the old archive is as it was")
    for failure in (*missing, *report.failures):
        click.echo(failure, err=True)
    for register in report.registers:
        click.echo(register)
    click.echo(_summary(database, report))
    sys.exit(FAILED if missing or report.failures else 0)


def _find(names: tuple[str, ...]) -> tuple[list[Input], list[str]]:
    pages: list[Input] = []
    missing: list[str] = []
    for name in names:
        try:
            pages += find_inputs([name])
        except InputError as error:
            missing.append(str(error))
    if not pages:
        _refuse("\n".join(missing))
    return pages, missing


@contextmanager
def _progress(pages: int, quiet: bool) -> Iterator[Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as progress:
        progress.add_task("Reading pages", total=pages)
        yield progress


def _summary(database: Path, report: BuildReport) -> str:
    pages = f"{_count(report.pages, 'page')} read ({report.added} new, {report.unchanged} unchanged)"
    problems = f"{len(report.failures)} not recognised, {_count(report.issues, 'issue')}"
    return f"{database}: {_count(report.projects, 'project')}; {pages}, {problems}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


@main.command("serve", epilog=_examples("  esfarkiv serve --db esf.db\n  esfarkiv serve --db esf.db --port 8080"))
@_DATABASE
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free port.")
@click.option("--notice", default="", help="A line shown at the top of every page.")
def serve_command(database: Path, host: str, port: int, notice: str) -> None:
    """Serve the archive as a web site with Datasette, and print its address. Stop it with Ctrl-C."""
    try:
        site = make_site(database, notice)
        serve(site, host, port, lambda address: click.echo(f"ESF-arkivet: {address}  (Ctrl-C stops it)"))
    except (DatabaseError, OSError) as error:
        _refuse(str(error))


@main.command(
    "search",
    epilog=_examples("  esfarkiv search --db esf.db långtidsarbetslösa\n  esfarkiv search --db esf.db malmo --json"),
)
@_DATABASE
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of {project_id, title, score, snippet, why}.")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000), help="Projects shown at the most."
)
def search_command(database: Path, query: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Find projects by the words of QUERY, best first.

    Every word must match, whole or as a beginning. å, ä, ö typed are exact; typed without, they match both. Words in
    double quotes must stand in that order. Nothing found is no error.
    """
    with _reading(database) as connection:
        hits = searching.search(connection, " ".join(query).encode("utf-8", "replace").decode(), limit)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(hits), indent=2))
        return
    console = Console(highlight=False)
    for hit in hits:
        snippet = hit.snippet.replace("<mark>", "\0").replace("</mark>", "\1").replace("[", r"\[")
        console.print(f"[bold]{(hit.title or '').replace('[', chr(92) + '[')}[/bold]  {hit.project_id}  ({hit.why})")
        console.print("  " + snippet.replace("\0", "[reverse]").replace("\1", "[/reverse]"))
    click.echo(_count(len(hits), "project") if hits else "Nothing found.", err=True)


@main.command(
    "export",
    epilog=_examples("  esfarkiv export --db esf.db --to csv/\n  esfarkiv export --db esf.db --to excel/ --excel"),
)
@_DATABASE
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to write."
)
@click.option("--excel", is_flag=True, help="For Swedish Excel: byte order mark, semicolons, decimal commas.")
def export_command(database: Path, folder: Path, excel: bool) -> None:
    """Write one complete CSV file per table and view, with the dictionary (datapackage.json) beside them."""
    with _reading(database) as connection:
        try:
            for name, rows in export(connection, folder, excel=excel):
                click.echo(f"{folder / name}: {rows} rows")
        except OSError as error:
            _refuse(f"{folder}: cannot be written ({error.strerror}); choose a folder you may write to")


@contextmanager
def _reading(database: Path) -> Iterator[sqlite3.Connection]:
    try:
        check_archive(database)
    except DatabaseError as error:
        _refuse(str(error))
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def _refuse(message: str) -> NoReturn:
    *before, reason = message.split("\n")
    click.echo("\n".join([*before, f"Error: {reason}"]), err=True)
    sys.exit(UNUSABLE)


main.add_command(train_command)

if __name__ == "__main__":
    main()
