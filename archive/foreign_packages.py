"""Packages of other projects that have the names of ours: PyPI has a `schema`, a `parser` and a `scraper` too."""

from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("archive", "parser", "schema", "scraper")
"""Those of this project."""
_ROOT = Path(__file__).resolve().parent.parent


def foreign_package() -> str | None:
    """One line on the first package of another project in the place of one of ours, and what to do; None if none is."""
    for name in PACKAGES:
        spec = find_spec(name)
        found = Path(spec.origin) if spec and spec.origin else None
        if found is None or found.resolve() != _ROOT / name / "__init__.py" or _is_overwritten(name):
            where = found or "nowhere"
            return f"the package {name} ({where}) is not esfarkiv's; install esfarkiv in an environment of its own"
    return None


def _is_overwritten(name: str) -> bool:
    """Whether another project has been installed over the package: both wheels then name the same file."""
    try:
        written = distribution(name).read_text("RECORD") or ""  # of `files`, Python 3.12 leaves out those not there
    except PackageNotFoundError:
        return False
    return any(line.startswith(f"{name}/__init__.py,") for line in written.splitlines())
