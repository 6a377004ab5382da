"""The parts of a web archive that are scanned one by one: a file, the members of a WACZ, and plain copies of either."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from scraper.store.archive_files.nested_wacz import WaczProblem, wacz_members
from scraper.store.archive_files.packed_frames import DamagedFrame
from scraper.store.archive_files.record_heads import HEAD, read_head
from scraper.store.archive_files.unpacking import PlainCopy, copied, unpacked
from scraper.store.archive_files.wacz import WACZ_ENDING, WaczMember
from scraper.store.archive_files.warc_records import DAMAGE, ArchivedRecord, read_record_bytes, unpacked_member
from scraper.store.responses.message import READ_LIMIT


class ArchivePart(msgspec.Struct, frozen=True):
    """A file as it is, the content of a member of a WACZ, or what is `packed` in either; `span` limits a file.

    `within` is the name of the WACZ that it is a member of, if that is within another.
    """

    path: Path
    member: str | None = None
    packed: bool = False
    span: tuple[int, int] | None = None
    within: str = ""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Opens the file or the copy; raises OSError."""
        copy = self.copy()
        with (copy.path if copy else self.path).open("rb") as file:
            yield file

    def record(self, offset: int) -> ArchivedRecord:
        """The record at an offset, which is whole; raises OSError and `DAMAGE`."""
        with self.open() as file:
            file.seek(offset)
            begin = file.read(2 * HEAD)
            if begin.startswith(b"\x1f\x8b"):
                return read_record_bytes(unpacked_member(begin, file))
            head = read_head(begin)
            missing = head.size + head.length - len(begin) if head else 0
            return read_record_bytes(begin + file.read(max(0, min(missing, READ_LIMIT))))

    def copy(self) -> PlainCopy | None:
        """The copy that is read in place of the file; None if the file is read itself; raises OSError."""
        if self.member is None and not self.packed:
            return None
        name = f"{self.path}!{self.member}!{self.packed}"
        return copied(name, self.path.stat().st_mtime_ns, self._write)

    def _write(self, target: IO[bytes]) -> list[DamagedFrame]:
        if self.packed:
            with ArchivePart(self.path, self.member).open() as source:
                return unpacked(source, target)
        found, _ = wacz_members(self.path)
        member = next((member for member in found if member.name == self.member), None)
        if member is None:
            raise FileNotFoundError(f"{self.member} is not in {self.path}")
        return member.unpack(target)

    def pieces(self) -> Iterator[tuple[int, int, DamagedFrame | None]]:
        """The stretches of it without a break, each with the damage at its end."""
        copy = self.copy()
        start, end = self.span or (0, (copy.path if copy else self.path).stat().st_size)
        for damage in copy.damaged if copy else ():
            yield start, damage.end, damage
            start = damage.end
        if start < end:
            yield start, end, None

    def is_certain(self, offset: int) -> bool:
        """Whether the record at an offset was unpacked from whole bytes, or a digest in it says that it is right."""
        return not self._is_doubtful(offset) or self._is_confirmed(offset)

    def _is_doubtful(self, offset: int) -> bool:
        copy = self.copy()
        outer = ArchivePart(self.path, self.member).copy() if self.packed else None
        here = [damage for damage in (copy.damaged if copy else ()) if damage.start <= offset < damage.end]
        return not all(damage.torn for damage in (*here, *(outer.damaged if outer else ())))

    def _is_confirmed(self, offset: int) -> bool:
        try:
            return self.record(offset).is_confirmed()
        except (*DAMAGE, OSError):
            return False


def parts_of(path: Path) -> tuple[list[tuple[ArchivePart, ArchivePart]], list[WaczProblem]]:
    """The parts of a web archive, each with what it is if records in it cannot be read in place; raises OSError.

    The other value is what is wrong with a WACZ, and with those within it.
    """
    if not path.name.lower().endswith(WACZ_ENDING):
        return [(ArchivePart(path), ArchivePart(path, packed=True))], []
    members, problems = wacz_members(path)
    return [
        (_part_of(path, one), ArchivePart(path, one.name, packed=True, within=one.within)) for one in members
    ], problems


def _part_of(path: Path, member: WaczMember) -> ArchivePart:
    if member.is_stored and member.file == path:
        return ArchivePart(path, span=(member.start, member.end), within=member.within)
    return ArchivePart(path, member.name, within=member.within)
