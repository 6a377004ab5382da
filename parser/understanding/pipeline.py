"""The Swedish spaCy pipeline: built once per process, blank by default, a trained one where the user names it."""

import functools
import re
from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc

_SIGNS = re.compile(r"[^\w\s]{30,}")


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
    """The texts as spaCy documents, in batches; offsets in a document are offsets in its text.

    Long rows of signs are blank in the document: the tokenizer takes quadratic time to strip them one by one.
    """
    tamed = (_SIGNS.sub(lambda row: " " * len(row[0]), text) for text in texts)
    return pipeline(model).pipe(tamed, batch_size=64)
