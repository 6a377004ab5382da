"""A visitor in a real browser, who notices what goes wrong on the way, and the pictures of what is seen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

WIDE: Any = {"width": 1280, "height": 800}
TELEPHONE: Any = {"width": 390, "height": 800}
MOST_BYTES = 200_000
"""How large a picture of the site may be: the README shows them."""
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

Picture = Callable[[Page, str], None]
"""Keeps the upper part of a page under a name."""


def launch(playwright: Playwright, chromium: str) -> Browser:
    """The Chromium of this file, without the errands that it runs by itself."""
    return playwright.chromium.launch(executable_path=chromium, args=_QUIET)


class Watch:
    """What goes wrong in the pages of a visit: errors, and questions to other servers than that at `address`."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.wrong: list[str] = []
        self.requests = 0
        self._address = address
        context.on("request", lambda request: self._request(request.url))
        context.on("console", lambda said: self._add(f"console: {said.text}") if said.type == "error" else None)
        context.on("weberror", lambda error: self._add(f"page: {error.error}"))

    def _request(self, url: str) -> None:
        self.requests += 1
        if not url.startswith((f"{self._address}/", "data:")):
            self._add(f"request: {url}")

    def _add(self, what: str) -> None:
        self.wrong.append(what)


@contextmanager
def visit(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A visitor's first page, still empty; at the end nothing may have gone wrong in any page of the visit."""
    with browser.new_context(**{"base_url": address, "viewport": WIDE, "locale": "sv-SE", **options}) as context:
        watch = Watch(context, address)
        yield context.new_page()
        assert watch.requests, "nothing was visited"
        assert not watch.wrong


def keep_picture(page: Page, path: Path) -> None:
    """A picture of the upper 800 px of a page of 1280 px; raises AssertionError where it is too large."""
    page.set_viewport_size(WIDE)
    page.evaluate("scrollTo(0, 0)")
    path.parent.mkdir(parents=True, exist_ok=True)
    size = len(page.screenshot(path=path, scale="css", animations="disabled"))
    assert size < MOST_BYTES, f"{path}: {size} bytes"
