"""Projects that a visitor's words find: by the search index, and where sections are chosen, in their texts alone.

The one place where the list asks the search.
"""

import functools
import json
import re
import sqlite3
import unicodedata
from typing import Any

from archive import search

_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_CANDIDATES = """
select l.project_row, s.text from search found join projects p on p.rowid = found.rowid
join project_list l on l.project_id = p.project_id join sections s on s.project_id = p.project_id
where found.search match :words and s.shown and s.section in (select value from json_each(:sections))
"""
_FOUND = """
select json_group_array(l.project_row) from search found cross join projects p on p.rowid = found.rowid
cross join project_list l on l.project_id = p.project_id where found.search match :words
"""
"""The index counts by the rows of `projects`, whose order is that of reading."""


def word_condition(
    connection: sqlite3.Connection, queries: list[str], sections: list[str]
) -> tuple[list[str], dict[str, Any]]:
    """The condition that a project meets one of the queries, over `project_list`, and its values.

    Every word of a query must occur, in the project or, where sections are named, in one shown section of these.
    No condition without a query. What is found is looked up here, once for the sums and the rows.
    """
    words = " OR ".join(f"({search.expression(query)})" for query in queries)
    if not queries:
        return [], {}
    if sections:
        found = json.dumps(_rows_with(connection, queries, words, json.dumps(sections)))
    else:
        found = connection.execute(_FOUND, {"words": words}).fetchone()[0]
    return ["project_row in (select value from json_each(:found))"], {"found": found}


def _rows_with(connection: sqlite3.Connection, queries: list[str], words: str, sections: str) -> list[int]:
    candidates = connection.execute(_CANDIDATES, {"words": words, "sections": sections})
    return sorted({row for row, text in candidates if any(has_words(text, query) for query in queries)})


def has_words(text: str, query: str) -> bool:
    """Whether a text has every word of a query, by the rules of `search.expression`."""
    terms = _terms(query)
    plain = text.replace("\u00ad", "")
    return bool(terms) and all(term.search(plain) for term in terms)


@functools.lru_cache(maxsize=64)
def _terms(query: str) -> list[re.Pattern[str]]:
    found = []
    for quoted, bare in _TERM.findall(unicodedata.normalize("NFC", query)):
        words = _WORD.findall(quoted or bare)
        found += [_phrase(words)] if quoted and words else [_prefix(word) for word in words]
    return found


def _phrase(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, words)) + r"(?![^\W_])", re.IGNORECASE)


def _prefix(word: str) -> re.Pattern[str]:
    """A word of the text that begins with this one, or is it where it has one or two letters."""
    plain = search.without_diacritics(word) == word.lower()
    known = _variants() if plain else {}
    letters = "".join(known.get(letter, re.escape(letter)) for letter in word.lower())
    end = r"(?![^\W_])" if len(word) < 3 else ""
    return re.compile(rf"(?<![^\W_]){letters}{end}", re.IGNORECASE)


@functools.cache
def _variants() -> dict[str, str]:
    """Each letter that others are written as without their diacritics, as a class of all of them."""
    classes: dict[str, str] = {}
    for letter in map(chr, range(0xC0, 0x250)):
        bare = search.without_diacritics(letter)
        if letter.isalpha() and letter.islower() and bare != letter and len(bare) == 1:
            classes[bare] = classes.get(bare, bare) + letter
    return {bare: f"[{letters}]" for bare, letters in classes.items()}
