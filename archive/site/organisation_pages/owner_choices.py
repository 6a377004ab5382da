"""What a visitor chooses in the list of the largest owners."""

from collections.abc import Sequence

import msgspec

from archive.site.addresses import Chosen, owners_address
from archive.site.parameters.address_reader import AddressReader, Parameters
from archive.site.parameters.typed_values import one_of, order_by, page_number, period_of
from archive.site.places.place_lookup import find_place, places_of
from archive.site.places.sums import AMOUNT_COLUMNS, EVERYTHING, NOT_STATED

SORTABLE = ("owner", "projects", *AMOUNT_COLUMNS, "first_start", "last_end")
"""The columns that the list can be sorted by."""
BY_SUPPORT = "-esf_support_sek"
LONGEST_NAME = 200


class OwnerChoice(msgspec.Struct, frozen=True):
    """What is chosen: `region` and `period` may be Alla; `sortera` is a column, with `-` before it for falling."""

    region: str = EVERYTHING
    period: str = EVERYTHING
    namn: str = ""
    sortera: str = BY_SUPPORT
    sida: int = 1

    def address(self, ending: str = "", **changed: Chosen) -> str:
        """The address of the list with this choice, some of it changed; defaults are left out."""
        usual = msgspec.to_builtins(OwnerChoice())
        stated = msgspec.to_builtins(self) | changed
        return owners_address(ending, **{name: value for name, value in stated.items() if value != usual.get(name)})


def regions() -> list[str]:
    """The regions that may be chosen, beside all."""
    return [*places_of("region"), NOT_STATED]


def read_choice(given: Parameters, periods: Sequence[str]) -> OwnerChoice:
    """What the address chooses; raises Refusal. `periods` are those that the archive has."""
    reader = AddressReader(given, (*OwnerChoice.__struct_fields__, "excel"))
    choice = OwnerChoice(
        region=reader.one("region", _region, EVERYTHING),
        period=reader.one("period", period_of([EVERYTHING, *periods]), EVERYTHING),
        namn=reader.one("namn", lambda typed: " ".join(typed.split()), "", LONGEST_NAME),
        sortera=reader.one("sortera", order_by(SORTABLE), BY_SUPPORT),
        sida=reader.one("sida", page_number, 1),
    )
    reader.flag("excel")
    reader.check()
    return choice


def _region(typed: str) -> str:
    found = find_place("region", typed)
    return found.code if found else one_of([EVERYTHING, *regions()])(typed)
