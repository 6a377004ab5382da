"""`esfarkiv verify`: checks an archive against itself, its dictionary and its private file."""

import re
import sys
from collections import Counter
from pathlib import Path

import click

from archive.commands.options import DATABASE_OPTION
from archive.commands.output import FAILED, counted, examples, refusing
from archive.database import DatabaseError
from archive.verifying.verification import verify

_MORE = re.compile(r"(?= (?:between|of|read|without) )|$")
"""Where the nouns end that are counted: `pages| of the file`."""


@click.command("verify", epilog=examples("  esfarkiv verify --db esf.db"))
@DATABASE_OPTION
def verify_command(database: Path) -> None:
    """Check an archive, and print a line for each fault.

    Without any, one line says how much was checked.
    Checked are SQLite's own integrity, references and search index; every offset against the stored text of its page;
    every derived table against its definition; the tables, columns and types of the dictionary; what is shown against
    its threshold; losses of registers; that no contact's data are published; and that the private file beside the
    archive, if it is there, is of the same build. Exit code 1: there are faults.
    """
    checked, faults = Counter[str](), 0
    with refusing(DatabaseError):
        for faults, fault in enumerate(verify(database, checked), 1):  # noqa: B007  (the last number counts)
            click.echo(str(fault))
    if faults:
        click.echo(f"{database}: {counted(faults, 'fault')}", err=True)
        sys.exit(FAILED)
    click.echo(f"{database}: all is well; checked {_listed(checked)}")


def _listed(checked: Counter[str]) -> str:
    return ", ".join(f"{number} {_one(name) if number == 1 else name}" for name, number in checked.items() if number)


def _one(names: str) -> str:
    """`page of the file` of `pages of the file`, `page or register` of `pages and registers`."""
    nouns, rest = _MORE.split(names, maxsplit=1)
    return " or ".join(noun.removesuffix("s") for noun in nouns.split(" and ")) + rest
