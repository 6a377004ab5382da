"""The declaration of a register: a table of operations that others publish as CSV.

A declaration in `parser/registers/` states which columns are read and how, which are ignored by name, and which rows
are kept. Locating the columns and parsing the rows is shared.
"""

from collections.abc import Callable, Mapping

import msgspec

from parser.registers.cells import CellReader


class RegisterColumn(msgspec.Struct, frozen=True):
    """A column that is read: its headings (the first is its name in this code), and the kind of claim it makes."""

    headings: tuple[str, ...]
    kind: str
    read: CellReader
    required: bool = False

    @property
    def is_text(self) -> bool:
        """Whether its cells are names, places or titles."""
        return self.kind.startswith("text.")


class Register(msgspec.Struct, frozen=True):
    """The declaration of one register."""

    name: str
    label: str
    identifier: tuple[str, ...]
    """Headings of the column that holds the operation's id."""
    columns: tuple[RegisterColumn, ...]
    ignored: tuple[str, ...]
    """Columns that are deliberately not read."""
    dnr: Callable[[str], str | None]
    """The register number in an operation's id."""
    left: Callable[[Mapping[str, str]], str | None] = lambda _row: None
    """The reason to skip a row; None to keep it. It is given the cells by folded heading."""
    deciding: tuple[str, ...] = ()
    """Columns of which `left` requires at least one."""
    currency: str = "SEK"
    currency_column: str | None = None
    bilingual: bool = False
    """Whether a heading is `Swedish / English`, either half of which may have changed."""
