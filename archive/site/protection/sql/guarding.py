"""Puts the databases of a site under guard, and ends what runs in them when it stops."""

from typing import Any

from archive.site.protection.limits import SiteLimits
from archive.site.protection.sql.guarded_database import GuardedDatabase


def guard(datasette: Any, limits: SiteLimits) -> None:
    """Puts a GuardedDatabase in the place of every database that is a file."""
    guarded = {}
    for name, database in datasette.databases.items():
        guarded[name] = database
        if database.path and not isinstance(database, GuardedDatabase):
            guarded[name] = GuardedDatabase(datasette, limits, database.path, database.is_mutable)
            guarded[name].name, guarded[name].route = name, database.route
    datasette.databases = guarded


def stop_statements(datasette: Any) -> None:
    """Ends all statements of a site that stops."""
    for database in datasette.databases.values():
        if isinstance(database, GuardedDatabase):
            database.stop()
