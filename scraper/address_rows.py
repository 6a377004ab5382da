"""The rows of an `addresses.csv`: each says where a file is from, or what is wrong with it."""

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from scraper.store.archive_files.record_heads import is_possible_time

Address = tuple[str | None, str | None]
"""The URL of a page and when it was seen."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONGEST_ADDRESS = 8_000
"""Characters; servers take no longer ones."""
_SCHEMES = ("", "http", "https")
_LEFT_OUT = "the row is left out, correct or delete it"
_UNDATED = "the page is read without a time, correct the row"


class AddressRow(msgspec.Struct, frozen=True):
    """A row by its number, the table's first being 1: the file and its address, and what is wrong with them, if so.

    Without an address the row is left out.
    """

    number: int
    file: Path | None = None
    address: Address | None = None
    problem: str = ""


def rows_of(folder: Path, names: list[str], rows: Iterable[tuple[int, list[str]]]) -> Iterator[AddressRow]:
    """The numbered rows below the headings `names` of the table in `folder`."""
    return (_row(number, folder, names, cells) for number, cells in rows)


def _row(number: int, folder: Path, names: list[str], cells: list[str]) -> AddressRow:
    cell = dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))
    file = _file(folder, cell["file"])
    if file is None:
        return AddressRow(number, problem=f"{cell['file']!r:.80} is no name of a file; {_LEFT_OUT}")
    if len(cells) <= names.index("url") or any(cells[len(names) :]):
        return AddressRow(number, file, problem=f"expected {len(names)} cells, found {len(cells)}; {_LEFT_OUT}")
    url = cell["url"].strip()
    if not is_address(url):
        return AddressRow(number, file, problem=f"{url!r:.80} is no address; {_LEFT_OUT}")
    time = cell.get("captured_at", "").strip()
    try:
        return AddressRow(number, file, (url or None, stated_time(time) if time else None))
    except (ValueError, OverflowError) as error:
        return AddressRow(number, file, (url or None, None), f"{time!r:.80} is no time ({error}); {_UNDATED}")


def _file(folder: Path, written: str) -> Path | None:
    """The file that a name means, links of folders followed; None for a name that no file can have."""
    try:
        return spelled(folder / written) if Path(written).name else None
    except (OSError, ValueError, RuntimeError):  # a null, or links that lead to themselves
        return None


def spelled(path: Path) -> Path:
    """A path as tables of addresses know it: links of its folders are followed, one that it is itself is not."""
    return path.parent.resolve() / path.name


def is_address(url: str) -> bool:
    """Whether a text can be the address of a page: of the web, with or without its scheme."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return False
    return scheme in _SCHEMES and len(url) <= _LONGEST_ADDRESS and _CONTROL.search(url) is None


def stated_time(written: str) -> str:
    """An ISO 8601 time in extended form, so that times sort as text; one with an offset is converted to UTC.

    Raises ValueError or OverflowError for anything else, and for a time at which no page can have been seen.
    """
    time = _extended(written)
    if not is_possible_time(time):
        raise ValueError("no page was seen in that year")
    return time


def _extended(written: str) -> str:
    if "T" not in written and " " not in written:
        return datetime.date.fromisoformat(written).isoformat()
    time = datetime.datetime.fromisoformat(written)
    return time.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z") if time.tzinfo else time.isoformat()
