"""The Swedish spaCy pipeline: built once per process, blank by default, a trained one where the user names it."""

import functools
from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc


@functools.lru_cache(maxsize=2)
def pipeline(model: str | None = None) -> Language:
    """SpaCy's Swedish tokenizer with sentence bounds, or the installed pipeline called `model`.

    Raises OSError, with spaCy's words on how to install it, when there is no such pipeline.
    """
    language = spacy.load(model) if model else spacy.blank("sv")
    if "parser" not in language.pipe_names and "senter" not in language.pipe_names:
        language.add_pipe("sentencizer")
    language.max_length = 10_000_000
    return language


def documents(texts: Iterable[str], model: str | None = None) -> Iterator[Doc]:
    """The texts as spaCy documents, in batches; offsets in a document are offsets in its text."""
    return pipeline(model).pipe(texts, batch_size=64)
