"""Addresses of projects: every id has its page, also one that ends like a file name."""

from urllib.parse import quote, unquote

FORMS = ("json",)
"""Endings that ask for another form than the page."""


def project_address(project_id: str, form: str = "html") -> str:
    """The path of a project's page, or of its form; a point that could be taken for a form's is percent-encoded."""
    path = quote(project_id).replace("//", "/%2F")
    name, point, ending = path.rpartition(".")
    if point and ending.lower() in FORMS:
        path = f"{name}%2E{ending}"
    return f"/projekt/{path}" + ("" if form == "html" else f".{form}")


def addressed_projects(raw: str) -> list[tuple[str, str]]:
    """What the path after `/projekt/`, as it was sent, may mean: ids with forms, the likeliest first."""
    name, point, ending = raw.rpartition(".")
    as_page = (unquote(raw), "html")
    return [(unquote(name), ending), as_page] if point and ending in FORMS and name else [as_page]
