"""Refuses every network address but loopback, at the socket: an audit hook sees all of them and cannot be removed.

Only the standard library is used here, so that a server in an environment of its own can be held to it too.
"""

import ipaddress
import sys
from collections.abc import Callable
from typing import Any

_NAMED = {"socket.getaddrinfo": 0, "socket.gethostbyname": 0}
_ADDRESSED = {"socket.connect": 1, "socket.sendto": 1, "socket.bind": 1}


def refuse_all_but_loopback(refused: Callable[[str], None]) -> None:
    """From here on, a call to another address is told to `refused` and raises PermissionError."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NAMED:
            host = arguments[_NAMED[event]]
        elif event in _ADDRESSED and isinstance(arguments[_ADDRESSED[event]], tuple):
            host = arguments[_ADDRESSED[event]][0]
        else:
            return
        name = host.decode() if isinstance(host, bytes) else host
        if name not in (None, "", "localhost") and not _is_loopback(name):
            refused(f"{event} {name}")
            raise PermissionError(f"{event}: {name} is not loopback")

    sys.addaudithook(hook)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
