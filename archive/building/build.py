"""Builds the archive: writes pages into a copy of the database, which then replaces the old one atomically.

A failed or killed build leaves the old file unchanged; a page already read by the same parser is skipped.
"""

from collections.abc import Callable, Collection, Iterable
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from archive.building.adding import Adding
from archive.building.build_report import WORKER_ENDED, BuildError, BuildReport
from archive.building.bulk_writing import loading
from archive.building.captures.capture_writer import CaptureWriter
from archive.building.code_version import digest_of, parser_version
from archive.building.corrections.corrections_file import CorrectionsFile
from archive.building.corrections.verdicts import Corrections
from archive.building.masking.contacts import check_private, open_private, private_path
from archive.building.parsing.parsing_options import ParsingOptions
from archive.building.parsing.parsing_pool import ParsingPool
from archive.building.read_batches import read_batches
from archive.building.replacing.atomic_replace import build_lock, working_copies
from archive.building.replacing.build_stamp import write_stamp
from archive.building.replacing.target import build_target
from archive.building.settling.settle import settle
from archive.database import open_database
from scraper.input import Input

__all__ = ["WORKER_ENDED", "BuildError", "BuildReport", "build"]

_DEFAULT = ParsingOptions()


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
    Raises DatabaseError if the file cannot be written, BuildError if the archive would hold no project or a cluster
    cannot be used, CorrectionsError if the corrections cannot be used.
    """
    report, given = BuildReport(), CorrectionsFile(corrections) if corrections else None
    path = build_target(path)
    check_private(path)
    with build_lock(path), working_copies(path, private_path(path)) as (public_file, private_file):
        database, private = open_database(public_file, path), open_private(private_file)
        try:
            writer = CaptureWriter(database, private, parser_version(options), _corrections(private, given))
            writer.accepted_losses = accepted_losses
            version = digest_of("parser.understanding", "schema")
            with (
                loading(database),
                closing(ParsingPool(private, version, options)) as pool,
                read_batches(path, inputs, options, writer.digests_at) as batches,
            ):
                Adding(writer, pool, report, advance).add_all(batches)
            is_changed = settle(writer)
            report.corrections = [*(given.problems if given else ()), *writer.corrections.problems(database)]
            report.verdicts = len(writer.corrections)
            _finish(database, path, report)
            if is_changed:
                _check_references(database, path)
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


def _finish(database: Database, path: Path, report: BuildReport) -> None:
    report.projects = database.table("projects").count
    report.issues = database.table("issues").count
    if not report.projects:
        reason = f"{path}: no page tells of a project, so nothing was written"
        raise BuildError("\n".join([*report.failures, reason]))


def _check_references(database: Database, path: Path) -> None:
    broken = database.execute("pragma foreign_key_check").fetchall()
    if broken:
        raise BuildError(f"{path}: {len(broken)} broken references, first {broken[0]}; the old database stays")
