"""The static description of a source: its hosts, its pace, its options, and what a run of it must find at least."""

from collections.abc import Mapping

import msgspec


class Option(msgspec.Struct, frozen=True):
    """An option of a source on the command line.

    `choices` limits its values, `number` requires an integer, `several` allows it more than once.
    """

    name: str
    help: str
    choices: tuple[str, ...] = ()
    several: bool = False
    default: str | None = None
    number: bool = False


class Floor(msgspec.Struct, frozen=True):
    """What a whole run must find at least: `pages`, and this `share` of the pages of the last whole run."""

    pages: int
    share: float


class Declaration(msgspec.Struct, frozen=True):
    """The static description of a source.

    `bases` are its base addresses by name; `hosts` are the only hosts requested unless those are changed. `pace` is the
    pause from the end of an answer to the next request in seconds. `types` are the expected media types of each role.
    After `barren` listings in a row without a new page no more are requested, and the links of a project that is at so
    many addresses are not followed; a status of `stops` ends the run.
    The pages of a source of `registers` are tables, known by their headings whatever their media type.
    """

    name: str
    swedish: str
    english: str
    examples: str
    pace: float
    floor: Floor
    bases: Mapping[str, str] = {}
    hosts: tuple[str, ...] = ()
    types: Mapping[str, tuple[str, ...]] = {}
    options: tuple[Option, ...] = ()
    barren: int = 20
    stops: tuple[int, ...] = ()
    registers: bool = False
