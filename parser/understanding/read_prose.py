"""Understands the prose of pages with spaCy: frames in, claims, targets and tags out."""

from collections.abc import Iterable, Iterator

from parser.understanding.fill_project import Understanding
from parser.understanding.numbers import find_numbers
from parser.understanding.page_prose import Frame
from parser.understanding.pipeline import documents
from parser.understanding.tagging.tags import find_tags
from parser.understanding.words import words_of


def understand(frames: Iterable[Frame]) -> Iterator[Understanding]:
    """What each frame's prose says, in order."""
    waiting = list(frames)
    for frame, doc in zip(waiting, documents(frame.text for frame in waiting), strict=True):
        words = words_of(doc)
        claims, targets = find_numbers(words, frame)
        yield Understanding(claims, targets, find_tags(words, frame))
