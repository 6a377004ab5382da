"""The runs in the index of a page store, and what the next run of each source is compared with."""

import msgspec

from scraper.store.index_file import IndexFile

_PREVIOUS = ("previous_pages", "previous_listings")
"""The tables of what a previous run found."""


class Run(msgspec.Struct):
    """One run of a source; `finished` is None while it runs, and if it was killed or stopped early.

    `pages` is how many good pages it found; `whole` says whether it went through everything.
    """

    run: int
    source: str
    arguments: str
    file: str
    started: str
    finished: str | None = None
    pages: int = 0
    whole: int = 0


class PreviousRun(msgspec.Struct, frozen=True):
    """What the last run that was not refused found: how many good pages, and the URLs that the next must find.

    The URLs are those found, and those that failed or were not looked for then: they are not known to be gone.
    `listings` are those that led to pages.
    """

    pages: int
    urls: frozenset[str]
    listings: frozenset[str] = frozenset()


class RunIndex(IndexFile):
    """The runs that a page store holds. All methods raise StoreError if it cannot be used."""

    def unfinished(self, source: str, arguments: str) -> Run | None:
        """The last run of a source with these arguments, if it did not finish."""
        sql = "select * from runs where source = ? and arguments = ? order by run desc limit 1"
        rows = self.rows(sql, (source, arguments))
        return Run(*rows[0]) if rows and rows[0][5] is None else None

    def previous(self, source: str, arguments: str) -> PreviousRun | None:
        """What a run of a source with these arguments is compared with."""
        sql = "select rowid, pages from previous_runs where source = ? and arguments = ?"
        if not (rows := self.rows(sql, (source, arguments))):
            return self._last_whole(source, arguments)
        found = (
            frozenset(row[0] for row in self.rows(f"select url from {table} where previous = ?", (rows[0][0],)))
            for table in _PREVIOUS
        )
        return PreviousRun(rows[0][1], *found)

    def _last_whole(self, source: str, arguments: str) -> PreviousRun | None:
        """The last whole run of an index that was written before previous runs were kept in it."""
        sql = "select run, pages from runs where source = ? and arguments = ? and whole and finished order by run desc"
        if not (rows := self.rows(sql, (source, arguments))):
            return None
        urls = self.rows("select url from visits where run = ? and status in (200, 206)", (rows[0][0],))
        return PreviousRun(rows[0][1], frozenset(row[0] for row in urls))

    def set_previous(self, run: Run, found: PreviousRun) -> None:
        """Compare the next run of that source and those arguments with this."""
        self.execute("begin")
        key = (run.source, run.arguments)
        self.execute(
            "insert into previous_runs values (?, ?, ?) on conflict do update set pages = excluded.pages",
            (*key, found.pages),
        )
        row = self.value("select rowid from previous_runs where source = ? and arguments = ?", *key)
        for table, urls in zip(_PREVIOUS, (found.urls, found.listings), strict=True):
            self.execute(f"delete from {table} where previous = ?", (row,))
            for url in sorted(urls):
                self.execute(f"insert into {table} values (?, ?)", (row, url))
        self.execute("commit")

    def note_failed(self, run: int, url: str) -> None:
        """Note that a run asked for a URL in vain: it is asked for last if the run is resumed."""
        self.execute("insert or ignore into failed values (?, ?)", (run, url))

    def has_failed(self, run: int, url: str) -> bool:
        """Whether a run asked for a URL in vain."""
        return self.value("select 1 from failed where run = ? and url = ?", run, url) is not None

    def forget_failed(self, run: int) -> None:
        """Forget what a run asked for in vain: it is finished."""
        self.execute("delete from failed where run = ?", (run,))

    def run_of(self, file: str) -> int:
        """The run that wrote a WARC file, 0 if unknown."""
        return int(self.value("select run from runs where file = ?", file) or 0)

    def add_run(self, run: Run) -> Run:
        """Insert or replace a run; run number 0 is replaced by the next free one."""
        values = [run.run or None, *(getattr(run, name) for name in Run.__struct_fields__[1:])]
        cursor = self.execute("insert or replace into runs values (?, ?, ?, ?, ?, ?, ?, ?)", values)
        run.run = run.run or int(cursor.lastrowid or 0)
        return run
