"""Building the archive: pages into a copy of the database that takes the old one's place in one step.

A failed or killed build leaves the old file as it was; a page that was read before by the same parser is skipped.
"""

import hashlib
from collections.abc import Callable, Iterable
from importlib.metadata import version
from importlib.resources import files
from itertools import islice
from pathlib import Path

import msgspec
from sqlite_utils import Database

from archive.database import open_database
from archive.replacing import alone, replacing
from archive.store import Store
from parser import read_page
from scraper.files import Input, InputError

_BATCH = 200
"""Pages written in one transaction."""


class Report(msgspec.Struct):
    """What a build did, in numbers of pages; `failures` are lines for people, one a page."""

    pages: int = 0
    added: int = 0
    unchanged: int = 0
    projects: int = 0
    issues: int = 0
    failures: list[str] = []


class BuildError(Exception):
    """A build that was given up; the message says why, a line for each page that failed before it."""


def private_path(path: Path) -> Path:
    """The file beside the database that holds the contact persons."""
    return path.with_name(f"{path.stem}.private{path.suffix}")


def build(path: Path, inputs: Iterable[Input], advance: Callable[[], None] = lambda: None) -> Report:
    """Reads pages into the archive at `path`; `advance` is called after each page.

    Raises DatabaseError where the file cannot be written, BuildError when the archive would hold no project.
    """
    report = Report()
    with alone(path), replacing(path, 0o644) as public_file, replacing(private_path(path), 0o600) as private_file:
        database, private = open_database(public_file), _open_private(private_file)
        try:
            store = Store(database, private, parser_version())
            _add_all(store, inputs, report, advance)
            with database.atomic(), private.atomic():
                store.remove_orphans()
            _finish(database, path, report)
        finally:
            database.close()
            private.close()
    return report


def parser_version() -> str:
    """The release and a digest of the code that decides what a page says."""
    digest = hashlib.sha256()
    for package in ("parser", "schema"):
        for file in sorted(Path(str(files(package))).rglob("*")):
            if file.suffix in (".py", ".xslt", ".toml", ".csv"):
                digest.update(file.read_bytes())
    return f"{version('esfarkiv')}+{digest.hexdigest()[:12]}"


def _add_all(store: Store, inputs: Iterable[Input], report: Report, advance: Callable[[], None]) -> None:
    pages = iter(inputs)
    while batch := list(islice(pages, _BATCH)):
        with store.database.atomic(), store.private.atomic():
            for page in batch:
                _add(store, page, report)
                advance()


def _add(store: Store, source: Input, report: Report) -> None:
    report.pages += 1
    try:
        content = source.read()
    except InputError as error:
        report.failures.append(str(error))
        return
    known = store.known(source, content)
    report.unchanged += known is not None
    verdict = known.verdict if known else _read(store, source, content, report)
    if verdict:
        report.failures.append(f"{source.source}: {verdict}")


def _read(store: Store, source: Input, content: bytes, report: Report) -> str | None:
    page = read_page(content, source.url)
    store.add(source, content, page)
    report.added += bool(page.projects)
    return page.verdict


def _finish(database: Database, path: Path, report: Report) -> None:
    report.projects = database.table("projects").count
    report.issues = database.table("issues").count
    if not report.projects:
        reason = f"{path}: no page tells of a project, so nothing was written"
        raise BuildError("\n".join([*report.failures, reason]))
    broken = database.execute("pragma foreign_key_check").fetchall()
    if broken:
        raise BuildError(f"{path}: {len(broken)} broken references, first {broken[0]}; the old database stays")
    database.execute("insert into search(search) values ('optimize')")
    database.analyze()


def _open_private(path: Path) -> Database:
    database = Database(path)
    columns = {"project_id": str, "name": str, "email": str, "phone": str}
    database.table("contacts").create(columns, pk="project_id", if_not_exists=True)
    return database
