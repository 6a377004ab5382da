"""Joins the segments of records that were continued in other records, of the same web archive or of another one."""

from collections.abc import Iterable, Iterator

import msgspec

from scraper.store.archive_files.record_segments import RecordSegment
from scraper.store.archived_pages.warc import WarcRecord


def join_segments(records: Iterable[WarcRecord]) -> Iterator[WarcRecord]:
    """The records of some web archives, with one for all segments of a page.

    Those of which others are missing are one `problem` a file; those of what is no page are left out.
    """
    segments: dict[str, list[WarcRecord]] = {}
    for record in records:
        if record.page.segment is None:
            yield record
        else:
            segments.setdefault(record.page.segment.origin, []).append(record)
    lost: dict[str, list[WarcRecord]] = {}
    for group in segments.values():
        group.sort(key=_number)
        if not _is_whole([record.page.segment for record in group if record.page.segment]):
            for record in group:
                lost.setdefault(str(record.path), []).append(record)
        elif group[0].page.url:
            page = msgspec.structs.replace(group[0].page, segment=None)
            yield msgspec.structs.replace(group[0], page=page, continued=tuple(group[1:]))
    for group in lost.values():
        yield WarcRecord(group[0].path, group[0].offset, group[0].member, problem=_said(group))


def _number(record: WarcRecord) -> int:
    return record.page.segment.number if record.page.segment else 0


def _is_whole(segments: list[RecordSegment]) -> bool:
    """Whether all segments from the first to the last are there, once, as long together as the last says."""
    numbers = [segment.number for segment in segments]
    return numbers == list(range(1, len(numbers) + 1)) and segments[-1].total == sum(one.length for one in segments)


def _said(group: list[WarcRecord]) -> str:
    url = next((f" (one of {record.page.url})" for record in group if record.page.url), "")
    plural = "s" if len(group) > 1 else ""
    return f"{len(group)} record{plural} split into segments{url}, of which others are missing or damaged: not used"
