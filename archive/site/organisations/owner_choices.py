"""What a visitor chooses in the list of the largest owners: checked, with what is allowed said when it is wrong."""

from collections.abc import Sequence

import msgspec
from datasette.utils import MultiParams

from archive.site.language import translated
from archive.site.places.addresses import list_address
from archive.site.places.sums import AMOUNT_COLUMNS, EVERYTHING, NOT_STATED
from schema.places import find_region, reference_rows

SORTABLE = ("owner", "projects", *AMOUNT_COLUMNS, "first_start", "last_end")
"""The columns that the list can be sorted by."""
_LONGEST_NAME = 200
_DEFAULTS = {"region": EVERYTHING, "period": EVERYTHING, "namn": "", "sortera": "-esf_support_sek", "sida": "1"}

_NOT_CHOICES = ("excel", "sprak")
"""Parameters of the file and of the language."""
_TRACKING = ("utm_", "fbclid", "gclid")
"""What other sites add to an address."""


class WrongChoice(Exception):
    """A parameter with a value that it cannot have; the message says what is allowed."""


class OwnerChoice(msgspec.Struct, frozen=True):
    """What is chosen: `region` and `period` may be Alla; `sortera` is a column, with `-` before it for falling."""

    region: str
    period: str
    namn: str
    sortera: str
    sida: int

    def address(self, ending: str = "", **changed: str | int) -> str:
        """The address of the list with this choice, some of it changed; defaults are left out."""
        values = msgspec.to_builtins(self) | changed
        stated = {name: str(value) for name, value in values.items() if str(value) != _DEFAULTS[name]}
        return list_address(f"/organisationer{ending}", **stated)

    def excel_address(self) -> str:
        """The whole list as a CSV that Swedish Excel opens by itself."""
        plain = self.address(".csv", sida=1)
        return f"{plain}{'&' if '?' in plain else '?'}excel=1"


def regions() -> list[str]:
    """The regions that may be chosen, beside all."""
    return [*(row["region"] for row in reference_rows("regions")), NOT_STATED]


def read_choice(args: MultiParams, periods: Sequence[str]) -> OwnerChoice:
    """What the address chooses; raises WrongChoice. `periods` are those that the archive has."""
    for name in args:
        if name not in (*_DEFAULTS, *_NOT_CHOICES) and not name.startswith(_TRACKING):
            raise WrongChoice(_unknown_parameter(name))
    written = {name: _one(args, name) for name in _DEFAULTS}
    return OwnerChoice(
        region=_region(written["region"]),
        period=_period(written["period"], periods),
        namn=_name(written["namn"]),
        sortera=_order(written["sortera"]),
        sida=_page(written["sida"]),
    )


def _one(args: MultiParams, name: str) -> str:
    values = [value for value in args.getlist(name) if value.strip()]
    if len(set(values)) > 1:
        raise WrongChoice(translated("Parametern {name} kan bara ha ett värde.", name=name))
    return values[0].strip() if values else _DEFAULTS[name]


def _region(written: str) -> str:
    found = written if written in (EVERYTHING, NOT_STATED) else find_region(written)
    if found is None:
        raise WrongChoice(_unknown("region", written, [EVERYTHING, *regions()]))
    return found


def _period(written: str, periods: Sequence[str]) -> str:
    if written not in (EVERYTHING, *periods):
        raise WrongChoice(_unknown("period", written, [EVERYTHING, *periods]))
    return written


def _name(written: str) -> str:
    if len(written) > _LONGEST_NAME:
        raise WrongChoice(translated("Parametern namn får ha högst {n} tecken.", n=_LONGEST_NAME))
    return " ".join(written.split())


def _order(written: str) -> str:
    if written.removeprefix("-") not in SORTABLE:
        raise WrongChoice(_unknown("sortera", written, [*SORTABLE, "-esf_support_sek"]))
    return written


def _page(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 8 and int(written) > 0):
        raise WrongChoice(
            translated("Parametern sida är ett heltal från 1, inte ”{value}”.", value=written[:_LONGEST_NAME])
        )
    return int(written)


def _unknown_parameter(name: str) -> str:
    said = {"name": name[:_LONGEST_NAME], "allowed": ", ".join(_DEFAULTS)}
    return translated("Listan har ingen parameter {name}. Tillåtna: {allowed}.", **said)


def _unknown(name: str, value: str, allowed: Sequence[str]) -> str:
    said = {"name": name, "value": value[:_LONGEST_NAME], "allowed": ", ".join(allowed)}
    return translated("Parametern {name} kan inte vara ”{value}”. Tillåtet: {allowed}.", **said)
