"""Pages that were asked for at several addresses, of which one leads to another."""

from scraper.sources.page_request import PageRequest


class SharedPages:
    """The requests that led to a page requested anyway: what becomes of it becomes of them."""

    def __init__(self) -> None:
        """None so far."""
        self._waiting: dict[str, list[PageRequest]] = {}
        self._bad: set[str] = set()

    def add(self, url: str, request: PageRequest) -> list[PageRequest]:
        """Note that a request led to a URL; the requests that this fails, if that is known already."""
        if url in self._bad:
            return [request]
        self._waiting.setdefault(url, []).append(request)
        return []

    def settle(self, url: str, good: bool) -> list[PageRequest]:
        """Note what became of a URL; the requests that failed with it."""
        waiting = self._waiting.pop(url, []) if not good else []
        self._bad |= set() if good else {url}
        return waiting
