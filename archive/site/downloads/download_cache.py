"""The files of /hamta, made once for each archive, in a process beside the server.

Run as a program, it makes them: `python -m archive.site.downloads.download_cache DATABASE SHA256 LICENCE`.
"""

import asyncio
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from archive.exporting.downloads import Downloads, make_downloads, read_downloads
from archive.exporting.export_folder import files_written
from archive.exporting.licence import licence_at
from archive.site.downloads.download_version import DownloadVersion, own_cache

_MAKING = ".making"


class DownloadsFailed(Exception):
    """The files could not be made; the message is what the process said."""


class DownloadMaker:
    """Makes the files of databases, each version once however many ask at the same time."""

    def __init__(self) -> None:
        self._running: dict[Path, asyncio.Task[None]] = {}

    async def files(self, version: DownloadVersion, seconds: float) -> tuple[Path, Downloads] | None:
        """The folder and what is in it; None if it is not ready within so many seconds, and is still being made.

        Raises DownloadsFailed if the files cannot be made.
        """
        folder = version.folder
        if not read_downloads(folder):
            task = self._running.get(folder)
            if task is None or task.get_loop() is not asyncio.get_running_loop():
                task = self._running[folder] = asyncio.create_task(_make(version))
                task.add_done_callback(lambda _: self._running.pop(folder, None))
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(task), seconds)
        made = read_downloads(folder)
        return (folder, made) if made else None


def files_so_far(version: DownloadVersion) -> dict[str, int]:
    """How many tables each format has, while the files of a version are being made."""
    return files_written(version.folder.parent / _MAKING)


async def _make(version: DownloadVersion) -> None:
    paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
    named = (str(version.database), version.digest, version.licence.address)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", __spec__.name, *named),
        stderr=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": paths},
    )
    _, said = await process.communicate()
    if process.returncode:
        raise DownloadsFailed(said.decode(errors="replace").strip().rpartition("\n")[2])


def make_version(version: DownloadVersion) -> None:
    """Makes the files of a version, unless another process has; the folder appears when all are whole.

    The files of older versions are removed then. Raises DownloadsFailed, and keeps nothing, where the database is
    another one at the end.
    """
    folder = version.folder
    cache = own_cache(folder.parent)
    with FileLock(cache / ".lock"):
        if read_downloads(folder):
            return
        working = cache / _MAKING
        shutil.rmtree(working, ignore_errors=True)
        if make_downloads(version.database, working, version.licence).archive.sha256 != version.digest:
            shutil.rmtree(working)
            raise DownloadsFailed(f"{version.database}: was replaced while its files were made")
        working.rename(folder)
        for old in cache.iterdir():
            if old.is_dir() and old != folder:
                shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    if sys.platform != "win32":
        os.nice(10)
    make_version(DownloadVersion(Path(sys.argv[1]), sys.argv[2], licence_at(sys.argv[3])))
