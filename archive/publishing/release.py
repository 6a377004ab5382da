"""A published folder: made beside the old one, tried, and then put in its place, the database last and at once."""

import hashlib
import json
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
from archive.publishing.publication_folder import (
    DATABASE_LINK,
    MADE_BESIDE,
    VERSIONS_FOLDER,
    check_folder,
    put_in_place,
    remove_made_beside,
)
from archive.publishing.trial_run import try_folder
from archive.publishing.wheel_file import write_wheel
from archive.site.downloads.download_version import DownloadVersion
from archive.site.downloads.publisher import PUBLISHER, Publisher
from archive.site.metadata import metadata
from archive.verifying.verification import check_verified


class Published(msgspec.Struct):
    """What a publication did: the version that is served, how many addresses were asked of it, and what was left.

    `left` are old versions that could not be removed.
    """

    version: str
    addresses: int
    left: list[Path]


def publish(database: Path, folder: Path, publisher: Publisher | None = None) -> Published:
    """Publishes the archive into a folder, which is made, or holds an earlier publication and goes on being served.

    The files of /hamta are made beside the database, under the publisher's licence.

    Nothing in the folder changes unless its site answers as it must. The private file beside the archive stays where
    it is. Raises DatabaseError if the file is no archive, has a fault or the folder cannot be written or holds anything
    else than a publication, TrialError, OSError.
    """
    check_folder(folder, database)
    check_verified(database)
    folder.mkdir(parents=True, exist_ok=True)
    with build_lock(folder / DATABASE_LINK):
        remove_made_beside(folder)
        new = Path(tempfile.mkdtemp(prefix=MADE_BESIDE, dir=folder))
        try:
            version = _make(new, database, folder, publisher or Publisher())
            asked = try_folder(new, _switches(publisher or Publisher()))
            left = put_in_place(new, folder, version)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return Published(version, asked, left)


def _make(new: Path, database: Path, folder: Path, publisher: Publisher) -> str:
    """Fills the folder `new`; the name of the version, a digest of the database, the program and the licence."""
    copy = new / VERSIONS_FOLDER / "new" / DATABASE_LINK
    copy.parent.mkdir(parents=True)
    shutil.copyfile(database, copy)
    check_archive(copy)
    digest, licence = digest_of(copy)[1], publisher.terms
    make_downloads(copy, DownloadVersion(copy, digest, licence).beside, licence)
    wheel = write_wheel(new)
    _write_files(new, folder, wheel, publisher)
    version = hashlib.sha256(f"{digest} {digest_of(wheel)[1]} {licence.address}".encode()).hexdigest()[:12]
    copy.parent.rename(copy.parent.with_name(version))
    (new / DATABASE_LINK).symlink_to(Path(VERSIONS_FOLDER, version, DATABASE_LINK))
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
