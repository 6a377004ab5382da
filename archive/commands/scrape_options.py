"""The options of `esfarkiv scrape`: those that a source declares, those of all sources, and those of the network."""

from pathlib import Path

import click

from scraper.sources.declaration import Option


def source_options(options: tuple[Option, ...]) -> list[click.Parameter]:
    """The options that a source declares, each with a name of its own among those of the command."""
    return [
        click.Option(
            [f"--{option.name}", parameter_name(option.name)],
            help=option.help,
            multiple=option.several,
            default=None if option.several else option.default,
            show_default=option.default is not None,
            type=click.Choice(option.choices) if option.choices else click.IntRange(0) if option.number else str,
        )
        for option in options
    ]


def parameter_name(name: str) -> str:
    """The name of a source's own option in the command's arguments."""
    return "own_" + name.replace("-", "_")


COMMON_OPTIONS: list[click.Parameter] = [
    click.Option(["--store"], required=True, type=click.Path(path_type=Path, file_okay=False), help="The page store."),
    click.Option(["--dry-run", "dry"], is_flag=True, help="Only list what would be fetched; write nothing."),
    click.Option(["--floor"], type=click.IntRange(0), help="Fail if the run finds fewer pages."),
    click.Option(
        ["--accept"], multiple=True, metavar="WORD", help="Accept what a run refused, by the word it printed."
    ),
    click.Option(["--json", "as_json"], is_flag=True, help="Print the summary as JSON."),
    click.Option(["--quiet"], is_flag=True, help="No progress bar."),
]
NETWORK_OPTIONS: list[click.Parameter] = [
    click.Option(
        ["--contact"], envvar="ESFARKIV_CONTACT", show_envvar=True, help="Your e-mail address, sent in the User-Agent."
    ),
    click.Option(["--base", "bases"], multiple=True, metavar="NAME=URL", help="Another base address."),
    click.Option(["--pace"], type=click.FloatRange(0), help="Seconds between two requests."),
    click.Option(
        ["--per-run"], default=0, type=click.IntRange(0), help="Maximum requests in this run, retries included."
    ),
    click.Option(["--total"], default=0, type=click.IntRange(0), help="Maximum pages in the store."),
    click.Option(
        ["--max-mib"],
        default=64,
        show_default=True,
        type=click.IntRange(1, 256),
        help="Maximum size of a page, decompressed.",
    ),
    click.Option(
        ["--timeout"], default=60.0, show_default=True, type=click.FloatRange(0.1), help="Seconds to wait for a page."
    ),
    click.Option(["--log"], type=click.Path(path_type=Path, dir_okay=False), help="Write Scrapy's log to this file."),
]
"""Options of sources that make network requests."""
