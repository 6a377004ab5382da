"""/hamta: every dataset in every format, with its size and digest; the files themselves; DCAT-AP-SE."""

import asyncio
import re
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.exporting.downloads import LISTING, Downloads, other_files, read_downloads
from archive.exporting.file_formats import FILE_FORMATS
from archive.site.data_pages.file_answer import FileAnswer
from archive.site.downloads.download_cache import DownloadMaker, DownloadsFailed
from archive.site.downloads.publisher import publisher_of
from archive.site.metadata import DATABASE
from archive.site.protection.refusal import Refusal
from archive.site.responses import show
from schema.dictionary import tables

_PAGE_SECONDS = 10.0
_FILE_SECONDS = 50.0
"""How long a page, and a file, wait for files that are being made: a proxy gives up after a minute."""
_PIECE = 250_000
_NEW = {"cache-control": "no-store"}
"""No answer is kept: what is kept would be that of an archive which has been replaced meanwhile."""
_FOR_ALL = {"access-control-allow-origin": "*"}
_MAKER = DownloadMaker()
_MEDIA_TYPES = {
    "json": "application/json; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
} | {form.ending: form.media_type for form in FILE_FORMATS.values()}


async def downloads_page(datasette: Datasette, request: Request) -> Response:
    """The list of files; that they are being made, where that takes a while (status 200 too)."""
    downloads = await _downloads(datasette, _PAGE_SECONDS)
    files = {(file.table, file.form): file for file in downloads.tables} if downloads else {}
    publisher = publisher_of(datasette)
    values = {"downloads": downloads, "files": files, "formats": FILE_FORMATS, "publisher": publisher}
    response = await show(datasette, request, "hamta.html", values)
    response.headers |= _NEW
    return response


async def listing(datasette: Datasette) -> Response:
    """The list of files as JSON."""
    body = (await _folder(datasette, _FILE_SECONDS) / LISTING).read_bytes()
    return Response(body, content_type=_MEDIA_TYPES["json"], headers=_NEW | _FOR_ALL)


async def download(datasette: Datasette, request: Request) -> FileAnswer:
    """One of the files; raises Refusal for an address that is none."""
    path = request.url_vars["path"]
    if path not in other_files() and not _is_table(path):
        raise Refusal("missing")
    folder = await _folder(datasette, _FILE_SECONDS)
    headers = {
        "content-type": _MEDIA_TYPES[path.rpartition(".")[2]],
        "content-length": str((folder / path).stat().st_size),
        "content-disposition": f'attachment; filename="{_file_name(path)}"',
        **_NEW,
        **_FOR_ALL,
    }
    return FileAnswer(_pieces(folder / path), headers)


async def _pieces(path: Path) -> AsyncGenerator[bytes]:
    with path.open("rb") as file:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece


async def dcat(datasette: Datasette, request: Request) -> Response:
    """The description of the datasets for catalogues, as DCAT-AP-SE in RDF/XML."""
    from archive.site.downloads.dcat_catalogue import Site, catalogue  # noqa: PLC0415 (rdflib takes long to import)

    downloads = await _ready(datasette)
    site = Site(datasette.absolute_url(request, datasette.urls.path("/")), publisher_of(datasette))
    body = await asyncio.to_thread(catalogue, site, downloads)
    return Response(body, content_type="application/rdf+xml; charset=utf-8", headers=_NEW | _FOR_ALL)


def _is_table(path: str) -> bool:
    form, _, name = path.partition("/")
    return form in FILE_FORMATS and name.removesuffix(f".{FILE_FORMATS[form].ending}") in tables() and "." in name


def _file_name(path: str) -> str:
    """A name that tells a file from those of the same table in other formats."""
    form, _, name = path.rpartition("/")
    return re.sub(r"\.csv$", "-excel.csv", name) if form == "excel" else name


async def _folder(datasette: Datasette, seconds: float) -> Path:
    """The folder with the files; raises Refusal while they are being made, or where they cannot be."""
    database = Path(str(datasette.get_database(DATABASE).path))
    try:
        folder = await _MAKER.folder(database, seconds)
    except (DownloadsFailed, OSError) as error:
        raise Refusal("unreadable", error) from error
    if folder is None:
        raise Refusal("busy")
    return folder


async def _ready(datasette: Datasette) -> Downloads:
    downloads = read_downloads(await _folder(datasette, _FILE_SECONDS))
    if downloads is None:
        raise Refusal("busy")
    return downloads


async def _downloads(datasette: Datasette, seconds: float) -> Downloads | None:
    try:
        return read_downloads(await _folder(datasette, seconds))
    except Refusal as refusal:
        if refusal.kind != "busy":
            raise
        return None


ROUTES: list[tuple[str, Any]] = [
    (r"^/hamta$", downloads_page),
    (r"^/hamta\.json$", listing),
    (r"^/hamta/(?P<path>[\w./-]+)$", download),
    (r"^/datasets/dcat$", dcat),
]
