"""What the program needs, each in the version that is installed here; no word of where it is fetched from."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

_PROGRAM = "esfarkiv"
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[(?P<extras>[^]]*)\])?")
_OF_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")


def pinned_requirements() -> list[str]:
    """`name==version` of every package that esfarkiv needs, directly or not, and that is installed; by name."""
    found: dict[str, str] = {}
    waiting = [(_PROGRAM, frozenset[str]())]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        new = [one for one in _needed(name, extras, found) if one not in seen]
        seen.update(new)
        waiting += new
    del found[_PROGRAM]
    return [f"{name}=={found[name]}" for name in sorted(found)]


def _needed(name: str, extras: frozenset[str], found: dict[str, str]) -> list[tuple[str, frozenset[str]]]:
    """The packages that one needs with these extras; notes its version, and none where it is for another machine."""
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return []
    found[re.sub(r"[-_.]+", "-", installed.name).lower()] = installed.version
    listed = _of_checkout() if name == _PROGRAM else None
    asked = (line for line in listed or installed.requires or [] if _applies(line, extras))
    matches = (_REQUIREMENT.match(line) for line in asked)
    return [(match["name"], _split(match["extras"])) for match in matches if match]


def _of_checkout() -> list[str] | None:
    """What the project's own file names, where the program runs from a checkout; an installation may be older."""
    project = Path(str(files("archive"))).with_name("pyproject.toml")
    if not project.is_file():
        return None
    declared: list[str] = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    return declared


def _applies(requirement: str, extras: frozenset[str]) -> bool:
    named = set(_OF_EXTRA.findall(requirement))
    return not named or bool(named & extras)


def _split(extras: str | None) -> frozenset[str]:
    return frozenset(part.strip() for part in (extras or "").split(",") if part.strip())
