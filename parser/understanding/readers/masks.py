"""Numbers that count nothing (`masks.toml`): ages, days, telephone numbers, clauses, times, addresses."""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files

import msgspec

_ADDRESS = re.compile(r"(?:https?://|www\.|\+46)\S*(?:(?<=\d)[\s-]\d[\d\s-]+)?")
_REACH = 24
"""Characters in which the words right before a number are looked for."""


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
        if place >= reached:
            word, opened = _word_before(text, start, place)
            if word in after and (match := after[word].match(text, place, end)):
                yield opened, match.end()
            elif match := alone.match(text, place, end):
                yield match.span()
            reached = match.end() if match else place


def _word_before(text: str, start: int, place: int) -> tuple[str, int]:
    """The last word before a place with a space between, or the sign, and where it starts.

    Before `är` and `på` stands another that belongs to it.
    """
    opened = max(start, place - _REACH)
    before = text[opened:place].lower()
    if not before or not before[-1].isspace():
        return ("§", place - 1) if before.endswith("§") else ("", place)
    words = before.split()
    last = words[-1].lstrip("(") if words else ""
    last = last[last.rfind(".", 0, -1) + 1 :]
    if last[-1:] in {":", ";", ","}:
        return last[-1], place
    word = f"{words[-2]} {last}" if last in {"är", "på"} and len(words) > 1 else last
    return word, opened + max(0, before.rfind(word))


@functools.cache
def _patterns() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The pattern of what stands alone, and those by the word before."""
    alone = "|".join(mask.pattern for mask in masks() if not mask.after)
    after = {word: re.compile(mask.pattern, re.I) for mask in masks() for word in mask.after}
    return re.compile(alone, re.I), after
