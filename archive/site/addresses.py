"""The addresses of the site's own pages, with every character of an id encoded: the one place where they are made.

They begin with the path that the site is published under; Datasette's `urls.path` leaves them as they are.
"""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from urllib.parse import quote, urlencode

from datasette.utils import PrefixedUrlString, tilde_encode

from archive.site.metadata import DATABASE

Chosen = str | int | Sequence[str]
"""The value of a parameter, or its values."""

BASE_URL: ContextVar[str] = ContextVar("base_url", default="/")
"""The path that the site is published under, Datasette's setting `base_url`; it begins and ends with a slash."""


class SiteAddress(PrefixedUrlString):  # type: ignore[misc]
    """An address with the published path, which Datasette does not add again; else as quick as any text."""

    __getattribute__ = str.__getattribute__
    __str__ = str.__str__


_KINDS = {"kommun": "kommun", "län": "lan", "region": "region"}
"""The first part of a place's address, and the parameter of the list, by the kind of place."""


def project_address(project_id: str, ending: str = "") -> str:
    """The page of a project, or with the ending `.json` or `.md` that."""
    return _of_site(f"/projekt/{quote(project_id)}{ending}")


def register_row_address(project_id: str, capture_id: str, line: int, position: int) -> str:
    """The page of a register's row that speaks of a project, with the cell of a claim marked."""
    return project_address(project_id, f"/rad/{quote(capture_id, safe='')}/{line}?uppgift={position}")


def organisation_address(organisation_id: str) -> str:
    """The page of an organisation."""
    return _of_site(f"/organisation/{_encoded(organisation_id)}")


def place_address(kind: str, code: str) -> str:
    """The page of a `kommun` or `län` by its code, or of a `region` by its name."""
    return _of_site(f"/{_KINDS[kind]}/{_encoded(code)}")


def projects_address(ending: str = "", **filters: Chosen) -> str:
    """The list of projects with these filters, or as a file with an ending such as `.csv`."""
    return _of_site(f"/projekt{ending}", filters)


def projects_of_place(kind: str, code: str, ending: str = "") -> str:
    """The list of a place's projects."""
    return projects_address(ending, **{_KINDS[kind]: code})


def owners_address(ending: str = "", **choices: Chosen) -> str:
    """The list of the largest owners with what is chosen in it, or as a file."""
    return _of_site(f"/organisationer{ending}", choices)


def comparison_address(ending: str = "", **choices: Chosen) -> str:
    """A comparison, or as a file or its chart: endings such as `.csv` and `/diagram.svg`."""
    return _of_site(f"/jamfor{ending}", choices)


def search_address(words: str = "", ending: str = "", **choices: Chosen) -> str:
    """The search for projects, with the words that are searched for, or its hits as `.json`."""
    return _of_site(f"/sok{ending}", ({"q": words} if words else {}) | choices)


def disagreements_address(kind: str = "", page: int = 1) -> str:
    """What sources disagree on, of a kind or of all."""
    return _of_site(f"/{DATABASE}/oenigheter", _page_of_kind(kind, page))


def events_address(kind: str = "", page: int = 1, ending: str = "") -> str:
    """What is new or changed, of a kind or of all, or as a feed with the ending `.atom`."""
    return _of_site(f"/andringar{ending}", _page_of_kind(kind, page))


def about_address(section: str = "") -> str:
    """The page about the archive, or a section of it by its id."""
    return _of_site(f"/om#{section}" if section else "/om")


def downloads_address(file: str = "", ending: str = "") -> str:
    """The page of files to download, one of the files by its path, or with the ending `.json` the list of them."""
    return _of_site(f"/hamta/{quote(file)}" if file else f"/hamta{ending}")


def catalogue_address() -> str:
    """The description of the files for data portals."""
    return _of_site("/datasets/dcat")


def reconciliation_address(part: str = "", entity: str = "") -> str:
    """The reconciliation service, or one of its parts such as `visa`, of an entity by its id."""
    return _of_site(f"/avstamning{f'/{part}' if part else ''}", {"id": entity} if entity else {})


def row_address(table: str, *keys: object) -> str:
    """Datasette's page for a row of a table, by the values of its key; without them that of the table."""
    row = ",".join(tilde_encode(str(key)) for key in keys)
    return _of_site(f"/{DATABASE}/{tilde_encode(table)}{f'/{row}' if keys else ''}")


def sql_address(sql: str) -> str:
    """Datasette's page for a query."""
    return _of_site(f"/{DATABASE}", {"sql": sql})


def _of_site(path: str, choices: Mapping[str, Chosen] | None = None) -> str:
    """The address of a path of the site, with its parameters in their order."""
    asked = f"?{urlencode(choices, doseq=True, quote_via=quote)}" if choices else ""
    return SiteAddress(f"{BASE_URL.get()}{path[1:]}{asked}")


def _page_of_kind(kind: str, page: int) -> Mapping[str, Chosen]:
    """The parameters of a list, but for those that it has without them."""
    return ({"slag": kind} if kind else {}) | ({"sida": page} if page > 1 else {})


def _encoded(name: str) -> str:
    """`.json` at the end of a name is encoded too: written plainly it would ask for the page as JSON."""
    encoded = quote(name, safe="")
    return f"{encoded.removesuffix('.json')}%2Ejson" if encoded.endswith(".json") else encoded
