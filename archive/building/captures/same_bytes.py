"""Files with equal bytes, seen at one address and time: one capture, which names the first file by name."""

from sqlite_utils import Database

from archive.building.captures.documents import document_of
from scraper.input import Input

_LATER = "select capture_id, layout, url from captures where capture_id >= ? and capture_id < ? and source > ?"
_AFTER_HYPHEN = "."
"""The sign after a hyphen: the other projects of a page have the id of its capture, a hyphen and a number."""


def name_first_file(database: Database, file: Input, capture: str) -> bool:
    """Names a file as the source of a capture, and of the other projects of its page, if it sorts before theirs.

    Returns whether it did.
    """
    later = database.execute(_LATER, (capture, f"{capture}{_AFTER_HYPHEN}", file.source)).fetchall()
    for found, layout, url in later:
        setting = "update captures set source = ?, document = ? where capture_id = ?"
        database.execute(setting, (file.source, document_of(layout, url, file.source), found))
    return bool(later)
