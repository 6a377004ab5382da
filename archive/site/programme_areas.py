"""Programme areas: the names of their codes in each period, and the areas that pages write, by any of their names."""

import functools

import msgspec

from archive.site.language.translations import translated
from schema.places import reference_rows


@functools.cache
def area_names() -> dict[tuple[str, str], str]:
    """The names of programme areas by programme period and code."""
    return {(row["programme_period"], row["code"]): row["name"] for row in reference_rows("programme_areas")}


def area_name(code: str, period: str | None) -> str | None:
    """The name of a code in a period, in the visitor's language; without a period all that it has meant."""
    meant = {
        of: translated(name) for (of, known), name in area_names().items() if known == code and period in (None, of)
    }
    if len(set(meant.values())) > 1:
        return ", ".join(f"{name} ({of.replace('-', '–')})" for of, name in meant.items())
    return next(iter(meant.values()), None)


def area_code(code: str | None) -> str:
    """The code of the area that a code belongs to: the specific objective 1.1 is part of area 1."""
    return (code or "").partition(".")[0]


class ProgrammeArea(msgspec.Struct, frozen=True):
    """A programme area as pages of a period write it, with its code where one is known."""

    written: str
    code: str | None
    period: str | None

    @property
    def official(self) -> str | None:
        """The name of its code in the programme of its period."""
        return area_names().get((self.period or "", area_code(self.code)))

    @property
    def name(self) -> str:
        """What is written but for `Programområde` and its code; the official name if that is all."""
        rest = self.written.removeprefix("Programområde").strip().removeprefix(self.code or "").strip()
        return rest or self.official or self.written

    @property
    def label(self) -> str:
        """How people read it: as written, and a mere code with its name."""
        return (
            f"{self.written} {self.name}" if self.written == self.code and self.name != self.written else self.written
        )

    @property
    def key(self) -> str:
        """What the list of projects compares: the same code means other things in other periods."""
        return f"{self.period or ''} {self.written}"

    def is_called(self, asked: str) -> bool:
        """Whether this is its name, its code or its written form, whatever the case."""
        known = (self.written, self.name, self.code, self.official)
        return asked.casefold() in [one.casefold() for one in known if one]
