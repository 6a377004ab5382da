"""The folder that a site is published into: what may be published into it, and what is changed and removed there."""

import filecmp
import os
import re
import shutil
from pathlib import Path

from archive.database import DatabaseError
from archive.publishing.unfinished import NOTE, begin_moving, end_moving, is_moved_file, is_unfinished

DATABASE_LINK = "esf.db"
VERSIONS_FOLDER = "versions"
_VERSION = re.compile("[0-9a-f]{12}")
MADE_BESIDE = ".publishing-"
"""The beginning of the name of the folder in which a publication is made."""
_LEFT_OVER = (f".{DATABASE_LINK}.lock", MADE_BESIDE, NOTE)
"""Beginnings of what a publication that was killed has left, and of the lock of one that runs."""
_KEPT = 2
"""Versions that stay: the one that is served, and the one before it, from which requests may still be answered."""


def check_folder(folder: Path, database: Path) -> None:
    """Raises DatabaseError for a folder that holds anything else than a publication, or the archive to be published.

    A first publication that was killed midway is one, too: the next one takes its place.
    """
    if not os.path.realpath(folder).isprintable():
        raise DatabaseError(f"{folder}: its path has characters that no systemd unit can have; choose another folder")
    link = folder / DATABASE_LINK
    if link.exists() and database.exists() and link.samefile(database):
        raise DatabaseError(f"{folder}: {DATABASE_LINK} in it is the archive to be published; choose another folder")
    if served_version(folder) or not folder.is_dir():
        return
    others = sorted(one.name for one in folder.iterdir() if not _is_left_over(one))
    if others:
        why = f"is no published folder, and not empty ({others[0]})"
        raise DatabaseError(f"{folder}: {why}; choose a new folder or one that was published before")


def _is_left_over(one: Path) -> bool:
    """Whether a publication that was killed has left it; whatever else lies there is somebody's own."""
    if one.name == VERSIONS_FOLDER:
        return is_unfinished(one.parent) and one.is_dir() and all(map(_is_version, one.iterdir()))
    return one.name.startswith(_LEFT_OVER) or is_moved_file(one)


def remove_made_beside(folder: Path) -> None:
    """Removes what killed publications were making; only while no other one runs."""
    for left in folder.glob(f"{MADE_BESIDE}*"):
        shutil.rmtree(left, ignore_errors=True)


def served_version(folder: Path) -> str | None:
    """The version that the folder's link leads to; None for a folder that nothing was published into."""
    link = folder / DATABASE_LINK
    parts = Path(os.readlink(link)).parts if link.is_symlink() else ()
    is_ours = len(parts) == 3 and parts[::2] == (VERSIONS_FOLDER, DATABASE_LINK) and _VERSION.fullmatch(parts[1])
    return parts[1] if is_ours else None


def put_in_place(new: Path, folder: Path, version: str) -> list[Path]:
    """Moves everything; the name that leads to the database last, so that a server finds all that belongs to it.

    Gives the old versions that could not be removed afterwards. Raises DatabaseError before anything is changed where
    a folder has the name of a file to be written, OSError where moving fails.
    """
    _check_names(new, folder)
    begin_moving(new, folder)
    _move_version(new / VERSIONS_FOLDER / version, folder / VERSIONS_FOLDER / version)
    for wheel in folder.glob("esfarkiv-*.whl"):
        if not (new / wheel.name).exists():
            wheel.unlink()
    for made in sorted(new.iterdir()):
        if made.name not in (VERSIONS_FOLDER, DATABASE_LINK):
            os.replace(made, folder / made.name)
    before = served_version(folder)
    os.replace(new / DATABASE_LINK, folder / DATABASE_LINK)
    end_moving(folder)
    return _remove_old(folder / VERSIONS_FOLDER, version, before)


def _check_names(new: Path, folder: Path) -> None:
    for made in new.iterdir():
        if made.name != VERSIONS_FOLDER and (folder / made.name).is_dir():
            raise DatabaseError(f"{folder / made.name}: is a folder, and a file of this name is to be written; move it")


def _move_version(made: Path, stay: Path) -> None:
    """Moves the files that were tried; of those that are there from before, the ones that are not the same."""
    for path in sorted(one for one in made.rglob("*") if one.is_file()):
        place = stay / path.relative_to(made)
        place.parent.mkdir(parents=True, exist_ok=True)
        if not (place.is_file() and filecmp.cmp(path, place, shallow=False)):
            path.replace(place)


def _remove_old(versions: Path, version: str, before: str | None) -> list[Path]:
    """Removes versions that no server shows any more, and nothing else; gives those that cannot be removed.

    Where none was served before, others are of publications that were killed.
    """
    others = [one for one in versions.iterdir() if one.name not in (version, before) and _is_version(one)]
    others.sort(key=lambda one: one.stat().st_mtime_ns, reverse=True)
    old = others[_KEPT - 1 :] if version == before else others
    for one in old:
        shutil.rmtree(one, ignore_errors=True)
    return [one for one in old if one.exists()]


def _is_version(place: Path) -> bool:
    is_named_so = _VERSION.fullmatch(place.name) is not None and place.is_dir() and not place.is_symlink()
    return is_named_so and all(one.name.startswith(DATABASE_LINK) for one in place.iterdir())
