"""Output shared by all commands: exit codes, errors, examples, JSON and progress."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click
import msgspec

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

FAILED, UNUSABLE = 1, 2
"""Exit codes: some input was not read or recognised; the command could not run at all."""


def refuse(message: str) -> NoReturn:
    """End the command with all lines of the message on standard error, the last one as the error."""
    *before, reason = message.split("\n")
    click.echo("\n".join([*before, f"Error: {reason}"]), err=True)
    sys.exit(UNUSABLE)


@contextmanager
def refusing(*errors: type[Exception]) -> Iterator[None]:
    """End the command with the message of an error of these types, which says what to do."""
    try:
        yield
    except errors as error:
        refuse(str(error))


def examples(text: str) -> str:
    r"""Keep the lines of the examples in `--help` as they are (click's \b mark)."""
    lines = "\n".join(f"  {line.strip()}" for line in text.splitlines())
    return f"\b\nExamples:\n{lines}"


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def print_json(value: Any) -> None:
    """One JSON value, indented."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))


@contextmanager
def progress_bar(description: str, total: int | None, quiet: bool, *more: "ProgressColumn") -> Iterator["Progress"]:
    """A bar with one task, on standard error where that is a terminal; `more` columns precede the remaining time."""
    from rich.console import Console  # noqa: PLC0415  it takes a tenth of a second to load
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), *more, TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as progress:
        progress.add_task(description, total=total, size="")
        yield progress
