"""A group of commands each of which is imported when it is called: `--help` loads none of them."""

import errno
import os
import sys
from importlib import import_module
from typing import Any

import click

from archive.commands.output import refuse
from archive.foreign_packages import foreign_package


class LazyGroup(click.Group):
    """A group whose command NAME is `NAME_command` of the module `archive.commands.NAME`."""

    def __init__(self, described: dict[str, str], **settings: Any) -> None:
        """A group of the commands in `described`, each with the line that the help shows; `settings` are click's."""
        super().__init__(**settings)
        self.described = described

    def main(self, *arguments: Any, **settings: Any) -> Any:
        """Runs the command line, unless packages of another project stand in the place of ours.

        A full disk where its output goes, that of `--version` too, costs a line.
        """
        if foreign := foreign_package():
            refuse(foreign)
        try:
            return super().main(*arguments, **settings)
        except OSError as error:
            if error.errno != errno.ENOSPC or error.filename is not None:
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be written is lost
            refuse(f"standard output: {error.strerror}; make room, or send the output elsewhere")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands in their order."""
        return sorted(self.described)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now; None if there is no such command."""
        if cmd_name not in self.described:
            return None
        command: click.Command = getattr(import_module(f"archive.commands.{cmd_name}"), f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands with what is said of them here."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.described[name]) for name in self.list_commands(ctx)])
