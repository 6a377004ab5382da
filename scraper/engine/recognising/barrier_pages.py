"""Recognises error pages, log-ins, consent requests and checks of the browser, by their headlines and their form."""

import re

from scraper.engine.recognising.absence import BROKEN, NOT_FOUND, SIGH
from scraper.engine.recognising.visible_text import VisibleText

SHORT_TEXT = 1500
"""Characters of visible text up to which a log-in form or a consent request is taken for the whole page."""

_ABSENT = rf"((was|is|can|could) )?(not|cannot) (be )?(found|available)|{NOT_FOUND}"
_BROKEN = (
    rf"internal server error|service (temporarily )?unavailable|bad gateway|gateway time-?out|gone|error|fel|{BROKEN}"
)
_TITLES = (
    ("soft-404", rf"{SIGH}({_ABSENT}|{_BROKEN})"),
    ("soft-404", rf"((fel|error|http)\W+)*(404|410|500|502|503)(\W+({_ABSENT}|{_BROKEN}))?"),
    ("log-in", r"(logga in|inloggning|log ?in|sign ?in)( (på|till) (esf.*|projektrummet|mina sidor|ditt konto))?"),
    ("log-in", r"behörighet krävs|access denied|åtkomst nekad|forbidden|unauthorized"),
    ("challenge", r"just a moment\W*|(please wait|vänta)\W.*|attention required.*|checking your browser.*"),
    ("challenge", r"(security|human) (check|verification).*|are you (a )?(human|robot)|är du en (människa|robot)"),
    ("consent", r"(innan du fortsätter|before you continue)( (till|to) .*)?|cookie consent|kakor|cookies"),
    ("consent", r"samtycke( till (kakor|cookies))?|vi använder (kakor|cookies)( på .*)?"),
)
BARRIERS = (*dict.fromkeys(flag for flag, _ in _TITLES), "script-shell")
"""The flags of pages that stand for another."""

_TITLE_RULES = tuple((flag, re.compile(rule, re.IGNORECASE)) for flag, rule in _TITLES)
_SITE = re.compile(r"\s+[-–|]\s+(svenska )?(esf|europeiska|socialfond|projektbank)[^|]*$", re.IGNORECASE)
"""The name of the site at the end of a title."""

_MAX_HEADLINE = 120
"""Characters above which a headline is not such a title."""

_CONSENT = re.compile(r"\b(acceptera|godkänn|accept|samtycke)\b.*\b(kakor|cookies)\b", re.IGNORECASE | re.DOTALL)

_SHELL = 80
"""Characters of text below which a page of scripts is taken for a shell that only scripts would fill."""

_CHALLENGE = re.compile(r"captcha|_cf_chl_opt|cf-browser-verification|awswaf|ddos-guard", re.IGNORECASE)


def barrier_of(page: str, visible: VisibleText) -> str | None:
    """The flag of a page that is an error, a form or a check of the browser: `page` is its HTML; None for others."""
    return form_flag(visible) or _blocking_page(page, visible)


def form_flag(visible: VisibleText) -> str | None:
    """The flag of a page that is an error or a form by its headlines, or for want of other text than the form."""
    return title_flag(visible) or _blocking_flag(visible)


def title_flag(visible: VisibleText) -> str | None:
    """The flag of a page whose title or main heading is wholly that of an error or a form; None for others."""
    return next((flag for line in visible.headlines[:2] if (flag := _headline_flag(line, visible))), None)


def _headline_flag(line: str, visible: VisibleText) -> str | None:
    """The flag that a whole headline matches; a consent request may precede the content of a long page."""
    if len(line) > _MAX_HEADLINE:
        return None
    title = _SITE.sub("", line).strip(" .!?")
    flag = next((flag for flag, rule in _TITLE_RULES if rule.fullmatch(title)), None)
    return None if flag == "consent" and len(visible.text) > SHORT_TEXT else flag


def _blocking_flag(visible: VisibleText) -> str | None:
    """The flag of a short page that is only a log-in form or a consent request."""
    if len(visible.text) > SHORT_TEXT:
        return None
    if visible.password:
        return "log-in"
    return "consent" if _CONSENT.search(visible.text) and len(visible.text) < SHORT_TEXT / 5 else None


def _blocking_page(page: str, visible: VisibleText) -> str | None:
    """The flag of a page of scripts that stands for another: a check of the browser, or a shell without text."""
    if "<script" not in page[:100_000].lower() or len(visible.text) > SHORT_TEXT:
        return None
    if _CHALLENGE.search(page):
        return "challenge"
    return "script-shell" if len(visible.text) < _SHELL else None
