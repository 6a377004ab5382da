"""Numbers that count nothing (`masks.toml`): ages, days, telephone numbers, clauses, times, addresses."""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files

import msgspec

_ADDRESS = re.compile(r"(?:https?://|www\.|\+46)\S*(?:(?<=\d)[\s-]\d[\d\s-]+)?")


class Mask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is matched where a number starts, the words right before it, and a text whose number it is."""

    pattern: str
    example: str
    after: tuple[str, ...] = ()


@functools.cache
def masks() -> list[Mask]:
    """The table of masks.toml."""
    text = (files("parser.understanding.readers") / "masks.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)["mask"], list[Mask])


def masked(text: str, start: int, end: int, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where numbers that count nothing stand; `places` are where the numbers of `text[start:end]` start."""
    if text.find("www.", start, end) >= 0 or text.find("://", start, end) >= 0 or text.find("+46", start, end) >= 0:
        yield from (match.span() for match in _ADDRESS.finditer(text, start, end))
    alone, after = _patterns()
    reached = start
    for place in places:
        if place >= reached and text[place].isdigit():
            opened = _word_before(text, start, place)
            pattern = after.get(text[opened:place].lower().strip(" ("))
            match = (pattern and pattern.match(text, place, end)) or alone.match(text, place, end)
            if match:
                reached = match.end()
                yield opened if match.re is pattern else place, reached


def _word_before(text: str, start: int, place: int) -> int:
    """Where the word before a place starts that a space parts from it, or the sign that none does.

    Before `är` and `på` stands another that belongs to it.
    """
    if text[place - 1 : place] == "§":
        return place - 1
    if text[place - 1 : place] != " ":
        return place
    opened = text.rfind(" ", start, place - 1) + 1 or start
    if text.startswith(("är ", "på "), opened):
        opened = text.rfind(" ", start, max(start, opened - 1)) + 1 or start
    elif text[place - 2] in ":;,":
        return place - 2
    inner = text.rfind(".", opened, place - 2)
    return inner + 1 if inner >= 0 else opened


@functools.cache
def _patterns() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The pattern of what stands alone, and those by the word before."""
    alone = "|".join(mask.pattern for mask in masks() if not mask.after)
    after = {word: re.compile(mask.pattern, re.I) for mask in masks() for word in mask.after}
    return re.compile(alone, re.I), after
