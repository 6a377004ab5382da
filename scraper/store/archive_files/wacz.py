"""The members of a WACZ, a ZIP file: by its list of members, or if that is damaged, by the head of each."""

import bz2
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import msgspec
import zstandard

from scraper.store.archive_files.members import Decompressor
from scraper.store.archive_files.packed_frames import FREE, DamagedFrame, Packing, unpack

MEMBER_ENDINGS = (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".arc", ".arc.gz")
"""Endings of the web archives that a WACZ holds, and that stand alone."""

WACZ_ENDING = ".wacz"

_LOCAL_HEAD = 30
"""Bytes of the head before each member, without the name and the extra field behind it (APPNOTE 4.3.7)."""

_START = b"PK\x03\x04"
_ENCRYPTED = 1
_BLOCK = 1 << 20
_STORED = 0
_PACKINGS: dict[int, Callable[[], Decompressor]] = {
    8: lambda: zlib.decompressobj(-15),
    12: bz2.BZ2Decompressor,
    93: lambda: zstandard.ZstdDecompressor().decompressobj(),
}
"""What unpacks a member, by its compression method (APPNOTE 4.4.5)."""

_NO_LIST = "expected a WACZ, which is a ZIP file ({})"


class WaczMember(msgspec.Struct):
    """A web archive in a WACZ, or another WACZ: its name, and where its data are, in which file.

    `crc` is None if the list of members is lost; `within` is the name of the WACZ, if that is within another; `free`
    are the bytes that it may unpack to, whatever its size.
    """

    name: str
    method: int
    start: int
    end: int
    crc: int | None = None
    encrypted: bool = False
    file: Path = Path()
    within: str = ""
    free: int = FREE

    @property
    def is_stored(self) -> bool:
        """Whether it can be read in place."""
        return self.method == _STORED

    @property
    def is_wacz(self) -> bool:
        """Whether it holds web archives itself."""
        return self.name.lower().endswith(WACZ_ENDING)

    def unpack(self, target: IO[bytes]) -> list[DamagedFrame]:
        """Write its content; return what is torn or damaged."""
        with self.file.open("rb") as source:
            return self._unpack(source, target)

    def _unpack(self, source: IO[bytes], target: IO[bytes]) -> list[DamagedFrame]:
        if self.is_stored:
            self._copy(source, target)
            return []
        begin, packing = target.tell(), _PACKINGS.get(self.method)
        if packing is None:
            problem = f"compression method {self.method} of a ZIP file is not known"
            return [DamagedFrame(begin, begin, problem, torn=False, followed=False)]
        checked = _Checked(target)
        nothing = Packing(packing, lambda _, __: None, lambda _, __: None)
        damaged = unpack(source, self.start, checked, nothing, self.free)  # type: ignore[arg-type]
        if not damaged and self.crc is not None and checked.crc != self.crc:
            damaged = [DamagedFrame(begin, target.tell(), "its checksum is wrong", torn=False, followed=False)]
        for frame in damaged:
            frame.problem += " or it is encrypted" if self.encrypted else ""
        return damaged

    def _copy(self, source: IO[bytes], target: IO[bytes]) -> None:
        source.seek(self.start)
        while block := source.read(min(_BLOCK, self.end - source.tell())):
            target.write(block)


class _Checked:
    """A file that is written to, and the CRC-32 of what was written."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target, self.crc, self.tell = target, 0, target.tell

    def write(self, content: bytes) -> None:
        self.crc = zlib.crc32(content, self.crc)
        self._target.write(content)


def members_in(file: IO[bytes]) -> tuple[list[WaczMember], str | None]:
    """The web archives and other WACZ files in a WACZ, by name, and the problem if it has no list of members."""
    try:
        found, problem = list(_listed(file)), None
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        found, problem = list(_by_their_heads(file)), _NO_LIST.format(error)
    return sorted(found, key=lambda member: member.name), problem


def _listed(file: IO[bytes]) -> Iterator[WaczMember]:
    """Raises ValueError for the list of another ZIP file, whose end a cut or joined file has."""
    with zipfile.ZipFile(file) as archive:
        members = sorted(archive.infolist(), key=lambda member: member.header_offset)
        starts = [*(member.header_offset for member in members), archive.start_dir]
    file.seek(0)
    if starts[0] and file.read(len(_START)) == _START:
        raise ValueError("its list of members is not of its beginning")
    for info, limit in zip(members, starts[1:], strict=True):
        if info.filename.lower().endswith((*MEMBER_ENDINGS, WACZ_ENDING)):
            method, start = _local_head(file, info)
            size = min(info.compress_size, info.file_size)
            end = max(min(start + size, limit), start + bool(size))
            yield WaczMember(info.filename, method, start, end, info.CRC, bool(info.flag_bits & _ENCRYPTED))


def _local_head(file: IO[bytes], info: zipfile.ZipInfo) -> tuple[int, int]:
    """The compression method and the start of the data, by the head before them if it is whole, else by the list."""
    file.seek(info.header_offset)
    head = file.read(_LOCAL_HEAD)
    name, extra = (int.from_bytes(head[at : at + 2], "little") for at in (26, 28))
    method = int.from_bytes(head[8:10], "little") if head.startswith(_START) else info.compress_type
    return method, info.header_offset + _LOCAL_HEAD + name + extra


def _by_their_heads(file: IO[bytes]) -> Iterator[WaczMember]:
    """Every member whose name is that of a web archive, up to the next; one without a name before the first."""
    heads = list(_heads(file))
    size = file.seek(0, 2)
    ends = [*(head.end for head in heads), size]
    yield WaczMember("", _STORED, 0, ends[0])
    for head, end in zip(heads, ends[1:], strict=True):
        yield msgspec.structs.replace(head, end=end)


_HEAD = re.compile(rb"PK\x03\x04.{4}(?P<method>..).{16}(?P<name>..)(?P<extra>..)", re.DOTALL)


def _heads(file: IO[bytes]) -> Iterator[WaczMember]:
    """The members by their heads, with the offset of the head as `end`."""
    offset, tail = 0, b""
    file.seek(0)
    while block := file.read(_BLOCK):
        window, base = tail + block, offset - len(tail)
        for found in _HEAD.finditer(window):
            name, extra = (int.from_bytes(found[key], "little") for key in ("name", "extra"))
            file.seek(base + found.end())
            written = file.read(name).decode("utf-8", "replace")
            start, method = base + found.end() + name + extra, int.from_bytes(found["method"], "little")
            member = WaczMember(written, method, start, base + found.start())
            is_packed_wacz = member.is_wacz and not member.is_stored  # of another, the members are met below
            if is_packed_wacz or written.lower().endswith(MEMBER_ENDINGS):
                yield member
        offset += len(block)
        tail = window[1 - _LOCAL_HEAD :]
        file.seek(offset)
