"""`esfarkiv parse`: prints the record of each project on a page, without an archive."""

import sys

import click

from archive.commands.options import TEXT_OPTION
from archive.commands.output import FAILED, examples, json_line, refuse, tell
from parser import Page, explain_page, read_page, understand_page
from parser import explain_text as explain_prose
from scraper.address_rows import is_address
from scraper.files import page_file
from scraper.input import InputError
from scraper.store.responses.message import READ_LIMIT
from scraper.store.responses.register_headings import has_register_headings


@click.command(
    "parse",
    epilog=examples(
        "  esfarkiv parse page.html\n  esfarkiv parse --trace page.txt\n  esfarkiv parse --explain page.txt\n"
        "  esfarkiv parse --explain-text page.txt"
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--trace", is_flag=True, help="Print {text, spans}: what every character of each page was taken for.")
@click.option("--explain", is_flag=True, help="Say which layout each page is of and why, and what the others lack.")
@click.option(
    "--explain-text", is_flag=True, help="Say what each number in the prose was taken for, how sure, and why."
)
@click.option("--url", help="The address the page was seen at (one file only).")
@TEXT_OPTION
def parse_command(files: tuple[str, ...], url: str | None, text: bool, **how: bool) -> None:
    """Print the record of each project in FILES, as JSON Lines. `-` reads standard input.

    The record holds the contact person; nothing published does.
    """
    if url and len(files) > 1:
        raise click.UsageError("--url goes with one file")
    if url and not is_address(url):
        raise click.UsageError("--url expects the address of a page, such as https://www.esf.se/projekt")
    failures = 0
    for name in files:
        content = _content(name)
        shown = click.format_filename(name)
        page = None if content is None else _read(content[0], url or content[1])
        failures += page is None or page.verdict is not None
        if content is not None and page is not None:
            if how["explain"]:
                _print_explanation(shown, page, content[0])
            elif how["explain_text"]:
                _print_evidence(shown, page)
            else:
                _print_page(shown, page, how["trace"], text=text)
    sys.exit(FAILED if failures else 0)


def _content(name: str) -> tuple[bytes, str | None] | None:
    """A page's bytes and its address if known; None, after printing the reason, if it cannot be read."""
    if name == "-" and sys.stdin is None:
        refuse("-: standard input is closed; name a file, or send a page through a pipe")
    if name == "-":
        content = sys.stdin.buffer.read(READ_LIMIT + 1)
        if len(content) > READ_LIMIT:
            refuse(f"-: above {READ_LIMIT} bytes, which no page is")
        return content, None
    try:
        *row_problems, page = page_file(name)
        for problem in row_problems:
            tell(f"{problem.source}: {problem.problem}", err=True)
        return page.read(), page.url
    except InputError as error:
        tell(click.format_filename(str(error)), err=True)
        return None


def _read(content: bytes, url: str | None) -> Page:
    """The page; the text of a register might be taken for that of a project."""
    page = read_page(content, url)
    if has_register_headings(content):
        page.projects, page.verdict = [], "a register, no page; read it with: esfarkiv build"
    return page


def _print_explanation(name: str, page: Page, content: bytes) -> None:
    chosen = page.projects[0].layout if page.projects else page.verdict
    tell(f"{name}: {chosen}")
    for recognition in explain_page(content):
        tell(f"  {recognition.layout}, score {recognition.score:.2f}: {recognition.why}")
        if recognition.lacking:
            tell(f"    lacks {', '.join(recognition.lacking)}")


def _print_evidence(name: str, page: Page) -> None:
    lines = explain_prose(page)
    tell(f"{name}: {page.verdict or ('no number in its prose' if not lines else 'what its numbers are')}")
    tell("\n".join(f"  {line}" for line in lines))


def _print_page(name: str, page: Page, trace: bool, *, text: bool) -> None:
    if page.verdict:
        tell(f"{name}: {page.verdict}", err=True)
    if trace:
        click.echo(json_line({"text": page.text, "spans": page.spans}))
        return
    if text:
        understand_page(page)
    for project in page.projects:
        project.source = name
        click.echo(json_line(project))
