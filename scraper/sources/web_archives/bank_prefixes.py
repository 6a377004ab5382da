"""The addresses below which the two older project banks were, as web archives list them."""

import re
from collections.abc import Iterable

BANKS = (
    "www.esf.se/Resultat/Projektbanken/Behallare-for-projekt/",
    "www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/",
    "www.esf.se/sv/Resultat/Projektbanken-2014-2020/Alla-Projekt/",
)
"""The two older banks; the first was served with and without /sv/."""

_ESF = re.compile(r"(https?://)?(www\.|nyweb\.)?esf\.se(/|$)", re.IGNORECASE)


def are_banks(prefixes: Iterable[str]) -> bool:
    """Whether all prefixes, or those of the banks where there are none, are of ESF-rådet's site."""
    return all(map(_ESF.match, prefixes))
