"""Which program this is, and which data an archive holds: its newest day, and a digest that changes with the data."""

import functools
import hashlib
import importlib.metadata
import sqlite3

import msgspec


class DataVersion(msgspec.Struct, frozen=True):
    """`newest` is an ISO date, None where no page has a time; `digest` is in hexadecimal digits."""

    newest: str | None
    digest: str

    @property
    def name(self) -> str:
        """A short name for people and files: `2026-10-03-8f14e45fceea`."""
        return "-".join(part for part in (self.newest, self.digest[:12]) if part)


def data_version(connection: sqlite3.Connection) -> DataVersion:
    """The version of an archive's data.

    The digest covers each capture (its content, address and time), the parser and corrections that it was read with,
    and the code that built the archive: the same digest means the same data.
    """
    digest = hashlib.sha256()
    for pragma in ("application_id", "user_version"):
        digest.update(f"{connection.execute(f'pragma {pragma}').fetchone()[0]}\n".encode())
    for row in connection.execute("select capture_id, parser_version from captures order by capture_id"):
        digest.update(f"{row[0]} {row[1]}\n".encode())
    newest = connection.execute("select max(captured_at) from captures").fetchone()[0]
    return DataVersion(str(newest)[:10] if newest else None, digest.hexdigest())


@functools.cache
def program_version() -> str:
    """The version of esfarkiv that runs."""
    return importlib.metadata.version("esfarkiv")
