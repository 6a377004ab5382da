"""Readers of what a visitor typed for a parameter: each takes it and raises NotAllowed for what cannot be used."""

import re
from collections.abc import Callable, Iterable

from rapidfuzz import process

from archive.site.places.place_lookup import find_place, places_of


class NotAllowed(Exception):
    """A value that cannot be used: what is wrong with `{value}` of the parameter `{name}`, and what is allowed."""

    def __init__(self, text: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.text, self.allowed = text, list(allowed)


def one_of(allowed: Iterable[str]) -> Callable[[str], str]:
    """A reader of words that are used as they stand."""
    known = list(allowed)

    def read(typed: str) -> str:
        if typed not in known:
            raise NotAllowed("Parametern {name} kan inte vara ”{value}”.", known)
        return typed

    return read


def period_of(periods: Iterable[str]) -> Callable[[str], str]:
    """A reader of programme periods, with any dash between the years."""
    read = one_of(periods)
    return lambda typed: read(re.sub(r"\s*[-–]\s*", "-", typed))


def place_of(kind: str) -> Callable[[str], str]:
    """A reader of places of a kind (`kommun`, `län`, `region`), by code or name; gives the code."""

    def read(typed: str) -> str:
        if (found := find_place(kind, typed)) is None:
            raise NotAllowed(_NO_PLACE[kind], _offered(kind, typed))
        return found.code

    return read


_NO_PLACE = {
    "kommun": "Kommunen {value} finns inte; skriv namnet eller SCB:s fyra siffror.",
    "län": "Länet {value} finns inte.",
    "region": "Regionen {value} finns inte.",
}


def _offered(kind: str, typed: str) -> list[str]:
    """The places to choose from: the nearest names among many, all among few."""
    names = [place.name if kind == "region" else f"{code} {place.name}" for code, place in places_of(kind).items()]
    return [one[0] for one in process.extract(typed, names, limit=5)] if kind == "kommun" else names


def page_number(typed: str) -> int:
    """The number of a page, from 1."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10 and int(typed) > 0):
        raise NotAllowed("{value} är inget sidnummer.", ("1, 2, 3 …",))
    return int(typed)


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers between two bounds."""

    def read(typed: str) -> int:
        if not (typed.isascii() and typed.isdigit() and len(typed) < 10 and least <= int(typed) <= most):
            raise NotAllowed("{name} kan inte vara {value}.", (f"{least}–{most}",))
        return int(typed)

    return read


def order_by(columns: Iterable[str]) -> Callable[[str], str]:
    """A reader of a column's name to sort by, with `-` before it for falling."""
    return one_of([order for name in columns for order in (name, f"-{name}")])
