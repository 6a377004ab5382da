"""Runs the site until it is stopped."""

import socket
from collections.abc import Callable

import uvicorn
from datasette.app import Datasette


def serve(site: Datasette, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serves a site; `announce` is called with the URL once its socket listens. Port 0 picks a free port.

    Raises OSError if the address cannot be used.
    """
    with _listen(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        announce(f"http://{shown}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(site.app(), log_level="warning", lifespan="on")
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise OSError(f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port") from error
    listener.listen()
    return listener
