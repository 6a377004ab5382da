"""The version of the code that reads, masks and joins: what an older one did is done anew."""

import functools
import hashlib
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from archive.building.parsing.parsing_options import ParsingOptions


def parser_version(options: ParsingOptions) -> str:
    """The release, a digest of the code that parses and masks a page, and the options for its prose."""
    return f"{version('esfarkiv')}+{digest_of('parser', 'schema', 'archive.privacy')[:12]}{options.described}"


@functools.cache
def digest_of(*packages: str) -> str:
    """A digest of the code that this process began with."""
    digest = hashlib.sha256()
    for package in packages:
        for file in sorted(Path(str(files(package))).rglob("*")):
            if file.suffix in (".py", ".xslt", ".toml", ".csv"):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def settling_version() -> int:
    """A number that changes with the code of the whole archive, for SQLite's `application_id`."""
    return int(digest_of("archive")[:7], 16)
