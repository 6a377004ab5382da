"""What the archive has of pages and registers already, so that they are not read again."""

import msgspec
from sqlite_utils import Database

from archive.building.captures.capture_ids import capture_id
from archive.building.captures.capture_rows import revision_of
from archive.building.captures.same_bytes import name_first_file
from archive.building.captures.seen_pages import note_seen
from archive.building.corrections.verdicts import Corrections
from scraper.input import Input


class Known(msgspec.Struct):
    """A page already read; `verdict` says what it is when it is not a project page."""

    verdict: str | None


class KnownCaptures:
    """The captures that this version of the parser has read, under the corrections that are given."""

    def __init__(self, database: Database, parser_version: str, corrections: Corrections) -> None:
        """Look in `database`."""
        self.database = database
        self.parser_version = parser_version
        self.corrections = corrections
        self.changed = False
        """Whether anything in the archive changed."""

    def known(self, page: Input, digest: str) -> Known | None:
        """What this version of the parser made of this very page; None when it has yet to read it."""
        sql = "select verdict, revision, source from captures where capture_id = ? and parser_version = ?"
        row = self.database.execute(sql, (capture_id(page, digest), self.version(digest))).fetchone()
        if row and page.source < row[2]:
            self.note_file(page, digest)
        elif row:
            note_seen(self.database, page)
        return Known(row[0]) if row and row[1] >= revision_of(self.database, page, digest) else None

    def digests_at(self, page: Input) -> frozenset[str]:
        """The SHA-256 of what this version of the parser has read at the address and time of a page."""
        place, value = ("url", page.url) if page.url else ("source", page.source)
        sql = f"select digest, parser_version from captures where {place} = ? and captured_at is ?"
        rows = self.database.execute(sql, (value, page.captured_at))
        return frozenset(digest for digest, version in rows.fetchall() if version == self.version(digest))

    def note_file(self, page: Input, digest: str) -> None:
        """Notes another file with a page or register that the archive has."""
        note_seen(self.database, page)
        self.changed |= name_first_file(self.database, page, capture_id(page, digest))

    def version(self, digest: str) -> str:
        """The version of the parser, and of the corrections of this very page."""
        return self.parser_version + self.corrections.described(digest)
