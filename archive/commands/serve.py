"""`esfarkiv serve`: serves the archive as a web site."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from archive.commands.options import DATABASE_OPTION
from archive.commands.output import examples, refusing
from archive.commands.publisher_options import publisher_told, with_publisher
from archive.database import DatabaseError
from archive.site.downloads.publisher import PublisherError
from archive.site.protection.limits import DESCRIBED, chosen, switch
from archive.site.serving.published_path import PublishedPathError, checked_base_url
from archive.site.serving.serve import serve
from archive.site.serving.server import make_site
from archive.site.swap.current_site import CurrentSite


def _with_limits(command: Callable[..., None]) -> Callable[..., None]:
    """Adds a switch for each limit of the server."""
    for name, row in reversed(DESCRIBED.items()):
        command = click.option(
            switch(name), name, default=row.default, show_default=True, type=click.IntRange(1), help=_help(row.en)
        )(command)
    return command


def _help(text: str) -> str:
    return f"Limit: {text}."


@click.command("serve", epilog=examples("  esfarkiv serve --db esf.db\n  esfarkiv serve --db esf.db --port 8080"))
@DATABASE_OPTION
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free port.")
@click.option("--base-url", default="/", help="The path that a proxy publishes the site under: /esf-arkivet/.")
@click.option("--notice", default="", help="A line shown at the top of every page.")
@with_publisher
@_with_limits
def serve_command(  # noqa: PLR0913, PLR0917 (a switch each)
    database: Path,
    host: str,
    port: int,
    base_url: str,
    notice: str,
    publisher_name: str,
    publisher_orgnr: str,
    contact: str,
    licence: str,
    **limits: int,
) -> None:
    """Serve the archive as a web site with Datasette, and print its address. Stop it with Ctrl-C."""
    with refusing(DatabaseError, OSError, PublisherError, PublishedPathError):
        bounds, publisher = chosen(limits), publisher_told(publisher_name, publisher_orgnr, contact, licence)
        base = checked_base_url(base_url)
        make = partial(make_site, notice=notice, limits=bounds, publisher=publisher, base_url=base)
        with suppress(KeyboardInterrupt):
            serve(CurrentSite(database, make), bounds, host, port, lambda address: _announce(f"{address}{base[1:]}"))


def _announce(address: str) -> None:
    click.echo(f"ESF-arkivet: {address}  (Ctrl-C stops it)")
