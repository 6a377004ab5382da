"""/hamta: every dataset in every format, with its size and digest; the files themselves; DCAT-AP-SE."""

import asyncio
import os
import re
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, BinaryIO

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.exporting.downloads import LISTING, Downloads, other_files
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.written_file import digest_of
from archive.site.downloads.download_cache import DownloadMaker, DownloadsFailed, files_so_far
from archive.site.downloads.download_version import DownloadVersion
from archive.site.downloads.publisher import publisher_of
from archive.site.metadata import DATABASE
from archive.site.protection.answers.error_pages import LOG
from archive.site.protection.answers.file_answer import FileAnswer
from archive.site.protection.refusal import Refusal
from archive.site.responses import check_no_parameters, show
from schema.dictionary import tables

_PAGE_SECONDS = 0.5
_FILE_SECONDS = 50.0
"""How long a page, and a file, wait for files that are being made: a proxy gives up after a minute."""
_PIECE = 250_000
_NOT_YET = {"cache-control": "no-store"}
"""Of a page that tells that the files are being made."""
_FOR_ALL = {"access-control-allow-origin": "*"}
_MAKER = DownloadMaker()
_MEDIA_TYPES = {
    "json": "application/json; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
} | {form.ending: form.media_type for form in FILE_FORMATS.values()}


async def downloads_page(datasette: Datasette, request: Request) -> Response:
    """The list of files; how many there are so far, while they are being made (status 200 too)."""
    check_no_parameters(request)
    version = await _version(datasette)
    made = await _made(version, _PAGE_SECONDS)
    downloads = made and made[1]
    files = {(file.table, file.form): file for file in downloads.tables} if downloads else {}
    publisher = publisher_of(datasette)
    values: dict[str, Any] = {"downloads": downloads, "files": files, "formats": FILE_FORMATS, "tables": len(tables())}
    values |= {"publisher": publisher, "licence": publisher.terms}
    values |= {} if downloads else {"so_far": files_so_far(version)}
    response = await show(datasette, request, "pages/hamta.html", values)
    response.headers |= {} if downloads else _NOT_YET
    return response


async def listing(datasette: Datasette, request: Request) -> Response:
    """The list of files as JSON."""
    folder, _ = await _ready(datasette, request)
    return Response((folder / LISTING).read_bytes(), content_type=_MEDIA_TYPES["json"], headers=dict(_FOR_ALL))


async def download(datasette: Datasette, request: Request) -> FileAnswer:
    """One of the files; raises Refusal for an address that is none."""
    path = request.url_vars["path"]
    if path not in other_files() and not _is_table(path):
        raise Refusal("missing")
    folder, _ = await _ready(datasette, request)
    try:
        file = (folder / path).open("rb")
    except FileNotFoundError as error:  # the files of an archive that has just been replaced are gone
        raise Refusal("being_made") from error
    headers = {
        "content-type": _MEDIA_TYPES[path.rpartition(".")[2]],
        "content-length": str(os.fstat(file.fileno()).st_size),
        "content-disposition": f'attachment; filename="{_file_name(path)}"',
        **_FOR_ALL,
    }
    return FileAnswer(_pieces(file), headers)


async def _pieces(file: BinaryIO) -> AsyncGenerator[bytes]:
    with file:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece


async def dcat(datasette: Datasette, request: Request) -> Response:
    """The description of the datasets for catalogues, as DCAT-AP-SE in RDF/XML."""
    from archive.site.downloads.dcat_catalogue import catalogue  # noqa: PLC0415 (rdflib takes long to import)
    from archive.site.downloads.dcat_site import Site  # noqa: PLC0415

    _, downloads = await _ready(datasette, request)
    site = Site(datasette.absolute_url(request, datasette.urls.path("/")), publisher_of(datasette))
    body = await asyncio.to_thread(catalogue, site, downloads)
    return Response(body, content_type="application/rdf+xml; charset=utf-8", headers=dict(_FOR_ALL))


def _is_table(path: str) -> bool:
    form, _, name = path.partition("/")
    return form in FILE_FORMATS and name.removesuffix(f".{FILE_FORMATS[form].ending}") in tables() and "." in name


def _file_name(path: str) -> str:
    """A name that tells a file from those of the same table in other formats."""
    form, _, name = path.rpartition("/")
    return re.sub(r"\.csv$", "-excel.csv", name) if form == "excel" else name


async def _ready(datasette: Datasette, request: Request) -> tuple[Path, Downloads]:
    """The folder with the files; raises Refusal for parameters, while they are being made, or where they cannot be."""
    check_no_parameters(request)
    made = await _made(await _version(datasette), _FILE_SECONDS)
    if made is None:
        raise Refusal("being_made")
    return made


async def _version(datasette: Datasette) -> DownloadVersion:
    database = datasette.get_database(DATABASE)
    path = Path(str(database.path))
    digest = database.hash or (await asyncio.to_thread(digest_of, path))[1]
    return DownloadVersion(path, digest, publisher_of(datasette).terms)


async def _made(version: DownloadVersion, seconds: float) -> tuple[Path, Downloads] | None:
    """The files; None while they are being made. Raises Refusal where they cannot be."""
    try:
        return await _MAKER.files(version, seconds)
    except (DownloadsFailed, OSError) as error:
        LOG.error("the files of /hamta cannot be made: %s", ascii(str(error))[1:-1])
        raise Refusal("downloads") from error


ROUTES: list[tuple[str, Any]] = [
    (r"^/hamta$", downloads_page),
    (r"^/hamta\.json$", listing),
    (r"^/hamta/(?P<path>[\w./-]+)$", download),
    (r"^/datasets/dcat$", dcat),
]
