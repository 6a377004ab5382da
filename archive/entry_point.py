"""What Datasette loads wherever esfarkiv is installed: it looks for an archive, and does nothing where there is none.

The site itself is imported only for an archive: a Datasette of other databases starts as quickly as before. No folder
`templates` or `static` may lie beside this file: from Python 3.12 on Datasette would take them for every database.
"""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from datasette import hookimpl

from archive.foreign_packages import foreign_package

_TABLES = {"projects", "claims", "claim_kinds", "exchange_rates", "issues"}
"""Tables that all archives have, those of other versions too."""


@hookimpl
def register_output_renderer(datasette: Any) -> list[dict[str, Any]]:
    """Makes a Datasette that serves an archive its site; adds no renderer.

    Of all hooks this is called first: the databases are known, and pages and templates are not yet looked up.
    """
    archive = next((one for one in datasette.databases.values() if one.path and has_tables(Path(one.path))), None)
    if archive is not None and (foreign := foreign_package()):
        logging.getLogger("esfarkiv").warning("%s (until then Datasette shows tables without the site)", foreign)
    elif archive is not None:
        from archive.site.serving.site_in_datasette import make_site_of  # noqa: PLC0415  as above

        make_site_of(datasette, archive)
    return []


def has_tables(path: Path) -> bool:
    """Whether a file is a database with the tables of an archive, of whatever version."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return {name for (name,) in connection.execute("select name from sqlite_master")} >= _TABLES
    except sqlite3.Error:
        return False
