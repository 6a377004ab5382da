"""How many of the lines that the demonstration's project pages show from prose are false, as a careful reader says.

    python -m benchmarks.accuracy.demonstration             count right, wrong, open and unread lines
    python -m benchmarks.accuracy.demonstration --list      also print each line that is wrong, open or unread

Somebody who wrote no rule reads the lines one by one beside their pages and says of each whether docs/annotation.md has
it so; fixtures/verdicts.csv keeps what they said. A line that is read otherwise now than it was then, in its place or
in any of its values, is unread.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from benchmarks.fixtures import FIXTURES
from parser import parse_page
from schema.record import Claim, Target

VERDICTS = FIXTURES / "verdicts.csv"
_PAGES = "projektbank-*/*/page.*"
Key = tuple[str, int, int, str, str]
"""A line's page, place, kind and values."""


class Line(msgspec.Struct, frozen=True):
    """A target or claim that a page of the demonstration shows; `read` is all that it says."""

    page: str
    start: int
    end: int
    raw: str
    said: str
    read: str

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.page, self.start, self.end, self.said, self.read


class Verdict(Line, frozen=True):
    """What a reader said of a line: `truly` is the kind that it should have, `none` for what is no line at all."""

    verdict: Literal["right", "wrong", "open"]
    truly: str
    note: str


def demonstration_pages() -> list[Path]:
    """The pages of the demonstration that are read for their prose."""
    return sorted(FIXTURES.glob(_PAGES))


def shown_lines() -> Iterator[Line]:
    """Every target and claim that the pages show, page by page."""
    for path in demonstration_pages():
        page = path.relative_to(FIXTURES).as_posix()
        for project in parse_page(path.read_bytes()):
            told: list[Target | Claim] = [*project.targets, *project.claims]
            for one in told:
                if one.shown:
                    yield Line(page, one.start, one.end, one.raw, _kind(one), _values(one))


def _kind(one: Target | Claim) -> str:
    return "target" if isinstance(one, Target) else one.kind


def _values(one: Target | Claim) -> str:
    """All that a line says, in words that compare."""
    if isinstance(one, Target):
        amount: list[object] = [one.quantity, one.quantity_max, one.unit, one.of, one.by, one.women, one.men]
    else:
        amount = [one.value, one.value_max, one.currency, one.scope, one.status]
    return " | ".join("" if part is None else str(part) for part in amount)


def verdicts() -> list[Verdict]:
    """What readers said; raises msgspec.ValidationError for a row of another form."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return msgspec.convert([*csv.DictReader(file)], list[Verdict], strict=False)


def counted() -> tuple[Counter[str], list[tuple[str, Line]]]:
    """How many lines are right, wrong, open and unread; and those that are not right, each with what it is."""
    said = {one.key: one.verdict for one in verdicts()}
    told = [(str(said.get(line.key, "unread")), line) for line in shown_lines()]
    return Counter(what for what, _ in told), [(what, line) for what, line in told if what != "right"]


def main() -> int:
    """Print the counts, and the lines on request."""
    counts, others = counted()
    print(", ".join(f"{count} {what}" for what, count in counts.most_common()))
    for what, line in others if "--list" in sys.argv else ():
        print(f"{what}: {line.page}, {line.start}: {line.said} {line.raw!r} ({line.read})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
