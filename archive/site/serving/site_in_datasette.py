"""The site in a Datasette that was started with an archive: `datasette esf.db`."""

import atexit
from pathlib import Path
from typing import Any

from datasette.app import DEFAULT_SETTINGS, Datasette
from datasette.database import Database
from datasette.plugins import pm
from jinja2 import ChoiceLoader, FileSystemLoader

from archive.database import DatabaseError, check_archive
from archive.site.archive_site import ArchiveSite
from archive.site.metadata import DATABASE, metadata, plain_metadata
from archive.site.plugin import site_plugin as plugin
from archive.site.protection.answers.error_pages import LOG
from archive.site.protection.hooks import limits_of
from archive.site.serving.server import PLUGIN_NAME, STATIC, TEMPLATES, settings
from archive.site.swap.pinned_file import pin


def make_site_of(datasette: Datasette, opened: Database) -> None:
    """Gives a Datasette our pages, templates, texts and limits; what its operator chose stays.

    An archive of another version is left as it is, and one among other databases has its labels and descriptions alone;
    then the log has a line that says why.
    """
    try:
        check_archive(Path(opened.path))
    except DatabaseError as error:
        LOG.warning("%s (until then Datasette shows its tables without the site)", error)
        return
    if len([one for one in datasette.databases.values() if one.path]) > 1:
        LOG.warning("%s: the site is shown where an archive is served alone; here are its tables", opened.path)
        _describe(datasette, {"databases": plain_metadata(opened.name)["databases"]})
        return
    if not pm.has_plugin(PLUGIN_NAME):
        pm.register(plugin, name=PLUGIN_NAME)
    datasette.__class__ = ArchiveSite  # the same data; it remembers who may see what, and the hooks know it by this
    _rename(datasette, opened)
    _describe(datasette, metadata())
    _show(datasette)
    _choose_settings(datasette)


def _rename(datasette: ArchiveSite, opened: Database) -> None:
    """The archive under the name that our pages know, from a file that no build replaces under the server."""
    if opened.name != DATABASE:
        LOG.warning("%s: shown at /%s, the address of every archive", opened.path, DATABASE)
    file = pin(Path(opened.path))
    datasette.at_stop = file.release
    atexit.register(file.release)  # for what is asked without a server
    datasette.remove_database(opened.name)
    datasette.add_database(Database(datasette, path=str(file.path), is_mutable=False), name=DATABASE)


def _describe(datasette: Datasette, described: dict[str, Any]) -> None:
    """Our titles and descriptions, where the operator has none; by no hook, which would be asked for every table."""
    datasette._metadata_local = datasette._metadata_recursive_update(described, datasette._metadata_local)


def _show(datasette: Datasette) -> None:
    """Templates and styles: ours before Datasette's, the operator's before ours."""
    datasette.static_mounts = [*datasette.static_mounts, STATIC]
    own = [datasette.template_dir] if datasette.template_dir else []
    datasette.jinja_env.loader = ChoiceLoader([FileSystemLoader([*own, TEMPLATES]), datasette.jinja_env.loader])


def _choose_settings(datasette: Datasette) -> None:
    """The site's settings, where the operator left Datasette's; three were read before any plugin was asked."""
    chosen: dict[str, Any] = settings(limits_of(datasette))
    left = {name: value for name, value in chosen.items() if datasette.setting(name) == DEFAULT_SETTINGS[name]}
    datasette._settings = {**datasette._settings, **left}
    datasette.page_size = datasette.setting("default_page_size")
    datasette.max_returned_rows = datasette.setting("max_returned_rows")
    datasette.sql_time_limit_ms = datasette.setting("sql_time_limit_ms")
