"""Counts the addresses at which a run meets one project, of which a site with a fault may have ever new ones."""

from scraper.engine.recognising.bank_pages import digest_of, number_in_address
from scraper.engine.recognising.stated_numbers import own_numbers
from scraper.engine.recognising.visible_text import VisibleText


class MetProjects:
    """The projects that a run has met; one at `most` addresses or more brings nothing new."""

    def __init__(self, most: int) -> None:
        """None so far."""
        self._most = most
        self._addresses: dict[str | bytes, set[str]] = {}
        self._repeated: set[str] = set()

    def add(self, url: str, visible: VisibleText) -> None:
        """Note the text of a good page at a URL."""
        addresses = self._addresses.setdefault(_project(url, visible), set())
        addresses.add(url)
        if len(addresses) >= self._most:
            self._repeated.add(url)

    def is_repeated(self, url: str) -> bool:
        """Whether the project of a page had been met at so many addresses."""
        return url in self._repeated


def _project(url: str, visible: VisibleText) -> str | bytes:
    """The register number of an address, else the only one that its page states as its own, else its text's digest."""
    own = own_numbers(visible)
    return number_in_address(url) or (own.pop() if len(own) == 1 else digest_of(visible))
