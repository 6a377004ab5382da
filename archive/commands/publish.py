"""`esfarkiv publish`: makes a folder that runs the site anywhere."""

from pathlib import Path

import click

from archive.commands.ending import end_as_errors_do
from archive.commands.options import DATABASE_OPTION, FolderPath
from archive.commands.output import counted, examples, refuse, refusing
from archive.commands.publisher_options import publisher_told, with_publisher
from archive.database import DatabaseError
from archive.publishing.release import publish
from archive.publishing.trial_run import TrialError
from archive.site.downloads.publisher import PublisherError


@click.command("publish", epilog=examples("  esfarkiv publish --db esf.db --to site/"))
@DATABASE_OPTION
@click.option(
    "--to",
    "folder",
    type=FolderPath(),
    required=True,
    help="The folder: a new or empty one, or one that was published before.",
)
@with_publisher
def publish_command(  # noqa: PLR0913, PLR0917 (a switch each)
    database: Path, folder: Path, publisher_name: str, publisher_orgnr: str, contact: str, licence: str
) -> None:
    """Publish the archive as a folder that runs on any machine with Python.

    The folder holds the public database, all files of /hamta, the program as a wheel, pinned requirements, start.sh, a
    systemd unit, a Containerfile and a proxy's configuration. Its site is started and asked a list of addresses before
    anything is changed. Publishing into the folder of a running site shows it the new archive without a dropped
    request.
    """
    end_as_errors_do()
    with refusing(DatabaseError, TrialError, PublisherError):
        publisher = publisher_told(publisher_name, publisher_orgnr, contact, licence)
        try:
            done = publish(database, folder, publisher)
        except OSError as error:
            reason = error.strerror or error
            refuse(f"{folder}: cannot be published into ({reason}); choose one with room that you may write to")
    answers = counted(done.addresses, "right answer")
    for old in done.left:
        click.echo(f"{old}: an old version that could not be removed; remove it by hand", err=True)
    click.echo(f"{folder}: version {done.version}, {answers}; start it with {folder / 'start.sh'}")
