"""`esfarkiv search`: finds projects by words, for the terminal or as JSON."""

import re
from pathlib import Path

import click

from archive.commands.options import DATABASE_OPTION
from archive.commands.output import counted, examples, print_json, refusing, seen, tell
from archive.database import DatabaseError, open_archive
from archive.searching.missing_words import LeftOut, left_out
from archive.searching.query_syntax import parsed
from archive.searching.search import Found, Hit, search

_MARKED = re.compile(r"<mark>(.*?)</mark>")


class _SearchCommand(click.Command):
    """Tells how to write a word that must not occur, where it is taken for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Click's own; raises UsageError."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            told = f"{error.format_message()} Put -- before a word that must not occur: skola -- -praktik"
            raise click.UsageError(told, ctx) from error


@click.command(
    "search",
    cls=_SearchCommand,
    epilog=examples(
        "  esfarkiv search --db esf.db långtidsarbetslösa\n"
        "  esfarkiv search --db esf.db unga OR äldre -- -praktik\n"
        "  esfarkiv search --db esf.db '\"social ekonomi\"'\n"
        "  esfarkiv search --db esf.db malmo --json"
    ),
)
@DATABASE_OPTION
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list: facts of the project, score, snippet, why.")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000), help="Maximum projects to show."
)
def search_command(database: Path, query: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Find projects by the words of QUERY, best first.

    Every word must occur, in any form of it or in a compound; small words such as i and för need not. å, ä, ö match
    exactly; a and o match them too. Words in double quotes must stand so, but most shells take the quotes away: put
    single quotes around them. ord* is a beginning; OR means either; -ord must not occur: put -- before the first of
    these. Register numbers, organisation numbers, amounts and dates are found whole. Finding nothing is not an error.
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
        _print_nothing(typed, lacking)


def _print_hits(found: Found) -> None:
    from rich.console import Console  # noqa: PLC0415  half of what this command would take to start
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False)
    is_piped = not console.file.isatty()  # nothing is wrapped then: a line is what grep finds
    for hit in found.hits:
        title, reason = (seen(hit.title or ""), "bold"), f"({hit.why}: {', '.join(hit.forms)})"
        console.print(Text.assemble(title, f"  {seen(hit.project_id)}  {seen(reason)}"), soft_wrap=is_piped)
        console.print(Text("  " + seen(_facts(hit))), soft_wrap=is_piped)
        pieces = enumerate(_MARKED.split(seen(hit.snippet)))
        snippet = ((piece, "reverse" if at % 2 else "") for at, piece in pieces)
        console.print(Text.assemble("  ", *snippet), soft_wrap=is_piped)
    shown = "" if len(found.hits) == found.projects else f", the best {len(found.hits)} shown"
    click.echo(counted(found.projects, "project") + shown, err=True)


def _facts(hit: Hit) -> str:
    support = f"{hit.esf_support_sek:,} kr".replace(",", " ") if hit.esf_support_sek is not None else None
    return ", ".join(fact for fact in (hit.region, hit.programme_period, hit.owner, support) if fact)


def _print_nothing(typed: str, lacking: list[LeftOut]) -> None:
    has_words = any(not group.negative for group in parsed(typed))
    click.echo("Nothing found." if has_words else "Nothing found: write at least one word that must occur.", err=True)
    for part in lacking:
        said = " is not in the archive" if part.is_missing else " occurs, but not together with the rest"
        said = " excludes what the rest finds" if part.is_negative else said
        apart = f"; its words apart are: {part.apart}" if part.apart else ""
        similar = f", similar: {', '.join(part.suggested)}" if part.suggested else ""
        rest = f"; without it {counted(part.projects, 'project')}" if part.projects else ""
        tell(f"  {part.typed}{said}{apart}{similar}{rest}", err=True)
