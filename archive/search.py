"""Full-text search that respects Swedish: å, ä and ö typed are exact; typed without, they match both.

The same SQL serves the command line and the site; what a user types can never be an FTS5 syntax error.
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
_AROUND = 90
"""Characters shown on each side of a snippet's first hit."""

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
"""The numbers of `bm25` weigh the columns: a hit in the title first, then owner, partners and places, then the text;
a word found only without its diacritics counts least."""


class Hit(msgspec.Struct):
    """A project found: `why` names what matched, `snippet` shows it between `<mark>` tags."""

    project_id: str
    title: str | None
    score: float
    snippet: str
    why: str


def search(connection: sqlite3.Connection, query: str, limit: int) -> list[Hit]:
    """The best `limit` projects for what a user typed; empty when nothing is found."""
    register(connection)
    rows = connection.execute(SQL, {"q": query, "limit": limit})
    return [Hit(*row) for row in rows]


def register(connection: sqlite3.Connection) -> None:
    """Gives a connection the functions that `SQL` calls, and the site's table search the same rules."""
    functions: tuple[tuple[str, int, Callable[..., str]], ...] = (
        ("search_expression", 1, expression),
        ("search_snippet", 2, snippet),
        ("search_why", 6, why),
        ("escape_fts", 1, expression),
    )
    for name, arguments, function in functions:
        connection.create_function(name, arguments, function, deterministic=True)


def expression(query: str) -> str:
    """An FTS5 expression for what a user typed: every word must match, as a whole word or as its beginning.

    Words inside double quotes must stand in that order. Words of one or two letters match whole words only.
    """
    terms = [_phrase(words) if quoted else _prefix(words[0]) for quoted, words in _terms(query)]
    return " AND ".join(terms) or '""'


def folded_words(text: str) -> str:
    """The distinct words of a text that have diacritics, without them, for the index."""
    words = {word.lower() for word in _WORD.findall(text) if not word.isascii()}
    return " ".join(sorted({folded for word in words if (folded := without_diacritics(word)) != word}))


def without_diacritics(word: str) -> str:
    """A word in lower case without diacritics."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def snippet(text: str, query: str) -> str:
    """The text around the first hit with hits between `<mark>` tags; without a hit, the text's beginning.

    The rest is not escaped: whoever shows it as HTML escapes it first and lets only the tags through.
    """
    hits = list(_hits(text, query))
    first = hits[0][0] if hits else 0
    start, end = max(0, first - _AROUND), first + 2 * _AROUND
    pieces, position = [], start
    for left, right in hits:
        if left >= position and right <= end:
            pieces += [text[position:left], f"<mark>{text[left:right]}</mark>"]
            position = right
    shown = " ".join("".join([*pieces, text[position:end]]).split())
    return ("… " if start else "") + shown + (" …" if end < len(text) else "")


def why(query: str, *columns: str | None) -> str:
    """The Swedish names of what matched, such as `titel, text`."""
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
    """Places of the query's words in a text, in order."""
    words = {word for _, words in _terms(query) for word in words}
    for match in _WORD.finditer(text):
        found = match[0].lower()
        plain = found if found.isascii() else without_diacritics(found)
        if any((plain if word.isascii() else found).startswith(word) and _long(word, found) for word in words):
            yield match.span()


def _long(word: str, found: str) -> bool:
    return len(word) > 2 or len(word) == len(found)
