"""Links to the files of a table page or a query."""

from archive.exporting.file_formats import FILE_FORMATS

WHOLE_FILES = {name: known.title for name, known in FILE_FORMATS.items() if name == known.ending}
"""The files that any table and any query has, by ending, with what they are called."""


def with_ending(address: str, ending: str) -> str:
    """Datasette's address of a CSV with another ending."""
    path, question, parameters = address.partition("?")
    return f"{path.removesuffix('.csv')}.{ending}{question}{parameters}"


def file_size(size: int) -> str:
    """A size in bytes as `512 byte`, `14 kB`, `1,5 MB`."""
    if size < 1_000:
        return f"{size}\u00a0byte"
    if size < 1_000_000:
        return f"{round(size / 1_000)}\u00a0kB"
    return f"{size / 1_000_000:.1f}".replace(".", ",") + "\u00a0MB"
