"""The files of /hamta, made once for each version of the archive's file, in a process beside the server.

Run as a program, it makes them: `python -m archive.site.downloads.download_cache DATABASE CACHE`.
"""

import asyncio
import fcntl
import hashlib
import importlib.metadata
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from archive.exporting.downloads import make_downloads, read_downloads

_MAKING = ".making"
_TEMPORARY = "esfarkiv-"
"""What the name of the folder among temporary files begins with; its end is the number of the user."""


class DownloadsFailed(Exception):
    """The files could not be made; the message is what the process said."""


def version_folder(database: Path) -> Path:
    """The folder for the files of a database as it is now; a database put in its place has another."""
    found = database.stat()
    marks = [found.st_ino, found.st_size, found.st_mtime_ns, importlib.metadata.version("esfarkiv")]
    return _cache(database) / hashlib.sha256(str(marks).encode()).hexdigest()[:24]


def _cache(database: Path) -> Path:
    """A folder beside the database; where none can be written, one among temporary files, for this user alone."""
    beside = database.with_name(f"{database.name}.hamta")
    if os.access(beside if beside.exists() else database.parent, os.W_OK):
        return beside
    name = hashlib.sha256(str(database.resolve()).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"{_TEMPORARY}{os.getuid()}" / name


class DownloadMaker:
    """Makes the files of databases, each version once however many ask at the same time."""

    def __init__(self) -> None:
        self._running: dict[Path, asyncio.Task[None]] = {}

    async def folder(self, database: Path, seconds: float) -> Path | None:
        """The folder with the files; None if they are not ready within so many seconds, and are still being made.

        Raises DownloadsFailed if they cannot be made.
        """
        folder = version_folder(database)
        if read_downloads(folder):
            return folder
        task = self._running.get(folder)
        if task is None or task.get_loop() is not asyncio.get_running_loop():
            task = self._running[folder] = asyncio.create_task(_make(database, folder))
            task.add_done_callback(lambda _: self._running.pop(folder, None))
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(task), seconds)
        return folder if read_downloads(folder) else None


async def _make(database: Path, folder: Path) -> None:
    paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
    command = [sys.executable, "-P", "-m", __spec__.name, str(database), str(folder)]
    process = await asyncio.create_subprocess_exec(
        *command, stderr=asyncio.subprocess.PIPE, env=os.environ | {"PYTHONPATH": paths}
    )
    _, said = await process.communicate()
    if process.returncode:
        raise DownloadsFailed(said.decode(errors="replace").strip().rpartition("\n")[2])


def make_version(database: Path, folder: Path) -> None:
    """Makes the files of a version, unless another process has; the folder appears when all are whole.

    The files of older versions are removed then. Nothing is kept where the database is another one at the end.
    """
    cache = _own(folder.parent)
    with (cache / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if read_downloads(folder):
            return
        working = cache / _MAKING
        shutil.rmtree(working, ignore_errors=True)
        make_downloads(database, working)
        if version_folder(database) != folder:  # replaced meanwhile: these files may be of either
            shutil.rmtree(working)
            return
        working.rename(folder)
        for old in cache.iterdir():
            if old.is_dir() and old != folder:
                shutil.rmtree(old, ignore_errors=True)


def _own(cache: Path) -> Path:
    """The folder, made if it is not there; raises PermissionError for one that is another user's."""
    for folder in (cache.parent, cache):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    owner = cache.parent if cache.parent.name.startswith(_TEMPORARY) else cache
    if owner.stat().st_uid != os.getuid():
        raise PermissionError(f"{owner}: is another user's folder")
    return cache


if __name__ == "__main__":
    os.nice(10)
    make_version(Path(sys.argv[1]), Path(sys.argv[2]))
