"""Recognises pages of the project bank: by their labels, and by the register number in their address."""

import hashlib
import re
from itertools import chain
from urllib.parse import parse_qs, unquote, urlsplit

from schema.register_numbers import REGISTER_NUMBER
from scraper.engine.recognising.stated_numbers import own_numbers, stated_numbers
from scraper.engine.recognising.visible_text import VisibleText

LABELS = ("Diarienummer", "Projektägare", "Beviljat ESF", "Programområde", "Projektperiod", "Unionens medfinansiering")
"""Labels of the facts of a project."""

_REPEATED = 3
"""Addresses with one and the same text at which it is taken for an error page: two may be one page, moved."""

_LEAST_LABELS = 2
"""Labels that a page at the address of a register number must have: a search page repeats one with the number."""

_PROJECT = re.compile(r"/(projekt|alla-projekt|behallare-for-projekt)/[^/?#]+/?(?:[?#]|$)", re.IGNORECASE)
"""An address of a project by its name, in any of the three banks."""

_NO_OTHER_PAGE = re.compile(r"(epslanguage|lang|language)=sv(-se)?|(utm_\w+|fbclid|gclid)=.*", re.IGNORECASE)
"""Parts of a query that lead to no other page."""


class Repetition:
    """The texts that a run has met, each with the places it was at, and the URLs requested there.

    `repeated` are the URLs of all texts that so many places have that they cannot be the page of each, with the digest
    of the text.
    """

    def __init__(self) -> None:
        """Nothing met so far."""
        self._met: dict[bytes, dict[str, set[str]]] = {}
        self.repeated: dict[str, bytes] = {}

    def is_repeated(self, url: str, address: str, visible: VisibleText) -> bool:
        """Note a text that was requested at a URL, of the page at an address; whether it is repeated.

        A page that states the register number of its address is no repetition.
        """
        if number_in_address(address) in stated_numbers(visible):
            return False
        text = digest_of(visible)
        places = self._met.setdefault(text, {})
        places.setdefault(place_of(address), set()).add(url)
        if len(places) == _REPEATED:
            self.repeated |= dict.fromkeys(chain(*places.values()), text)
        elif len(places) > _REPEATED:
            self.repeated[url] = text
        return len(places) >= _REPEATED


def place_of(address: str) -> str:
    """The path and query of an address, however it is spelled: the site has pages with and without `/sv/`.

    Letters and their percent codes are one; bytes that are no UTF-8 stay as different as they are.

    Swedish as the language, and what is only counted by others (`utm_source=`), are left out of the query.
    """
    parts = urlsplit(address)
    query = "&".join(_decoded(part) for part in parts.query.split("&") if not _NO_OTHER_PAGE.fullmatch(part))
    return f"{_decoded(parts.path).lower().strip('/').removeprefix('sv/')}?{query}"


def _decoded(part: str) -> str:
    """A path, or a part of a query, in which `&` is a sign as others."""
    return unquote(part, errors="surrogateescape").replace("&", "%26")


def digest_of(visible: VisibleText) -> bytes:
    """What stands for the text of a page when pages are compared."""
    return hashlib.sha256(visible.text.encode()).digest()


def has_labels(visible: VisibleText) -> bool:
    """Whether a page has a label of the project bank."""
    return any(label in visible.text for label in LABELS)


_PROJECTS = re.compile(r"projekt|\bproject|socialfond|\bsocial fund|\besf\b", re.IGNORECASE)


def tells_of_a_project(visible: VisibleText) -> bool:
    """Whether a page has a word without which none tells of a project of the fund: its labels have it too."""
    return any(map(_PROJECTS.search, (*visible.headlines, visible.text)))


def number_in_address(url: str) -> str | None:
    """The register number in the query of an address (`?dnr=`), None if there is none."""
    try:
        number = parse_qs(urlsplit(url).query).get("dnr", [""])[0].strip().upper()
    except ValueError:
        return None
    return number if REGISTER_NUMBER.fullmatch(number) else None


def is_project_address(url: str) -> bool:
    """Whether an address is that of a project: by its register number, or by its name."""
    return number_in_address(url) is not None or _PROJECT.search(url) is not None


def is_bank_page(url: str, visible: VisibleText) -> bool:
    """Whether a page has the bank's labels, and states the register number of its address if that has one."""
    return has_labels(visible) and wrong_project(url, visible) is None


def wrong_project(url: str, visible: VisibleText) -> str | None:
    """The flag of a page that is not the project of its address; None if the address has no number.

    It is that project if it states the number and has several labels: as its own, at its label or else in a headline,
    or, where it states none as its own, anywhere. `other-page` states another number, `no-project` none, or has no
    labels, as a search page that repeats what was asked for.
    """
    if (number := number_in_address(url)) is None:
        return None
    stated = stated_numbers(visible)
    if sum(label in visible.text for label in LABELS) < _LEAST_LABELS or not stated:
        return "no-project"
    return None if number in (own_numbers(visible) or stated) else "other-page"
