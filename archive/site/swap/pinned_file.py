"""A database file that can be opened again and again, though another file may take its place meanwhile."""

import os
import shutil
import tempfile
from pathlib import Path

import msgspec

Identity = tuple[int, int, int, int]
"""Device, inode, size and time of the last change in nanoseconds: another file, or a changed one, differs."""


class PinnedFile(msgspec.Struct, frozen=True):
    """A file under a name that nobody replaces; `folder` was made for it and goes with `release`."""

    path: Path
    identity: Identity
    folder: Path | None = None

    def release(self) -> None:
        """Removes the name that was made; the file itself stays where it has others."""
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def identity_of(path: Path) -> Identity | None:
    """Which file is at the path now; None if there is none."""
    try:
        return _identity(os.stat(path))
    except OSError:
        return None


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
    folder = Path(tempfile.mkdtemp(".serving", f".{path.name}.{os.getpid()}-", path.parent))
    name = folder / path.name
    try:
        os.link(path, name)
        return PinnedFile(name, _identity(os.stat(name)), folder)
    except OSError:
        folder.rmdir()
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
    """Removes the names of servers that were killed."""
    for folder in path.parent.glob(f".{path.name}.*-*.serving"):
        process = folder.name.removeprefix(f".{path.name}.").partition("-")[0]
        if process.isdecimal() and not Path("/proc", process).exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)
