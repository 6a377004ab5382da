"""How the pages of a build are read."""

from pathlib import Path

import msgspec


class ParsingOptions(msgspec.Struct, frozen=True):
    """How pages are read: their prose on how many processes here, or all of it on a Dask cluster.

    If `text` is false, claims, targets and tags are left out. `dask` is the address of a cluster's scheduler, and
    `partitions` the folder that its workers write to, that of the archive if None.
    """

    text: bool = True
    processes: int = 1
    dask: str | None = None
    partitions: Path | None = None

    @property
    def described(self) -> str:
        """The options that change how a page is read, as a suffix of the parser's version."""
        return "" if self.text else "+no-text"
