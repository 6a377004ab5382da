"""Reads `corrections.csv`: one row for each verdict, every bad row reported and left out."""

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
from scraper.csv_rows import LARGEST_TABLE, headed_rows
from scraper.shown_path import shown_path

_NEEDED = ("capture", "kind", "start", "end", "raw", "verdict")
_OPTIONAL = ("project_id", "value", "by", "date")


class CorrectionsError(Exception):
    """A corrections file that cannot be used at all; the message names it and says what to do."""


class CorrectionsFile:
    """The verdicts of a file, and a line for people about every row that is none."""

    def __init__(self, path: Path) -> None:
        """Read the file at `path`; raises CorrectionsError if it is no UTF-8 CSV with the columns needed."""
        self.path = shown_path(path)
        self.problems: list[str] = []
        found: dict[tuple[str, str, int, int], Correction] = {}
        names, rows = _table(path)
        for number, cells in rows:
            try:
                one = self._correction(_row(names, cells), number)
            except ValueError as error:
                self.problems.append(f"{self.path}, row {number}: {error}; the row is left out, correct or delete it")
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
        where = {"verdict": verdict, "file": self.path, "row": number}
        return msgspec.convert(said | optional | where, Correction)


def _table(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The names of the columns, and the cells of each row with its number, the table's first being 1; no empty ones."""
    shown = shown_path(path)
    try:
        names, rows = headed_rows(_lines(path), (*_NEEDED, *_OPTIONAL))
    except OSError as error:
        raise CorrectionsError(f"{shown}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise CorrectionsError(f"{shown}: is no UTF-8 CSV ({error}); save it as one") from error
    except ValueError as error:
        raise CorrectionsError(f"{shown}: has {error}; correct the file") from error
    if lacking := [name for name in _NEEDED if name not in names]:
        every = ", ".join((*_NEEDED, *_OPTIONAL))
        raise CorrectionsError(f"{shown}: lacks the column {', '.join(lacking)}; expected UTF-8 CSV with {every}")
    return names, rows


def _lines(path: Path) -> list[str]:
    """Raises OSError, UnicodeDecodeError, and CorrectionsError for what is no file of verdicts by its kind or size."""
    if path.exists() and not path.is_file():
        raise CorrectionsError(f"{shown_path(path)}: a pipe, a socket or a device, no plain file; name a file")
    if path.stat().st_size > LARGEST_TABLE:
        raise CorrectionsError(
            f"{shown_path(path)}: above {LARGEST_TABLE} bytes, which no corrections are; name another"
        )
    return list(io.StringIO(path.read_text("utf-8-sig"), newline=""))


def _row(names: list[str], cells: list[str]) -> dict[str, str]:
    """The cells of a row by their columns; raises ValueError where they are too few or too many."""
    if len(cells) <= max(map(names.index, _NEEDED)) or any(map(str.strip, cells[len(names) :])):
        raise ValueError(f"expected {len(names)} cells, found {len(cells)}")
    return dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))


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
        raise ValueError(f"{error} in value, found {value!r:.80}") from error
