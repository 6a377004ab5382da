"""Full-text search for Swedish: å, ä and ö in a query match exactly; a and o match words with and without diacritics.

The command line and the site use the same SQL; no user input can cause an FTS5 syntax error.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator

import msgspec

_WORD = re.compile(r"[^\W_]+")
_QUERY = re.compile(r'"([^"]*)"|(\S+)')
_FIELDS = {
    "title": "titel",
    "owner": "projektägare",
    "organisations": "organisationer",
    "municipalities": "kommuner",
    "text": "text",
}
_SNIPPET_MARGIN = 90
"""Characters shown before a snippet's first hit; twice as many are shown from its start on."""

SQL = """
with hits as materialized (
    select rowid as hit, bm25(search, 10, 4, 2, 2, 1, 0.5) as distance from search
    where search match search_expression(:q)
    order by distance, rowid limit coalesce(nullif(cast(:limit as integer), 0), 50)
)
select p.project_id, p.title, round(-distance, 3) as score, search_snippet(s.text, :q) as snippet,
       search_why(:q, s.title, s.owner, s.organisations, s.municipalities, s.text) as why
from hits join search s on s.rowid = hit join projects p on p.rowid = hit
order by distance, p.project_id
"""
"""The `bm25` weights: a hit in the title counts most, then owner, partners and places, then the text; a word found only
without its diacritics counts least."""


class Hit(msgspec.Struct):
    """A project found: `why` names the columns that matched, `snippet` shows the hits between `<mark>` tags."""

    project_id: str
    title: str | None
    score: float
    snippet: str
    why: str


def search(connection: sqlite3.Connection, query: str, limit: int) -> list[Hit]:
    """The best `limit` projects for a user's query; empty when nothing matches."""
    register(connection)
    rows = connection.execute(SQL, {"q": query, "limit": limit})
    return [Hit(*row) for row in rows]


def register(connection: sqlite3.Connection) -> None:
    """Registers the functions that `SQL` calls, and replaces Datasette's `escape_fts` for its table search."""
    functions: tuple[tuple[str, int, Callable[..., str]], ...] = (
        ("search_expression", 1, expression),
        ("search_snippet", 2, snippet),
        ("search_why", 6, why),
        ("escape_fts", 1, expression),
    )
    for name, arguments, function in functions:
        connection.create_function(name, arguments, function, deterministic=True)


def expression(query: str) -> str:
    """An FTS5 expression for a user's query: every word must match, as a whole word or a prefix.

    Words in double quotes must occur in that order. Words of one or two letters match whole words only.
    """
    terms = [_phrase(words) if quoted else _prefix(words[0]) for quoted, words in _terms(query)]
    return " AND ".join(terms) or '""'


def folded_words(text: str) -> str:
    """The distinct words of a text that have diacritics, stripped of them, for the index."""
    words = {word.lower() for word in _WORD.findall(text) if not word.isascii()}
    return " ".join(sorted({folded for word in words if (folded := without_diacritics(word)) != word}))


def without_diacritics(word: str) -> str:
    """A word in lower case without diacritics."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def snippet(text: str, query: str) -> str:
    """The text around the first hit with hits between `<mark>` tags; without a hit, the start of the text.

    It is not escaped: to show it as HTML, escape it first and restore only the tags.
    """
    hits = list(_hits(text, query))
    first = hits[0][0] if hits else 0
    start, end = max(0, first - _SNIPPET_MARGIN), first + 2 * _SNIPPET_MARGIN
    pieces, position = [], start
    for left, right in hits:
        if left >= position and right <= end:
            pieces += [text[position:left], f"<mark>{text[left:right]}</mark>"]
            position = right
    shown = " ".join("".join([*pieces, text[position:end]]).split())
    return ("… " if start else "") + shown + (" …" if end < len(text) else "")


def why(query: str, *columns: str | None) -> str:
    """The Swedish names of the columns that matched, such as `titel, text`."""
    named = zip(_FIELDS.values(), columns, strict=True)
    return ", ".join(name for name, column in named if next(_hits(column or "", query), None))


def _terms(query: str) -> Iterator[tuple[bool, list[str]]]:
    for quoted, bare in _QUERY.findall(unicodedata.normalize("NFC", query)):
        words = [word.lower() for word in _WORD.findall(quoted or bare)]
        if quoted and words:
            yield True, words
        else:
            yield from ((False, [word]) for word in words)


def _prefix(word: str) -> str:
    return f'"{word}"' if len(word) < 3 else f'("{word}" OR "{word}" *)'


def _phrase(words: list[str]) -> str:
    return '"' + " ".join(words) + '"'


def _hits(text: str, query: str) -> Iterator[tuple[int, int]]:
    """Positions of the query's words in a text, in order."""
    words = {word for _, words in _terms(query) for word in words}
    for match in _WORD.finditer(text):
        found = match[0].lower()
        plain = found if found.isascii() else without_diacritics(found)
        if any(
            (plain if word.isascii() else found).startswith(word) and _prefix_allowed(word, found) for word in words
        ):
            yield match.span()


def _prefix_allowed(word: str, found: str) -> bool:
    return len(word) > 2 or len(word) == len(found)
