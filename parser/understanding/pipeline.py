"""The Swedish spaCy pipeline: its tokenizer alone, built once per process."""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

_ROW = 30
"""Signs side by side that no text means anything by."""
_SIGNS = re.compile(rf"[^\w\s]{{{_ROW},}}")
_TOKENS_KEPT = 100_000
_ENDING = 100
"""Characters at the end of a word in which its last sign is looked for: of a long word each is looked for anew."""

_ADDRESS = 2000
"""Characters above which a word is taken for no address."""


@functools.cache
def pipeline() -> Language:
    """SpaCy's Swedish tokenizer, its special cases but for the abbreviations with a stop left out.

    Looking for special cases in every text takes thirty times as long as all else that the tokenizer does. Of a word
    only its text is wanted: nothing is worked out of each new one, such as its shape or whether it is an address.
    """
    language = spacy.blank("sv")
    tokenizer: Any = language.tokenizer
    vocab: Any = language.vocab
    dotted = sorted((word for word in tokenizer.rules if re.search(r"\w\.$", word)), key=len, reverse=True)
    tokenizer.rules = {}
    tokenizer.token_match = re.compile(f"(?:{'|'.join(map(re.escape, dotted))})$").match
    ending, address = tokenizer.suffix_search, tokenizer.url_match
    tokenizer.suffix_search = lambda word: ending(word[-_ENDING:])
    tokenizer.url_match = lambda word: address(word) if len(word) <= _ADDRESS else None
    tokenizer.max_cache_size = _TOKENS_KEPT
    vocab.lex_attr_getters = {}
    language.max_length = 10_000_000
    return language


def documents(texts: Iterable[str]) -> Iterator[Doc]:
    """The texts as spaCy documents; offsets in a document are offsets in its text.

    Long rows of signs are blank in the document: the tokenizer takes quadratic time to strip them one by one.
    """
    for text in texts:
        has_rows = max(map(len, text.split()), default=0) >= _ROW
        yield pipeline().make_doc(_SIGNS.sub(lambda row: " " * len(row[0]), text) if has_rows else text)
