"""Reads `corrections.csv`: one row for each verdict, every bad row reported and left out."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args
from unicodedata import normalize

import msgspec

from archive.building.claim_kinds import all_kinds
from archive.building.corrections.corrected_values import corrected
from archive.building.corrections.verdicts import Correction, Verdict
from schema.record import TagKind

_NEEDED = ("capture", "kind", "start", "end", "raw", "verdict")
_OPTIONAL = ("project_id", "value", "by", "date")


class CorrectionsError(Exception):
    """A corrections file that cannot be used at all; the message names it and says what to do."""


class CorrectionsFile:
    """The verdicts of a file, and a line for people about every row that is none."""

    def __init__(self, path: Path) -> None:
        """Read the file at `path`; raises CorrectionsError if it is no UTF-8 CSV with the columns needed."""
        self.path = path
        self.problems: list[str] = []
        found: dict[tuple[str, str, int, int], Correction] = {}
        for number, row in _rows(path):
            try:
                one = self._correction(row, number)
            except ValueError as error:
                self.problems.append(f"{path}, row {number}: {error}; the row is left out, correct or delete it")
                continue
            earlier = found.get((one.capture, *one.place))
            if earlier and (earlier.verdict, earlier.value) != (one.verdict, one.value):
                self.problems.append(one.problem(f"contradicts row {earlier.row}", "this row counts, delete one"))
            found[one.capture, *one.place] = one
        self.corrections = list(found.values())

    def _correction(self, row: dict[str, str], number: int) -> Correction:
        """The verdict of a row; raises ValueError saying what was expected."""
        start, end = (_offset(row, name) for name in ("start", "end"))
        if end <= start:
            raise ValueError(f"expected an end after start {start}, found {end}")
        capture, kind, verdict = (row[name].strip() for name in ("capture", "kind", "verdict"))
        verdict = verdict.lower()
        if not re.fullmatch(r"[0-9a-fA-F]{64}", capture):
            raise ValueError(f"expected the SHA-256 of a page (captures.digest) in capture, found {capture!r}")
        if kind not in _kinds():
            raise ValueError(f"expected one of {', '.join(_kinds())} in kind, found {kind!r}")
        if verdict not in get_args(Verdict):
            raise ValueError(f"expected right or wrong in verdict, found {verdict!r}")
        if not row["raw"].strip():
            raise ValueError("expected the words of the page in raw, found nothing")
        optional = {name: normalize("NFC", row.get(name, "").strip()) for name in _OPTIONAL}
        _check_value(kind, optional["value"])
        said = {"capture": capture.lower(), "kind": kind, "start": start, "end": end, "raw": row["raw"]}
        where = {"verdict": verdict, "file": str(self.path), "row": number}
        return msgspec.convert(said | optional | where, Correction)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their numbers, the heading's being 1; empty ones are passed over."""
    if path.exists() and not path.is_file():
        raise CorrectionsError(f"{path}: a pipe, a socket or a device, no plain file; name a file")
    try:
        text = path.read_text("utf-8-sig")
        heading = text.partition("\n")[0]
        delimiter = ";" if heading.count(";") > heading.count(",") else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except OSError as error:
        raise CorrectionsError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise CorrectionsError(f"{path}: is no UTF-8 CSV ({error}); save it as one") from error
    names = [name.strip() for name in rows[0]] if rows else []
    if lacking := [name for name in _NEEDED if name not in names]:
        every = ", ".join((*_NEEDED, *_OPTIONAL))
        raise CorrectionsError(f"{path}: lacks the column {', '.join(lacking)}; expected UTF-8 CSV with {every}")
    for number, cells in enumerate(rows[1:], 2):
        if any(cells):
            yield number, dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))


def _offset(row: dict[str, str], name: str) -> int:
    if not re.fullmatch(r"\s*[0-9]{1,12}\s*", row[name]):
        raise ValueError(f"expected a number of characters in {name}, found {row[name]!r}")
    return int(row[name])


def _kinds() -> list[str]:
    return [*all_kinds(), "target", *get_args(TagKind), "section"]


def _check_value(kind: str, value: str) -> None:
    try:
        if value:
            corrected(kind, value)
    except ValueError as error:
        raise ValueError(f"{error} in value, found {value!r}") from error
