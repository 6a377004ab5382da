"""Inputs on disk: pages, registers, folders of them with an optional `addresses.csv`, and web archives."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from scraper.addressed_files import addressed, row_problems, unused_rows
from scraper.addresses_table import ADDRESSES, addresses_below, addresses_beside
from scraper.input import HTML_ENDINGS, REGISTER_ENDING, Input, InputError, has_headings
from scraper.shown_path import shown_path
from scraper.store.archived_pages.warc import ARCHIVE_ENDINGS, is_web_archive
from scraper.web_archive_inputs import web_archive_inputs

_ENDINGS = {*HTML_ENDINGS, ".txt", REGISTER_ENDING}
_OF_STORE = re.compile(r"index\.sqlite(-wal|-shm)?|lock|.*\.torn")
"""Files of a page store that hold no pages."""


def find_inputs(paths: Iterable[str], passed_over: Callable[[str], None] = lambda _: None) -> Iterator[Input]:
    """The pages and registers at `paths` and below its folders, in the order of `paths`, folders sorted.

    `passed_over` is told of the other files in a folder, a line for each ending, and of the records in a web archive
    that are no pages, a line for each. Raises InputError for a path that does not exist, or a folder without pages.
    """
    for name in paths:
        if not name:
            raise InputError("an empty name is no file or folder; . is the folder that you are in")
        path = Path(name)
        if os.path.isdir(path):
            yield from _folder(path, passed_over)
        elif is_web_archive(path):
            yield from web_archive_inputs([_plain(path)], passed_over)
        else:
            yield from page_file(name)


def page_file(name: str) -> Iterator[Input]:
    """One page file, with its URL if an `addresses.csv` in its folder or above has it, after what is wrong there.

    Raises InputError if it is not a file.
    """
    path = _plain(Path(name))
    addresses = addresses_beside(path)
    yield from row_problems(addresses, path)
    yield addressed(path, addresses)


def _plain(path: Path) -> Path:
    """A path that is a file; raises InputError for another: who opens a pipe or a device may wait for ever."""
    if os.path.isdir(path):
        raise InputError(f"{shown_path(path)}: is a folder; name its files, or build an archive from it")
    if not os.path.exists(path):
        raise InputError(f"{shown_path(path)}: no such file or folder; check the path")
    if not os.path.isfile(path):
        raise InputError(f"{shown_path(path)}: a pipe, a socket or a device, no plain file; name a file")
    return path


def _folder(folder: Path, passed_over: Callable[[str], None]) -> Iterator[Input]:
    paths, unread = _walked(folder)
    addresses = addresses_below(folder, (path for path in paths if path.name == ADDRESSES))
    files = list(_files(paths, passed_over))
    archives = [path for path in files if is_web_archive(path)]
    pages = [path for path in files if path not in archives and _is_page(path)]
    known = {*archives, *pages}
    for line in _passed_over(path for path in files if path not in known and not _OF_STORE.fullmatch(path.name)):
        passed_over(line)
    if not pages and not archives:
        raise InputError(
            f"{folder}: no pages in this folder; expected files that end in {', '.join(sorted(_ENDINGS))}, "
            f"or web archives ({', '.join(ARCHIVE_ENDINGS)})"
        )
    yield from (addressed(path, addresses) for path in pages)
    yield from (*unread, *row_problems(addresses), *unused_rows(addresses, pages))
    found = len(pages)
    for page in web_archive_inputs(archives, passed_over):
        found += 1
        yield page
    if not found:
        raise InputError(f"{folder}: its web archives hold no page; scrape a source into it, or name another folder")


def _walked(folder: Path) -> tuple[list[Path], list[Input]]:
    """All that is in a folder and its folders, sorted, and an input for each folder that cannot be read."""
    unread: list[Input] = []

    def note(error: OSError) -> None:
        problem = f"cannot be read ({error.strerror}); nothing in this folder is used, check its permissions"
        unread.append(Input(shown_path(error.filename), Path(error.filename), problem=problem))

    walked = os.walk(folder, onerror=note)
    return sorted(Path(parent, name) for parent, folders, files in walked for name in (*folders, *files)), unread


def _files(paths: Iterable[Path], passed_over: Callable[[str], None]) -> Iterator[Path]:
    """The files among paths, in order, but for the tables of addresses."""
    for path in paths:
        if path.name == ADDRESSES:
            continue
        if path.is_file():
            yield path
        elif path.is_symlink() or not path.is_dir():
            why = "a link that is not followed" if path.is_symlink() else "no plain file"
            passed_over(f"{shown_path(path)}: passed over; {why}")


def _is_page(path: Path) -> bool:
    """Whether a file in a folder is a page or a register."""
    return path.suffix.lower() in _ENDINGS or has_headings(path)


def _passed_over(paths: Iterable[Path]) -> Iterator[str]:
    """A line for the files of each ending that are none of what is read."""
    for ending, group in groupby(sorted(paths, key=lambda path: (path.suffix, path)), key=lambda path: path.suffix):
        first, *more = group
        others = f" and {len(more)} more that end in {shown_path(ending) or 'no ending'}" if more else ""
        yield f"{shown_path(first)}{others}: passed over; no page, register or web archive by name or headings"
