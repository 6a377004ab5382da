"""Whether both files are of one build, and whether what the file says of its pages is what its ids were made from."""

from collections.abc import Iterator

from archive.building.captures.capture_ids import capture_id_of
from archive.building.replacing.build_stamp import stamp_of
from archive.exporting.data_version import data_version
from archive.verifying.finding import Finding
from archive.verifying.opened_archive import OpenedArchive

_ADVICE = "put the private file of this very build beside it, or build anew from the same pages"


def check_same_build(archive: OpenedArchive) -> Iterator[Finding]:
    """The private file bears the version of the public file's data, and its contacts are those of pages in it."""
    if archive.private is None:
        return
    archive.checked["private files"] += 1
    expected, found = data_version(archive.connection).digest, stamp_of(archive.private)
    if found != expected:
        yield Finding("the private file", "", "build", expected[:12], found[:12] if found else "none", _ADVICE)
    sql = "select distinct capture_id from contacts where capture_id not like 'project %' order by 1"
    for (capture,) in archive.private.execute(sql):
        if not next(archive.rows("select count(*) from captures where capture_id = ?", capture))[0]:
            yield Finding(
                "the private file", f"capture_id={capture}", "contacts", "a page of the archive", "none", _ADVICE
            )


def check_versions(archive: OpenedArchive) -> Iterator[Finding]:
    """The id of every page is made from its digest, address and time: the version of the data is made from the ids."""
    for capture, digest, url, time in archive.rows("select capture_id, digest, url, captured_at from captures"):
        archive.checked["pages and registers"] += 1
        expected = capture_id_of(digest, url, time)
        if str(capture).split("-")[0] != expected:
            yield Finding("captures", f"capture_id={capture}", "digest, url, captured_at", expected, str(capture))
