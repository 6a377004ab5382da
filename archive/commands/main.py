"""The command line: `esfarkiv` and its commands."""

import click

from archive.commands.lazy_group import LazyGroup

COMMANDS = {
    "build": "Read pages and registers (files and folders) into the archive.",
    "export": "Write one complete file per table, with the dictionary...",
    "metadata": "Print the metadata file of an archive for Datasette: labels,...",
    "parse": "Print the record of each project in FILES, as JSON Lines.",
    "publish": "Publish the archive as a folder that runs on any machine with...",
    "scrape": "Fetch pages of SOURCE into a page store, politely.",
    "search": "Find projects by the words of QUERY, best first.",
    "serve": "Serve the archive as a web site with Datasette, and print its...",
    "verify": "Check an archive, and print a line for each fault.",
}
"""The commands, each with the beginning of its help as `--help` shows it: a test compares them."""


@click.group(
    cls=LazyGroup,
    described=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="esfarkiv")
def main() -> None:
    """Archive Swedish European Social Fund projects, every figure traced to its place on a page.

    Exit codes: 0 all went well, 1 some file was not read or recognised (the rest was done), or verify found faults, 2
    nothing was done.
    """


if __name__ == "__main__":
    main()
