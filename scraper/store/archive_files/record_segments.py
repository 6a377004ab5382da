"""What a record says of itself as a segment: one of several that hold one content (WARC 1.1, 7)."""

import msgspec

from scraper.store.archive_files.record_heads import RecordHead

CONTINUATION = "continuation"
"""The type of all segments but the first."""


class RecordSegment(msgspec.Struct, frozen=True):
    """A part of a record that was continued in others (WARC 1.1, 7): id of the first, number from 1, length in bytes.

    The last says the `total` length of all.
    """

    origin: str
    number: int
    length: int
    total: int | None = None


def segment_of(head: RecordHead) -> RecordSegment | None:
    """What a record says of itself as a segment, 0 for a number that cannot be read; None if it is whole."""
    written = head.field("WARC-Segment-Number")
    if head.kind != CONTINUATION and written is None:
        return None
    origin = head.field("WARC-Segment-Origin-ID") if head.kind == CONTINUATION else head.field("WARC-Record-ID")
    total = (head.field("WARC-Segment-Total-Length") or "").strip()
    number = int(written) if written and written.isascii() and written.isdigit() else 0
    total_length = int(total) if total.isascii() and total.isdigit() else None
    return RecordSegment((origin or "").strip("<> "), number, head.length, total_length)
