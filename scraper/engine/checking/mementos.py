"""Tells the pages that an archive gives of its own from those that it archived, by `Memento-Datetime` (RFC 7089)."""

UNDATED = "undated"
"""The flag of a replay without `Memento-Datetime` from an archive that sends it: the archive's own page."""


class Mementos:
    """Which replays of a run had a date; `sends` says that the archive is known to send it with each."""

    def __init__(self, sends: bool) -> None:
        """None met so far."""
        self._sends = sends
        self._undated: list[str] = []

    def flag_of(self, url: str, dated: bool) -> str | None:
        """Note a replay; its flag, if it should have a date."""
        self._sends = self._sends or dated
        if dated:
            return None
        self._undated.append(url)
        return UNDATED if self._sends else None

    def take_undated(self) -> list[str]:
        """The replays without a date of an archive that turned out to send it; each only once."""
        found = self._undated if self._sends else []
        self._undated = [] if self._sends else self._undated
        return found
