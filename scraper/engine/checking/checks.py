"""Detects responses that are not what they seem: they are stored, flagged, and never replace a good capture."""

from collections.abc import Callable
from urllib.parse import unquote

import msgspec

from scraper.engine.checking.flags import REPEATED, SHRUNK
from scraper.engine.recognising.bank_pages import Repetition, has_labels, is_project_address, wrong_project
from scraper.engine.recognising.barrier_pages import barrier_of
from scraper.engine.recognising.page_kinds import is_binary, is_html, is_readable
from scraper.engine.recognising.project_facts import barrier_among_labels, is_absent, is_without_facts
from scraper.engine.recognising.visible_text import examined, visible_text
from scraper.engine.robots.robots_text import barrier_in_place
from scraper.store.archive_files.warc_records import DAMAGE, PageInRecord, TruncatedRecordError, page_in_record
from scraper.store.capture import Capture
from scraper.store.responses.message import HTML
from scraper.store.responses.payload_digests import body_matches
from scraper.store.responses.register_headings import register_fault

_SHRUNK_SHARE = 0.4
"""A page smaller than this share of its last good capture is flagged."""

_EXPECTED_STATUS = {"record": 206}


class Answer(msgspec.Struct):
    """A response to check: its index entry, content, expected media types, and last good capture.

    `fault` says that the body was `truncated`, is `undecodable`, or a page `undated`; `digest` is the one that an
    archive's index gives the page; `texts` are those of the run's other pages. A `register` is known by its headings.
    `asked` is the address of the page that was asked for, which may have led to another address of it. In a source of
    the `bank` each page of a project has labels. Of what is `open_ended`, only the end of the connection told the end.
    """

    capture: Capture
    content: bytes
    types: tuple[str, ...]
    fault: str | None = None
    last: Capture | None = None
    digest: str | None = None
    texts: Repetition | None = None
    register: bool = False
    asked: str = ""
    bank: bool = False
    open_ended: bool = False


def flag_of(answer: Answer) -> str | None:
    """The flag of a suspicious response; None if nothing is wrong with it, or its status is an error already."""
    if answer.capture.status not in range(200, 300):
        return None
    if answer.capture.status not in (200, _EXPECTED_STATUS.get(answer.capture.role, 200)):
        return "wrong-status"
    found = next((flag for rule in _RULES if (flag := rule(answer))), None)
    return _embedded_flag(answer) if found is None and answer.capture.role == "record" else found


def _embedded_flag(answer: Answer) -> str | None:
    """The flag of the page in a Common Crawl record; a whole file (not 206) is not what was requested."""
    if answer.capture.status != 206:
        return "wrong-type"
    try:
        found = page_in_record(answer.content)
        content, kind = found.message.content(), found.message.media_type
    except DAMAGE as error:
        return "truncated" if isinstance(error, TruncatedRecordError) else "undecodable"
    if not _is_requested(answer, found):
        return "other-page"
    status = found.message.status
    page = msgspec.structs.replace(answer.capture, role="page", status=status, media_type=kind, size=len(content))
    return flag_of(
        Answer(page, content, (*HTML, "text/plain"), texts=answer.texts, bank=answer.bank)
    ) or _flag_of_status(status)


def _is_requested(answer: Answer, found: PageInRecord) -> bool:
    """Whether a record is of the address and has the digest that the index gives."""
    wanted = answer.capture.page_url
    if wanted and found.url and _without_scheme(found.url) != _without_scheme(wanted):
        return False
    return body_matches(answer.digest, found.message) is not False


def _without_scheme(url: str) -> str:
    """The rest of an address, letters and their percent codes alike; bytes that are no UTF-8 stay different."""
    return unquote(url.partition("://")[2].removeprefix("www.").rstrip("/") or url, errors="surrogateescape")


def _flag_of_status(status: int) -> str | None:
    return None if status == 200 else "wrong-status"


def _fault(answer: Answer) -> str | None:
    return answer.fault


def _empty(answer: Answer) -> str | None:
    empty = not answer.content.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf")
    return "empty" if empty and (answer.capture.role in ("page", "record") or _is_html_listing(answer)) else None


def _is_html_listing(answer: Answer) -> bool:
    """Whether a listing comes as a page, and not as data, of which a source knows whether it may be empty."""
    return answer.capture.role == "listing" and is_html(answer.capture.media_type, answer.content)


def _wrong_type(answer: Answer) -> str | None:
    kind = answer.capture.media_type
    if answer.register and answer.capture.role == "page":
        return register_fault(answer.content)
    wrong = bool(kind and answer.types) and kind not in answer.types
    text = not kind or kind.startswith("text/") or "html" in kind or not answer.types
    binary = answer.capture.role == "page" and text and is_binary(answer.content)
    return "wrong-type" if answer.capture.role != "robots" and (wrong or binary) else None


def _wrong_page(answer: Answer) -> str | None:
    """The flag of an error, log-in or consent page, recognised by its headline or for want of other text."""
    if answer.capture.role == "robots":
        return barrier_in_place(answer.content)
    if _is_html_listing(answer):
        page = examined(answer.content)
        return barrier_of(page, visible_text(page))
    if answer.register or answer.capture.role != "page" or not is_readable(answer.capture.media_type, answer.content):
        return None
    page = examined(answer.content)
    visible, url = visible_text(page), answer.capture.url
    address = answer.capture.page_url or url
    urls = (address, answer.asked)
    flag = barrier_among_labels(page, visible, urls)
    repeated = answer.texts is not None and answer.texts.is_repeated(url, address, visible)
    wrong = wrong_project(address, visible) or wrong_project(answer.asked, visible)
    wrong = wrong or ("no-project" if is_without_facts(visible, urls) else None)
    flag = flag or wrong or ("soft-404" if is_absent(visible, urls) else REPEATED if repeated else None)
    unlabelled = answer.bank and is_project_address(address) and not has_labels(visible)
    return flag or ("no-project" if unlabelled else None)


def _shrunk(answer: Answer) -> str | None:
    last = answer.last
    share = 1 if answer.register and answer.open_ended else _SHRUNK_SHARE
    shrunk = last is not None and answer.capture.size < last.size * share
    return SHRUNK if shrunk and answer.capture.role in ("page", "record") else None


_RULES: tuple[Callable[[Answer], str | None], ...] = (_fault, _empty, _wrong_type, _wrong_page, _shrunk)
