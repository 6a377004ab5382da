"""Themes in prose: words of the vocabulary by their lemmas."""

import functools

from parser.understanding.tagging.segments import Segments
from parser.understanding.tagging.tokens import Phrases, Words
from schema.prose_vocabulary import themes
from schema.record import Tag


def theme_tags(text: str, words: Words, segments: Segments) -> list[Tag]:
    """A tag for every word or phrase of a theme outside the headings of the seven sections."""
    found = [(label, words.starts[first], words.ends[end - 1]) for label, first, end in _phrases().found(words)]
    return [Tag("theme", label, None, text[start:end], start, end) for label, start, end in found if segments.at(start)]


@functools.cache
def _phrases() -> Phrases:
    return Phrases([(alias, theme) for theme, aliases in themes().items() for alias in aliases], "LEMMA")
