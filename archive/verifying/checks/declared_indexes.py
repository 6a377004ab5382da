"""Indexes and triggers: each index that the dictionary declares is there, and nothing changes rows behind a writer."""

from collections.abc import Iterator

from archive.verifying.finding import Finding
from archive.verifying.opened_archive import OpenedArchive
from schema.dictionary import tables

_INDEXED = "select c.name, i.partial from pragma_index_list(?) i join pragma_index_info(i.name) c"
_TAKE_OUT = "no build made it; take it out of the file"


def check_indexes(archive: OpenedArchive) -> Iterator[Finding]:
    """The columns that are to have an index of their own, and triggers, of which an archive has none."""
    for name, table in tables().items():
        indexed = set(archive.rows(_INDEXED, name))
        for column, declared in table.columns.items():
            if declared.index and (column, int(declared.sparse)) not in indexed:
                yield Finding(name, "", column, "an index", "none")
    for name, table_name in archive.rows("select name, tbl_name from sqlite_schema where type = 'trigger'"):
        yield Finding(str(table_name), "", str(name), "no trigger", "one", _TAKE_OUT)
