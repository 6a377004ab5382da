"""Which files of /hamta belong to an archive, and where they are: beside it, or among the temporary files."""

import hashlib
import os
import sys
import tempfile
from pathlib import Path

import msgspec

from archive.exporting.data_version import program_version
from archive.exporting.downloads import read_downloads
from archive.exporting.licence import Licence
from archive.site.swap.pinned_file import original_of

_TEMPORARY = "esfarkiv-"
"""What the name of the folder among temporary files begins with; its end is the number of the user."""


class DownloadVersion(msgspec.Struct, frozen=True):
    """The files of a database with this SHA-256 (hexadecimal digits), as this program writes them under a licence."""

    database: Path
    digest: str
    licence: Licence

    @property
    def beside(self) -> Path:
        """The folder beside the database; of the same name wherever the two are copied to."""
        original = original_of(self.database)
        return original.with_name(f"{original.name}.hamta") / self._key

    @property
    def folder(self) -> Path:
        """The folder beside the database, if it has the files or they can be written there; else one of this user's."""
        cache = self.beside.parent
        if read_downloads(self.beside) or os.access(cache if cache.exists() else cache.parent, os.W_OK):
            return self.beside
        name = hashlib.sha256(str(original_of(self.database).resolve()).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"{_TEMPORARY}{_user()}" / name / self._key

    @property
    def _key(self) -> str:
        marks = [self.digest, program_version(), self.licence.address]
        return hashlib.sha256(str(marks).encode()).hexdigest()[:24]


def _user() -> int:
    """The number of this process's user; 0 where users have none, as `st_uid` has it there."""
    return os.getuid() if sys.platform != "win32" else 0


def own_cache(cache: Path) -> Path:
    """The folder of versions, made if it is not there; raises PermissionError for one that is another user's."""
    for folder in (cache.parent, cache):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    owner = cache.parent if cache.parent.name.startswith(_TEMPORARY) else cache
    if owner.stat().st_uid != _user():
        raise PermissionError(f"{owner}: is another user's folder")
    return cache
