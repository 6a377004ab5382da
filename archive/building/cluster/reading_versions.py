"""What must be the same on every machine that reads pages for one archive."""

import platform
from importlib.metadata import version

from archive.building.code_version import digest_of

_LIBRARIES = ("beautifulsoup4", "brotli", "lxml", "msgspec", "pyarrow", "simplemma", "spacy", "warcio", "zstandard")
"""The libraries that a page's bytes, its prose and its partition pass through."""
_CODE = ("archive.building", "archive.privacy", "parser", "schema", "scraper")


def reading_versions() -> dict[str, str]:
    """The versions of Python, of esfarkiv's code and of the libraries that read pages, by name."""
    python = ".".join(platform.python_version_tuple()[:2])
    own = f"{version('esfarkiv')}+{digest_of(*_CODE)[:12]}"
    return {"Python": python, "esfarkiv": own} | {name: version(name) for name in _LIBRARIES}


def difference(here: dict[str, str], there: dict[str, str]) -> str | None:
    """The first difference between two machines, as `lxml 5.0, not 6.1`; None if there is none."""
    found = next((name for name, wanted in here.items() if there.get(name) != wanted), None)
    return found and f"{found} {there.get(found)}, not {here[found]}"
