"""Building the archive: pages into a copy of the database that takes the old one's place in one step.

A failed or killed build leaves the old file as it was; a page that was read before by the same parser is skipped.
"""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import closing
from importlib.metadata import version
from importlib.resources import files
from itertools import islice
from pathlib import Path

import msgspec
from sqlite_utils import Database

from archive.building.atomic_replace import atomic_replace, build_lock
from archive.building.captures import CaptureWriter, capture_id
from archive.building.claims import settle_claims
from archive.building.history import write_changes
from archive.building.likeness import write_related_projects, write_similar_organisations
from archive.building.organisations import resolve_organisations
from archive.building.parsing_pool import ParsingOptions, ParsingPool, PendingPages
from archive.building.register_claims import add_register
from archive.database import open_database
from parser.registers.columns import RegisterError
from scraper.files import Input, InputError

_DEFAULT = ParsingOptions()
_BATCH = 200
"""Pages written in one transaction: enough that commits cost little, few enough that they fit in memory."""


class BuildReport(msgspec.Struct):
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
    path: Path, inputs: Iterable[Input], advance: Callable[[], None] = lambda: None, options: ParsingOptions = _DEFAULT
) -> BuildReport:
    """Reads pages into the archive at `path`; `advance` is called after each page.

    Raises DatabaseError where the file cannot be written, BuildError when the archive would hold no project, ModelError
    where the trained model of `options` may not be used, OSError when its spaCy pipeline is not installed.
    """
    report = BuildReport()
    with (
        build_lock(path),
        atomic_replace(path, 0o644) as public_file,
        atomic_replace(private_path(path), 0o600) as private_file,
    ):
        database, private = open_database(public_file), _open_private(private_file)
        try:
            store = CaptureWriter(database, private, parser_version(options))
            with closing(ParsingPool(private, _digest_of("parser.understanding", "schema"), options)) as reader:
                _add_all(store, reader, inputs, report, advance)
            _settle(store)
            _finish(database, path, report)
        finally:
            database.close()
            private.close()
    return report


def parser_version(options: ParsingOptions = _DEFAULT) -> str:
    """The release, a digest of the code that decides what a page says, and how its prose is read."""
    return f"{version('esfarkiv')}+{_digest_of('parser', 'schema')[:12]}{options.described}"


def _digest_of(*packages: str) -> str:
    digest = hashlib.sha256()
    for package in packages:
        for file in sorted(Path(str(files(package))).rglob("*")):
            if file.suffix in (".py", ".xslt", ".toml", ".csv"):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _add_all(
    store: CaptureWriter, reader: ParsingPool, inputs: Iterable[Input], report: BuildReport, advance: Callable[[], None]
) -> None:
    """While the prose of one batch is understood by other processes, the one before is written."""
    waiting, earlier = iter(inputs), None
    while batch := list(islice(waiting, _BATCH)):
        with store.database.atomic(), store.private.atomic():
            begun = _begin(store, reader, batch, report, advance)
            if earlier:
                _finish_batch(store, reader, earlier, report)
        earlier = begun
    if earlier:
        with store.database.atomic(), store.private.atomic():
            _finish_batch(store, reader, earlier, report)


class _Batch(msgspec.Struct):
    """Inputs being read: what is wrong with each, the pages that are new, and their reading."""

    inputs: list[Input]
    problems: list[str]
    new: list["_NewPage"]
    pending: PendingPages


def _begin(
    store: CaptureWriter, reader: ParsingPool, batch: list[Input], report: BuildReport, advance: Callable[[], None]
) -> _Batch:
    problems, new = [], dict[str, _NewPage]()
    for place, source in enumerate(batch):
        problems.append(_add_input(store, place, source, report, new))
        advance()
    pages = list(new.values())
    return _Batch(batch, problems, pages, reader.read([(page.source, page.content) for page in pages]))


def _finish_batch(store: CaptureWriter, reader: ParsingPool, batch: _Batch, report: BuildReport) -> None:
    for one, page in zip(batch.new, reader.finish(batch.pending), strict=True):
        store.add(one.source, one.digest, page)
        batch.problems[one.place] = page.verdict or ""
        report.added += bool(page.projects)
    named = zip(batch.inputs, batch.problems, strict=True)
    report.failures += [f"{source.source}: {problem}" for source, problem in named if problem]


class _NewPage(msgspec.Struct):
    """A page to be read, and its place in the batch."""

    place: int
    source: Input
    content: bytes
    digest: str


def _add_input(store: CaptureWriter, place: int, source: Input, report: BuildReport, new: dict[str, _NewPage]) -> str:
    """Adds a register at once, and a page to those to be read; what is wrong with it, or an empty text."""
    try:
        if source.is_register:
            _add_register(store, source, report)
            return ""
        return _add_page(store, place, source, report, new)
    except InputError as error:
        return str(error).removeprefix(f"{source.source}: ")
    except RegisterError as error:
        return str(error)


def _add_page(store: CaptureWriter, place: int, source: Input, report: BuildReport, new: dict[str, _NewPage]) -> str:
    report.pages += 1
    content = source.read()
    digest = hashlib.sha256(content).hexdigest()
    known, capture = store.known(source, digest), capture_id(source, digest)
    if known is None and capture not in new:
        new[capture] = _NewPage(place, source, content, digest)
        return ""
    report.unchanged += 1
    return (known and known.verdict) or ""


def _add_register(store: CaptureWriter, source: Input, report: BuildReport) -> None:
    digest = source.digest()
    if store.known(source, digest):
        report.registers.append(f"{source.source}: unchanged")
        return
    report.registers.append(f"{source.source}: {add_register(store, source, digest)}")


def _settle(store: CaptureWriter) -> None:
    """Works out what depends on the whole archive; nothing to do where neither pages nor this code are new.

    SQLite's `application_id` holds which code did it last: a place in the file that no table needs.
    """
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


def _finish(database: Database, path: Path, report: BuildReport) -> None:
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
