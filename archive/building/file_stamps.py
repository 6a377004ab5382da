"""Which bytes a file had when it was read last: one that nobody has touched since need not be read again."""

import os
from pathlib import Path

from sqlite_utils import Database

from scraper.input import Input

_SECOND = 1_000_000_000


class FileStamps:
    """The digest of each input, beside the stamp of its file: its size, its number and when it changed."""

    def __init__(self, private: Database) -> None:
        """Keep them in the private file, which is never published."""
        self._private = private
        self._stamps: dict[Path, str | None] = {}
        columns = {"source": str, "stamp": str, "digest": str}
        private.table("files_read").create(columns, pk="source", if_not_exists=True)

    def digest(self, source: Input) -> str | None:
        """The SHA-256 of an input whose file is as it was when it was read; None where that cannot be told."""
        sql = "select digest from files_read where source = ? and stamp = ?"
        row = self._private.execute(sql, (source.source, self._stamp(source.path))).fetchone()
        return row and str(row[0])

    def note(self, source: Input, digest: str) -> None:
        """Keeps the digest of an input that was read after its file was first asked for in this build."""
        if stamp := self._stamp(source.path):
            sql = "insert or replace into files_read values (?, ?, ?)"
            self._private.execute(sql, (source.source, stamp, digest))

    def _stamp(self, path: Path) -> str | None:
        """The stamp of a file before this build read it."""
        if path not in self._stamps:
            self._stamps[path] = _stamp_of(path)
        return self._stamps[path]


def _stamp_of(path: Path) -> str | None:
    """None where the system does not tell each change from the one before: in whole seconds only, or not at all."""
    try:
        found = path.stat()
    except OSError:
        return None
    if os.name == "nt" or found.st_ctime_ns % _SECOND == 0:
        return None
    return f"{found.st_size} {found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}"
