"""Counts the records of a web archive that hold no page, and those that are doubtful, so that none goes in silence."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from scraper.store.archive_files.record_heads import RecordHead
from scraper.store.archive_files.warc_records import FIELDS
from scraper.store.archived_pages.recorded_pages import ArchivedPage, is_page_address, is_robots, message_of

_CONTENTS = ("response", "resource", "conversion")
_NO_KIND = "without a type (WARC-Type): not used"
_NO_ADDRESS = "without an address: not used"
_NO_HEAD = "without a readable HTTP header, and not HTML: not used"
_UNCONFIRMED = "unpacked from damaged bytes, which no digest in it confirms: not used; fetch the file again"
_NO_DATE = "whose date cannot be read: used without a date"


class Doubt(msgspec.Struct, frozen=True):
    """The number of records with one reason for doubt, and where the first of them is."""

    count: int
    offset: int
    member: str | None


class Untaken(msgspec.Struct):
    """The numbers of records by the reason why they are no page, and the doubtful ones with the first place of each."""

    others: dict[str, int] = {}
    doubtful: dict[str, Doubt] = {}

    def add(self, head: RecordHead, begin: bytes, offset: int, member: str | None) -> None:
        """Counts a record that holds no page, if it is a success that one would expect to hold one."""
        if head.field(FIELDS["role"]) or head.field(FIELDS["flag"]):
            return  # of our own run, which told
        if doubt := _doubt(head, begin):
            self._doubted(doubt, Doubt(1, offset, member))
        elif reason := _reason(head, begin):
            self.others[reason] = self.others.get(reason, 0) + 1

    def add_undated(self, head: RecordHead, page: ArchivedPage, offset: int, member: str | None) -> None:
        """Counts a page that is used without a date, though its record should give one."""
        if page.time is None and page.kind in _CONTENTS and not head.field(FIELDS["page_time"]):
            self._doubted(_NO_DATE, Doubt(1, offset, member))

    def add_unconfirmed(self, offset: int, member: str | None) -> None:
        """Counts a page that is not used because its bytes may be wrong."""
        self._doubted(_UNCONFIRMED, Doubt(1, offset, member))

    def _doubted(self, reason: str, more: Doubt) -> None:
        known = self.doubtful.get(reason)
        self.doubtful[reason] = Doubt(known.count + more.count, known.offset, known.member) if known else more

    def update(self, others: "Untaken") -> None:
        """Adds the numbers of another part of the same file."""
        for reason, count in others.others.items():
            self.others[reason] = self.others.get(reason, 0) + count
        for reason, doubt in others.doubtful.items():
            self._doubted(reason, doubt)

    def line(self, path: Path) -> str | None:
        """A line that counts what is no page, most frequent first; None if there is nothing."""
        if not self.others:
            return None
        ordered = sorted(self.others.items(), key=lambda item: (-item[1], item[0]))
        named = ", ".join(f"{count} {reason}" for reason, count in ordered)
        return f"{path}: passed over {sum(self.others.values())} records that are no pages: {named}"

    def problems(self) -> Iterator[tuple[int, str | None, str]]:
        """The first place and member, and a line, for each reason for doubt."""
        for reason, doubt in self.doubtful.items():
            yield doubt.offset, doubt.member, f"{doubt.count} record{'s' if doubt.count > 1 else ''} {reason}"


def _doubt(head: RecordHead, begin: bytes) -> str | None:
    if head.kind != "response":
        return None if head.kind else _NO_KIND
    if not head.url:
        return _NO_ADDRESS
    return _NO_HEAD if is_page_address(head.url) and message_of(head, begin) is None else None


def _reason(head: RecordHead, begin: bytes) -> str | None:
    """Why a success is no page: its status, or its media type."""
    message, url = message_of(head, begin), head.url or ""
    if head.kind not in _CONTENTS or message is None:
        return None
    if not is_page_address(url):
        return f"at a {url.partition(':')[0]}: address" if head.kind == "response" and message.status == 200 else None
    if message.status != 200:
        return f"with status {message.status}" if 200 <= message.status < 300 else None
    return "robots.txt" if is_robots(url) else message.media_type or "without a media type"
