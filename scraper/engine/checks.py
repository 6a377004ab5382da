"""Responses that are not what they seem: kept in the store, flagged, and never used in place of a good capture."""

import re
from collections.abc import Callable

import msgspec

from scraper.engine.visible_text import VisibleText, visible_text
from scraper.store.capture import Capture
from scraper.store.message import HTML
from scraper.store.records import DAMAGE, CutError, unpacked

_LOOKED_AT = 400_000
"""Bytes of a page that are looked at: one that is an error, a log-in or a request for consent is far shorter."""

_SHRUNK = 0.4
"""A page below this share of its last good capture's size is suspected."""

_SHORT = 1500
"""Characters of visible text below which a log-in form or a request for consent is taken for the whole page."""

_LABELS = ("Diarienummer", "Projektägare", "Beviljat ESF", "Programområde", "Projektperiod", "Unionens medfinansiering")
"""Words beside the facts of a project: where one stands, the page is the bank's, whatever its title says."""

_WHAT = (
    r"(the |this )?(page|file|resource|document|requested url|file or directory)|sidan( du (söker|sökte|letar efter))?"
)
_ABSENT = (
    rf"(({_WHAT}) )?((was|is|can|could) )?(not|cannot) (be )?(found|available)"
    rf"|({_WHAT}) (kunde inte hittas|kan inte hittas|hittades inte|finns inte( längre)?( kvar)?)"
)
_BROKEN = (
    r"internal server error|service (temporarily )?unavailable|bad gateway|gateway time-?out|gone|error|fel"
    r"|(ett|något) (oväntat )?(fel (har )?(inträffa\w*|uppst\w*)|gick fel)"
)
_TITLES = (
    ("soft-404", rf"((hoppsan|oj|ojdå|tyvärr)\W+)?({_ABSENT}|{_BROKEN})"),
    ("soft-404", rf"((fel|error|http)\W+)*(404|410|500|502|503)(\W+({_ABSENT}|{_BROKEN}))?"),
    ("log-in", r"(logga in|inloggning|log ?in|sign ?in)( (på|till) (esf.*|projektrummet|mina sidor|ditt konto))?"),
    ("log-in", r"behörighet krävs|access denied|åtkomst nekad|forbidden|unauthorized"),
    ("consent", r"(innan du fortsätter|before you continue)( (till|to) .*)?|cookie consent|kakor|cookies"),
    ("consent", r"samtycke( till (kakor|cookies))?|vi använder (kakor|cookies)( på .*)?"),
)
_TITLE_RULES = tuple((flag, re.compile(rule, re.IGNORECASE)) for flag, rule in _TITLES)
_SITE = re.compile(r"\s+[-–|]\s+(svenska )?(esf|europeiska|socialfond|projektbank)[^|]*$", re.IGNORECASE)
"""The name of the site at the end of a title."""

_LONGEST = 120
"""Characters of a headline above which it is no such title."""

_CONSENT = re.compile(r"\b(acceptera|godkänn|accept|samtycke)\b.*\b(kakor|cookies)\b", re.IGNORECASE | re.DOTALL)
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04")


class Answer(msgspec.Struct):
    """A response to be judged: its index entry, its content, what it should be, and its last good capture.

    `fault` says that the body came torn (`truncated`) or cannot be decoded (`undecodable`).
    """

    capture: Capture
    content: bytes
    types: tuple[str, ...]
    fault: str | None = None
    last: Capture | None = None


def flag_of(answer: Answer) -> str | None:
    """Why a response is suspected, in a word; None when nothing tells against it, or it is an error by its status."""
    if answer.capture.status not in (200, 206):
        return None
    found = next((flag for rule in _RULES if (flag := rule(answer))), None)
    return _within(answer) if found is None and answer.capture.role == "record" else found


def _within(answer: Answer) -> str | None:
    """What there is against the page in a record of Common Crawl's; a whole file is not what was asked for."""
    if answer.capture.status != 206:
        return "wrong-type"
    try:
        content, kind = unpacked(answer.content)
    except DAMAGE as error:
        return "truncated" if isinstance(error, CutError) else "undecodable"
    page = msgspec.structs.replace(answer.capture, role="page", status=200, media_type=kind, size=len(content))
    return flag_of(Answer(page, content, (*HTML, "text/plain")))


def _fault(answer: Answer) -> str | None:
    return answer.fault


def _empty(answer: Answer) -> str | None:
    empty = not answer.content.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf")
    return "empty" if empty and answer.capture.role in ("page", "record") else None


def _wrong_type(answer: Answer) -> str | None:
    kind = answer.capture.media_type
    wrong = bool(kind and answer.types) and kind not in answer.types
    text = not kind or kind.startswith("text/") or "html" in kind or not answer.types
    binary = answer.capture.role == "page" and text and answer.content.startswith(_BINARY)
    return "wrong-type" if answer.capture.role != "robots" and (wrong or binary) else None


def _misplaced(answer: Answer) -> str | None:
    """A page that says by its headline, or by holding nothing else, that it is not the page asked for."""
    if answer.capture.role != "page" or "html" not in answer.capture.media_type:
        return None
    seen = visible_text(answer.content[:_LOOKED_AT].decode("utf-8", "replace"))
    if any(label in seen.text for label in _LABELS):
        return None
    found = (flag for line in seen.headlines[:2] if (flag := _titled(line, seen)))
    return next(found, None) or _barred(seen)


def _titled(line: str, seen: VisibleText) -> str | None:
    """What the whole of a headline says; a request for consent may stand ahead of a page that is there."""
    if len(line) > _LONGEST:
        return None
    title = _SITE.sub("", line).strip(" .!?")
    flag = next((flag for flag, rule in _TITLE_RULES if rule.fullmatch(title)), None)
    return None if flag == "consent" and len(seen.text) > _SHORT else flag


def _barred(seen: VisibleText) -> str | None:
    if len(seen.text) > _SHORT:
        return None
    if seen.password:
        return "log-in"
    return "consent" if _CONSENT.search(seen.text) and len(seen.text) < _SHORT / 5 else None


def _shrunk(answer: Answer) -> str | None:
    last = answer.last
    shrunk = last is not None and answer.capture.size < last.size * _SHRUNK
    return "shrunk" if shrunk and answer.capture.role in ("page", "record") else None


_RULES: tuple[Callable[[Answer], str | None], ...] = (_fault, _empty, _wrong_type, _misplaced, _shrunk)
FLAGS = ("truncated", "undecodable", "empty", "wrong-type", "soft-404", "log-in", "consent", "shrunk")
"""Every flag there is, as it stands in the index and in the WARC field of that name."""
