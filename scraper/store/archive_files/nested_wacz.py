"""The web archives in a WACZ and in the WACZ files within it, as a crawl of several parts is downloaded."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from scraper.store.archive_files.file_slice import file_slice
from scraper.store.archive_files.packed_frames import FREE
from scraper.store.archive_files.unpacking import copied
from scraper.store.archive_files.wacz import WaczMember, members_in

_DEEPEST = 3
"""WACZ files within each other that are read; a ZIP file can hold itself without end."""


class WaczProblem(msgspec.Struct, frozen=True):
    """What is wrong with a WACZ, which is a member of another if it has a name, and what to do."""

    member: str
    said: str
    advice: str = "fetch it again"


class _Wacz(msgspec.Struct, frozen=True):
    """A WACZ: the file that holds it and where in it, how deep it is in others, and its name in the outermost.

    `free` are the bytes that its members may unpack to, whatever their size.
    """

    file: Path
    start: int
    end: int
    free: int
    depth: int = 1
    name: str = ""


def wacz_members(path: Path) -> tuple[list[WaczMember], list[WaczProblem]]:
    """The web archives in a WACZ, each with a name of its own, and what is wrong with it; raises OSError."""
    problems: list[WaczProblem] = []
    known: dict[str, WaczMember] = {}
    for member in _members(path, _Wacz(path, 0, path.stat().st_size, FREE), problems):
        member.name += f"@{member.start}" if member.name in known else ""
        known[member.name] = member
    return list(known.values()), problems


def _members(path: Path, wacz: _Wacz, problems: list[WaczProblem]) -> Iterator[WaczMember]:
    """The web archives in a WACZ, with their places in the file that holds them, and those in the ones within it."""
    with wacz.file.open("rb") as file:
        found, problem = members_in(file_slice(file, wacz.start, wacz.end))
    if problem:
        problems.append(WaczProblem(wacz.name, problem))
    for member in found:
        placed = _placed(member, wacz)
        if not member.is_wacz:
            yield placed
        elif wacz.depth == _DEEPEST:
            problems.append(WaczProblem(placed.name, f"a WACZ {_DEEPEST} deep in others is not read", "unpack it"))
        else:
            yield from _members(path, _within(path, placed, wacz.depth + 1, problems), problems)


def _placed(member: WaczMember, wacz: _Wacz) -> WaczMember:
    """A member by its name in the outermost WACZ and its place in the file; all of one unpack to what one file may."""
    return msgspec.structs.replace(
        member,
        name="!".join(filter(None, (wacz.name, member.name))),
        within=wacz.name,
        file=wacz.file,
        start=wacz.start + member.start,
        end=wacz.start + member.end,
        free=wacz.free * (member.end - member.start) // max(1, wacz.end - wacz.start),
    )


def _within(path: Path, member: WaczMember, depth: int, problems: list[WaczProblem]) -> _Wacz:
    """A WACZ within another, as it is or as a plain copy of what is packed."""
    if member.is_stored:
        return _Wacz(member.file, member.start, member.end, member.free, depth, member.name)
    copy = copied(f"{path}!{member.name}", path.stat().st_mtime_ns, member.unpack)
    problems += [WaczProblem(member.name, f"torn or damaged ({damage.problem})") for damage in copy.damaged]
    return _Wacz(copy.path, 0, copy.path.stat().st_size, member.free, depth, member.name)
