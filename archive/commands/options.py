"""Options that several commands share."""

from pathlib import Path
from typing import Any

import click


class FolderPath(click.Path):
    """A folder to write to; an empty name, which would be the folder that one stands in, is refused."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The Path of a value as click gives it; fails where it is empty."""
        if value == "":
            self.fail("an empty name is no folder; . is the one that you are in", param, ctx)
        return super().convert(value, param, ctx)


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
