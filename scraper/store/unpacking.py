"""Unpacks web archives that cannot be read in place: gzipped as a whole, or compressed with Zstandard."""

import atexit
import functools
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
import zstandard

_BLOCK = 1 << 20
ZSTANDARD = b"\x28\xb5\x2f\xfd"
DICTIONARY = b"\x5d\x2a\x4d\x18"
"""How a Zstandard frame begins, and the skippable frame with the dictionary that a `.warc.zst` may begin with."""


class UnpackedFile(msgspec.Struct):
    """The plain copy of a packed file, and the reason if its end could not be unpacked."""

    path: Path
    problem: str | None = None


def unpacked(source: IO[bytes], name: str, version: int) -> UnpackedFile:
    """The plain copy of a file, made once in a process and removed at its end; `name` and `version` identify it."""
    known = _COPIES.get((name, version))
    if known is None:
        copy = UnpackedFile(_folder() / f"{len(_COPIES)}.warc")
        with copy.path.open("wb") as file:
            try:
                for content in _contents(source):
                    file.write(content)
            except (zlib.error, zstandard.ZstdError, EOFError, ValueError) as error:
                copy.problem = str(error)
        known = _COPIES[name, version] = copy
    return known


_COPIES: dict[tuple[str, int], UnpackedFile] = {}


@functools.cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="esfarkiv-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _contents(source: IO[bytes]) -> Iterator[bytes]:
    source.seek(0)
    start = source.read(4)
    source.seek(0)
    return _zstandard(source) if start in (ZSTANDARD, DICTIONARY) else _gzip(source)


def _gzip(source: IO[bytes]) -> Iterator[bytes]:
    """Member by member; zeros between them and behind them are padding."""
    decompressor, within = zlib.decompressobj(31), False
    while block := source.read(_BLOCK):
        while block:
            yield decompressor.decompress(block)
            block, within = decompressor.unused_data.lstrip(b"\0"), not decompressor.eof
            if decompressor.eof:
                decompressor = zlib.decompressobj(31)
    if within:
        raise EOFError("the gzip file is torn")


def _zstandard(source: IO[bytes]) -> Iterator[bytes]:
    """Frame by frame."""
    context = zstandard.ZstdDecompressor(dict_data=_dictionary(source))
    decompressor, within = context.decompressobj(), False
    while block := source.read(_BLOCK):
        while block:
            yield decompressor.decompress(block)
            block, within = decompressor.unused_data, not decompressor.eof
            if decompressor.eof:
                decompressor = context.decompressobj()
    if within:
        raise EOFError("the Zstandard file is torn")


def _dictionary(source: IO[bytes]) -> zstandard.ZstdCompressionDict | None:
    """The dictionary at the start of the file, itself compressed or not; None if there is none."""
    if source.read(4) != DICTIONARY:
        source.seek(0)
        return None
    content = source.read(int.from_bytes(source.read(4), "little"))
    if content.startswith(ZSTANDARD):
        content = zstandard.ZstdDecompressor().decompressobj().decompress(content)
    return zstandard.ZstdCompressionDict(content)
