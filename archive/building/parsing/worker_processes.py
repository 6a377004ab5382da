"""What the worker processes of a build do with prose, and when they end."""

import os
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait

import msgspec

from archive.building.parsing.time_limit import seconds_for, time_limit
from parser.understanding.page_prose import Frame


def end_with_parent() -> None:
    """Ends this worker process once its parent is gone, even if that was killed."""
    parent = parent_process()
    if parent:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def understand_frames(frames: list[Frame]) -> list[bytes]:
    """The result for each frame's prose, packed; run in a worker process. Empty for one that cannot be analysed."""
    if not frames:
        return []
    try:
        with time_limit(sum(seconds_for(len(frame.text)) for frame in frames)):
            return _understand_all(frames)
    except Exception:
        halves = (frames[: len(frames) // 2], frames[len(frames) // 2 :]) if len(frames) > 1 else ()
        return [packed for half in halves for packed in understand_frames(half)] or [b""]


def _understand_all(frames: list[Frame]) -> list[bytes]:
    from parser.understanding.read_prose import understand  # noqa: PLC0415  (spaCy is slow)

    return [msgspec.msgpack.encode(result) for result in understand(frames)]
