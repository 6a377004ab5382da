"""Writes docs/licences.md: the licence of each package that esfarkiv needs, as the package itself states it."""

import re
import sys
from importlib.metadata import metadata, version
from pathlib import Path

from archive.publishing.pinned_requirements import pinned_requirements

PAGE = Path(__file__).parent / "licences.md"
_PINS = PAGE.parent.parent / "requirements.txt"
_HEAD = """# Licences

esfarkiv has the MIT licence. What it needs to run, directly or not, is not part of it and is installed beside it, in
the versions that `requirements.txt` pins. `make docs` writes this list from what each installed package says of itself;
a package that only some systems need may be missing here.

| package | version | licence |
|---|---|---|
"""
_UNNAMED = {"", "UNKNOWN"}
_LONGEST = 60
"""Characters of a licence's name; some packages have the whole text in its place."""


def listed_packages() -> list[str]:
    """The packages that are both pinned to run esfarkiv and installed."""
    pinned = set(re.findall(r"^([a-z0-9-]+)==", _PINS.read_text("utf-8"), re.MULTILINE))
    installed = (line.partition("==")[0] for line in pinned_requirements())
    return [name for name in installed if name in pinned]


def licences_page() -> str:
    """The page, from what is installed."""
    rows = (f"| {name} | {version(name)} | {licence_of(name)} |\n" for name in listed_packages())
    return _HEAD + "".join(rows)


def licence_of(name: str) -> str:
    """An installed package's licence: its expression, else its classifiers, else what it has under that name."""
    said = metadata(name).json
    classified = [line.split(" :: ")[-1] for line in said.get("classifier", []) if line.startswith("License ::")]
    named = str(said.get("license", "")).strip()
    short = "" if named in _UNNAMED or len(named) > _LONGEST or "\n" in named else named
    found = said.get("license_expression") or short or ", ".join(one for one in classified if one != "OSI Approved")
    if not found:
        raise ValueError(f"{name}: states no licence; look it up before it is used")
    return str(found)


if __name__ == "__main__":
    sys.stdout.write(licences_page())
