"""What every file of the site tells of its data."""

from datasette.app import Datasette

from archive.exporting.data_notes import data_notes
from archive.site.archive_facts import archive_facts
from archive.site.downloads.publisher import publisher_of


async def notes_of_files(datasette: Datasette) -> list[str]:
    """Day, version, licence and source of the archive that is shown, one a line."""
    return data_notes((await archive_facts(datasette)).data, publisher_of(datasette).terms)
