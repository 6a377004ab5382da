"""How a number compares with the others of its sort on its page: the largest, the first, smaller than those before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from parser.understanding.candidates import Number
from parser.understanding.page_evidence import Key
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money

_YEAR = 4
"""Characters of a date that is a year alone, which is not compared with days and months."""
_Valued = tuple[float, Number]


def ranks_of(numbers: Iterable[Number]) -> dict[int, list[Key]]:
    """What is said of the numbers, amounts and dates of a page by their ranks, by the `id` of each."""
    sorts: dict[str, list[_Valued]] = defaultdict(list)
    for one in numbers:
        sort, value = _compared(one)
        if value is not None:
            sorts[sort].append((value, one))
    return {id(one): keys for rows in sorts.values() for one, keys in _ranked(rows)}


def _compared(one: Number) -> tuple[str, float | None]:
    """The sort among which something is compared, and its value; None where it is not compared."""
    if isinstance(one, Date):
        is_finer = one.value is not None and len(one.value) > _YEAR
        return "date", float(one.value.replace("-", "").ljust(8, "0")) if one.value and is_finer else None
    if isinstance(one, Money):
        return "money", one.value
    return one.sort, one.low if one.sort in {"person", "organisation"} else None


def _ranked(rows: Sequence[_Valued]) -> Iterator[tuple[Number, list[Key]]]:
    values = [value for value, _ in rows]
    least, most, seen, highest = min(values), max(values), set[float](), float("-inf")
    for value, one in rows:
        of_all = (
            "only" if least == most else "largest" if value == most else "smallest" if value == least else "between"
        )
        since = "again" if value in seen else "more than before" if value > highest else "less than before"
        yield one, [("rank", of_all), ("rank", since if seen else "first")]
        seen.add(value)
        highest = max(highest, value)
