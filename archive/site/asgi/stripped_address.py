"""Takes away what stands around an address: the path of the published site, and what other sites add to links.

Pages and Datasette see neither; the addresses that they make begin with that path.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import unquote_to_bytes

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.addresses import BASE_URL
from archive.site.protection.requests.requested_addresses import raw_path

Scope = MutableMapping[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]

_TRACKING = (b"utm_", b"mtm_", b"pk_")
"""Beginnings of the names of parameters that newsletters and campaigns add to links."""
_TRACKED = {b"fbclid", b"gclid", b"dclid", b"msclkid", b"twclid", b"igshid", b"mc_cid", b"mc_eid", b"_ga", b"_gl"}
"""Names of parameters that other sites add to links."""


class StrippedAddress:
    """The outermost ASGI application: takes away the published path and the parameters of other sites."""

    def __init__(self, datasette: Datasette, app: Any) -> None:
        self._base, self._app = str(datasette.setting("base_url")), app

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Answers one request; one without the published path too, for proxies that take it away themselves."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        token = BASE_URL.set(self._base)
        try:
            if raw_path(dict(scope)) + b"/" == self._base.encode() != b"/":
                await Response.redirect(self._base, status=301).asgi_send(send)
            else:
                await self._app(self._plain(scope), receive, self._returning(send))
        finally:
            BASE_URL.reset(token)

    def _plain(self, scope: Scope) -> Scope:
        """The request for the address within the site; a path that has the published one twice stays as it is."""
        plain = {**scope, "query_string": _without_tracking(scope.get("query_string") or b"")}
        raw = raw_path(plain)
        inner = b"/" + raw.removeprefix(self._base.encode())
        if raw.startswith(self._base.encode()) and not inner.startswith(self._base.encode()):
            plain |= {"raw_path": inner, "path": unquote_to_bytes(inner).decode("utf-8", "replace")}
        return plain

    def _returning(self, send: Send) -> Send:
        """Sends the answer on; where it leads to another page of the site, with the published path."""

        async def send_on(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = [(name, self._led(name, value)) for name, value in message.get("headers", [])]
                message = {**message, "headers": headers}
            await send(message)

        return send if self._base == "/" else send_on

    def _led(self, name: bytes, value: bytes) -> bytes:
        base = self._base.encode()
        is_of_site = name.lower() == b"location" and value.startswith(b"/") and not value.startswith(base)
        return base + value.lstrip(b"/") if is_of_site else value


def asked_address(request: Request) -> str:
    """The whole address of the page that is asked for, as its visitor sees it."""
    return f"{request.scheme}://{request.host}{BASE_URL.get()}{request.full_path.lstrip('/')}"


def _without_tracking(query: bytes) -> bytes:
    return b"&".join(part for part in query.split(b"&") if not _is_tracking(part.partition(b"=")[0]))


def _is_tracking(name: bytes) -> bool:
    return name.startswith(_TRACKING) or name in _TRACKED
