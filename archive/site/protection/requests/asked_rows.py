"""What rows an address under the database's asks for: those of a query, or of a table with a key or without."""

from datasette.utils import tilde_decode

from archive.site.language.translations import translated
from archive.site.protection.refusal import wrong_parameter
from archive.site.protection.requests.parameter_forms import FORMS
from archive.site.sql.queries import QUERIES
from schema.dictionary import tables

_SHAPES = [shape for shape in FORMS["_shape"].allowed if shape != "object"]
"""The shapes of JSON that need no key."""


def is_query(path: str, has_sql: bool) -> bool:
    """Whether the rows are those of a visitor's SQL or of a ready query, which have no next page."""
    return (has_sql and path.count("/") == 1) or _name(path) in QUERIES


def check_key(path: str, has_sql: bool) -> None:
    """Raises Refusal for objects by their keys (`_shape=object`) where the rows have none."""
    table = tables().get(_name(path))
    if is_query(path, has_sql) or (table and not table.primary_key):
        raise wrong_parameter("_shape", translated("Svaret har ingen nyckel att ordna objekten efter."), _SHAPES)


def _name(path: str) -> str:
    """The name of the table or ready query; empty for the database and for rows."""
    parts = path.strip("/").split("/")
    return tilde_decode(parts[1].partition(".")[0]) if len(parts) == 2 else ""
