"""Floors of registers: one in force has lost no more of the file before than a person has accepted."""

from collections.abc import Iterator

import msgspec

from archive.building.registers.register_floors import ACCEPTED, register_loss
from archive.verifying.finding import Finding
from archive.verifying.opened_archive import OpenedArchive

_FILES = """
select layout, capture_id, digest, source, captured_at from captures
where project_id is null
  and exists (select 1 from claims where claims.capture_id = captures.capture_id and line is not null)
order by layout, captured_at, revision, digest, capture_id
"""
_ACCEPTED = "select count(*) from issues where capture_id = ? and code = ?"


class _File(msgspec.Struct, frozen=True):
    """A register as the archive has it."""

    layout: str
    capture_id: str
    digest: str
    source: str
    captured_at: str | None

    def follows(self, other: "_File") -> bool:
        """Whether it came after another of its kind for certain: both are dated, or it is a later form of one file."""
        dated = self.captured_at is not None and other.captured_at is not None
        return self.layout == other.layout and (dated or self.source == other.source)


def check_registers(archive: OpenedArchive) -> Iterator[Finding]:
    """Each register beside the earlier file of its kind that it has most operations in common with."""
    earlier: list[_File] = []
    for row in list(archive.rows(_FILES)):
        file = _File(*row)
        archive.checked["registers"] += 1
        before = [one.capture_id for one in reversed(earlier) if file.follows(one)]  # the newest goes first
        loss = register_loss(archive.connection, file.capture_id, before, file.digest)
        if loss and not next(archive.rows(_ACCEPTED, file.capture_id, ACCEPTED))[0]:
            key, advice = f"capture_id={file.capture_id}", f"look at the file, and build with --accept {loss.word}"
            yield Finding("captures", key, file.source, "no more lost than the floors allow", loss.said, advice)
        earlier.append(file)
