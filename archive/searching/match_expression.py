"""FTS5 expressions for a resolved query; what was typed stands in them between quotes only, so none has an error."""

import sqlite3
from collections.abc import Callable, Iterable

from archive.searching.resolved_query import Clause, FoundForms, resolved
from archive.searching.synonyms import Phrase

NOTHING = '""'
"""An expression that no project meets."""

_OF_TEXTS = "{title owner organisations municipalities text} : "
"""Where words may stand side by side; in the column of numbers they only happen to."""


def expression(connection: sqlite3.Connection, query: str) -> str:
    """The expression of all that a query finds, over the whole index or one column of it."""
    return of_clauses(resolved(connection, query))


def of_clauses(clauses: list[Clause], forms: Callable[[FoundForms], str] | None = None) -> str:
    """The expression of all clauses; `forms` writes what a term finds, all of it unless given."""
    wanted = [clause for clause in clauses if not clause.negative]
    if not wanted or not all(wanted):
        return NOTHING
    needed = " AND ".join(_of_clause(clause, forms or everything) for clause in wanted)
    refused = " OR ".join(_of_clause(clause, everything) for clause in clauses if clause.negative and clause)
    return f"({needed}) NOT ({refused})" if refused else needed


def _of_clause(clause: Clause, forms: Callable[[FoundForms], str]) -> str:
    choices = (" AND ".join(map(forms, choice)) for choice in clause.choices if all(choice))
    return "(" + " OR ".join(f"({choice})" for choice in choices) + ")"


def everything(found: FoundForms) -> str:
    """All that a term finds."""
    return _either((*_quoted(found.forms), *_quoted(found.wider), *_begun(found.beginnings)))


def word_itself(found: FoundForms) -> str:
    """Forms of the term itself, and what it is part of where that stands in a title: what counts most."""
    titles = [f"{{title}} : {_either(_quoted(found.titled))}"] if found.titled else []
    return _either((*_quoted(found.forms), *titles, *_begun(found.beginnings))) if found else NOTHING


def in_title(found: FoundForms) -> str:
    """All that a term finds, where it stands in a title."""
    return f"({{title}} : {everything(found)})"


def _either(written: Iterable[str]) -> str:
    return "(" + (" OR ".join(written) or NOTHING) + ")"


def _quoted(phrases: Iterable[Phrase]) -> list[str]:
    return [f'"{phrase[0]}"' if len(phrase) == 1 else f'{_OF_TEXTS}"{" ".join(phrase)}"' for phrase in phrases]


def _begun(phrases: Iterable[Phrase]) -> list[str]:
    return [f"{phrase} *" for phrase in _quoted(phrases)]
