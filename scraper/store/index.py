"""The index of the page store: an SQLite file with the location of each response and the outcome of each run.

It can be rebuilt from the WARC files, which alone are the archive.
"""

from collections.abc import Iterable

from scraper.store.capture import Capture
from scraper.store.run_index import RunIndex
from scraper.store.statuses import CONCLUSIVE, GONE
from scraper.store.visits import MOVED, SEEN, PageVisit

_COLUMNS = Capture.__struct_fields__


class Index(RunIndex):
    """What a page store holds: its responses, visits and runs. All methods raise StoreError if it cannot be used."""

    def add(self, capture: Capture) -> None:
        """Add a response that is in a WARC file."""
        placeholders = ", ".join("?" * len(_COLUMNS))
        values = [getattr(capture, name) for name in _COLUMNS]
        self.execute(f"insert or replace into captures ({', '.join(_COLUMNS)}) values ({placeholders})", values)

    def drop(self, capture: Capture) -> None:
        """Remove a response whose content is lost."""
        self.execute("delete from captures where file = ? and offset = ?", (capture.file, capture.offset))

    def drop_beyond(self, file: str, size: int) -> int:
        """Remove the responses of a WARC file that extend beyond its first `size` bytes; return how many."""
        self.execute("delete from scanned where file = ? and size > ?", (file, size))
        return self.execute("delete from captures where file = ? and offset + length > ?", (file, size)).rowcount

    def files(self) -> list[str]:
        """The WARC files with responses in the index."""
        return [row[0] for row in self.rows("select distinct file from captures order by file")]

    def end_of(self, file: str) -> int:
        """The offset up to which a WARC file is indexed."""
        indexed = self.value("select max(offset + length) from captures where file = ?", file) or 0
        return max(int(indexed), int(self.value("select size from scanned where file = ?", file) or 0))

    def note_scanned(self, file: str, size: int) -> None:
        """Note up to where a WARC file is indexed, though its last records are no responses."""
        self.execute("insert or replace into scanned values (?, ?)", (file, size))

    def in_run(self, run: int, url: str) -> Capture | None:
        """The conclusive response for a URL in a run; flagged responses and failures are not conclusive."""
        conclusive = f"(status between 300 and 399 or status in {CONCLUSIVE})"
        found = self._capture(f"run = ? and url = ? and flag is null and {conclusive}", run, url)
        visit = self.rows("select file, offset from visits where url = ? and run = ?", (url, run)) if not found else ()
        return self._capture("file = ? and offset = ?", *visit[0]) if visit else found

    def visit(self, url: str, run: int, status: int, capture: Capture) -> None:
        """Note the last conclusive response for a URL: in which run, and the capture that has its content."""
        values = (url, run, status, capture.file, capture.offset)
        self.execute("insert or replace into visits values (?, ?, ?, ?, ?)", values)

    def withdraw(self, page: PageVisit) -> None:
        """Flag the captures of a page of that time, with its outcome, and forget that it was seen since."""
        same = "coalesce(page_url, url) = ? and coalesce(page_time, time) = ?"
        values = (page.url, page.time)
        self.execute(f"delete from visits where url in (select url from captures where {same})", values)
        self.execute("delete from unlogged where url = ? and outcome = ?", (page.url, SEEN))
        self.execute(f"update captures set flag = ? where flag is null and {same}", (page.outcome, *values))

    def is_gone(self, url: str) -> bool:
        """Whether a page was absent when it was last asked for, or led elsewhere for good."""
        return self.value("select status from visits where url = ?", url) in (*GONE, *map(int, MOVED))

    def absent_in(self, run: int) -> list[str]:
        """The URLs that a run found to be absent."""
        return [row[0] for row in self.rows(f"select url from visits where run = ? and status in {GONE}", (run,))]

    def log_later(self, visit: PageVisit) -> None:
        """Keep a visit until it is logged in a WARC file."""
        self.execute("insert into unlogged values (?, ?, ?)", (visit.time, visit.outcome, visit.url))

    def unlogged(self) -> list[PageVisit]:
        """The visits that are in no WARC file yet."""
        return [PageVisit(*row) for row in self.rows("select time, outcome, url from unlogged order by rowid")]

    def forget_unlogged(self) -> None:
        """Forget the visits that were to be logged: they are."""
        self.execute("delete from unlogged")

    def accept(self, words: Iterable[str]) -> None:
        """Remember what is accepted."""
        for word in words:
            self.execute("insert or ignore into accepted values (?)", (word,))

    def forget_accepted(self, word: str) -> None:
        """Accept something no longer."""
        self.execute("delete from accepted where word = ?", (word,))

    def accepts(self, word: str) -> bool:
        """Whether a word was accepted."""
        return self.value("select 1 from accepted where word = ?", word) is not None

    def last(self, url: str) -> Capture | None:
        """The newest capture of a URL that holds its own content."""
        return self._capture("refers_to is null and url = ?", url)

    def last_of(self, url: str, digest: str) -> Capture | None:
        """The newest capture of a URL that holds this content."""
        return self._capture("refers_to is null and url = ? and digest = ?", url, digest)

    def last_good(self, url: str) -> Capture | None:
        """The newest usable capture of a URL that holds its own content."""
        return self._capture("refers_to is null and flag is null and status in (200, 206) and url = ?", url)

    def has(self, url: str, digest: str, page_time: str | None) -> bool:
        """Whether the store has a page with this content and time."""
        sql = "select 1 from captures where url = ? and digest = ? and page_time is ? limit 1"
        return self.value(sql, url, digest, page_time) is not None

    def pages(self) -> int:
        """How many distinct page URLs the store holds."""
        sql = "select count(distinct url) from captures where role in ('page', 'record') and flag is null"
        return int(self.value(sql + " and status in (200, 206)") or 0)

    def _capture(self, where: str, *values: object) -> Capture | None:
        order = "order by time desc, run desc, offset desc limit 1"
        sql = f"select {', '.join(_COLUMNS)} from captures where {where} {order}"
        rows = self.rows(sql, values)
        return Capture(*rows[0]) if rows else None
