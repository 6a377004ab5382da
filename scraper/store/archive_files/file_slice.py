"""A stretch of a file as a file of its own, such as a ZIP file that stands unpacked within another."""

import io
from typing import IO, Any


def file_slice(file: IO[bytes], start: int, end: int) -> IO[bytes]:
    """What stands between two offsets of an open file, to be read while that is open."""
    return io.BufferedReader(_Slice(file, start, end))


class _Slice(io.RawIOBase):
    """The bytes between two offsets; its own offsets begin at the first."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file, self._start, self._size, self._at = file, start, max(0, end - start), 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        offset += {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if offset < 0:
            raise OSError("an offset before the beginning")
        self._at = offset
        return offset

    def readinto(self, buffer: Any, /) -> int:
        self._file.seek(self._start + self._at)
        content = self._file.read(max(0, min(len(buffer), self._size - self._at)))
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)
