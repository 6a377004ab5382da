"""Plain copies of web archives that cannot be read in place: gzipped as a whole, Zstandard, members of a WACZ."""

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec

from scraper.store.archive_files.packed_frames import FAULTS, DamagedFrame, gzip_packing, unpack
from scraper.store.archive_files.zstandard_frames import behind_skipped, is_zstandard, zstandard_packing


class PlainCopy(msgspec.Struct):
    """The plain copy of a packed file, and the frames of it that are torn or damaged."""

    path: Path
    damaged: list[DamagedFrame]


Write = Callable[[IO[bytes]], list[DamagedFrame]]
"""Writes a plain copy, and returns the damaged frames."""


def copied(name: str, version: int, write: Write) -> PlainCopy:
    """The plain copy that `write` makes, once in a process and removed at its end; `name` and `version` identify it."""
    known = _COPIES.get((name, version))
    if known is None:
        path = _folder() / f"{len(_COPIES)}.warc"
        with path.open("wb") as file:
            damaged = write(file)
        known = _COPIES[name, version] = PlainCopy(path, damaged)
    return known


def unpacked(source: IO[bytes], target: IO[bytes]) -> list[DamagedFrame]:
    """Write what a gzip file, or else a Zstandard file, holds."""
    source.seek(0)
    if source.read(2) == b"\x1f\x8b":
        return unpack(source, 0, target, gzip_packing())
    try:
        packing = zstandard_packing(source)
    except FAULTS as error:
        return [DamagedFrame(0, 0, f"its dictionary: {error}", torn=False, followed=False)]
    return unpack(source, behind_skipped(source, 0), target, packing)


def must_be_unpacked(begin: bytes, name: str) -> bool:
    """Whether a file that begins so is packed with Zstandard: by its beginning, or by its name if that is damaged."""
    is_other = begin.startswith((b"\x1f\x8b", b"WARC"))
    return is_zstandard(begin) or (name.lower().endswith(".zst") and begin != b"" and not is_other)


_COPIES: dict[tuple[str, int], PlainCopy] = {}


@functools.cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="esfarkiv-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
