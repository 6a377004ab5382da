"""Reads the parameters of an address, and says of each that is wrong what is allowed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from archive.site.language import translated

_ECHOED = 60
"""Characters of a wrong value that are repeated to the visitor."""


class Parameters(Protocol):
    """The parameters of an address, each with all its values."""

    def __iter__(self) -> Iterator[str]:
        """The names of the parameters."""

    def getlist(self, name: str) -> list[str]:
        """The values of a parameter, none if it is absent."""


class WrongParameter(msgspec.Struct, frozen=True):
    """What is wrong with a parameter: `text` in Swedish, with `values` for its names in braces."""

    text: str
    values: dict[str, str] = {}

    @property
    def message(self) -> str:
        """The text in the visitor's language."""
        return translated(self.text, **self.values)


class ParameterReader:
    """Reads parameters and collects what is wrong with them."""

    def __init__(self, given: Parameters) -> None:
        """`problems` begins empty."""
        self._given = given
        self.problems: list[WrongParameter] = []

    def refuse_unknown(self, allowed: Sequence[str]) -> None:
        """A problem for each parameter that is not among those allowed."""
        unknown = "Parametern {name} finns inte. Tillåtna parametrar: {allowed}."
        for name in self._given:
            if name not in allowed:
                self._refuse(unknown, name=_shortened(name), allowed=", ".join(allowed))

    def one(self, name: str, allowed: Iterable[str]) -> str:
        """The parameter's only value, or the first of those allowed."""
        values = {value for value in self._given.getlist(name) if value}
        if len(values) > 1:
            self._refuse("Parametern {name} får bara ha ett värde.", name=name)
            values = set()
        return next(iter(self._allowed(name, values, allowed)), next(iter(allowed)))

    def several(self, name: str, allowed: Iterable[str]) -> list[str]:
        """The parameter's values in order; a dash between years may be a long one."""
        values = {value.replace("–", "-") for value in self._given.getlist(name) if value}
        return sorted(self._allowed(name, values, allowed))

    def _allowed(self, name: str, values: set[str], allowed: Iterable[str]) -> list[str]:
        wrong = "Parametern {name} kan inte vara ”{value}”. Tillåtna värden: {allowed}."
        for value in sorted(values - set(allowed)):
            self._refuse(wrong, name=name, value=_shortened(value), allowed=", ".join(allowed))
        return [value for value in values if value in allowed]

    def _refuse(self, text: str, **values: str) -> None:
        self.problems.append(WrongParameter(text, values))


def _shortened(text: str) -> str:
    return text if len(text) <= _ECHOED else f"{text[:_ECHOED]}…"
