"""A published folder: made beside the old one, tried, and then put in its place, the database last and at once."""

import hashlib
import json
import os
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from string import Template

import msgspec

from archive.building.atomic_replace import build_lock
from archive.database import check_archive
from archive.publishing.pinned_requirements import pinned_requirements
from archive.publishing.trial_run import try_folder
from archive.publishing.wheel_file import write_wheel
from archive.site.metadata import metadata

_DATABASE = "esf.db"
_VERSIONS = "versions"
_KEPT = 2
"""Versions that stay: the one that is served, and the one before it, from which requests may still be answered."""
OF_EACH_VERSION: tuple[Callable[[Path, Path], object], ...] = ()
"""What is made of each new database beside it: called with the database and the version's folder, before the trial."""


class Published(msgspec.Struct):
    """What a publication did: the version that is served, and how many addresses were asked of it."""

    version: str
    addresses: int


def publish(database: Path, folder: Path) -> Published:
    """Publishes the archive into a folder, which is made, or holds an earlier publication and goes on being served.

    Nothing in the folder changes unless its site answers as it must. The private file beside the archive stays where
    it is. Raises DatabaseError if the file is no archive or the folder cannot be written, TrialError, OSError.
    """
    check_archive(database)
    folder.mkdir(parents=True, exist_ok=True)
    with build_lock(folder / _DATABASE):
        new = Path(tempfile.mkdtemp(prefix=".publishing-", dir=folder))
        try:
            version = _make(new, database, folder)
            asked = try_folder(new)
            _put_in_place(new, folder, version)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return Published(version, asked)


def _make(new: Path, database: Path, folder: Path) -> str:
    """Fills the folder `new`; the name of the version, a digest of the database and the program."""
    copy = new / _VERSIONS / "new" / _DATABASE
    copy.parent.mkdir(parents=True)
    shutil.copyfile(database, copy)
    check_archive(copy)
    for make in OF_EACH_VERSION:
        make(copy, copy.parent)
    wheel = write_wheel(new)
    _write_files(new, folder, wheel)
    version = hashlib.sha256(f"{_digest(copy)} {_digest(wheel)}".encode()).hexdigest()[:12]
    copy.parent.rename(copy.parent.with_name(version))
    (new / _DATABASE).symlink_to(Path(_VERSIONS, version, _DATABASE))
    return version


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _write_files(new: Path, folder: Path, wheel: Path) -> None:
    listed = [f"# esfarkiv {_digest(wheel)}", f"./{wheel.name}", *pinned_requirements()]
    (new / "requirements.txt").write_text("\n".join(listed) + "\n", "utf-8")
    (new / "metadata.json").write_text(json.dumps(metadata(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    unit_folder = str(folder.resolve()).replace("%", "%%")
    told = {"unit_folder": unit_folder, "wheel": wheel.name, "python": f"3.{sys.version_info.minor}"}
    texts = tomllib.loads(files("archive.publishing").joinpath("folder_files.toml").read_text("utf-8"))
    for name, text in texts.items():
        (new / name).write_text(text if name == "start.sh" else Template(text).substitute(told), "utf-8")
    (new / "start.sh").chmod(0o755)


def _put_in_place(new: Path, folder: Path, version: str) -> None:
    """Moves everything; the name that leads to the database last, so that a server finds all that belongs to it."""
    stay = folder / _VERSIONS / version
    stay.parent.mkdir(exist_ok=True)
    if not stay.exists():
        (new / _VERSIONS / version).rename(stay)
    for wheel in folder.glob("esfarkiv-*.whl"):
        if not (new / wheel.name).exists():
            wheel.unlink()
    for made in sorted(new.iterdir()):
        if made.name not in (_VERSIONS, _DATABASE):
            os.replace(made, folder / made.name)
    before = os.readlink(folder / _DATABASE) if (folder / _DATABASE).is_symlink() else ""
    os.replace(new / _DATABASE, folder / _DATABASE)
    _remove_old(folder, {version, Path(before).parent.name})


def _remove_old(folder: Path, kept: set[str]) -> None:
    """Removes versions that no server shows any more."""
    others = [one for one in (folder / _VERSIONS).iterdir() if one.name not in kept]
    others.sort(key=lambda one: one.stat().st_mtime_ns, reverse=True)
    for old in others[max(0, _KEPT - len(kept - {""})) :]:
        shutil.rmtree(old)
