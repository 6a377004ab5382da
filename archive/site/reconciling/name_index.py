"""The names of all projects and organisations in memory, by word: what a reconciliation compares with."""

import re
import sqlite3
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz, process

_NAMES = """
select 'projekt', project_id, title from projects where title is not null
union all
select * from (select 'organisation', organisation_id, name from organisations
               union select 'organisation', organisation_id, name from organisation_names order by 2)
"""
_WORD = re.compile(r"\w+")
_MOST_NAMES = 500
"""Names that are compared for one question."""
_SHORTEST_MISSPELT = 5
_MIN_WORD_LIKENESS = 80


class Entity(NamedTuple):
    """A project or an organisation: `kind` is `projekt` or `organisation`, `key` its id there."""

    kind: str
    key: str

    @property
    def id(self) -> str:
        """The id among all entities."""
        return f"{self.kind}/{self.key}"


def plain_name(name: str) -> str:
    """A name as it is compared: its words in small letters, one space between them."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", name).casefold()))


class NameIndex:
    """Finds entities by exact name, by like names, and by how a name begins."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._entities: list[Entity] = []
        of_name: dict[str, list[int]] = {}
        for kind, key, name in connection.execute(_NAMES):
            if not self._entities or self._entities[-1] != (kind, key):
                self._entities.append(Entity(kind, key))
            number, numbers = len(self._entities) - 1, of_name.setdefault(plain_name(name), [])
            if numbers[-1:] != [number]:
                numbers.append(number)
        of_name.pop("", None)
        self._names = sorted(of_name)
        self._of_name = [array("I", of_name[name]) for name in self._names]
        self._of_word = _by_word(self._names)
        self._words = sorted(self._of_word)

    def named(self, written: str) -> list[Entity]:
        """The entities with exactly this name, in any of their spellings."""
        name = plain_name(written)
        at = bisect_left(self._names, name)
        return self._with_name(at) if self._names[at : at + 1] == [name] else []

    def alike(self, written: str) -> dict[Entity, float]:
        """Entities with a word of the name, and how like the likest of their names is (0 to 100)."""
        query, found = plain_name(written), dict[Entity, float]()
        for number in self._sharing(query.split()):
            name = self._names[number]
            likeness = max(fuzz.ratio(query, name), fuzz.token_sort_ratio(query, name) - 1)
            for entity in self._with_name(number):
                found[entity] = max(likeness, found.get(entity, 0.0))
        return found

    def beginning(self, written: str) -> Iterator[Entity]:
        """Entities whose name begins so, then those with a word that does; by name, and some more than once."""
        prefix = plain_name(written)
        words = (self._words[number] for number in _beginning(self._words, prefix))
        inside = (number for word in words for number in self._of_word[word])
        for numbers in (_beginning(self._names, prefix), inside):
            yield from (entity for number in numbers for entity in self._with_name(number))

    def _with_name(self, number: int) -> list[Entity]:
        return [self._entities[one] for one in self._of_name[number]]

    def _sharing(self, words: list[str]) -> Iterable[int]:
        """The numbers of names with one of the words, those of the rarest words first."""
        postings = sorted((self._of_word[word] for word in self._known(words)), key=len)
        if postings and len(postings[0]) > _MOST_NAMES:
            return sorted(_narrowed(postings))[:_MOST_NAMES]
        found: set[int] = set()
        for posting in postings:
            if len(found) + len(posting) <= _MOST_NAMES:
                found.update(posting)
        return found

    def _known(self, words: list[str]) -> set[str]:
        """The words that names have; the likest ones in place of those that none has."""
        known = {word for word in words if word in self._of_word}
        for word in [word for word in words if word not in known and len(word) >= _SHORTEST_MISSPELT][:3]:
            likest = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=_MIN_WORD_LIKENESS, limit=3)
            known |= {found for found, _, _ in likest}
        return known


def _by_word(names: list[str]) -> "dict[str, array[int]]":
    found: dict[str, array[int]] = {}
    for number, name in enumerate(names):
        for word in dict.fromkeys(name.split()):
            if word not in found:
                found[word] = array("I")
            found[word].append(number)
    return found


def _narrowed(postings: "list[array[int]]") -> set[int]:
    """The names with the first word and as many of the others as leaves some."""
    found = set(postings[0])
    for posting in postings[1:]:
        found = found & set(posting) or found
    return found


def _beginning(texts: list[str], prefix: str) -> range:
    return range(bisect_left(texts, prefix), bisect_left(texts, prefix + "\U0010ffff"))
