"""The command line: `esfarkiv` and its commands."""

import click

from archive.commands.build import build_command
from archive.commands.export import export_command
from archive.commands.parse import parse_command
from archive.commands.publish import publish_command
from archive.commands.scrape import scrape_command
from archive.commands.search import search_command
from archive.commands.serve import serve_command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="esfarkiv")
def main() -> None:
    """Archive Swedish European Social Fund projects, every figure traced to its place on a page.

    Exit codes: 0 all went well, 1 some file was not read or recognised (the rest was done), 2 nothing was done.
    """


for _command in (
    build_command,
    export_command,
    parse_command,
    publish_command,
    scrape_command,
    search_command,
    serve_command,
):
    main.add_command(_command)

if __name__ == "__main__":
    main()
