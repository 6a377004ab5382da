"""The Swedish spaCy pipeline: built once per process."""

import functools
import re
from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc

_SIGNS = re.compile(r"[^\w\s]{30,}")


@functools.cache
def pipeline() -> Language:
    """SpaCy's Swedish tokenizer with sentence bounds."""
    language = spacy.blank("sv")
    language.add_pipe("sentencizer")
    language.max_length = 10_000_000
    return language


def documents(texts: Iterable[str]) -> Iterator[Doc]:
    """The texts as spaCy documents, in batches; offsets in a document are offsets in its text.

    Long rows of signs are blank in the document: the tokenizer takes quadratic time to strip them one by one.
    """
    tamed = (_SIGNS.sub(lambda row: " " * len(row[0]), text) for text in texts)
    return pipeline().pipe(tamed, batch_size=64)
