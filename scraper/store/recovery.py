"""Repairs the page store when it is opened, so that its index and its WARC files agree.

Bytes are never discarded: a torn end, which a kill leaves, is moved to a file beside it; damage elsewhere is left in
place and skipped.
"""

import os
import re
import shutil
from pathlib import Path

from scraper.store.archive_files.members import Member, members
from scraper.store.archive_files.warc_records import DAMAGE
from scraper.store.archived_pages.warc import is_ours
from scraper.store.capture import Capture, read_record
from scraper.store.index import Index
from scraper.store.run_index import Run
from scraper.store.visits import withdrawn

TORN = ".torn"
"""Suffix of the file that holds what was cut off the end of a WARC file."""

_OUR_FILE_NAME = re.compile(r"-\d{8}T\d{6}Z-\d{5}\.warc\.gz$")
"""How the names of our own files end; identifies them even if their first record is torn."""


def repair(folder: Path, index: Index) -> list[str]:
    """Make the index and the files of a folder agree; return messages for people about what was wrong."""
    notes = [note for name in index.files() for note in _drop_lost(folder / name, index)]
    for file in sorted(folder.glob("*.warc.gz")):
        if (
            index.run_of(file.name) or _OUR_FILE_NAME.search(file.name) or is_ours(file)
        ):  # other files are not ours to repair
            notes += _recover(file, index)
    return notes


def _drop_lost(file: Path, index: Index) -> list[str]:
    """Remove index entries beyond the end of the file, so that they are fetched again."""
    lost = index.drop_beyond(file.name, file.stat().st_size if file.exists() else 0)
    return [f"{file}: {lost} responses that the index knew are gone from it; they are asked for again"] if lost else []


def _recover(file: Path, index: Index) -> list[str]:
    """Index the complete records that the index lacks, and cut a torn one off the end of the file."""
    start, notes = index.end_of(file.name), []
    if start == file.stat().st_size:
        return []
    with file.open("rb") as stream:
        for member in members(stream, start):
            if member.torn:
                notes.append(_cut(file, member))
            elif member.content is None or not _add_record(file.name, member, member.content, index):
                notes.append(
                    f"{file}: passed over {member.length} damaged bytes at {member.offset}; the rest of it is kept"
                )
    if not notes:
        index.note_scanned(file.name, file.stat().st_size)
    return notes


def _cut(file: Path, member: Member) -> str:
    beside = file.with_name(file.name + TORN)
    with file.open("rb") as source, beside.open("ab") as torn:
        source.seek(member.offset)
        shutil.copyfileobj(source, torn)
        torn.flush()
        os.fsync(torn.fileno())
    os.truncate(file, member.offset)
    return f"{file}: cut a torn record of {member.length} bytes from its end; it is in {beside.name}"


def _add_record(file: str, member: Member, record: bytes, index: Index) -> bool:
    """Index a record if it is a response, and what the file says of earlier ones; return whether it could be read."""
    try:
        found = read_record(record)
        if isinstance(found, dict) and not index.run_of(file):
            # the index was lost: the run counts as finished, so that everything is requested again
            index.add_run(Run(0, found["source"], found["arguments"], file, found["started"], found["started"]))
    except (*DAMAGE, KeyError, StopIteration):
        return False
    if isinstance(found, Capture):
        found.file, found.offset, found.length, found.run = file, member.offset, member.length, index.run_of(file)
        index.add(found)
    for page in withdrawn(found) if isinstance(found, list) else ():
        index.withdraw(page)
    return True
