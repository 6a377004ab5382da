"""What runs in a Dask worker: each of its threads hands partitions to a reading process of its own."""

import pickle
import socket
import subprocess
import sys
import threading
from typing import IO

from archive.building.cluster.partition import PartitionRequest

_READER = [sys.executable, "-m", "archive.building.cluster.partition_reader"]
_ATTEMPTS = 2
_of_thread = threading.local()


def read_elsewhere(request: PartitionRequest) -> str:
    """Has a partition read and written; returns what the person who builds must mend, or an empty text.

    A reading process that ended since the last partition, or ends in this one, is started anew once.
    """
    for _ in range(_ATTEMPTS):
        try:
            return _ask(_process(), request)
        except (EOFError, OSError, pickle.UnpicklingError):
            _end()
    first = request.inputs[0].source
    return f"{socket.gethostname()}: a process that read {first} and what follows ended, as it does without memory"


def _process() -> subprocess.Popen[bytes]:
    if not hasattr(_of_thread, "reader"):
        _of_thread.reader = subprocess.Popen(_READER, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    reader: subprocess.Popen[bytes] = _of_thread.reader
    return reader


def _ask(process: subprocess.Popen[bytes], request: PartitionRequest) -> str:
    told, answers = _pipe(process.stdin), _pipe(process.stdout)
    pickle.dump(request, told)
    told.flush()
    said: str = pickle.load(answers)
    return said


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _end() -> None:
    reader: subprocess.Popen[bytes] = _of_thread.reader
    del _of_thread.reader
    reader.kill()
    reader.communicate()
