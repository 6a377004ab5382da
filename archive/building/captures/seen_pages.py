"""When the page at an address was first and last seen, and since when it is gone: in every capture of that address."""

from sqlite_utils import Database

from archive.database import Row
from scraper.input import Input
from scraper.store.visits import Seen

_COLUMNS = ("first_seen", "last_seen", "vanished_at", "vanished_how")


def seen_row(database: Database, source: Input) -> Row:
    """The columns of a capture that say when its page was seen; those of its address are brought up to them."""
    return dict(zip(_COLUMNS, note_seen(database, source), strict=True))


def note_seen(database: Database, source: Input) -> tuple[str | None, ...]:
    """Brings the captures of an address up to what is known of when its page was seen, and returns that."""
    joined = _joined(database, source)
    if source.url and joined[0]:
        assignments = ", ".join(f"{name} = ?" for name in _COLUMNS)
        changed = f"({', '.join(_COLUMNS)}) is not (?, ?, ?, ?)"
        sql = f"update captures set {assignments} where url = ? and {changed}"
        database.execute(sql, (*joined, source.url, *joined))
    return joined


def _joined(database: Database, source: Input) -> tuple[str | None, ...]:
    """What an input says of its page, and the captures of its address before: first, last, vanished at and how."""
    now = source.seen or (Seen(source.captured_at, source.captured_at) if source.captured_at else None)
    sql = f"select {', '.join(_COLUMNS)} from captures where url = ? and first_seen is not null limit 1"
    before = database.execute(sql, (source.url,)).fetchone() if source.url else None
    if now is None:
        return tuple(before) if before else (None,) * len(_COLUMNS)
    first, last = min(now.first, before[0] if before else now.first), max(now.last, before[1] if before else now.last)
    found = [(now.vanished_at, now.vanished_how), *([tuple(before[2:])] if before else [])]
    gone = min(((at, how) for at, how in found if at and at >= last), default=(None, None))
    return (first, last, *gone)
