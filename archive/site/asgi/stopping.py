"""What is done when a server stops, also by a signal that ends the process before its own clean-up."""

from collections.abc import Callable
from typing import Any


class Stopping:
    """The ASGI application around a site, with something to do at the end."""

    def __init__(self, app: Any, at_stop: Callable[[], None]) -> None:
        self._app, self._at_stop = app, at_stop

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Passes everything on; what a server asks at its start and its stop is over when it has stopped."""
        await self._app(scope, receive, send)
        if scope["type"] == "lifespan":
            self._at_stop()
