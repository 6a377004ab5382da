"""The persons named in the value of a label, without titles and organisations.

What makes a name that of an organisation is a whole word (`words.toml`), never a beginning: Abrahamsson, Stadin and
Hbrand are persons.
"""

import functools
import re
from collections.abc import Iterator
from itertools import dropwhile

from archive.privacy.folding import FoldedText
from archive.privacy.name_words import word_list
from schema.prose_vocabulary import first_names

Person = tuple[str, ...]
"""The words of a name, the given name first: two or more, or a surname alone."""

_BETWEEN_PERSONS = re.compile(r"\s*[,;/&()|+\n:]\s*|\s+(?:och|samt|eller|respektive)\s+|\s+-+\s+|\s{3,}")
CONTACT_DETAIL = re.compile(r"\d|@|https?:|www\.")
"""Where a number or an address begins, and so where names end."""
_WORD = re.compile(r"[^\W\d_](?:[\w'-]|\.(?=\w))*\.?")


@functools.lru_cache(maxsize=1_000)
def persons_in(value: str) -> tuple[Person, ...]:
    """The persons that the value of a contact label names, without titles; organisations are none."""
    return tuple(_persons_in(value))


def _persons_in(value: str) -> Iterator[Person]:
    names = CONTACT_DETAIL.split(FoldedText(value).folded)[0]
    for part in _BETWEEN_PERSONS.split(names):
        words = _without_organisation(_WORD.findall(part))
        yield from _as_person(_without_titles(words))


def is_given_name(word: str) -> bool:
    """Whether a word, or its first half of two (`Anna-Lena`), is a given name that we know."""
    names = (word, word.split("-", maxsplit=1)[0])
    return any(name in first_names() or name.casefold() in word_list("given_names") for name in names)


def _without_titles(words: list[str]) -> list[str]:
    """The words of a name between the titles before and after it; of labels that follow it, nothing."""
    named = list(dropwhile(_is_title, words))
    for place, word in enumerate(named):
        if word.casefold().rstrip(".") in word_list("labels"):
            named = named[:place]
            break
    while named and _is_title(named[-1]):
        named.pop()
    return named


def _without_organisation(words: list[str]) -> list[str]:
    """All words of a person's name; of an organisation's none, but a name before it: `Ylva Exempel Region Skåne`."""
    if not _is_organisation(words):
        return words
    named = list(dropwhile(_is_title, words))
    before = named[:2]
    return before if len(named) > 3 and not _is_organisation(before) else []


def _is_title(word: str) -> bool:
    """A title, or a word in lower case that no name has."""
    bare = word.casefold().rstrip(".")
    parts = bare.split(".")
    known = bare in word_list("titles") or (len(parts) > 1 and all(part in word_list("titles") for part in parts))
    return known or (word.islower() and bare not in word_list("particles"))


def _is_organisation(words: list[str]) -> bool:
    bare = [word.casefold().rstrip(".") for word in words]
    abbreviated = word_list("abbreviated")
    return any(word in word_list("organisations") and word not in abbreviated for word in bare) or {"ek", "för"} <= {
        *bare
    }


def _as_person(words: list[str]) -> Iterator[Person]:
    """A name is at most five words, each with a capital or a particle; one word alone is a surname or a given name."""
    capital = bool(words) and all(word[0].isupper() or word.casefold() in word_list("particles") for word in words)
    if capital and len(words) <= 5:
        yield tuple(word.rstrip(".") for word in words)
