"""The visitor's choice of language: `?sprak=en` on any address, kept in the cookie `sprak` until `?sprak=sv`."""

from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie
from typing import Any, get_args
from urllib.parse import parse_qs

from datasette.app import Datasette
from datasette.utils.asgi import Request

from archive.site.addresses import BASE_URL
from archive.site.language.translations import LANGUAGE_PARAMETER, Language, language, translated
from archive.site.protection.answers.error_pages import error_response
from archive.site.protection.refusal import wrong_parameter

Scope = MutableMapping[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]

LANGUAGES: tuple[Language, ...] = get_args(Language)
_YEAR_IN_SECONDS = 365 * 24 * 60 * 60
_address: ContextVar[str] = ContextVar("address", default="/")


class LanguageChoice:
    """The ASGI application around Datasette that sets `language` for each request; Datasette never sees `sprak`."""

    def __init__(self, datasette: Datasette, app: Any) -> None:
        self._datasette, self._app = datasette, app

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Answers one request in the language that it asks for, else that of its cookie, else in Swedish."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked, chosen = _asked(scope), chosen_language(scope)
        scope = {**scope, "query_string": _without_choice(scope)}
        tokens = language.set(chosen), _address.set(Request(scope, receive).full_path)
        try:
            if asked not in (None, *LANGUAGES):
                await self._refuse(scope, receive, send)
            else:
                await self._app(scope, receive, _marked(send, chosen if asked else None))
        finally:
            language.reset(tokens[0])
            _address.reset(tokens[1])

    async def _refuse(self, scope: Scope, receive: Any, send: Send) -> None:
        text = translated("Parametern sprak ska vara sv eller en.")
        refusal = wrong_parameter(LANGUAGE_PARAMETER, text, LANGUAGES)
        request = Request({**scope, "csrftoken": lambda: ""}, receive)
        await (await error_response(self._datasette, request, refusal)).asgi_send(send)


def chosen_language(scope: Scope) -> Language:
    """The language that a request asks for, else that of its cookie, else Swedish; for caches too."""
    return next((known for known in LANGUAGES if known == (_asked(scope) or _kept(scope))), "sv")


def other_language_address() -> str:
    """The address of the page being answered, in the other language."""
    other = "sv" if language.get() == "en" else "en"
    here = BASE_URL.get() + _address.get().lstrip("/\\")  # two slashes would lead to another server
    return f"{here}{'&' if '?' in here else '?'}{LANGUAGE_PARAMETER}={other}"


def _asked(scope: Scope) -> str | None:
    values = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True).get(LANGUAGE_PARAMETER)
    return values[-1] if values else None


def _without_choice(scope: Scope) -> bytes:
    parts = scope.get("query_string", b"").split(b"&")
    return b"&".join(part for part in parts if part.partition(b"=")[0] != LANGUAGE_PARAMETER.encode())


def _kept(scope: Scope) -> str | None:
    try:
        kept = SimpleCookie(Request(scope, None).headers.get("cookie", "")).get(LANGUAGE_PARAMETER)
    except CookieError:
        return None
    return kept.value if kept else None


def _marked(send: Send, chosen: Language | None) -> Send:
    """Sends the answer on; a page says that it depends on the cookie, and a choice just made is kept."""

    async def send_marked(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            named = [(name.lower(), value.lower()) for name, value in headers]
            is_page = any(name == b"content-type" and b"text/html" in value for name, value in named)
            is_said = any(name == b"vary" and b"cookie" in value for name, value in named)
            headers += [(b"vary", b"Cookie")] if is_page and not is_said else []
            headers += [(b"set-cookie", _cookie(chosen))] if chosen else []
            message = {**message, "headers": headers}
        await send(message)

    return send_marked


def _cookie(chosen: Language) -> bytes:
    return f"{LANGUAGE_PARAMETER}={chosen}; Path={BASE_URL.get()}; Max-Age={_YEAR_IN_SECONDS}; SameSite=Lax".encode()
