"""What a file tells of its data: up to which day, in which version, under which licence, from which source."""

from archive.exporting.data_version import DataVersion
from archive.exporting.licence import SOURCE, Licence


def data_notes(version: DataVersion, licence: Licence) -> list[str]:
    """Swedish sentences, one a line, for every file that has room for them."""
    return [
        "Uppgifterna är lästa ur Svenska ESF-rådets projektbank och andra offentliga källor, "
        f"till och med {version.newest or 'okänd dag'}.",
        f"Dataversion {version.name}.",
        f"Sammanställningen får användas enligt {licence.said}",
        f"Källan är {SOURCE}.",
    ]
