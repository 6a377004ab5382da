"""What must hold between the rows of an archive, declared in `relations.toml` as questions for what breaks it."""

import functools
import tomllib
from collections.abc import Iterator
from importlib.resources import files

import msgspec

from archive.verifying.finding import Finding
from archive.verifying.opened_archive import OpenedArchive


class Relation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule: `sql` gives the key, the expected and the found of each row that breaks it; `before` prepares it."""

    table: str
    place: str
    rule: str
    sql: str
    before: str = ""


@functools.cache
def relations() -> dict[str, Relation]:
    """Every rule by name; raises msgspec.ValidationError for an invalid declaration."""
    text = (files("archive.verifying.checks") / "relations.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Relation])


def check_relations(archive: OpenedArchive) -> Iterator[Finding]:
    """Every rule of `relations.toml`."""
    for relation in relations().values():
        if relation.before:
            archive.connection.execute(relation.before)
        archive.checked["rules between rows"] += 1
        for key, expected, found in archive.rows(relation.sql):
            yield Finding(relation.table, key, relation.place, f"{expected} ({relation.rule})", str(found))
