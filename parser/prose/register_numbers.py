"""The register number of a project, where prose names one."""

import re

from parser.text.identity import period_of
from schema.record import Value

_NUMBER = re.compile(r"(?<![\w/-])(?:\d{2}-\d{3}-S\d{2}|20(?:1[4-9]|2\d)/\d{5})(?![\w/-])")
_OF_THE_FUND = re.compile(r"projektnummer|projektnr|projektbank|esf|socialfond", re.IGNORECASE)


def find_dnr(text: str) -> Value | None:
    """The register number of the project: the only one named; the older form only where the fund is named nearby.

    A municipality numbers its papers much as the fund did from 2014 to 2020.
    """
    found = [
        m for m in _NUMBER.finditer(text) if "S" in m[0] or _OF_THE_FUND.search(text, max(0, m.start() - 60), m.start())
    ]
    if len({match[0] for match in found}) != 1 or period_of(found[0][0]) is None:
        return None
    return Value("dnr", found[0][0], found[0].start(), found[0].end(), "inferred")
