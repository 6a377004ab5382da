"""The addresses at which a web archive gives captures as archived (`id_`), and which capture came from one."""

import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scraper.sources.web_archives.cdx import Row
from scraper.store.current_time import TIME_FORMAT

_REPLAY = re.compile(r"/(\d{14})id_/(https?://.+)")


def replay_address(base: str, row: Row) -> str:
    """Where an archive gives a capture; `base` is the address of its replays."""
    return f"{base}/{row.timestamp}id_/{_with_scheme(row.url)}"


def page_address(row: Row) -> str:
    """The address of the page that a capture is of."""
    return without_port(_with_scheme(row.url))


def replayed(url: str) -> str | None:
    """The address of the page that a replay is of; None if an address is that of none."""
    found = _REPLAY.search(url)
    return without_port(found[2]) if found else None


def replayed_time(url: str, header: Callable[[str], str | None]) -> str:
    """The time of the capture that came from a replay, by `Memento-Datetime` (RFC 7089) or else its address."""
    found = _REPLAY.search(url)
    return _memento(header) or Row(timestamp=found[1] if found else "").time


def _with_scheme(address: str) -> str:
    return address if urlsplit(address).scheme else f"http://{address}"


def without_port(url: str) -> str:
    """A URL without the default port, which old captures spell out."""
    return re.sub(r"^(http://[^/]+):80(?=/)|^(https://[^/]+):443(?=/)", r"\1\2", url)


def _memento(header: Callable[[str], str | None]) -> str | None:
    try:
        return parsedate_to_datetime(header("memento-datetime") or "").strftime(TIME_FORMAT)
    except ValueError:
        return None
