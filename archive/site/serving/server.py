"""Creates the Datasette that serves an archive: one immutable database, explicit facets, sensible limits."""

from importlib.resources import files
from pathlib import Path

import msgspec
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from archive.database import check_archive
from archive.site.archive_site import ArchiveSite
from archive.site.downloads.publisher import PUBLISHER, Publisher
from archive.site.metadata import DATABASE, metadata
from archive.site.plugin import site_plugin as plugin
from archive.site.protection.hooks import PLUGIN
from archive.site.protection.limits import SiteLimits, chosen

PLUGIN_NAME = "esfarkiv-site"
"""The name of the site's plugin in Datasette, which is registered where an archive is served."""
_HERE = Path(str(files("archive.site")))
TEMPLATES = str(_HERE / "templates")
STATIC = ("esf-static", str(_HERE / "static"))
"""The address of our styles, and their folder."""
SETTINGS = {
    "suggest_facets": False,
    "default_page_size": 50,
    "default_facet_size": 12,
    "max_csv_mb": 0,
    "truncate_cells_html": 300,
}
"""`max_csv_mb` 0 means no limit: a CSV is complete or fails, never truncated."""


def settings(limits: SiteLimits) -> dict[str, bool | int]:
    """Datasette's settings; a facet may take a third of a statement's time."""
    return SETTINGS | {
        "max_returned_rows": limits.answer_rows,
        "sql_time_limit_ms": 1000 * limits.query_seconds,
        "facet_time_limit_ms": 1000 * limits.query_seconds // 3,
        "default_cache_ttl": limits.cache_seconds,
    }


def make_site(
    path: Path,
    notice: str = "",
    limits: SiteLimits | None = None,
    publisher: Publisher | None = None,
    base_url: str = "/",
) -> Datasette:
    """The site of the archive at `path`, with a `notice` at the top of every page, these limits and this publisher.

    `base_url` is the path that it is published under, from and to a slash (`checked_base_url`).
    Raises DatabaseError if the file is not an archive made by this version.
    """
    check_archive(path)
    if not pm.has_plugin(PLUGIN_NAME):
        pm.register(plugin, name=PLUGIN_NAME)
    limits = limits or chosen()
    plugins = {PLUGIN: msgspec.structs.asdict(limits), PUBLISHER: msgspec.structs.asdict(publisher or Publisher())}
    site = ArchiveSite(
        [],
        metadata=metadata() | {"notice": notice, "plugins": plugins},
        template_dir=TEMPLATES,
        static_mounts=[STATIC],
        settings={**settings(limits), "base_url": base_url},
        cors=True,
    )
    site.remove_database("_memory")
    site.add_database(Database(site, path=str(path), is_mutable=False), name=DATABASE)
    return site
