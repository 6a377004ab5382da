"""The addresses of the site's own pages, with every character of an id encoded: the one place where they are made."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from archive.site.metadata import DATABASE

Chosen = str | int | Sequence[str]
"""The value of a parameter, or its values."""

_KINDS = {"kommun": "kommun", "län": "lan", "region": "region"}
"""The first part of a place's address, and the parameter of the list, by the kind of place."""


def project_address(project_id: str, ending: str = "") -> str:
    """The page of a project, or with the ending `.json` or `.md` that."""
    return f"/projekt/{quote(project_id)}{ending}"


def register_row_address(project_id: str, capture_id: str, line: int, position: int) -> str:
    """The page of a register's row that speaks of a project, with the cell of a claim marked."""
    return f"{project_address(project_id)}/rad/{quote(capture_id, safe='')}/{line}?uppgift={position}"


def organisation_address(organisation_id: str) -> str:
    """The page of an organisation."""
    return f"/organisation/{_encoded(organisation_id)}"


def place_address(kind: str, code: str) -> str:
    """The page of a `kommun` or `län` by its code, or of a `region` by its name."""
    return f"/{_KINDS[kind]}/{_encoded(code)}"


def projects_address(ending: str = "", **filters: Chosen) -> str:
    """The list of projects with these filters, or as a file with an ending such as `.csv`."""
    return with_parameters(f"/projekt{ending}", filters)


def projects_of_place(kind: str, code: str, ending: str = "") -> str:
    """The list of a place's projects."""
    return projects_address(ending, **{_KINDS[kind]: code})


def owners_address(ending: str = "", **choices: Chosen) -> str:
    """The list of the largest owners with what is chosen in it, or as a file."""
    return with_parameters(f"/organisationer{ending}", choices)


def comparison_address(ending: str = "", **choices: Chosen) -> str:
    """A comparison, or as a file or its chart: endings such as `.csv` and `/diagram.svg`."""
    return with_parameters(f"/jamfor{ending}", choices)


def search_address(words: str) -> str:
    """The search for projects."""
    return with_parameters(f"/{DATABASE}/sok", {"q": words})


def disagreements_address(kind: str = "", page: int = 1) -> str:
    """What sources disagree on, of a kind or of all."""
    chosen: dict[str, Chosen] = {"slag": kind, "sida": page}
    return with_parameters(f"/{DATABASE}/oenigheter", {name: one for name, one in chosen.items() if one not in ("", 1)})


def events_address(kind: str = "", page: int = 1) -> str:
    """What is new or changed, of a kind or of all."""
    chosen: dict[str, Chosen] = {"slag": kind, "sida": page}
    return with_parameters("/andringar", {name: one for name, one in chosen.items() if one not in ("", 1)})


def sql_address(sql: str) -> str:
    """Datasette's page for a query."""
    return with_parameters(f"/{DATABASE}", {"sql": sql})


def with_parameters(path: str, choices: Mapping[str, Chosen]) -> str:
    """An address with its parameters, in their order."""
    return f"{path}?{urlencode(choices, doseq=True, quote_via=quote)}" if choices else path


ADDRESS_MAKERS = {
    made.__name__: made
    for made in (
        project_address,
        register_row_address,
        organisation_address,
        place_address,
        projects_address,
        owners_address,
        comparison_address,
        disagreements_address,
        events_address,
        sql_address,
    )
}
"""What templates call, by name."""


def _encoded(name: str) -> str:
    """`.json` at the end of a name is encoded too: written plainly it would ask for the page as JSON."""
    encoded = quote(name, safe="")
    return f"{encoded.removesuffix('.json')}%2Ejson" if encoded.endswith(".json") else encoded
