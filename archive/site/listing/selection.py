"""What a visitor asks of the list: the chosen filters, the order and the page, read from the address."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec

from archive.site.language import translated
from archive.site.listing.allowed_values import AllowedValues
from archive.site.listing.filters import FILTERS_OF_LIST
from archive.site.listing.list_columns import DEFAULT_ORDER, SORTED_BY
from archive.site.listing.typed_values import LONGEST, BadParameter, Choice

_ADDRESS_PARTS = ("sortera", "sida", "excel", "sprak")
_MOST_VALUES, _MOST_WORDS = 50, 5
"""Values of a filter that may be given at once, and searches: each search is made by itself."""
_TRACKING = ("utm_", "fbclid", "gclid")


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
    def is_summed(self) -> bool:
        """Whether `project_sums` has the sums of this selection."""
        return all(FILTERS_OF_LIST[name].summed for name in self.chosen)

    def query(self, **changed: Any) -> str:
        """The query string of this selection, with `?`, as short as it can be; `changed` are `sortera` and `sida`."""
        order, page = changed.get("sortera", self.order), changed.get("sida", 1)
        pairs = [(name, choice.value) for name, choices in self.chosen.items() for choice in choices]
        pairs += [("sortera", order)] if order != DEFAULT_ORDER else []
        pairs += [("sida", str(page))] if page != 1 else []
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, choice: Choice) -> "Selection":
        """The same selection with one choice removed."""
        rest = {key: [one for one in found if (key, one) != (name, choice)] for key, found in self.chosen.items()}
        return Selection({key: found for key, found in rest.items() if found}, self.order)

    def each(self) -> Iterator[tuple[str, Choice]]:
        """Every choice with the name of its filter."""
        return ((name, choice) for name, choices in self.chosen.items() for choice in choices)


def read_selection(arguments: Mapping[str, list[str]], allowed: AllowedValues) -> Selection:
    """The selection of an address's parameters; raises BadParameter for what cannot be used.

    Empty values, as forms send them, are no values. An unknown parameter is refused: left out in silence it would
    give the sums of another selection.
    """
    given = {name: [one.strip() for one in values if one.strip()] for name, values in arguments.items()}
    for name, values in given.items():
        _check(name, values)
    chosen = {name: _choices(name, given[name], allowed) for name in FILTERS_OF_LIST if given.get(name)}
    _check_limits(chosen)
    return Selection(chosen, _order(given.get("sortera", [])), _page(given.get("sida", [])))


def _check(name: str, values: list[str]) -> None:
    if name not in FILTERS_OF_LIST and name not in _ADDRESS_PARTS and not name.startswith(_TRACKING):
        allowed = [*FILTERS_OF_LIST, "sortera", "sida"]
        raise BadParameter(name, translated("Listan har ingen parameter {name}.", name=name[:LONGEST]), allowed)
    if any(len(value) > LONGEST for value in values):
        raise BadParameter(name, translated("{name} får ha högst {n} tecken.", name=name, n=LONGEST))
    if name == "excel" and any(value not in ("0", "1") for value in values):
        raise BadParameter(name, translated("{name} kan vara 1 eller 0.", name=name), ("0", "1"))
    most = _MOST_WORDS if name == "q" else _MOST_VALUES
    if len(values) > most:
        raise BadParameter(name, translated("{name} får ha högst {n} värden.", name=name, n=most))
    several = name in FILTERS_OF_LIST and FILTERS_OF_LIST[name].several
    if not several and len(set(values)) > 1 and not name.startswith(_TRACKING):
        raise BadParameter(name, translated("{name} kan bara ha ett värde.", name=name))


def _choices(name: str, values: list[str], allowed: AllowedValues) -> list[Choice]:
    read = FILTERS_OF_LIST[name].read
    return list(dict.fromkeys(read(name, value, allowed) for value in values))


def _check_limits(chosen: dict[str, list[Choice]]) -> None:
    for low, high in (("fran", "till"), ("minst", "hogst")):
        limits = [choice.compared[0] for name in (low, high) for choice in chosen.get(name, [])]
        if len(limits) == 2 and limits[0] > limits[1]:
            problem = translated("{low} är större än {high}.", low=low, high=high)
            raise BadParameter(low, problem, (f"{low} ≤ {high}",))


def _order(values: list[str]) -> str:
    order = values[0] if values else DEFAULT_ORDER
    if order.removeprefix("-") not in SORTED_BY:
        problem = translated("Listan kan inte sorteras efter {value}.", value=order)
        raise BadParameter("sortera", problem, [*SORTED_BY, *(f"-{name}" for name in SORTED_BY)])
    return order


def _page(values: list[str]) -> int:
    typed = values[0] if values else "1"
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10 and int(typed) > 0):
        raise BadParameter("sida", translated("{value} är inget sidnummer.", value=typed), ("1, 2, 3 …",))
    return int(typed)
