"""Reads the parameters of an address, and says of each that is wrong what is allowed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from archive.site.language.translations import LANGUAGE_PARAMETER, translated
from archive.site.parameters.typed_values import NotAllowed, one_of
from archive.site.protection.refusal import AddressProblem, CorrectionForm, Refusal, echoed, too_long, unknown_parameter

LONGEST = 300
"""Characters of the longest value that is read."""
MOST_VALUES = 50
"""Values of one parameter that may be given at once."""

_Value = TypeVar("_Value")


class Parameters(Protocol):
    """The parameters of an address, each with all its values."""

    def __iter__(self) -> Iterator[str]:
        """The names of the parameters."""

    def getlist(self, name: str) -> list[str]:
        """The values of a parameter, none if it is absent."""


class AddressReader:
    """Reads the parameters of a page one by one and collects what is wrong; `check` refuses.

    An unknown parameter is refused: left out in silence it would give an answer to another question. Empty values, as
    forms send them, are no values.
    """

    def __init__(self, given: Parameters, known: Sequence[str]) -> None:
        """`known` are all the parameters that the page has."""
        self._given = given
        self.problems: list[AddressProblem] = []
        for name in given:
            if name not in (*known, LANGUAGE_PARAMETER):
                self.refuse(name, unknown_parameter(name), known)

    def several(
        self, name: str, read: Callable[[str], _Value], most: int = MOST_VALUES, longest: int = LONGEST
    ) -> list[_Value]:
        """The parameter's values, each once, as `read` understands them; without those that are wrong."""
        given = [value.strip() for value in self._given.getlist(name) if value.strip()]
        typed = list(dict.fromkeys(given))
        if len(typed) > most or len(given) > MOST_VALUES:
            said = "{name} får ha högst {n} värden." if most > 1 else "{name} kan bara ha ett värde."
            self.refuse(name, translated(said, name=name, n=most))
            return []
        found = [self._read(name, value, read, longest) for value in typed]
        return list(dict.fromkeys(value for values in found for value in values))

    def one(self, name: str, read: Callable[[str], _Value], default: _Value, longest: int = LONGEST) -> _Value:
        """The parameter's only value, or the default where there is none or it is wrong."""
        return next(iter(self.several(name, read, 1, longest)), default)

    def choice(self, name: str, allowed: Iterable[str]) -> str:
        """One of a few words, the first of which is the default."""
        values = list(allowed)
        return self.one(name, one_of(values), values[0])

    def flag(self, name: str) -> bool:
        """A parameter that is 1 or 0, without a value 0."""
        return self.choice(name, ("0", "1")) == "1"

    def refuse(self, name: str, text: str, allowed: Iterable[str] = ()) -> None:
        """Adds a problem with a parameter."""
        self.problems.append(AddressProblem(text, echoed(name), list(allowed)))

    def check(self, form: CorrectionForm | None = None) -> None:
        """Raises Refusal if anything is wrong, with a form to put it right."""
        if self.problems:
            raise Refusal("parameter", problems=self.problems, form=form)

    def _read(self, name: str, value: str, read: Callable[[str], _Value], longest: int) -> list[_Value]:
        if len(value) > longest:
            self.refuse(name, too_long(name, longest))
            return []
        try:
            return [read(value)]
        except NotAllowed as wrong:
            self.refuse(name, translated(wrong.text, name=name, value=echoed(value)), wrong.allowed)
            return []


def pages_of(rows: int, at_a_time: int) -> int:
    """How many pages rows fill; an empty list is one page."""
    return max(1, -(-rows // at_a_time))


def check_page(page: int, pages: int) -> None:
    """Raises Refusal (status 404) for a page of a list after its last one."""
    if page > pages:
        problem = AddressProblem(translated("Listan har ingen sida {n}.", n=page), "sida", [f"1–{pages}"])
        raise Refusal("not_found", problems=[problem])
