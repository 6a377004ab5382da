"""Builds the archive: writes pages into a copy of the database, which then replaces the old one atomically.

A failed or killed build leaves the old file unchanged; a page already read by the same parser is skipped.
"""

import functools
import hashlib
from collections.abc import Callable, Collection, Iterable
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from importlib.metadata import version
from importlib.resources import files
from itertools import islice
from pathlib import Path

import msgspec
from sqlite_utils import Database

from archive.building.atomic_replace import build_lock, working_copies
from archive.building.build_stamp import write_stamp
from archive.building.captures import CaptureWriter, capture_id
from archive.building.contacts import check_private, open_private, private_path
from archive.building.corrections import Corrections
from archive.building.corrections_file import CorrectionsFile
from archive.building.derived_tables import count_rows, fill_derived_tables
from archive.building.history import write_changes
from archive.building.likeness import write_related_projects, write_similar_organisations
from archive.building.loading import loading
from archive.building.organisations import resolve_organisations
from archive.building.parsing_pool import UNREAD, ParsingOptions, ParsingPool, PendingPages
from archive.building.ranking import settle_claims
from archive.building.register_claims import add_register
from archive.building.remasking import remask, remask_claims, remask_others
from archive.building.target import build_target
from archive.building.unaddressed import join_unaddressed, sharing_addresses
from archive.building.vocabulary.search_index import index_projects, is_indexed
from archive.building.vocabulary.word_tables import fill_word_tables
from archive.database import open_database
from parser.registers.columns import RegisterError
from scraper.input import Input, InputError

_DEFAULT = ParsingOptions()
_BATCH = 200
"""Pages written in one transaction: enough that commits cost little, few enough that they fit in memory."""


class BuildReport(msgspec.Struct):
    """What a build did, as counts; `registers` and `failures` are messages for people, one per input.

    `corrections` are messages about corrections that could not be laid over a page, one each.
    """

    pages: int = 0
    added: int = 0
    unchanged: int = 0
    projects: int = 0
    issues: int = 0
    verdicts: int = 0
    registers: list[str] = []
    failures: list[str] = []
    corrections: list[str] = []


WORKER_ENDED = "a process that read prose ended, as it does when memory runs out; build with fewer --processes"


class BuildError(Exception):
    """A build was abandoned; the message ends with the reason, after a line for each page that failed."""


def build(  # noqa: PLR0913, PLR0917 (what a build is told)
    path: Path,
    inputs: Iterable[Input],
    advance: Callable[[], None] = lambda: None,
    options: ParsingOptions = _DEFAULT,
    corrections: Path | None = None,
    accepted_losses: Collection[str] = (),
) -> BuildReport:
    """Reads pages and registers into the archive at `path`; `advance` is called after each input.

    A register that lost much is refused, unless the word that the refusal named is among the `accepted_losses`.
    The verdicts of the file `corrections` replace those of an earlier one, which stay in force without it.
    Raises DatabaseError if the file cannot be written, BuildError if the archive would hold no project,
    CorrectionsError if the corrections cannot be used.
    """
    report, given = BuildReport(), CorrectionsFile(corrections) if corrections else None
    path = build_target(path)
    check_private(path)
    with build_lock(path), working_copies(path, private_path(path)) as (public_file, private_file):
        database, private = open_database(public_file, path), open_private(private_file)
        try:
            writer = CaptureWriter(database, private, parser_version(options), _corrections(private, given))
            writer.accepted_losses = accepted_losses
            version = _digest_of("parser.understanding", "schema")
            with loading(database), closing(ParsingPool(private, version, options)) as pool:
                _add_all(writer, pool, inputs, report, advance)
            _recompute(writer)
            report.corrections = [*(given.problems if given else ()), *writer.corrections.problems(database)]
            report.verdicts = len(writer.corrections)
            _finish(database, path, report)
            write_stamp(database, private)
        except BrokenProcessPool as error:
            raise BuildError(f"{path}: {WORKER_ENDED}; the old archive is unchanged") from error
        finally:
            database.close()
            private.close()
    return report


def _corrections(private: Database, given: CorrectionsFile | None) -> Corrections:
    corrections = Corrections(private)
    if given:
        with private.atomic():
            corrections.replace(given.corrections)
    return corrections


def parser_version(options: ParsingOptions = _DEFAULT) -> str:
    """The release, a digest of the code that parses and masks a page, and the options for its prose."""
    return f"{version('esfarkiv')}+{_digest_of('parser', 'schema', 'archive.privacy')[:12]}{options.described}"


@functools.cache
def _digest_of(*packages: str) -> str:
    """A digest of the code that this process began with."""
    digest = hashlib.sha256()
    for package in packages:
        for file in sorted(Path(str(files(package))).rglob("*")):
            if file.suffix in (".py", ".xslt", ".toml", ".csv"):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _add_all(
    writer: CaptureWriter, pool: ParsingPool, inputs: Iterable[Input], report: BuildReport, advance: Callable[[], None]
) -> None:
    """Writes each batch while other processes analyse the prose of the next."""
    remaining, previous = iter(inputs), None
    while batch := list(islice(remaining, _BATCH)):
        with writer.database.atomic(), writer.private.atomic():
            started = _start_batch(writer, pool, batch, report, advance)
            if previous:
                _finish_batch(writer, pool, previous, report)
        previous = started
    if previous:
        with writer.database.atomic(), writer.private.atomic():
            _finish_batch(writer, pool, previous, report)


class _Batch(msgspec.Struct):
    """Inputs being read: the problem with each (empty if none), the new pages, and their pending results."""

    inputs: list[Input]
    problems: list[str]
    new: list["_NewPage"]
    pending: PendingPages


def _start_batch(
    writer: CaptureWriter, pool: ParsingPool, batch: list[Input], report: BuildReport, advance: Callable[[], None]
) -> _Batch:
    problems, new = [], dict[str, _NewPage]()
    for position, source in enumerate(batch):
        problems.append(_add_input(writer, position, source, report, new))
        advance()
    pages = list(new.values())
    return _Batch(batch, problems, pages, pool.read([(page.source, page.content) for page in pages]))


def _finish_batch(writer: CaptureWriter, pool: ParsingPool, batch: _Batch, report: BuildReport) -> None:
    for new, page in zip(batch.new, pool.finish(batch.pending), strict=True):
        writer.add(new.source, new.digest, page)
        for other in new.others:
            writer.note_file(other, new.digest)
        batch.problems[new.position] = page.verdict or ""
        report.added += bool(page.projects)
        unread = any(issue.message == UNREAD for project in page.projects for issue in project.issues)
        report.failures += [f"{new.source.source}: {UNREAD}"] if unread else []
    pairs = zip(batch.inputs, batch.problems, strict=True)
    report.failures += [f"{source.source}: {problem}" for source, problem in pairs if problem]


class _NewPage(msgspec.Struct):
    """A page to be read, its position in the batch, and other files of the batch with the same bytes."""

    position: int
    source: Input
    content: bytes
    digest: str
    others: list[Input]


def _add_input(
    writer: CaptureWriter, position: int, source: Input, report: BuildReport, new: dict[str, _NewPage]
) -> str:
    """Adds a register at once or queues a page; returns what went wrong, or an empty string."""
    try:
        if source.is_register:
            _add_register(writer, source, report)
            return ""
        return _add_page(writer, position, source, report, new)
    except InputError as error:
        return str(error).removeprefix(f"{source.source}: ")
    except RegisterError as error:
        return str(error)


def _add_page(
    writer: CaptureWriter, position: int, source: Input, report: BuildReport, new: dict[str, _NewPage]
) -> str:
    report.pages += 1
    content = source.read()
    digest = hashlib.sha256(content).hexdigest()
    known, capture = writer.known(source, digest), capture_id(source, digest)
    if known is None and capture not in new:
        new[capture] = _NewPage(position, source, content, digest, [])
        return ""
    if known is None:
        new[capture].others.append(source)
    report.unchanged += 1
    return (known and known.verdict) or ""


def _add_register(writer: CaptureWriter, source: Input, report: BuildReport) -> None:
    digest = source.digest()
    if writer.known(source, digest):
        report.registers.append(f"{source.source}: unchanged")
        return
    report.registers.append(f"{source.source}: {add_register(writer, source, digest)}")


def _recompute(writer: CaptureWriter) -> None:
    """Recomputes what depends on the whole archive; skipped when neither the pages nor this code changed.

    SQLite's `application_id` holds the version of the code that did it last: a header field that no table needs.
    """
    database = writer.database
    last_version = database.execute("pragma application_id").fetchone()[0]
    with database.atomic(), writer.private.atomic():
        join_unaddressed(writer)
        writer.remove_orphans()
        if not writer.changed and last_version == _code_version() and is_indexed(database):
            return
        _mask_anew(writer, all_projects=last_version not in (0, _code_version()))
        write_changes(database, sorted(writer.touched))
        settle_claims(database)
        remask_claims(database, writer.private)
        resolve_organisations(database)
        write_similar_organisations(database)
        write_related_projects(database)
        index_projects(database)
        fill_word_tables(database, anew=last_version != _code_version())
        fill_derived_tables(database)
    database.execute("insert into search(search) values ('optimize')")
    database.analyze()
    count_rows(database)  # again: what the search and the statistics keep has changed
    database.execute(f"pragma application_id = {_code_version()}")


def _mask_anew(writer: CaptureWriter, *, all_projects: bool) -> None:
    """Masks a project by the contacts of all its pages; every project, where the code that masks may have changed.

    What a build writes is masked by the contacts known so far: an archive that is new needs no other mask.
    """
    several = "select project_id from captures where project_id is not null group by 1 having count(*) > 1"
    found = {row[0] for row in writer.database.execute(several)}
    projects = {row[0] for row in writer.database.execute("select project_id from projects")}
    shared = sharing_addresses(writer)
    writer.touched |= shared
    remask(writer.database, writer.private, sorted(projects if all_projects else found & writer.touched | shared))
    if all_projects:
        remask_others(writer.database)


def _code_version() -> int:
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
