"""The declaration of a register: a table of operations that others publish as CSV.

One declaration in `parser/registers/` says which columns are read and how, which are left unread by name, and which
rows are kept. Finding the columns and reading the rows is shared.
"""

from collections.abc import Callable, Mapping

import msgspec

from parser.registers.cells import CellReader


class RegisterColumn(msgspec.Struct, frozen=True):
    """A column that is read: its headings (the first is its name here), and the kind of claim it makes."""

    headings: tuple[str, ...]
    kind: str
    read: CellReader
    required: bool = False


class Register(msgspec.Struct, frozen=True):
    """The declaration of one register."""

    name: str
    label: str
    identifier: tuple[str, ...]
    """Headings of the column that holds the operation's id."""
    columns: tuple[RegisterColumn, ...]
    ignored: tuple[str, ...]
    """Columns left unread, by name."""
    dnr: Callable[[str], str | None]
    """The register number in an operation's id."""
    left: Callable[[Mapping[str, str]], str | None] = lambda _row: None
    """Why a row is none of ours; None when it is. It is given the cells by folded heading."""
    deciding: tuple[str, ...] = ()
    """Columns of which `left` needs at least one."""
    currency: str = "SEK"
    currency_column: str | None = None
    bilingual: bool = False
    """Whether a heading is `Swedish / English`, either half of which may have changed."""
