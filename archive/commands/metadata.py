"""`esfarkiv metadata`: the metadata file for a Datasette without esfarkiv."""

import click

from archive.commands.output import examples, print_json
from archive.site.metadata import plain_metadata


@click.command(
    "metadata",
    epilog=examples("  esfarkiv metadata > metadata.json\n  datasette esf.db --metadata metadata.json"),
)
@click.option("--name", default="esf", show_default=True, help="The database's name in Datasette: that of its file.")
def metadata_command(name: str) -> None:
    """Print the metadata file of an archive for Datasette: labels, descriptions, facets and ready queries.

    It is for a Datasette that has no esfarkiv beside it, where the queries that need its functions are left out. With
    esfarkiv installed, `datasette esf.db` needs no such file.
    """
    print_json(plain_metadata(name))
