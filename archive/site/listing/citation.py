"""A reference to cite: what was asked, where, from which data and which version of the archive, and when."""

import functools
import hashlib
from datetime import date
from importlib.metadata import version
from pathlib import Path

import msgspec

from archive.site.language import translated
from archive.site.listing.filters import FILTERS_OF_LIST
from archive.site.listing.list_columns import DEFAULT_ORDER
from archive.site.listing.selection import Selection
from archive.site.swedish import column_label
from scraper.sqlite_file import read_sqlite


class ArchiveState(msgspec.Struct, frozen=True):
    """Which data an archive holds: the day of its newest capture, and a digest of its captures and of its making."""

    newest: str | None
    digest: str


@functools.lru_cache(maxsize=8)
def archive_state(path: str, changed: int) -> ArchiveState:
    """The state of the file at `path`, as it was at the time `changed`; read once, for a file in use does not change.

    The digest covers each capture (its content, address and time), the parser and corrections that it was read with,
    and the code that built the archive: the same digest means the same data.
    """
    digest = hashlib.sha256()
    with read_sqlite(Path(path)) as connection:
        for pragma in ("application_id", "user_version"):
            digest.update(f"{connection.execute(f'pragma {pragma}').fetchone()[0]}\n".encode())
        for row in connection.execute("select capture_id, parser_version from captures order by capture_id"):
            digest.update(f"{row[0]} {row[1]}\n".encode())
        newest = connection.execute("select max(captured_at) from captures").fetchone()[0]
    return ArchiveState(newest, digest.hexdigest())


def in_words(selection: Selection) -> str:
    """A selection in words: `Region: Stockholm eller Sydsverige; Startår: 2012; sorterat efter Titel, stigande`."""
    either = translated(" eller ")
    said = [
        f"{translated(FILTERS_OF_LIST[name].label)}: {either.join(choice.label for choice in choices)}"
        for name, choices in selection.chosen.items()
    ]
    if selection.order != DEFAULT_ORDER:
        way = translated("fallande") if selection.order.startswith("-") else translated("stigande")
        label = column_label(selection.order.removeprefix("-"))
        said.append(translated("sorterat efter {label}, {way}", label=label, way=way))
    return "; ".join(said) or translated("alla projekt")


def citation(selection: Selection, address: str, state: ArchiveState, projects: int) -> str:
    """The reference to a selection seen at an address today."""
    return translated(
        "ESF-arkivet, projektlistan: {query} ({n} projekt). {address}. Data till och med {newest}; "
        "esfarkiv {version}, databas {digest}. Hämtat {today}.",
        query=in_words(selection),
        n=projects,
        address=address,
        newest=state.newest or translated("okänd dag"),
        version=version("esfarkiv"),
        digest=state.digest[:12],
        today=date.today().isoformat(),
    )
