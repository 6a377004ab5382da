"""Output shared by all commands: exit codes, errors, examples, JSON and progress."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click
import msgspec

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What terminals obey: control characters, and marks of direction."""
FAILED, UNUSABLE = 1, 2
"""Exit codes: some input was not read or recognised; the command could not run at all."""


def refuse(message: str) -> NoReturn:
    """End the command with all lines of the message on standard error, the last one as the error."""
    *before, reason = message.split("\n")
    tell("\n".join([*before, f"Error: {reason}"]), err=True)
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


def seen(text: str) -> str:
    """A text in one line as it is shown: a sign for each character that a terminal obeys or cannot show."""
    return _UNSEEN.sub("\ufffd", text)


def tell(text: str, *, err: bool = False) -> None:
    """Print lines, in which a terminal finds nothing to obey."""
    click.echo("\n".join(map(seen, text.split("\n"))), err=err)


def json_line(value: Any) -> bytes:
    """A value as JSON, in which the characters that a terminal obeys are written by their numbers."""
    text = msgspec.json.encode(value).decode()
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def print_json(value: Any) -> None:
    """One JSON value, indented."""
    click.echo(msgspec.json.format(json_line(value), indent=2))


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
