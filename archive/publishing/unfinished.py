"""A publication that ended on its way into a folder: a note there tells its files, by digest and name, from others."""

import os
from pathlib import Path

from archive.exporting.written_file import digest_of

NOTE = ".unfinished-publication"
"""The name of the note; its lines are those of `sha256sum`."""


def begin_moving(new: Path, folder: Path) -> None:
    """Notes which files are about to be moved into the folder; what earlier publications noted there stays noted."""
    lines = _noted(folder) | {_line(made) for made in new.iterdir() if _is_plain(made)}
    (new / NOTE).write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")
    os.replace(new / NOTE, folder / NOTE)


def end_moving(folder: Path) -> None:
    """Removes the note: the publication is whole."""
    (folder / NOTE).unlink(missing_ok=True)


def is_unfinished(folder: Path) -> bool:
    """Whether a publication has begun to move its files into the folder and did not end."""
    return bool(_noted(folder))


def is_moved_file(file: Path) -> bool:
    """Whether a file is one that such a publication has moved, and is as it was."""
    noted = _noted(file.parent)
    return bool(noted) and _is_plain(file) and _line(file) in noted


def _is_plain(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def _line(file: Path) -> str:
    return f"{digest_of(file)[1]}  {file.name}"


def _noted(folder: Path) -> set[str]:
    note = folder / NOTE
    return set(note.read_text("utf-8", "replace").splitlines()) if _is_plain(note) else set()
