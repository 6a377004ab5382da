"""Pages that are made of one piece of text, and what a run and a build do with them."""

import time
from collections.abc import Callable
from functools import partial

from benchmarks.fixtures import bank_2007_pages, golden
from benchmarks.robustness.near_misses import repeated
from benchmarks.speed.long_pages import OPENING, read_prose
from scraper.engine.checking.checks import Answer, flag_of
from scraper.engine.recognising.bank_pages import Repetition
from scraper.engine.recognising.visible_text import essence
from scraper.store.capture import captured
from scraper.store.responses.message import Message

LENGTH = 20_000
"""Characters of a page that is made of one piece."""


def readings(piece: str) -> dict[str, Callable[[], object]]:
    """What is done with pages that are made of a piece, by the name of what it is in them."""
    long = repeated(piece, LENGTH)
    content = long.encode("utf-8", "replace")
    message = Message(200, [("Content-Type", "text/html")], content, 0)
    capture = captured("https://www.example.org/?dnr=23-091-S02", "2020-01-01T00:00:00Z", "page", message, content)
    page = bank_2007_pages()[0]
    titled = page.read().decode().replace(golden(page).title or "", long).encode()
    return {
        "prose": partial(read_prose, (OPENING + long).encode("utf-8", "replace")),
        "title": partial(read_prose, titled),
        "answer": partial(flag_of, Answer(capture, content, (), texts=Repetition())),
        "repeated answer": partial(essence, content),
    }


def seconds(reading: Callable[[], object]) -> float:
    """Seconds of the processor that a reading takes."""
    begun = time.process_time()
    reading()
    return time.process_time() - begun
