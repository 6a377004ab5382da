"""Datasette, with its own arguments, without the site of the archive that it loads where esfarkiv is installed."""

from datasette.cli import cli
from datasette.plugins import pm

from archive import entry_point

if __name__ == "__main__":
    pm.unregister(entry_point)
    cli()
