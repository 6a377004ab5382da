"""Options that several commands share."""

from pathlib import Path

import click

DATABASE_OPTION = click.option(
    "--db",
    "database",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The archive's SQLite file.",
)
TEXT_OPTION = click.option(
    "--text/--no-text",
    default=True,
    help="Read the prose, or leave out claims, targets and tags, which is much quicker.",
)
