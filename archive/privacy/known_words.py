"""Whether the Swedish dictionary of simplemma has a word, told from the few words that it would stand among.

The dictionary is a sorted list in which each word is told by its difference from the one before. simplemma reads it
from the beginning, which takes each process half a second; `known_words.json` says where every 256th word is. It is of
one version of the dictionary (`python -m archive.privacy.word_starts` makes it anew): with another, simplemma is asked.
"""

import functools
import hashlib
import lzma
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from importlib.resources import files

import msgspec

_SAME_AS_BEFORE = 254
"""In the place of the number of letters that the basic form lacks: that of the word before is its, too."""


class WordStarts(msgspec.Struct):
    """Some words of a dictionary in their order, and where what follows each begins; `digest` is of its file."""

    digest: str
    words: list[str]
    places: list[int]


class DictionaryWords(Mapping[str, str]):
    """The words of a dictionary, each under itself: simplemma looks them up in all the forms that it takes for one."""

    def __init__(self, packed: bytes, starts: WordStarts) -> None:
        """Unpack the dictionary's file, of which `starts` are."""
        self._content, self._starts = lzma.decompress(packed), starts

    def __getitem__(self, word: str) -> str:
        """The word itself; KeyError if the dictionary does not have it."""
        found = bisect_right(self._starts.words, word) - 1
        start = self._starts.words[found].encode() if found >= 0 else b""
        if found < 0 or not _stands_from(self._content, self._starts.places[found], start, word.encode()):
            raise KeyError(word)
        return word

    def __iter__(self) -> Iterator[str]:
        """The words that tell where others are."""
        return iter(self._starts.words)

    def __len__(self) -> int:
        return len(self._starts.words)

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """What simplemma asks a factory of dictionaries for; KeyError for another language than Swedish."""
        return {"sv": self}[lang]


def _stands_from(content: bytes, place: int, word: bytes, sought: bytes) -> bool:
    """Whether a word is sought, or one of those that follow at a place, in the order of their letters."""
    while word < sought and place < len(content):
        word, place = word_at(content, place, word)
    return word == sought


def word_at(content: bytes, place: int, before: bytes) -> tuple[bytes, int]:
    """The word at a place, told by the one before, and where the next begins.

    It begins with the number of bytes that are those of the word before, and the number of its own. Behind these stands
    how its basic form differs.
    """
    shared, own = content[place], content[place + 1]
    end = place + 2 + own
    word = before[:shared] + content[place + 2 : end]
    return word, end + 1 if content[end] == _SAME_AS_BEFORE else end + 2 + content[end + 1]


def dictionary_file() -> bytes:
    """The Swedish dictionary of simplemma, packed."""
    return (files("simplemma.strategies.dictionaries") / "data" / "sv.plzma").read_bytes()


@functools.cache
def _words() -> DictionaryWords | None:
    packed = dictionary_file()
    starts = msgspec.json.decode((files("archive.privacy") / "known_words.json").read_bytes(), type=WordStarts)
    return DictionaryWords(packed, starts) if starts.digest == hashlib.sha256(packed).hexdigest() else None


def is_known(word: str) -> bool:
    """Whether the dictionary has a word, in small letters or with a capital."""
    import simplemma  # noqa: PLC0415  most builds need no word
    from simplemma.strategies import DictionaryLookupStrategy  # noqa: PLC0415  the same

    words = _words()
    if words is None:
        return simplemma.is_known(word, "sv", low_memory=True)
    return DictionaryLookupStrategy(words).get_lemma(unicodedata.normalize("NFC", word), "sv") is not None
