"""A process that reads partitions, one after another, for a thread of a Dask worker.

    python -m archive.building.cluster.partition_reader

It is a process of its own because the time that a page may take can be bounded only in the main thread of one, and
because Python's threads take turns. It is told by its standard input what to read and says on its standard output, for
each partition, what went wrong (an empty text if nothing). It ends when its input does, even in mid-work.
"""

import hashlib
import os
import pickle
import socket
import sys
import threading
from itertools import islice
from queue import SimpleQueue
from typing import BinaryIO

from archive.building.cluster.partition import PartitionRequest, write_partition
from archive.building.cluster.reading_versions import difference, reading_versions
from archive.building.packed_pages import pack_whole_page
from archive.building.parsing.inputs import Reading
from archive.building.parsing.page_reader import read_one_page
from archive.building.parsing.worker_processes import understand_frames
from parser import Page
from parser.understanding.page_prose import frame_of
from scraper.input import Input, InputError

_TOGETHER = 25
"""Texts that are analysed at a time, as in a local build."""


def answer(request: PartitionRequest) -> str:
    """Reads and writes a partition; says what the person who builds must mend, or nothing."""
    if differs := difference(request.versions, reading_versions()):
        return f"{socket.gethostname()}: a worker has {differs}; install the same versions and start it again"
    try:
        os.chdir(request.folder)
        write_partition(request.file, _readings(request))
    except OSError as error:
        shared = "pages and partitions must lie in folders that every worker has under the same names"
        return f"{socket.gethostname()}: {error.filename or request.file}: {error.strerror or error}; {shared}"
    return ""


def _readings(request: PartitionRequest) -> list[Reading]:
    pages: list[tuple[Reading, Page]] = []
    readings = [_reading(*one, pages) for one in zip(request.inputs, request.known, strict=True)]
    projects = [project for _, page in pages for project in page.projects] if request.text else []
    frames = [frame_of(project) for project in projects]
    parts = (frames[start : start + _TOGETHER] for start in range(0, len(frames), _TOGETHER))
    said = (packed for part in parts for packed in understand_frames(part))
    for reading, page in pages:
        reading.page = pack_whole_page(page)
        reading.said = list(islice(said, len(page.projects)))
    return readings


def _reading(source: Input, known: frozenset[str], pages: list[tuple[Reading, Page]]) -> Reading:
    """Reads one input; adds its page to `pages` if it is one that is not known."""
    reading = Reading(source, is_register=source.is_register)
    if reading.is_register:
        return reading
    try:
        content = source.read()
    except InputError as error:
        reading.refused = f"{socket.gethostname()}: {error}"
        return reading
    reading.digest = hashlib.sha256(content).hexdigest()
    if reading.digest not in known:
        pages.append((reading, read_one_page(content, source.url)))
    return reading


def _take_requests(told: BinaryIO, waiting: SimpleQueue[PartitionRequest]) -> None:
    """Takes what the worker asks for; ends the process when that is gone."""
    try:
        while True:
            waiting.put(pickle.load(told))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def main() -> None:
    """Answers requests until the worker is gone; what libraries print is kept apart from the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    waiting: SimpleQueue[PartitionRequest] = SimpleQueue()
    threading.Thread(target=_take_requests, args=(sys.stdin.buffer, waiting), daemon=True).start()
    while True:
        pickle.dump(answer(waiting.get()), answers)
        answers.flush()


if __name__ == "__main__":
    main()
