"""The names and numbers of all projects and organisations in memory, by word: what a reconciliation looks up.

Read once for each archive, at the first question; some hundred bytes for a name.
"""

import re
import sqlite3
import threading
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from rapidfuzz import fuzz, process

_NAMES = """
select 'projekt', project_id, title, title, coalesce(owner, '') from projects
union all
select 'organisation', o.organisation_id, o.name, n.name, '' from organisations o
left join organisation_names n using (organisation_id)
"""
_NUMBERS = """
select 'projekt', project_id, project_id from projects union select 'projekt', project_id, dnr from projects
union select 'projekt', project_id, alias from project_aliases
union select 'organisation', organisation_id, organisation_id from organisations
union select 'organisation', organisation_id, org_number from organisations
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
    name: str
    description: str

    @property
    def id(self) -> str:
        """The id among all entities."""
        return f"{self.kind}/{self.key}"


def plain_name(name: str) -> str:
    """A name as it is compared: its words in small letters, one space between them."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", name).casefold()))


def plain_number(written: str) -> str:
    """An id or number as it is looked up: without spaces, and without hyphens where it has digits alone."""
    text = "".join(written.split()).casefold()
    digits = text.replace("-", "")
    return digits if digits.isdecimal() else text


class NameIndex:
    """Finds entities by number, by exact name, by like names, and by how a name begins."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._entities: dict[tuple[str, str], Entity] = {}
        self._of_name: dict[str, list[Entity]] = {}
        self._of_number: dict[str, list[Entity]] = {}
        for kind, key, name, spelling, description in connection.execute(_NAMES):
            entity = self._entities.setdefault((kind, key), Entity(kind, key, name or key, description))
            _add(self._of_name, plain_name(spelling or name or ""), entity)
        for kind, key, number in connection.execute(_NUMBERS):
            _add(self._of_number, plain_number(number or ""), self._entities[kind, key])
        self._names = sorted(self._of_name)
        self._of_word = _by_word(self._names)
        self._words = sorted(self._of_word)

    def by_id(self, identifier: str) -> Entity | None:
        """The entity of an id such as `projekt/2015-00288`."""
        kind, _, key = identifier.partition("/")
        return self._entities.get((kind, key))

    def numbered(self, written: str) -> list[Entity]:
        """The entities with exactly this id or number; also an entity's own id."""
        entity = self.by_id(written.strip())
        return [entity] if entity else self._of_number.get(plain_number(written), [])

    def named(self, written: str) -> list[Entity]:
        """The entities with exactly this name, in any of their spellings."""
        return self._of_name.get(plain_name(written), [])

    def alike(self, written: str) -> dict[Entity, float]:
        """Entities with a word of the name, and how like the likest of their names is (0 to 100)."""
        query, found = plain_name(written), dict[Entity, float]()
        for number in self._sharing(query.split()):
            name = self._names[number]
            likeness = max(fuzz.ratio(query, name), fuzz.token_sort_ratio(query, name) - 1)
            for entity in self._of_name[name]:
                found[entity] = max(likeness, found.get(entity, 0.0))
        return found

    def beginning(self, written: str) -> Iterator[Entity]:
        """Entities whose name begins so, then those with a word that does, each once; by name."""
        prefix = plain_name(written)
        whole = (self._names[number] for number in _beginning(self._names, prefix))
        words = (self._words[number] for number in _beginning(self._words, prefix))
        inside = (self._names[number] for word in words for number in self._of_word[word])
        for names in (whole, inside):
            yield from (entity for name in names if name for entity in self._of_name[name])

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


def _add(entities: dict[str, list[Entity]], key: str, entity: Entity) -> None:
    """Adds an entity under a key that is not empty, once."""
    if key and entity not in entities.setdefault(key, []):
        entities[key].append(entity)


def _by_word(names: list[str]) -> "dict[str, array[int]]":
    found: dict[str, array[int]] = {}
    for number, name in enumerate(names):
        for word in dict.fromkeys(name.split()):
            found.setdefault(word, array("I")).append(number)
    return found


def _narrowed(postings: "list[array[int]]") -> set[int]:
    """The names with the first word and as many of the others as leaves some."""
    found = set(postings[0])
    for posting in postings[1:]:
        found = found & set(posting) or found
    return found


def _beginning(texts: list[str], prefix: str) -> range:
    return range(bisect_left(texts, prefix), bisect_left(texts, prefix + "\U0010ffff"))


_INDEXES: WeakKeyDictionary[Datasette, NameIndex] = WeakKeyDictionary()
_READING = threading.Lock()


def name_index(connection: sqlite3.Connection, datasette: Datasette) -> NameIndex:
    """The index of a site's archive, which never changes under a site."""
    with _READING:
        if datasette not in _INDEXES:
            _INDEXES[datasette] = NameIndex(connection)
        return _INDEXES[datasette]
