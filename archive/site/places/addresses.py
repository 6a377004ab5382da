"""The addresses of the pages that the site's own pages link to, with every character of an id encoded."""

from urllib.parse import quote, urlencode

_KINDS = {"kommun": "kommun", "län": "lan", "region": "region"}
"""The first part of a place's address, by the kind of place."""


def project_address(project_id: str) -> str:
    """The page of a project."""
    return f"/projekt/{quote(project_id)}"


def organisation_address(organisation_id: str) -> str:
    """The page of an organisation."""
    return f"/organisation/{_encoded(organisation_id)}"


def place_address(kind: str, code: str) -> str:
    """The page of a `kommun` or `län` by its code, or of a `region` by its name."""
    return f"/{_KINDS[kind]}/{_encoded(code)}"


def list_address(path: str, **choices: str) -> str:
    """A list such as `/projekt` with what is chosen in it."""
    return f"{path}?{urlencode(choices)}" if choices else path


def _encoded(name: str) -> str:
    """`.json` at the end of a name is encoded too: written plainly it would ask for the page as JSON."""
    encoded = quote(name, safe="")
    return f"{encoded.removesuffix('.json')}%2Ejson" if encoded.endswith(".json") else encoded
