"""Settles what depends on the whole archive: joins, masks, ranks, organisations, likeness, search, derived tables."""

from archive.building.bulk_writing import is_settled
from archive.building.captures.capture_writer import CaptureWriter
from archive.building.claims.joining import join_claims
from archive.building.claims.ranking import rank_claims
from archive.building.code_version import settling_version
from archive.building.organisations.likeness import write_related_projects, write_similar_organisations
from archive.building.organisations.resolving import resolve_organisations
from archive.building.row_digests import write_row_digests
from archive.building.rows.history import write_changes
from archive.building.settling.derived_tables import count_rows, fill_derived_tables
from archive.building.settling.remasking import remask, remask_claims, remask_others
from archive.building.settling.unaddressed import join_unaddressed, sharing_addresses
from archive.building.vocabulary.search_index import index_projects, merge_index
from archive.building.vocabulary.word_tables import fill_word_tables


def settle(writer: CaptureWriter) -> bool:
    """Settles what depends on the whole archive; skipped when neither the pages nor this code changed.

    Of what depends on a project alone, only the projects that this build changed are settled. Returns whether anything
    was.
    """
    database = writer.database
    last_version = database.execute("pragma application_id").fetchone()[0]
    with database.atomic(), writer.private.atomic():
        join_unaddressed(writer)
        writer.remove_orphans()
        if not writer.changed and is_settled(database):
            write_row_digests(database)
            return False
        _mask_anew(writer, all_projects=last_version not in (0, settling_version()))
        write_changes(database, sorted(writer.touched))
        join_claims(database)
        remask_claims(database, writer.private)
        rank_claims(database)
        resolve_organisations(database)
        write_similar_organisations(database)
        write_related_projects(database)
        index_projects(database)
        merge_index(database)
        fill_word_tables(database, anew=last_version != settling_version())
        fill_derived_tables(database)
        write_row_digests(database)
    database.analyze()
    count_rows(database)  # last: the statistics are a table, too
    database.execute(f"pragma application_id = {settling_version()}")
    return True


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
