"""The words of a text without the white space between them, and phrases of a vocabulary found among them."""

import functools
from collections.abc import Iterable, Iterator

import msgspec
import simplemma
import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from parser.understanding.pipeline import pipeline

_VOCAB = spacy.blank("sv").vocab


class Words(msgspec.Struct):
    """Words as written (a word in capitals with one), their places, and the same as a spaCy document.

    The words of the document carry their lemmas.
    """

    written: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    doc: Doc


def words_of(doc: Doc) -> Words:
    """The words of a tokenized text; soft hyphens are dropped, line breaks and other white space left out."""
    strings, place = doc.vocab.strings, 0
    written, starts, ends = [], [], []
    for orth, spaced in doc.to_array(["ORTH", "SPACY"]).tolist():
        text = strings[orth]
        if not text.isspace():
            written.append(_cased(text))
            starts.append(place)
            ends.append(place + len(text))
        place += len(text) + spaced
    lower = [word.lower() for word in written]
    return Words(written, lower, starts, ends, _document(written, lower))


class Phrases:
    """A vocabulary of phrases, each with a label, found in words by one of their attributes (ORTH, LOWER, LEMMA)."""

    def __init__(self, phrases: Iterable[tuple[str, str]], attribute: str) -> None:
        """`phrases` are pairs of a phrase and its label."""
        self._matcher = PhraseMatcher(_VOCAB, attr=attribute)
        by_label: dict[str, list[Doc]] = {}
        for phrase, label in phrases:
            written = [token.text for token in pipeline().make_doc(phrase)]
            by_label.setdefault(label, []).append(_document(written, [word.lower() for word in written]))
        for label, documents in by_label.items():
            self._matcher.add(label, documents)

    def found(self, words: Words) -> Iterator[tuple[str, int, int]]:
        """Label, first word and the word after the last, longest first of those that begin together."""
        matches = self._matcher(words.doc)
        for label, first, end in sorted(matches, key=lambda match: (match[1], -match[2], match[0])):
            yield _VOCAB.strings[label], first, end


def _document(written: list[str], lower: list[str]) -> Doc:
    return Doc(_VOCAB, words=written, lemmas=[lemma(word) for word in lower])


@functools.lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The lemma of a Swedish word in lower case; the word itself where it is not known."""
    return simplemma.lemmatize(word, "sv").lower() if word.isalpha() and len(word) < 60 else word


@functools.lru_cache(maxsize=200_000)
def _cased(text: str) -> str:
    text = text.replace("\xad", "") or "-"
    return text.title() if text.isupper() and len(text) > 3 else text
