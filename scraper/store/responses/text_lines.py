"""Decodes a text of any size line by line, since files are joined from parts in UTF-8 and Windows-1252."""

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

_LONGEST = 10_000_000
"""Characters of a line; a longer one comes in pieces, so that a file of one line fills no memory."""
UTF_8, WINDOWS = "UTF-8", "Windows-1252"

_SWEDISH = re.compile("[åäöÅÄÖ]")
_LETTER = r"[^\W\d_]"
_UNLIKELY = re.compile(
    "[ŠšŒœŽžŸƒˆ˜†‡‰‹›ÃÂÕÒÐÝÞðþÿ¤¬¸\ufffd]"
    f"|[€…™„‚](?={_LETTER})|(?<={_LETTER})[“”‘•\xa1-\xac\xae-\xb3\xb5\xb6\xb8-\xbf](?={_LETTER})"
)
"""What Swedish letters of other encodings (Mac Roman, DOS) and halves of UTF-8 become in Windows-1252."""

_NEVER = re.compile("[ÃÂÐðÞþÿ¤]")
"""Those that stand for no letter even in a line that has Swedish letters."""


class OddLine(str):
    """A line that is not in the encoding of most lines of its text; `remark` says so."""

    remark: str


def decoded_lines(file: BinaryIO) -> Iterator[str]:
    """The lines of a text: UTF-16 with a byte order mark, else each line in UTF-8 or Windows-1252.

    A line that is valid UTF-8, or has letters in it, is UTF-8; another is Windows-1252 if that gives Swedish letters or
    nothing unlikely. Bytes that are neither come as U+FFFD. Lines in the encoding of the fewer are `OddLine`.
    """
    start = file.read(2)
    file.seek(0)
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        yield from _lines(file, "utf-16")
        return
    counts = Counter(encoding for _, encoding in map(_decoded_line, _byte_lines(file)) if encoding)
    usual = max((UTF_8, WINDOWS), key=counts.__getitem__)
    file.seek(0)
    for number, (text, encoding) in enumerate(map(_decoded_line, _byte_lines(file))):
        line = text.removeprefix("\ufeff") if number == 0 else text
        yield line if encoding in (None, usual) else _odd(line, str(encoding), counts)


def _byte_lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines as bytes, whatever ends them; Latin-1 has one letter for each byte."""
    return (line.encode("latin-1") for line in _lines(file, "latin-1"))


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    try:
        while line := text.readline(_LONGEST):
            yield line
    finally:
        if not file.closed:
            text.detach()


def _decoded_line(line: bytes) -> tuple[str, str | None]:
    """A line as text, and its encoding: None if it has no letters beyond ASCII, or none that can be known."""
    if line.isascii():
        return line.decode("ascii"), None
    text = line.decode("utf-8", "replace")
    if not text.replace("\ufffd", "").isascii():
        return text, UTF_8
    text = line.decode("cp1252", "replace")
    if _SWEDISH.search(text) or not _UNLIKELY.search(text):
        return _NEVER.sub("\ufffd", text), WINDOWS
    return line.decode("ascii", "replace"), None


def _odd(line: str, encoding: str, counts: Counter[str]) -> OddLine:
    odd = OddLine(line)
    odd.remark = f"the line is in {encoding}, as {counts[encoding]} of {counts.total()} lines beyond ASCII are"
    return odd
