"""Recognises a register by its column headings, whatever its name and media type."""

import codecs
import csv
import re

_UNMISTAKABLE = {"operationlocalidentifier", "operationuniqueidentifier", "totaleligibleexpenditureamount"}
_KNOWN = {"operationid", "diarienummer", "totalprojektbudget", "totalbudgetsek"}
"""Headings of the columns that registers of projects are known by, folded; other texts have the latter too."""

_LEAST_COLUMNS = 3
EXAMINED = 16 * 1024
"""Bytes of a file that show what it is."""


def has_register_headings(content: bytes) -> bool:
    """Whether the bytes begin with a line of headings, by which a register is known."""
    lines = (line for line in as_text(content[:EXAMINED]).splitlines() if line.strip())
    first = next((line for line in lines if not line.lower().lstrip('"').startswith("sep=")), "")
    delimiter = max(";,\t", key=first.count)
    try:
        cells = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        return False
    halves = {re.sub(r"[\W_]+", "", half).casefold() for cell in cells for half in cell.split("/")}
    return bool(halves & _UNMISTAKABLE) or (len(cells) >= _LEAST_COLUMNS and bool(halves & _KNOWN))


def as_text(content: bytes) -> str:
    """Bytes as text: UTF-16 with a byte order mark, else UTF-8, with what is none replaced."""
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if utf_16 else "utf-8-sig", "replace")
