"""The file that a workbook is packed into, which may be closed before its packer has ended."""

from typing import Any, BinaryIO


class PackedFile:
    """A file; once it is closed, a place where bytes go to nothing.

    Where a workbook cannot be made to its end, `zipfile` writes the end of its archive all the same when the archive is
    forgotten, and would print that it cannot.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._nowhere = file, _Nowhere()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nowhere if self._file.closed else self._file, name)


class _Nowhere:
    """Takes bytes, and keeps nothing but how many."""

    def __init__(self) -> None:
        self._place = 0

    def write(self, content: bytes) -> int:
        self._place += len(content)
        return len(content)

    def seek(self, place: int) -> int:
        self._place = place
        return place

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        """Nothing is waiting."""
