"""Creates the Datasette that serves an archive: one immutable database, explicit facets, sensible limits."""

from importlib.resources import files
from pathlib import Path

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from archive.database import check_archive
from archive.site import plugin
from archive.site.metadata import DATABASE, metadata

SETTINGS = {
    "suggest_facets": False,
    "default_page_size": 50,
    "default_facet_size": 12,
    "max_returned_rows": 20_000,
    "max_csv_mb": 0,
    "sql_time_limit_ms": 5_000,
    "facet_time_limit_ms": 2_000,
    "truncate_cells_html": 300,
    "default_cache_ttl": 600,
}
"""`max_csv_mb` 0 means no limit: a CSV is complete or fails, never truncated."""


def make_site(path: Path, notice: str = "") -> Datasette:
    """The site of the archive at `path`, with a `notice` at the top of every page.

    Raises DatabaseError if the file is not an archive made by this version.
    """
    check_archive(path)
    if not pm.has_plugin("esfarkiv"):
        pm.register(plugin, name="esfarkiv")
    here = Path(str(files("archive.site")))
    site = Datasette(
        [],
        metadata=metadata() | {"notice": notice},
        template_dir=str(here / "templates"),
        static_mounts=[("esf-static", str(here / "static"))],
        settings=SETTINGS,
        cors=True,
    )
    site.remove_database("_memory")
    site.add_database(Database(site, path=str(path), is_mutable=False), name=DATABASE)
    return site
