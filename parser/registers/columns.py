"""Which register a table is, by its headings, and where its columns stand."""

import re
from itertools import chain

from rapidfuzz import fuzz, process

from parser.registers.register import Register
from parser.values import clean

_OTHER_UNIT = re.compile(r"€|\b(eur|euro|tkr|ksek|mkr|msek|betal\w*|utbetal\w*|paid)\b", re.IGNORECASE)
"""A heading that names one of these is not that of a granted amount in kronor, whatever its other half says."""
_ALIKE = 80
"""Likeness (of 100) at which an unknown column is taken for a renamed one, and the file refused."""

_PART = 7
"""Letters of a heading that make it a shortened one, at least."""


class RegisterError(Exception):
    """A table that cannot be read; the message names the column and those found."""


def fold_heading(heading: str) -> str:
    """A heading without case, spaces, signs and the name of the Swedish currency."""
    return re.sub(r"[\W_]+", "", re.sub(r"\b(?:i )?(?:sek|kr|kronor)\b", "", clean(heading).casefold()))


def recognise_columns(headings: list[str], known: list[Register]) -> tuple[Register, dict[str, int]]:
    """The register that shares most columns, and where each column stands by its folded first heading.

    Raises RegisterError when it is none of the `known`, or two columns say the same.
    """
    found = [(register, _places(register, headings)) for register in known]
    register, places = max(found, key=lambda pair: len(pair[1]))
    if len(places) < 3:
        names = " or ".join(f"{register.label} ({register.identifier[0]}, ...)" for register in known)
        raise RegisterError(f"no register known here has these columns: {_list(headings)}; expected {names}")
    return register, places


def _places(register: Register, headings: list[str]) -> dict[str, int]:
    """Where each declared heading stands, by its own folded name."""
    names = {
        fold_heading(heading): fold_heading(group[0])
        for group in (register.identifier, *(column.headings for column in register.columns))
        for heading in group
    }
    names |= {fold_heading(heading): fold_heading(heading) for heading in (*register.ignored, *register.deciding)}
    places: dict[str, int] = {}
    for position, heading in enumerate(headings):
        parts = _halves(heading) if register.bilingual else [heading]
        name = next((names[fold_heading(part)] for part in parts if fold_heading(part) in names), None)
        if name in places:
            raise RegisterError(f"two columns say the same: {headings[places[name]]!r} and {heading!r}; remove one")
        if name:
            places[name] = position
    return places


def _halves(heading: str) -> list[str]:
    return [] if _OTHER_UNIT.search(heading) else [heading, *heading.split("/")]


def check_columns(register: Register, headings: list[str], places: dict[str, int]) -> list[str]:
    """Notes on unknown and absent columns; raises RegisterError for one that is needed, or seems renamed."""
    unknown = [heading for position, heading in enumerate(headings) if heading and position not in places.values()]
    required = [register.identifier, *(column.headings for column in register.columns if column.required)]
    for group in required:
        if fold_heading(group[0]) not in places:
            raise RegisterError(_missing(group[0], headings, unknown))
    if register.deciding and not any(fold_heading(name) in places for name in register.deciding):
        raise RegisterError(_missing(" or ".join(register.deciding), headings, unknown))
    absent = [c.headings[0] for c in register.columns if fold_heading(c.headings[0]) not in places]
    renamed = next((name for name in absent if _like(name, unknown)), None)
    if renamed:
        raise RegisterError(_missing(renamed, headings, unknown))
    notes = [f"column {heading!r} is not known, and was not read" for heading in unknown]
    return notes + [f"column {heading!r} is not in this file" for heading in absent]


def _missing(name: str, headings: list[str], unknown: list[str]) -> str:
    like = _like(name, unknown)
    hint = f"; is it renamed to {like!r}? Give it its old name" if like else ""
    return f"column {name!r} is missing; found {_list(headings)}{hint}"


def _like(name: str, unknown: list[str]) -> str | None:
    """An unknown column that is nearly the same, or a part of the name or the whole of it and more."""
    found = process.extractOne(name, unknown, scorer=fuzz.ratio, processor=fold_heading, score_cutoff=_ALIKE)
    folded = fold_heading(name)
    parts = (one for one in unknown if len(fold_heading(one)) >= _PART and fold_heading(one) in folded)
    wider = (one for one in unknown if folded in map(fold_heading, one.split("/")))
    return found[0] if found else next(chain(parts, wider), None)


def _list(headings: list[str]) -> str:
    return ", ".join(headings) or "none"
