"""`esfarkiv search`: finds projects by words, for the terminal or as JSON."""

from pathlib import Path

import click

from archive.commands.options import DATABASE_OPTION
from archive.commands.output import counted, examples, print_json, refusing
from archive.database import DatabaseError, open_archive
from archive.searching.missing_words import LeftOut, left_out
from archive.searching.search import Found, Hit, search


@click.command(
    "search",
    epilog=examples("  esfarkiv search --db esf.db långtidsarbetslösa\n  esfarkiv search --db esf.db malmo --json"),
)
@DATABASE_OPTION
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list: facts of the project, score, snippet, why.")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000), help="Maximum projects to show."
)
def search_command(database: Path, query: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Find projects by the words of QUERY, best first.

    Every word must occur, in any form of it or in a compound. å, ä, ö match exactly; a and o match them too. Words in
    double quotes must stand so; ord* is a beginning; OR means either; -ord must not occur. Put -- before a QUERY that
    begins with a hyphen. Finding nothing is not an error.
    """
    typed = " ".join(query).encode("utf-8", "replace").decode()
    with refusing(DatabaseError), open_archive(database) as connection:
        found = search(connection, typed, limit)
        lacking = [] if found.projects or as_json else left_out(connection, typed)
    if as_json:
        print_json([hit.printed() for hit in found.hits])
    elif found.hits:
        _print_hits(found)
    else:
        _print_nothing(lacking)


def _print_hits(found: Found) -> None:
    from rich.console import Console  # noqa: PLC0415  half of what this command would take to start

    console = Console(highlight=False)
    for hit in found.hits:
        snippet = hit.snippet.replace("<mark>", "\0").replace("</mark>", "\1").replace("[", r"\[")
        console.print(f"[bold]{_escaped(hit.title or '')}[/bold]  {hit.project_id}  {_escaped(_reason(hit))}")
        console.print("  " + _escaped(_facts(hit)))
        console.print("  " + snippet.replace("\0", "[reverse]").replace("\1", "[/reverse]"))
    shown = "" if len(found.hits) == found.projects else f", the best {len(found.hits)} shown"
    click.echo(counted(found.projects, "project") + shown, err=True)


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")


def _facts(hit: Hit) -> str:
    support = f"{hit.esf_support_sek:,} kr".replace(",", " ") if hit.esf_support_sek is not None else None
    return ", ".join(fact for fact in (hit.region, hit.programme_period, hit.owner, support) if fact)


def _reason(hit: Hit) -> str:
    return f"({hit.why}: {', '.join(hit.forms)})"


def _print_nothing(lacking: list[LeftOut]) -> None:
    click.echo("Nothing found.", err=True)
    for part in lacking:
        no_such = " is not in the archive" if part.is_missing else ""
        similar = f", similar: {', '.join(part.suggested)}" if part.suggested else ""
        rest = f"; without it {counted(part.projects, 'project')}" if part.projects else ""
        click.echo(f"  {part.typed}{no_such}{similar}{rest}", err=True)
