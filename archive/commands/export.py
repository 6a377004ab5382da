"""`esfarkiv export`: writes every table as a CSV file."""

from pathlib import Path

import click

from archive.commands.options import DATABASE_OPTION
from archive.commands.output import examples, refuse, refusing
from archive.database import DatabaseError, open_archive
from archive.export import export


@click.command(
    "export",
    epilog=examples("  esfarkiv export --db esf.db --to csv/\n  esfarkiv export --db esf.db --to excel/ --excel"),
)
@DATABASE_OPTION
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to write."
)
@click.option("--excel", is_flag=True, help="For Swedish Excel: byte order mark, semicolons, decimal commas.")
def export_command(database: Path, folder: Path, excel: bool) -> None:
    """Write one complete CSV file per table, with the dictionary (datapackage.json) beside them."""
    with refusing(DatabaseError), open_archive(database) as connection:
        try:
            for name, rows in export(connection, folder, excel=excel):
                click.echo(f"{folder / name}: {rows} rows")
        except OSError as error:
            refuse(f"{folder}: cannot be written ({error.strerror}); choose a folder you may write to")
