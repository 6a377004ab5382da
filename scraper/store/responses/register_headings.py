"""Recognises a register by its column headings, whatever its name and media type, and one that has nothing else."""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import chain

_UNMISTAKABLE = {"operationlocalidentifier", "operationuniqueidentifier", "totaleligibleexpenditureamount"}
_KNOWN = {"operationid", "diarienummer", "totalprojektbudget", "totalbudgetsek"}
"""Headings of the columns that registers of projects are known by, folded; other texts have the latter too."""

_LEAST_COLUMNS = 3
EXAMINED = 16 * 1024
"""Bytes of a file that show what it is."""


_LONGEST_HEADINGS = 1 << 20
"""Bytes of a file above which there is more in it than headings."""


_LINE = re.compile(r"[^\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
"""A line as `str.splitlines` tells lines apart, one by one: the first is often enough."""
_PAGE_BEGINS = re.compile(rb"^\s*(<!doctype html|<html)\b", re.IGNORECASE | re.MULTILINE)
"""A line that begins a page: an error in the middle of a file."""


def has_register_headings(content: bytes) -> bool:
    """Whether the bytes begin with a line of headings, by which a register is known."""
    first = next(_lines(content[:EXAMINED]), "")
    try:
        cells = next(csv.reader([first], delimiter=delimiter_of(first)), [])
    except csv.Error:
        return False
    halves = set(chain.from_iterable(map(folded_halves, cells)))
    return bool(halves & _UNMISTAKABLE) or (len(cells) >= _LEAST_COLUMNS and bool(halves & _KNOWN))


def register_fault(content: bytes) -> str | None:
    """The flag of what is no register, one without a single row, or one that ends in a page; None for others."""
    if not has_register_headings(content):
        return "wrong-type"
    if _PAGE_BEGINS.search(content[-_LONGEST_HEADINGS:]):
        return "truncated"
    return None if len(content) > _LONGEST_HEADINGS or _has_row(content) else "empty"


def _has_row(content: bytes) -> bool:
    """Whether a line below the headings has at least half as many cells: an error message has one or two."""
    lines = list(_lines(content))
    try:
        headings, *rows = csv.reader(lines, delimiter=delimiter_of(lines[0]))
    except csv.Error:
        return True  # there is more in it than one can tell
    return any(row != headings and 2 * len(row) >= len(headings) for row in rows)


def _lines(content: bytes) -> Iterator[str]:
    """The lines that say something, without their blanks, but for the one that tells Excel the delimiter."""
    lines = (line[0].strip() for line in _LINE.finditer(as_text(content)))
    return (line for line in lines if any(map(str.isalnum, line)) and not tells_delimiter(line))


def folded_halves(heading: str) -> list[str]:
    """A heading without case, spaces and punctuation; of a bilingual one, with a slash between, both halves."""
    return [re.sub(r"[\W_]+", "", half).casefold() for half in heading.split("/")]


def delimiter_of(headings: str) -> str:
    """The delimiter of a CSV, by its line of headings."""
    return max(";,\t", key=headings.count)


def tells_delimiter(line: str) -> bool:
    """Whether a line is none of the table, but tells Excel its delimiter."""
    return line.lower().lstrip('"').startswith("sep=")


def as_text(content: bytes) -> str:
    """Bytes as text: UTF-16 with a byte order mark, else UTF-8, with what is none replaced."""
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if utf_16 else "utf-8-sig", "replace")
