"""Find the register number of a project in prose."""

import re

from parser.prose.prose_tables import pattern
from schema.record import Value
from schema.register_numbers import REGISTER_NUMBER

_FIRST_YEAR, _LAST_YEAR = 2014, 2029
"""Years that a number of the older form may begin with; in other years a municipality's papers look the same."""
_NEARBY = 60
"""Characters before a number of the older form within which the fund must be named."""


def find_dnr(text: str) -> Value | None:
    """The only register number in the text; the older form counts only where the fund is named nearby.

    Municipalities number their papers much as the fund did from 2014 to 2020. None if there are several.
    """
    found = [match for match in REGISTER_NUMBER.finditer(text) if _is_of_the_fund(text, match)]
    if len({match[0] for match in found}) != 1:
        return None
    return Value("dnr", found[0][0], found[0].start(), found[0].end(), "inferred")


def _is_of_the_fund(text: str, match: "re.Match[str]") -> bool:
    if "S" in match[0]:
        return True
    near = pattern("near_a_number").search(text, max(0, match.start() - _NEARBY), match.start())
    return near is not None and _FIRST_YEAR <= int(match[0][:4]) <= _LAST_YEAR
