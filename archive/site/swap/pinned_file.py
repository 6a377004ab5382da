"""A database file that can be opened again and again, though another file may take its place meanwhile."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

Identity = tuple[int, int, int, int]
"""Device, inode, size and time of the last change in nanoseconds: another file, or a changed one, differs."""
_LOCK = "in-use"
_SERVING = ".serving"
"""The end of the name of a folder that holds a second name."""


class PinnedFile(msgspec.Struct, frozen=True):
    """A file under a name that nobody replaces.

    `folder` was made for it and goes with `release`; `lock` says so to other servers.
    """

    path: Path
    identity: Identity
    folder: Path | None = None
    lock: FileLock | None = None

    def release(self) -> None:
        """Removes the name that was made, once; the file itself stays where it has others."""
        if self.folder and self.folder.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            if self.lock is not None:
                self.lock.release()


def identity_of(path: Path) -> Identity | None:
    """Which file is at the path now; None if there is none."""
    try:
        return _identity(os.stat(path))
    except OSError:
        return None


def original_of(path: Path) -> Path:
    """The path of the file whose second name this is; the path itself if it is none."""
    folder = path.parent
    is_second = folder.name.startswith(f".{path.name}.") and folder.name.endswith(_SERVING)
    return folder.with_name(path.name) if is_second else path


def pin(path: Path) -> PinnedFile:
    """The file that is at the path now: what a symbolic link leads to, else a second name for it, else a copy.

    A symbolic link is changed to lead elsewhere, and what it led to stays. The second name (a hard link) stands in a
    hidden folder beside the file; where the server may write none there, the copy is among the temporary files.
    Raises OSError if the file cannot be read.
    """
    if path.is_symlink():
        target = path.resolve(strict=True)
        return PinnedFile(target, _identity(os.stat(target)))
    _remove_abandoned(path)
    try:
        return _linked(path)
    except OSError:
        return _copied(path)


def _linked(path: Path) -> PinnedFile:
    folder = Path(tempfile.mkdtemp(_SERVING, f".{path.name}.", path.parent))
    name = folder / path.name
    try:
        lock = FileLock(folder / _LOCK, mode=0o600, thread_local=False)
        lock.acquire()
        os.link(path, name)
        return PinnedFile(name, _identity(os.stat(name)), folder, lock)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _copied(path: Path) -> PinnedFile:
    folder = Path(tempfile.mkdtemp(prefix="esfarkiv-serving-"))
    try:
        with path.open("rb") as original, (folder / path.name).open("wb") as copy:
            shutil.copyfileobj(original, copy, 1_000_000)
            return PinnedFile(folder / path.name, _identity(os.fstat(original.fileno())), folder)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _identity(found: os.stat_result) -> Identity:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _remove_abandoned(path: Path) -> None:
    """Removes the names of servers that were killed: the system gave up their locks."""
    for folder in path.parent.glob(f".{path.name}.*{_SERVING}"):
        with suppress(OSError, Timeout), FileLock(folder / _LOCK, blocking=False):
            shutil.rmtree(folder, ignore_errors=True)
