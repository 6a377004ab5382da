"""The page store made whole again when it is opened: its index and its WARC files brought to agree.

Bytes are never thrown away: a torn end, which a kill leaves, is moved to a file beside; damage elsewhere stays where it
is and is passed over.
"""

import os
import re
import shutil
from pathlib import Path

from scraper.store.capture import Capture, read_record
from scraper.store.index import Index, Run
from scraper.store.members import Member, members
from scraper.store.records import DAMAGE
from scraper.store.warc import is_ours

TORN = ".torn"
"""What is added to a WARC file's name for the file that holds what was cut from its end."""

_OURS = re.compile(r"-\d{8}T\d{6}Z-\d{5}\.warc\.gz$")
"""How the names of our own files end, which tells them also when their first record is torn."""


def mend(folder: Path, index: Index) -> list[str]:
    """Bring the index and the files of a folder to agree; lines for people on what was amiss."""
    notes = [note for name in index.files() for note in _forget_lost(folder / name, index)]
    for file in sorted(folder.glob("*.warc.gz")):
        if index.run_of(file.name) or _OURS.search(file.name) or is_ours(file):  # not ours to mend otherwise
            notes += _recover(file, index)
    return notes


def _forget_lost(file: Path, index: Index) -> list[str]:
    """Drop what the index knows beyond the file's end, so that it is fetched again."""
    lost = index.drop_beyond(file.name, file.stat().st_size if file.exists() else 0)
    return [f"{file}: {lost} responses that the index knew are gone from it; they are asked for again"] if lost else []


def _recover(file: Path, index: Index) -> list[str]:
    """Note the whole records that the index lacks, and cut a torn one from the end of the file."""
    start, notes = index.end_of(file.name), []
    if start == file.stat().st_size:
        return []
    with file.open("rb") as stream:
        for member in members(stream, start):
            if member.torn:
                notes.append(_cut(file, member))
            elif member.content is None or not _note(file.name, member, member.content, index):
                notes.append(
                    f"{file}: passed over {member.length} damaged bytes at {member.offset}; the rest of it is kept"
                )
    return notes


def _cut(file: Path, member: Member) -> str:
    beside = file.with_name(file.name + TORN)
    with file.open("rb") as source, beside.open("ab") as kept:
        source.seek(member.offset)
        shutil.copyfileobj(source, kept)
        kept.flush()
        os.fsync(kept.fileno())
    os.truncate(file, member.offset)
    return f"{file}: cut a torn record of {member.length} bytes from its end; it is in {beside.name}"


def _note(file: str, member: Member, record: bytes, index: Index) -> bool:
    """Whether a record could be read and, where it is a response, noted."""
    try:
        found = read_record(record)
        if isinstance(found, dict) and not index.run_of(file):
            # the index was lost: the run counts as ended, so that all is asked for again
            index.add_run(Run(0, found["source"], found["arguments"], file, found["started"], found["started"]))
    except (*DAMAGE, KeyError, StopIteration):
        return False
    if isinstance(found, Capture):
        found.file, found.offset, found.length, found.run = file, member.offset, member.length, index.run_of(file)
        index.add(found)
    return True
