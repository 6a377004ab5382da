"""Files with equal bytes, seen at one address and time: one capture, which names the first file by name."""

from sqlite_utils import Database

from archive.building.documents import document_of
from scraper.input import Input

_LATER = """
select capture_id, layout, url from captures where (capture_id = ? or capture_id glob ?) and source > ?
"""


def name_first_file(database: Database, file: Input, capture: str) -> bool:
    """Names a file as the source of a capture, and of the other projects of its page, if it sorts before theirs.

    Returns whether it did.
    """
    later = database.execute(_LATER, (capture, f"{capture}-*", file.source)).fetchall()
    for found, layout, url in later:
        setting = "update captures set source = ?, document = ? where capture_id = ?"
        database.execute(setting, (file.source, document_of(layout, url, file.source), found))
    return bool(later)
