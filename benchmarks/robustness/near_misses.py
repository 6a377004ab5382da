"""Texts that a pattern nearly matches again and again: what it repeats, and what it matches, but for the end."""

import re
from collections.abc import Iterator
from itertools import islice
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 60
"""Near misses of one pattern that are tried: a list of a thousand words is tried with its first ones."""
_LONG = 8
"""Repetitions from which on a pattern may repeat for a whole text."""
Items = list[tuple[Any, Any]]


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


def repeated(piece: str, length: int) -> str:
    """So many characters of a piece again and again."""
    return (piece * (length // len(piece) + 1))[:length]
