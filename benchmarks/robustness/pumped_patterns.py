"""Finds texts on which a pattern takes more than its share of time, and reads pages that are made of them.

    python -m benchmarks.robustness.pumped_patterns

Every pattern that the project compiles is run on near misses of itself, made longer and longer: of each repetition in
it, what it repeats is written again and again and followed by what it cannot match; and what the whole pattern matches,
but for its end, is written again and again. Most patterns see a line, or are tried at one place of a text, so that a
slow one is no fault yet. So pages of 20 000 characters are made of each such text, as prose, as a title and as markup,
and are read as a run and a build read them: printed is what takes longer than a second.
"""

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

PACKAGES = ("schema", "scraper", "parser", "archive")
BAR = 1.0
"""Seconds that reading such a page may take."""

_LENGTHS = (*range(16, 300, 8), 300, 1200, 4800)
"""Characters of the texts that a pattern is tried on."""

_SHORT = 300
_LINEAR = 7
"""A text that is four times as long takes less than so many times as long if the time grows with the text."""

_NOTHING = 0.004
"""Seconds that are not worth a second look."""

_PATIENCE = 1.0
"""Seconds after which no more near misses of a pattern are tried."""

_MOST = 60
"""Near misses of one pattern that are tried: a list of a thousand words is tried with its first ones."""

_LONG = 8
"""Repetitions from which on a pattern may repeat for a whole text."""

Items = list[tuple[Any, Any]]


@contextmanager
def recorded_patterns(found: dict[tuple[str, int], "re.Pattern[str]"]) -> Iterator[None]:
    """Notes every pattern for texts that modules of the project compile."""
    compiled: Callable[..., Any] = re._compile  # type: ignore[attr-defined]
    ours = tuple(str(Path(__file__).parents[2] / name) for name in PACKAGES)

    def note(pattern: Any, flags: Any) -> Any:
        made = compiled(pattern, flags)
        caller: Any = sys._getframe(1)
        while caller.f_globals.get("__name__") in ("re", "functools"):
            caller = caller.f_back
        if (
            isinstance(made, re.Pattern)
            and isinstance(made.pattern, str)
            and caller.f_code.co_filename.startswith(ours)
        ):
            found[made.pattern, made.flags] = made
        return made

    re._compile = note  # type: ignore[attr-defined]
    try:
        yield
    finally:
        re._compile = compiled  # type: ignore[attr-defined]


def project_patterns() -> list["re.Pattern[str]"]:
    """The patterns of all modules, and those made on the way of the fixtures."""
    found: dict[tuple[str, int], re.Pattern[str]] = {}
    with recorded_patterns(found):
        for name in PACKAGES:
            package = importlib.import_module(name)
            for module in pkgutil.walk_packages(package.__path__, f"{name}."):
                importlib.import_module(module.name)
        _parse_fixtures()
    return list(found.values())


def _parse_fixtures() -> None:
    from benchmarks.fixtures import fixture_inputs  # noqa: PLC0415 (what they import is recorded)
    from benchmarks.speed.long_pages import read_prose  # noqa: PLC0415

    for page in fixture_inputs():
        if not page.is_register:
            read_prose(page.read())


def near_misses(pattern: "re.Pattern[str]") -> Iterator[str]:
    """Pieces of text: repeated, they nearly match again and again."""
    items = list(parser.parse(pattern.pattern, pattern.flags))
    yield from islice(dict.fromkeys(islice(_pieces(items, ""), 20 * _MOST)), _MOST)


def _pieces(items: Items, before: str) -> Iterator[str]:
    for operator, value in items:
        for body in _bodies(operator, value):
            yield from _pieces(list(body), before)
        if operator in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and value[1] > _LONG:
            yield from _written(list(value[2]))
        before += next(_written([(operator, value)]), "")
    whole = before
    yield whole
    yield whole[:-1]


def _bodies(operator: Any, value: Any) -> list[Any]:
    if operator in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return [value[2]]
    if operator is code.SUBPATTERN:
        return [value[3]]
    if operator is code.ATOMIC_GROUP:
        return [value]
    return list(value[1]) if operator is code.BRANCH else []


def _written(items: Items) -> Iterator[str]:
    """Texts that match some items: with the first choice everywhere, and with other characters of their classes."""
    for choice in range(4):
        yield "".join(_text_of(operator, value, choice) for operator, value in items)


def _text_of(operator: Any, value: Any, choice: int) -> str:
    if operator is code.LITERAL:
        return chr(value)
    if operator is code.IN:
        options = [text for part in value if (text := _of_class(*part))]
        return str(options[choice % len(options)]) if options else "%"
    if operator in (code.ANY, code.NOT_LITERAL):
        return "a 1,"[choice]
    if operator in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return "".join(_text_of(item[0], item[1], choice) for item in value[2]) * max(1, int(value[0]))
    if operator is code.BRANCH:
        branch = value[1][choice % len(value[1])]
        return "".join(_text_of(item[0], item[1], choice) for item in branch)
    bodies = _bodies(operator, value)
    return "".join(_text_of(item[0], item[1], choice) for body in bodies for item in body)


_CATEGORIES = {
    code.CATEGORY_DIGIT: "1",
    code.CATEGORY_SPACE: " ",
    code.CATEGORY_WORD: "a",
    code.CATEGORY_NOT_DIGIT: "a",
    code.CATEGORY_NOT_SPACE: "a",
    code.CATEGORY_NOT_WORD: " ",
}


def _of_class(operator: Any, value: Any) -> str:
    if operator is code.RANGE:
        return chr(value[0])
    return chr(value) if operator is code.LITERAL else _CATEGORIES.get(value, "")


def slow_pieces(pattern: "re.Pattern[str]") -> Iterator[str]:
    """The near misses of a pattern on which its time grows faster than the text, as far as they are found in time."""
    begun = time.process_time()
    for piece in near_misses(pattern):
        if time.process_time() - begun > _PATIENCE:
            return
        if piece and _grows(pattern, piece):
            yield piece


def _grows(pattern: "re.Pattern[str]", piece: str) -> bool:
    """Whether the time grows faster than the text; a short text that takes any time is enough: a longer may hang."""
    before = 0.0
    for length in _LENGTHS:
        spent = _spent(pattern, piece, length)
        if spent > max(_NOTHING, before * _LINEAR if length > _SHORT else 0.0):
            return True
        before = spent
    return False


def _spent(pattern: "re.Pattern[str]", piece: str, length: int) -> float:
    text = repeated(piece, length) + "\u0001"
    begun = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - begun


def repeated(piece: str, length: int) -> str:
    """So many characters of a piece again and again."""
    return (piece * (length // len(piece) + 1))[:length]


def main() -> int:
    """Prints the pages that take too long; 1 if there are any."""
    patterns = project_patterns()
    from benchmarks.robustness.pumped_pages import readings, seconds  # noqa: PLC0415 (what they import is recorded)

    pieces = dict.fromkeys(piece for pattern in patterns for piece in slow_pieces(pattern))
    slow = 0
    for piece in pieces:
        for name, reading in readings(piece).items():
            if (spent := seconds(reading)) > BAR:
                slow += 1
                print(f"{spent:.1f} s: {name} of {piece[:100]!r}")
    print(f"{len(patterns)} patterns, {len(pieces)} texts on which one of them is slow, {slow} pages above {BAR} s")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
