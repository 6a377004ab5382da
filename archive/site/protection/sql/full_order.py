"""The order of a table page: rows that are equal in the column sorted by stand in the order of the table's key.

Datasette orders the pages after the first like this, but not the first, so that rows are lost and doubled between them.
"""

_LIMIT = " limit "
_ORDER = " order by "


def in_full_order(sql: str, keys: str) -> str:
    """Datasette's statement of a table page, with the key after what it is ordered by."""
    ordered, limit, rest = sql.rpartition(_LIMIT)
    if not limit or _ORDER not in ordered:
        return sql
    by = ordered.rpartition(_ORDER)[2]
    is_full = by == keys or by.endswith(f", {keys}")
    return sql if is_full else f"{ordered}, {keys}{limit}{rest}"


def without_limit(sql: str) -> str:
    """Datasette's statement of a table page, for all its rows."""
    return sql.rpartition(_LIMIT)[0] or sql
