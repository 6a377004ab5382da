"""What a check finds: the place of a fault, what was expected there, and what to do."""

import msgspec

from archive.privacy import NAMELESS

BUILD_ANEW = "build it anew from the same pages"
_LONGEST, _LONGEST_KEY = 80, 160


class Finding(msgspec.Struct, frozen=True):
    """One fault: its table, the key of its row, the column or place, what was expected and what is there.

    As a line it shows at most 80 characters of a value, and 160 of a key, without anything that reaches a person.
    """

    table: str
    key: str
    place: str
    expected: str
    found: str
    advice: str = BUILD_ANEW

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.table, _brief(self.key, _LONGEST_KEY), self.place) if part)
        return f"{where}: expected {_brief(self.expected)}, found {_brief(self.found)}; {self.advice}"


def _brief(value: str, longest: int = _LONGEST) -> str:
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in NAMELESS.mask(value)).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def quoted(value: object) -> str:
    """A value as a line shows it: texts in quotes, and `nothing` for an empty cell."""
    return "nothing" if value is None else f'"{value}"' if isinstance(value, str) else str(value)
