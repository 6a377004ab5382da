"""Pages seen without an address: joined to the one project that they can be of, or kept apart and listed.

Such a page is known by its content alone (`parser.content_id`), and several addresses may share that. So it is kept as
it was parsed, in the private file, and where it belongs is decided when all pages are in: whatever their order, and in
however many builds they came, the archive is the same.
"""

from collections.abc import Iterator

from sqlite_utils import Database

from archive.building.captures.capture_writer import CaptureWriter
from archive.building.captures.ready_pages import PagePart
from archive.building.packed_pages import unpack_page
from archive.database import Row
from archive.privacy import contacts_in
from schema.record import Contact

_CODE = "several-projects"


def join_unaddressed(writer: CaptureWriter) -> None:
    """Moves every page without an address to the project that it belongs to, and lists those of which it is not known.

    Writes to the databases of `writer`; projects whose pages changed are among its `touched`.
    """
    writer.database.execute("delete from issues where code = ?", (_CODE,))
    for capture, provisional, current in _unaddressed(writer):
        known = _addressed(writer.database, provisional)
        target = known[0] if len(known) == 1 else provisional
        if target != current:
            _move(writer, capture, target, provisional)
        if len(known) > 1:
            _list(writer.database, capture, provisional, known)


def sharing_addresses(writer: CaptureWriter) -> set[str]:
    """The projects that a page without an address may be of, where the page or the project is among the `touched`."""
    pages = {row[0] for row in writer.private.execute("select provisional from unaddressed")}
    aliases = writer.database.execute("select alias, project_id from project_aliases").fetchall()
    return {project for alias, project in aliases if alias in pages and writer.touched & {alias, project}}


def possible_contacts(database: Database, private: Database, project_id: str) -> list[Contact]:
    """The contacts of pages without an address that may be of a project."""
    sql = (
        "select distinct name, email, phone from contacts join unaddressed using (capture_id) where provisional = ? "
        "order by 1, 2, 3"
    )
    aliases = database.execute("select alias from project_aliases where project_id = ? order by 1", (project_id,))
    return [Contact(*row) for (alias,) in aliases.fetchall() for row in private.execute(sql, (alias,))]


def _unaddressed(writer: CaptureWriter) -> Iterator[tuple[str, str, str]]:
    """Each page with its provisional project and the one that it stands under."""
    sql = "select capture_id, provisional from unaddressed order by capture_id"
    for capture, provisional in writer.private.execute(sql).fetchall():
        row = writer.database.execute("select project_id from captures where capture_id = ?", (capture,)).fetchone()
        if row and row[0]:
            yield capture, provisional, row[0]


def _addressed(database: Database, provisional: str) -> list[str]:
    sql = "select project_id from project_aliases where alias = ? order by project_id"
    return [row[0] for row in database.execute(sql, (provisional,))]


def _move(writer: CaptureWriter, capture: str, target: str, provisional: str) -> None:
    if target != provisional:
        writer.assign(capture, target)
        return
    packed = writer.private.execute("select page from unaddressed where capture_id = ?", (capture,)).fetchone()[0]
    row: Row = next(iter(writer.database.table("captures").rows_where("capture_id = ?", [capture])))
    page = unpack_page(packed)
    (project,) = page.projects
    writer.add_project(row, PagePart(page, project, provisional), contacts_in(page.text))


def _list(database: Database, capture: str, project_id: str, known: list[str]) -> None:
    """An issue on a page that may be of several projects."""
    position = database.execute("select count(*) from issues where capture_id = ?", (capture,)).fetchone()[0] + 1
    message = f"seen without an address; it may be of {' or of '.join(known)}, and stands apart from both"
    place = {"capture_id": capture, "position": position, "project_id": project_id, "line": None}
    database.table("issues").insert(place | {"code": _CODE, "message": message, "start": 0, "end": 0})
