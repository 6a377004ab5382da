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

from archive.claims import settle_claims
from archive.database import open_database
from archive.history import write_changes
from archive.likeness import write_related_projects, write_similar_organisations
from archive.organisations import resolve_organisations
from archive.registers import add_register
from archive.replacing import alone, replacing
from archive.store import Store
from parser import read_page
from parser.register_columns import RegisterError
from parser.understanding.judgement import Judge
from parser.understanding.section_rules import judge_by_rules
from scraper.files import Input, InputError

_BATCH = 200
"""Pages written in one transaction."""


class Report(msgspec.Struct):
    """What a build did, in numbers of pages; `registers` and `failures` are lines for people, one a file."""

    pages: int = 0
    added: int = 0
    unchanged: int = 0
    projects: int = 0
    issues: int = 0
    registers: list[str] = []
    failures: list[str] = []


class BuildError(Exception):
    """A build that was given up; the message says why, a line for each page that failed before it."""


def private_path(path: Path) -> Path:
    """The file beside the database that holds the contact persons."""
    return path.with_name(f"{path.stem}.private{path.suffix}")


def build(
    path: Path, inputs: Iterable[Input], advance: Callable[[], None] = lambda: None, model: Path | None = None
) -> Report:
    """Reads pages into the archive at `path`; `advance` is called after each page.

    `model` is the folder of a trained classifier of paragraphs; without one, the rules infer sections.
    Raises DatabaseError where the file cannot be written, ModelError where the model may not be used, BuildError when
    the archive would hold no project.
    """
    report = Report()
    judge, version = _judge(model)
    with alone(path), replacing(path, 0o644) as public_file, replacing(private_path(path), 0o600) as private_file:
        database, private = open_database(public_file), _open_private(private_file)
        try:
            store = Store(database, private, version, judge)
            _add_all(store, inputs, report, advance)
            _settle(store)
            _finish(database, path, report)
        finally:
            database.close()
            private.close()
    return report


def parser_version() -> str:
    """The release and a digest of the code that decides what a page says."""
    return f"{version('esfarkiv')}+{_digest_of('parser', 'schema')[:12]}"


def _judge(model: Path | None) -> tuple[Judge, str]:
    """What infers sections, and the version of the parser with it: pages are read again with another model."""
    if model is None:
        return judge_by_rules, parser_version()
    from archive.models import load_classifier  # noqa: PLC0415 spaCy takes a second to load

    digest = hashlib.sha256()
    for file in sorted(path for path in model.rglob("*") if path.is_file()):
        digest.update(file.read_bytes())
    return load_classifier(model), f"{parser_version()}+model.{digest.hexdigest()[:12]}"


def _digest_of(*packages: str) -> str:
    digest = hashlib.sha256()
    for package in packages:
        for file in sorted(Path(str(files(package))).rglob("*")):
            if file.suffix in (".py", ".xslt", ".toml", ".csv"):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _add_all(store: Store, inputs: Iterable[Input], report: Report, advance: Callable[[], None]) -> None:
    pages = iter(inputs)
    while batch := list(islice(pages, _BATCH)):
        with store.database.atomic(), store.private.atomic():
            for page in batch:
                _add(store, page, report)
                advance()


def _add(store: Store, source: Input, report: Report) -> None:
    try:
        if source.is_register:
            _add_register(store, source, report)
        else:
            _add_page(store, source, report)
    except InputError as error:
        report.failures.append(str(error))
    except RegisterError as error:
        report.failures.append(f"{source.source}: {error}")


def _add_page(store: Store, source: Input, report: Report) -> None:
    report.pages += 1
    content = source.read()
    digest = hashlib.sha256(content).hexdigest()
    known = store.known(source, digest)
    report.unchanged += known is not None
    verdict = known.verdict if known else _read(store, source, content, digest, report)
    if verdict:
        report.failures.append(f"{source.source}: {verdict}")


def _read(store: Store, source: Input, content: bytes, digest: str, report: Report) -> str | None:
    page = read_page(content, source.url, store.judge)
    store.add(source, digest, page)
    report.added += bool(page.projects)
    return page.verdict


def _add_register(store: Store, source: Input, report: Report) -> None:
    digest = source.digest()
    if store.known(source, digest):
        report.registers.append(f"{source.source}: unchanged")
        return
    report.registers.append(f"{source.source}: {add_register(store, source, digest)}")


def _settle(store: Store) -> None:
    """Works out what depends on the whole archive; nothing to do where neither pages nor this code are new."""
    database = store.database
    settled_by = database.execute("pragma application_id").fetchone()[0]
    with database.atomic(), store.private.atomic():
        store.remove_orphans()
        if not store.changed and settled_by == _code_number():
            return
        for project_id in sorted(store.touched):
            write_changes(database, project_id)
        settle_claims(database)
        resolve_organisations(database)
        write_similar_organisations(database)
        write_related_projects(database)
    database.execute(f"pragma application_id = {_code_number()}")


def _code_number() -> int:
    return int(_digest_of("archive")[:7], 16)


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
