"""Makes `known_words.json` of the Swedish dictionary of the simplemma that is installed.

python -m archive.privacy.word_starts > archive/privacy/known_words.json
"""

import hashlib
import lzma
import sys

import msgspec

from archive.privacy.known_words import WordStarts, dictionary_file, word_at

_EVERY = 256
"""Words from one that is told to the next: a word is found among so many."""
_BEGINNING = b"SMFC1\x00"
"""What a file of words in their order begins with, before their number."""
_LAST_SMALL = 127
"""The greatest number that is written as one byte, as `word_at` reads all of them."""


def word_starts(packed: bytes) -> WordStarts:
    """Every 256th word of a dictionary; raises ValueError if it is none in the form that we read."""
    content = lzma.decompress(packed)
    number, place = _number(content)
    found, word = WordStarts(hashlib.sha256(packed).hexdigest(), [], []), b""
    for count in range(number):
        before, (word, place) = word, word_at(content, place, word)
        if word <= before:
            raise ValueError(f"{before!r} and {word!r}: expected words in the order of their letters")
        if count % _EVERY == 0:
            found.words.append(word.decode())
            found.places.append(place)
    if place != len(content):
        raise ValueError(f"expected {number} words to end at {len(content)}, found {place}")
    return found


def _number(content: bytes) -> tuple[int, int]:
    """How many words a dictionary has, in groups of seven bits, and where they begin."""
    if not content.startswith(_BEGINNING):
        raise ValueError(f"expected {_BEGINNING!r} at the beginning, found {content[:6]!r}")
    number, place = 0, len(_BEGINNING)
    while True:
        number |= (content[place] & _LAST_SMALL) << 7 * (place - len(_BEGINNING))
        place += 1
        if content[place - 1] <= _LAST_SMALL:
            return number, place


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(word_starts(dictionary_file())).decode() + "\n")
