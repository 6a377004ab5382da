"""`esfarkiv search`: finds projects by words, for the terminal or as JSON."""

from pathlib import Path

import click
from rich.console import Console

from archive.commands.options import DATABASE_OPTION
from archive.commands.output import counted, examples, print_json, refusing
from archive.database import DatabaseError, open_archive
from archive.search import Hit, search


@click.command(
    "search",
    epilog=examples("  esfarkiv search --db esf.db långtidsarbetslösa\n  esfarkiv search --db esf.db malmo --json"),
)
@DATABASE_OPTION
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of {project_id, title, score, snippet, why}.")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000), help="Maximum projects to show."
)
def search_command(database: Path, query: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Find projects by the words of QUERY, best first.

    Every word must match, as a whole word or a prefix. å, ä, ö match exactly; a and o match them too. Words in double
    quotes must occur in that order. Finding nothing is not an error.
    """
    with refusing(DatabaseError), open_archive(database) as connection:
        hits = search(connection, " ".join(query).encode("utf-8", "replace").decode(), limit)
    if as_json:
        print_json(hits)
        return
    _print_hits(hits)


def _print_hits(hits: list[Hit]) -> None:
    console = Console(highlight=False)
    for hit in hits:
        snippet = hit.snippet.replace("<mark>", "\0").replace("</mark>", "\1").replace("[", r"\[")
        console.print(f"[bold]{(hit.title or '').replace('[', chr(92) + '[')}[/bold]  {hit.project_id}  ({hit.why})")
        console.print("  " + snippet.replace("\0", "[reverse]").replace("\1", "[/reverse]"))
    click.echo(counted(len(hits), "project") if hits else "Nothing found.", err=True)
