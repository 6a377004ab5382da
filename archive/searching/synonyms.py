"""Words and phrases that mean the same, from `synonyms.toml`."""

import functools
import tomllib
from importlib.resources import files

from archive.searching.query_words import without_diacritics
from schema.prose_vocabulary import spelt_out

Phrase = tuple[str, ...]
LONGEST_SYNONYM = 4
"""Words of the longest phrase that is looked up."""


def synonyms_of(phrase: Phrase) -> tuple[Phrase, ...]:
    """The other phrases that mean what a phrase in small letters does, which may be typed without diacritics."""
    same = _by_phrase().get(phrase) or _by_plain_phrase().get(phrase, ())
    return tuple(other for other in same if other != phrase)


@functools.cache
def _by_phrase() -> dict[Phrase, tuple[Phrase, ...]]:
    text = files("archive.searching").joinpath("synonyms.toml").read_text("utf-8")
    sets = [tuple(tuple(one.split()) for one in spelt_out(row)) for row in tomllib.loads(text)["same"]]
    return {phrase: same for same in sets for phrase in same}


@functools.cache
def _by_plain_phrase() -> dict[Phrase, tuple[Phrase, ...]]:
    return {tuple(map(without_diacritics, phrase)): same for phrase, same in _by_phrase().items()}
