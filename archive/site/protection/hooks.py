"""The protection as a Datasette plugin: every ArchiveSite has it, and no other Datasette."""

# mypy: disable-error-code="untyped-decorator"

import sys
from collections.abc import Callable, Coroutine, Generator
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils.asgi import Request, Response

from archive.site.archive_site import ArchiveSite
from archive.site.protection.answers.error_pages import error_response
from archive.site.protection.limits import SiteLimits, chosen
from archive.site.protection.refusal import Refusal
from archive.site.protection.requests.checked_filters import check_filters
from archive.site.protection.sql.guarding import guard
from archive.site.protection.wrapper import Protected

PLUGIN = "esfarkiv-protection"
"""The name under which metadata may hold limits: {"plugins": {"esfarkiv-protection": {"query_seconds": 3}}}."""


def register_protection() -> None:
    """Registers this module with Datasette, once."""
    if not pm.has_plugin(PLUGIN):
        pm.register(sys.modules[__name__], name=PLUGIN)


def limits_of(datasette: Datasette) -> SiteLimits:
    """The limits that the metadata names, and the defaults of the others."""
    return chosen(datasette.plugin_config(PLUGIN))


@hookimpl
def startup(datasette: Datasette) -> None:
    """Statements of visitors run in processes of their own."""
    if isinstance(datasette, ArchiveSite):
        guard(datasette, limits_of(datasette))


@hookimpl(trylast=True)
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    """Around all else."""
    is_site = isinstance(datasette, ArchiveSite)
    return lambda app: Protected(datasette, app, limits_of(datasette)) if is_site else app


@hookimpl
def filters_from_request(
    request: Request, database: str, table: str, datasette: Datasette
) -> Callable[[], Coroutine[Any, Any, None]] | None:
    """A filter that means nothing is refused."""
    return (lambda: check_filters(datasette, request, database, table)) if isinstance(datasette, ArchiveSite) else None


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Generator[None, Any, None]:
    """Our page in place of Datasette's, whose traceback through rich takes half a second."""
    outcome = yield
    if isinstance(datasette, ArchiveSite):
        outcome.force_result([lambda: error_response(datasette, request, exception)])


@hookimpl
def forbidden(datasette: Datasette, request: Request, message: str) -> Callable[[], Any] | None:
    """Our page for what visitors may not see."""

    async def response() -> Response:
        return await error_response(datasette, request, Refusal("forbidden", message))

    return response if isinstance(datasette, ArchiveSite) else None
