"""The version of what the site shows: the archive's file, the program and its settings, for ETag."""

import hashlib
import importlib.metadata
from importlib.resources import files
from pathlib import Path

import msgspec
from datasette.app import Datasette

from archive.exporting.data_version import program_version


def archive_path(datasette: Datasette) -> Path:
    """The file of the site's first database that has one; raises OSError if there is none."""
    paths = [database.path for database in datasette.databases.values() if database.path]
    if not paths:
        raise OSError("the site has no database file")
    return Path(paths[0])


def etag(datasette: Datasette) -> bytes | None:
    """A weak ETag for all pages; None if a database may change while the site runs. Reads the whole file once."""
    databases = [database for name, database in datasette.databases.items() if name != "_internal"]
    if not databases or any(database.hash is None for database in databases):
        return None
    digest = hashlib.sha256("".join(database.hash for database in databases).encode())
    digest.update(program_version().encode() + importlib.metadata.version("datasette").encode())
    digest.update(msgspec.json.encode([datasette.settings_dict(), str(datasette.metadata("notice"))]))
    for path in _shown_files():
        digest.update(path.name.encode() + path.read_bytes())
    return f'W/"{digest.hexdigest()[:24]}"'.encode()


def _shown_files() -> list[Path]:
    site = Path(str(files("archive.site")))
    return sorted(path for path in site.rglob("*") if path.is_file() and path.suffix != ".pyc")
