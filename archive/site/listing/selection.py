"""What a visitor asks of the list: the chosen filters, the order and the page, read from the address."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from archive.searching.query_syntax import LONGEST_QUERY
from archive.site.addresses import Chosen, projects_address
from archive.site.language.translations import translated
from archive.site.listing.filters import FILTERS_OF_LIST, ListFilter
from archive.site.listing.list_columns import DEFAULT_ORDER, SORTED_BY
from archive.site.parameters.address_reader import AddressReader, Parameters
from archive.site.parameters.allowed_values import AllowedValues
from archive.site.parameters.filter_values import Choice
from archive.site.parameters.typed_values import order_by, page_number

_MOST_WORDS = 5
"""Searches that may be given at once: each is made by itself."""


class Selection(msgspec.Struct):
    """Which projects are asked for, in which order, and which page of them, from 1."""

    chosen: dict[str, list[Choice]]
    order: str = DEFAULT_ORDER
    page: int = 1

    @property
    def conditions(self) -> list[str]:
        """The conditions in SQL over `project_list`, but for that of words, with which sections go."""
        names = self.chosen.keys() - ({"q", "avsnitt"} if self.words else set())
        return [found.condition for name, found in FILTERS_OF_LIST.items() if name in names]

    @property
    def values(self) -> dict[str, Any]:
        """What the conditions compare with."""
        found: dict[str, Any] = {}
        for name, choices in self.chosen.items():
            compared = [value for choice in choices for value in choice.compared]
            found[name] = json.dumps(compared) if FILTERS_OF_LIST[name].several else compared[0]
        return found

    @property
    def words(self) -> list[str]:
        """The searches, one of which must be met."""
        return [choice.value for choice in self.chosen.get("q", [])]

    @property
    def sections(self) -> list[str]:
        """The sections, one of which must have the words."""
        return [choice.value for choice in self.chosen.get("avsnitt", [])]

    @property
    def projects_asked(self) -> tuple[tuple[str, tuple[object, ...]], ...]:
        """What tells this selection's projects from another's, whatever their order and the visitor's language."""
        return tuple((name, tuple(one.compared for one in choices)) for name, choices in sorted(self.chosen.items()))

    @property
    def is_summed(self) -> bool:
        """Whether `project_sums` has the sums of this selection."""
        return all(FILTERS_OF_LIST[name].summed for name in self.chosen)

    def address(self, ending: str = "", **changed: Chosen) -> str:
        """The address of this selection, as short as it can be, or of its file; `changed` are other parameters."""
        filters = {name: [choice.value for choice in choices] for name, choices in self.chosen.items()}
        others = {"sortera": self.order} | changed
        stated = {name: value for name, value in others.items() if (name, value) not in _DEFAULTS}
        return projects_address(ending, **filters, **stated)

    def without(self, name: str, choice: Choice) -> "Selection":
        """The same selection with one choice removed."""
        rest = {key: [one for one in found if (key, one) != (name, choice)] for key, found in self.chosen.items()}
        return Selection({key: found for key, found in rest.items() if found}, self.order)

    def each(self) -> Iterator[tuple[str, Choice]]:
        """Every choice with the name of its filter."""
        return ((name, choice) for name, choices in self.chosen.items() for choice in choices)


_DEFAULTS = (("sortera", DEFAULT_ORDER), ("sida", 1))


def read_selection(given: Parameters, allowed: AllowedValues) -> Selection:
    """The selection of an address's parameters; raises Refusal for what cannot be used."""
    reader = AddressReader(given, [*FILTERS_OF_LIST, "sortera", "sida", "excel"])
    read = {name: _choices(reader, one, allowed) for name, one in FILTERS_OF_LIST.items()}
    chosen = {name: choices for name, choices in read.items() if choices}
    _check_limits(reader, chosen)
    reader.flag("excel")
    order = reader.one("sortera", order_by(SORTED_BY), DEFAULT_ORDER)
    page = reader.one("sida", page_number, 1)
    reader.check()
    return Selection(chosen, order, page)


def _choices(reader: AddressReader, one: ListFilter, allowed: AllowedValues) -> list[Choice]:
    def read(typed: str) -> Choice:
        return one.read(typed, allowed)

    if not one.several:
        return reader.several(one.name, read, 1)
    return (
        reader.several(one.name, read, _MOST_WORDS, LONGEST_QUERY)
        if one.name == "q"
        else reader.several(one.name, read)
    )


def _check_limits(reader: AddressReader, chosen: dict[str, list[Choice]]) -> None:
    for low, high in (("fran", "till"), ("minst", "hogst")):
        limits = [choice.compared[0] for name in (low, high) for choice in chosen.get(name, [])]
        if len(limits) == 2 and limits[0] > limits[1]:
            reader.refuse(low, translated("{low} är större än {high}.", low=low, high=high), (f"{low} ≤ {high}",))
