"""A published folder: made beside the old one, tried, and then put in its place, the database last and at once."""

import hashlib
import json
import os
import shlex
import shutil
import sys
import tempfile
import tomllib
from importlib.resources import files
from pathlib import Path
from string import Template

import msgspec

from archive.building.replacing.atomic_replace import build_lock
from archive.database import check_archive
from archive.exporting.downloads import make_downloads
from archive.exporting.written_file import digest_of
from archive.publishing.pinned_requirements import pinned_requirements
from archive.publishing.trial_run import try_folder
from archive.publishing.wheel_file import write_wheel
from archive.site.downloads.download_version import DownloadVersion
from archive.site.downloads.publisher import PUBLISHER, Publisher
from archive.site.metadata import metadata
from archive.verifying.verification import check_verified

_DATABASE = "esf.db"
_VERSIONS = "versions"
_KEPT = 2
"""Versions that stay: the one that is served, and the one before it, from which requests may still be answered."""


class Published(msgspec.Struct):
    """What a publication did: the version that is served, and how many addresses were asked of it."""

    version: str
    addresses: int


def publish(database: Path, folder: Path, publisher: Publisher | None = None) -> Published:
    """Publishes the archive into a folder, which is made, or holds an earlier publication and goes on being served.

    The files of /hamta are made beside the database, under the publisher's licence.

    Nothing in the folder changes unless its site answers as it must. The private file beside the archive stays where
    it is. Raises DatabaseError if the file is no archive, has a fault or the folder cannot be written, TrialError,
    OSError.
    """
    check_verified(database)
    folder.mkdir(parents=True, exist_ok=True)
    with build_lock(folder / _DATABASE):
        new = Path(tempfile.mkdtemp(prefix=".publishing-", dir=folder))
        try:
            version = _make(new, database, folder, publisher or Publisher())
            asked = try_folder(new, _switches(publisher or Publisher()))
            _put_in_place(new, folder, version)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return Published(version, asked)


def _make(new: Path, database: Path, folder: Path, publisher: Publisher) -> str:
    """Fills the folder `new`; the name of the version, a digest of the database, the program and the licence."""
    copy = new / _VERSIONS / "new" / _DATABASE
    copy.parent.mkdir(parents=True)
    shutil.copyfile(database, copy)
    check_archive(copy)
    digest, licence = digest_of(copy)[1], publisher.terms
    make_downloads(copy, DownloadVersion(copy, digest, licence).beside, licence)
    wheel = write_wheel(new)
    _write_files(new, folder, wheel, publisher)
    version = hashlib.sha256(f"{digest} {digest_of(wheel)[1]} {licence.address}".encode()).hexdigest()[:12]
    copy.parent.rename(copy.parent.with_name(version))
    (new / _DATABASE).symlink_to(Path(_VERSIONS, version, _DATABASE))
    return version


def _switches(publisher: Publisher) -> list[str]:
    """What `esfarkiv serve` is told of a publisher."""
    named = {"publisher-name": publisher.name, "publisher-orgnr": publisher.orgnr, "contact": publisher.contact}
    named |= {"licence": publisher.licence}
    return [f"--{name}={value}" for name, value in named.items() if value]


def _write_files(new: Path, folder: Path, wheel: Path, publisher: Publisher) -> None:
    listed = [f"# esfarkiv {digest_of(wheel)[1]}", f"./{wheel.name}", *pinned_requirements()]
    (new / "requirements.txt").write_text("\n".join(listed) + "\n", "utf-8")
    described = metadata() | {"plugins": {PUBLISHER: msgspec.to_builtins(publisher)}}
    (new / "metadata.json").write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", "utf-8")
    unit_folder = str(folder.resolve()).replace("%", "%%")
    switches = _switches(publisher)
    told = {"unit_folder": unit_folder, "wheel": wheel.name, "python": f"3.{sys.version_info.minor}"}
    told |= {"switches": shlex.join(switches), "listed": "".join(f", {json.dumps(one)}" for one in switches)}
    texts = tomllib.loads(files("archive.publishing").joinpath("folder_files.toml").read_text("utf-8"))
    for name, text in texts.items():
        (new / name).write_text(Template(text).substitute(told), "utf-8")
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
