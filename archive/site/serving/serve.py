"""Runs the site until it is stopped."""

import copy
import socket
from collections.abc import Callable
from typing import Any

import uvicorn

from archive.site.protection.limits import SiteLimits
from archive.site.swap.current_site import CurrentSite

LOGGING: dict[str, Any] = copy.deepcopy(uvicorn.config.LOGGING_CONFIG)
"""Uvicorn's, with the site's errors beside its own: all on standard error, one line each."""
LOGGING["formatters"]["plain"] = {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
LOGGING["handlers"]["default"] = {
    "class": "logging.StreamHandler",
    "formatter": "plain",
    "stream": "ext://sys.stderr",
}
LOGGING["loggers"]["esfarkiv"] = {"handlers": ["default"], "level": "WARNING", "propagate": False}


class _Server(uvicorn.Server):
    """Readies the site before the first visitor; ends the statements that run when it is told to stop."""

    def __init__(self, config: uvicorn.Config, site: CurrentSite) -> None:
        super().__init__(config)
        self._site = site

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self._site.start()
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._site.stop_statements()
        await super().shutdown(sockets)
        self._site.release()  # the signal that stopped the server ends the process before anything else is done


def serve(site: CurrentSite, limits: SiteLimits, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serves a site; `announce` is called with the URL once its socket listens. Port 0 picks a free port.

    Raises OSError if the address cannot be used. The site's files are given up at the end.
    """
    try:
        _serve(site, limits, host, port, announce)
    finally:
        site.release()


def _serve(site: CurrentSite, limits: SiteLimits, host: str, port: int, announce: Callable[[str], None]) -> None:
    with _listen(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        announce(f"http://{shown}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(
            site,
            log_level="warning",
            log_config=LOGGING,
            access_log=False,
            lifespan="on",
            server_header=False,
            h11_max_incomplete_event_size=4 * limits.address_bytes,
            timeout_graceful_shutdown=limits.stop_seconds,
        )
        _Server(config, site).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends without delay (TCP_NODELAY) only on sockets whose protocol is named: 40 ms for every answer
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise OSError(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another with --host or --port"
        ) from error
    listener.listen()
    return listener
