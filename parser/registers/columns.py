"""Recognise a register by its column headings, and locate its columns."""

import re
from itertools import chain

from rapidfuzz import fuzz, process

from parser.registers.register import Register
from parser.values import clean

_OTHER_UNIT = re.compile(r"€|\b(eur|euro|tkr|ksek|mkr|msek|betal\w*|utbetal\w*|paid)\b", re.IGNORECASE)
"""A heading with one of these is not that of a granted amount in kronor, whatever its other half is."""
_SIMILARITY = 80
"""Similarity (of 100) at which an unknown column counts as a renamed one, and the file is refused."""

_SHORTENED = 7
"""Minimum letters of an unknown heading to count as a shortened one."""


class RegisterError(Exception):
    """A table that cannot be read; the message names the column at fault and the columns found."""


def fold_heading(heading: str) -> str:
    """Normalise a heading: no case, spaces, punctuation or name of the Swedish currency."""
    return re.sub(r"[\W_]+", "", re.sub(r"\b(?:i )?(?:sek|kr|kronor)\b", "", clean(heading).casefold()))


def recognise_columns(headings: list[str], known: list[Register]) -> tuple[Register, dict[str, int]]:
    """The register that shares most columns, and the position of each column by its folded first heading.

    Raises RegisterError when none of the `known` matches, or two columns have the same meaning.
    """
    found = [(register, _positions(register, headings)) for register in known]
    register, positions = max(found, key=lambda pair: len(pair[1]))
    if len(positions) < 3:
        names = " or ".join(f"{register.label} ({register.identifier[0]}, ...)" for register in known)
        raise RegisterError(f"no register known here has these columns: {_list(headings)}; expected {names}")
    return register, positions


def _positions(register: Register, headings: list[str]) -> dict[str, int]:
    """The position of each declared heading found, by the folded first heading of its column."""
    names = {
        fold_heading(heading): fold_heading(group[0])
        for group in (register.identifier, *(column.headings for column in register.columns))
        for heading in group
    }
    names |= {fold_heading(heading): fold_heading(heading) for heading in (*register.ignored, *register.deciding)}
    positions: dict[str, int] = {}
    for position, heading in enumerate(headings):
        parts = _halves(heading) if register.bilingual else [heading]
        name = next((names[fold_heading(part)] for part in parts if fold_heading(part) in names), None)
        if name in positions:
            raise RegisterError(
                f"two columns have the same meaning: {headings[positions[name]]!r} and {heading!r}; remove one"
            )
        if name:
            positions[name] = position
    return positions


def _halves(heading: str) -> list[str]:
    return [] if _OTHER_UNIT.search(heading) else [heading, *heading.split("/")]


def check_columns(register: Register, headings: list[str], positions: dict[str, int]) -> list[str]:
    """Notes on unknown and absent columns; raises RegisterError when one is required but absent, or seems renamed."""
    unknown = [heading for position, heading in enumerate(headings) if heading and position not in positions.values()]
    required = [register.identifier, *(column.headings for column in register.columns if column.required)]
    for group in required:
        if fold_heading(group[0]) not in positions:
            raise RegisterError(_missing(group[0], headings, unknown))
    if register.deciding and not any(fold_heading(name) in positions for name in register.deciding):
        raise RegisterError(_missing(" or ".join(register.deciding), headings, unknown))
    absent = [c.headings[0] for c in register.columns if fold_heading(c.headings[0]) not in positions]
    renamed = next((name for name in absent if _similar(name, unknown)), None)
    if renamed:
        raise RegisterError(_missing(renamed, headings, unknown))
    notes = [f"column {heading!r} is not known, and was not read" for heading in unknown]
    return notes + [f"column {heading!r} is not in this file" for heading in absent]


def _missing(name: str, headings: list[str], unknown: list[str]) -> str:
    similar = _similar(name, unknown)
    hint = f"; was it renamed to {similar!r}? Give it its old name" if similar else ""
    return f"column {name!r} is missing; found {_list(headings)}{hint}"


def _similar(name: str, unknown: list[str]) -> str | None:
    """An unknown column that is nearly `name`, or a part of it, or contains it as one half."""
    found = process.extractOne(name, unknown, scorer=fuzz.ratio, processor=fold_heading, score_cutoff=_SIMILARITY)
    folded = fold_heading(name)
    parts = (one for one in unknown if len(fold_heading(one)) >= _SHORTENED and fold_heading(one) in folded)
    wider = (one for one in unknown if folded in map(fold_heading, one.split("/")))
    return found[0] if found else next(chain(parts, wider), None)


def _list(headings: list[str]) -> str:
    return ", ".join(headings) or "none"
