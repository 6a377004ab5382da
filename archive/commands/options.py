"""Options that several commands share."""

from pathlib import Path

import click

DATABASE = click.option(
    "--db",
    "database",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The archive's SQLite file.",
)
TEXT = click.option(
    "--text/--no-text",
    default=True,
    help="Read the prose, or leave out claims, targets and tags, which is much quicker.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
