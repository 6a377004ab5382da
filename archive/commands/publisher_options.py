"""The options of commands that publish: who does, and under which licence."""

from collections.abc import Callable

import click

from archive.site.downloads.publisher import Publisher, checked_publisher

LICENCE_OPTION = click.option(
    "--licence", default="", help="The address of the licence of the compilation; CC0 if none is given."
)


def with_publisher(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options."""
    command = LICENCE_OPTION(command)
    command = click.option("--contact", default="", help="The publisher's e-mail address.")(command)
    number = click.option("--publisher-orgnr", default="", help="The publisher's organisation number, ten digits.")
    return click.option("--publisher-name", default="", help="Who publishes: you, not ESF-rådet.")(number(command))


def publisher_told(name: str, orgnr: str, contact: str, licence: str) -> Publisher:
    """The publisher that the options name; raises PublisherError."""
    return checked_publisher({"name": name, "orgnr": orgnr, "contact": contact, "licence": licence})
