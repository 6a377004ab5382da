"""Classifies a new response: what is suspicious about it, and whether it says what the store has already."""

from scraper.engine.checking.checks import Answer, flag_of
from scraper.engine.checking.flags import NO_LINKS, SHRUNK
from scraper.engine.recognising.bank_pages import Repetition
from scraper.engine.recognising.barrier_pages import BARRIERS
from scraper.engine.recognising.visible_text import essence
from scraper.engine.reporting.report import Problem, RunReport
from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import Source, SourceError
from scraper.store.capture import Capture
from scraper.store.index_file import StoreError
from scraper.store.page_store import PageStore
from scraper.store.responses.message import Message
from scraper.store.statuses import GONE


class Classifier:
    """Compares the responses of a run with what the store has; `texts` are those of the run's other pages."""

    def __init__(self, source: Source, store: PageStore, report: RunReport, texts: Repetition) -> None:
        """Take the store, and the report for notes on what cannot be read in it."""
        self._source, self._store, self._report, self._texts = source, store, report, texts

    def classify(
        self, capture: Capture, content: bytes, wanted: PageRequest, fault: str | None, open_ended: bool
    ) -> None:
        """Flag a suspicious response, and refer to the last capture if the content repeats it."""
        last = self._store.index.last(capture.url)
        capture.flag = self._flag(capture, content, wanted, fault, open_ended)
        if capture.flag == SHRUNK and self._is_settled(capture, content, last):
            capture.flag = None
        same = last and (last.digest, last.status, last.flag) == (capture.digest, capture.status, capture.flag)
        if capture.flag:  # an undecodable response has no content to compare
            same = same and last and last.payload_digest == capture.payload_digest
        same = same or (capture.flag is None and last is not None and self._is_alike(last, capture, content))
        if same and last and not 300 <= capture.status < 400 and self.read(last):
            capture.refers_to = last.time  # not of a redirect, whose content is in its header

    def _flag(
        self, capture: Capture, content: bytes, wanted: PageRequest, fault: str | None, open_ended: bool
    ) -> str | None:
        answer = Answer(
            capture,
            content,
            self._source.types.get(capture.role, ()),
            fault,
            self._store.index.last_good(capture.url),
            wanted.digest,
            self._texts,
            self._source.declaration.registers,
            wanted.page_url or wanted.url,
            self._source.is_bank,
            open_ended,
        )
        flag = flag_of(answer)
        if flag is None and capture.status == 200:
            flag = self._source.fault_of(wanted, content)
        return flag if capture.role != "listing" else self._flag_of_listing(answer, wanted, flag)

    def _flag_of_listing(self, answer: Answer, wanted: PageRequest, flag: str | None) -> str | None:
        """The flag of a listing, by where it leads: a form or a banner may stand beside the links to pages."""
        content, good = answer.content, answer.last
        if flag in BARRIERS and not self._leads_nowhere(wanted, content):
            return None
        if flag is None and good and answer.capture.status == 200:
            return NO_LINKS if self._leads_nowhere(wanted, content) and self._led_somewhere(wanted, good) else None
        return flag

    def _led_somewhere(self, wanted: PageRequest, good: Capture) -> bool:
        stored = self.read(good)
        return stored is not None and not self._leads_nowhere(wanted, stored[1])

    def _leads_nowhere(self, wanted: PageRequest, content: bytes) -> bool:
        try:
            return self._source.leads_nowhere(Reply(wanted, wanted.url, 200, content))
        except SourceError:  # reported when it is followed
            return False

    def _is_settled(self, capture: Capture, content: bytes, last: Capture | None) -> bool:
        """Whether a page really shrank: an earlier run found the same, or the user accepted it, which holds once."""
        word, index = Problem(capture.url, SHRUNK).word, self._store.index
        if index.accepts(word):
            index.forget_accepted(word)
            return True
        return last is not None and last.run != capture.run and self._is_alike(last, capture, content)

    def _is_alike(self, last: Capture, capture: Capture, content: bytes) -> bool:
        """Whether a page says what the last capture says: both are absent, or differ only in what nobody sees."""
        if last.flag != capture.flag or last.status != capture.status or capture.role == "record":
            return False
        if capture.status in GONE or last.digest == capture.digest:
            return True
        stored = self.read(last) if "html" in capture.media_type else None
        return stored is not None and essence(stored[1]) == essence(content)

    def read(self, capture: Capture) -> tuple[Message, bytes] | None:
        """A stored response; an unreadable one is removed from the index, so that it is fetched in full."""
        try:
            return self._store.message(capture)
        except StoreError as error:  # Scrapy would ignore it
            self._store.forget(capture)
            self._report.notes.append(f"{error}; {capture.url} is asked for again")
            return None
