"""The folder of a build's partitions: for its owner's eyes, and gone when the build ends."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.building.build_report import BuildError
from archive.building.replacing.atomic_replace import is_running

_ENDING = ".partitions"


@contextmanager
def partition_folder(path: Path, parent: Path | None) -> Iterator[Path]:
    """Yields a new folder for the partitions of the archive at `path`, and removes it; those of killed builds first.

    It lies in `parent`, or beside the archive. Raises BuildError if it cannot be made.
    """
    place = (parent or path.parent).absolute()
    beginning = f".{path.name}.{socket.gethostname()}."
    folder = place / f"{beginning}{os.getpid()}{_ENDING}"
    try:
        _remove_abandoned(place, beginning)
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise BuildError(
            f"{place}: no folder for partitions ({error.strerror}); name another by --partitions"
        ) from error
    try:
        yield folder
    finally:
        gone = folder.with_name(f"{beginning}{os.getpid()}.gone{_ENDING}")
        folder.rename(gone)  # a worker that still writes finds the folder no more
        shutil.rmtree(gone)


def _remove_abandoned(place: Path, beginning: str) -> None:
    for old in place.glob(f"{beginning}*{_ENDING}"):
        process = int(old.name.removeprefix(beginning).split(".")[0])
        if process == os.getpid() or not is_running(process):
            shutil.rmtree(old)
