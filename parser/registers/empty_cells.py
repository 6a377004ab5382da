"""Tell the cells of a register that hold no value, and those that were damaged before they came here."""

import re

_NO_VALUES = {
    *("", "null", "nil", "none", "n/a", "n.a", "#n/a", "#n/a n/a", "#saknas", "na", "nan", "nat", "undefined"),
    *("saknas", "uppgift saknas", "uppgifter saknas", "ingen uppgift", "inga uppgifter", "okänd", "okänt"),
    *("ej angivet", "ej angiven", "ej tillämpligt", "ej tillämplig", "ej relevant", "not available", "not applicable"),
    *("not specified", "unknown"),
}
_WRAPPING = ".,;:!?*'\"()[]<>-–— \u00a0"
"""Signs around a word that change nothing: `(null)`, `<NA>`, `saknas!`, `--`."""
_AGAIN = re.compile(r"(.+?)(?:[\s,;|/]+\1)+")
_LONGEST = 80
"""Characters above which a cell is no such word again and again."""
_NULL = r"\N"
"""NULL as databases write it into files."""

_ERRORS = (
    *(
        "REF",
        "VALUE",
        "DIV/0",
        "NAME",
        "NUM",
        "NULL",
        "SPILL",
        "CALC",
        "FIELD",
        "BLOCKED",
        "CONNECT",
        "BUSY",
        "UNKNOWN",
    ),
    *("GETTING_DATA", "REFERENS", "VÄRDEFEL", "VÄRDE", "DIVISION/0", "NAMN", "OGILTIGT", "SKÄRNING", "BERÄKNA", "FÄLT"),
)
_SPREADSHEET_ERROR = re.compile(rf"#(?:{'|'.join(_ERRORS)})[!?]?|Err:\d{{3}}|#{{3,}}", re.IGNORECASE)
"""Errors of Excel, English and Swedish, and of LibreOffice; `####` is a number that was wider than its column."""


def is_no_value(cell: str) -> bool:
    """Whether a cell says, once or several times, that there is no value."""
    word = cell.casefold().strip(_WRAPPING)
    again = _AGAIN.fullmatch(word) if len(word) <= _LONGEST else None
    return cell == _NULL or (again[1].strip(_WRAPPING) if again else word) in _NO_VALUES


def check_cell(cell: str) -> None:
    """Raises ValueError for a cell that was damaged before it came here."""
    if "\ufffd" in cell:
        raise ValueError("it has a byte that is not of the file's encoding")
    if _SPREADSHEET_ERROR.fullmatch(cell):
        raise ValueError("an error of a spreadsheet")
    if _is_decoded_twice(cell):
        raise ValueError("its letters were decoded in the wrong encoding")


def _is_decoded_twice(cell: str) -> bool:
    """Whether a cell is UTF-8 that was taken for Windows-1252: `Ã¶` for ö."""
    try:
        return not cell.isascii() and bool(cell.encode("cp1252").decode("utf-8"))
    except UnicodeError:
        return False
