"""The rows of a Kohesio file: of which country and programme period they are."""

import csv
import re
from collections.abc import Iterator, Mapping

from schema.record_words import SWEDEN
from scraper.store.responses.register_headings import as_text, delimiter_of, folded_halves

_NAMES = {"se": SWEDEN}
"""How the column of countries may write one; of others only the two letters are known."""

FILE_PERIODS = {"2014-2020": "pp14-20", "2021-2027": "pp21-27"}
"""The programme periods of which there are files, and how the names of these abbreviate them."""

_PERIOD = re.compile(r"projects-(\d{4}-\d{4})")


def period_in(address: str) -> str | None:
    """The programme period in the address of a file, `2021-2027`; None if it has none."""
    found = _PERIOD.search(address)
    return found[1] if found else None


def is_of_another(content: bytes, country: str, period: str | None) -> bool:
    """Whether no row of a file is of the country, or none is of the period; not if no row tells its own."""
    names = _NAMES.get(country.lower(), {country.lower()})
    rows = list(_rows(content))
    periods = set(map(_period, rows)) - {None}
    countries = [words for row in rows if (words := _country(row))]
    is_of_period = period is None or not periods or period in periods
    return not is_of_period or (bool(countries) and not any(words & names for words in countries))


def _rows(content: bytes) -> Iterator[Mapping[str, str]]:
    """The rows by folded headings; none behind a place that is no CSV."""
    lines = as_text(content).splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=delimiter_of("".join(lines[:1])))
    try:
        headings = ["".join(folded_halves(heading)) for heading in next(reader, [])]
        for cells in reader:
            yield dict(zip(headings, (cell.strip() for cell in cells), strict=False))
    except csv.Error:
        return


def _country(row: Mapping[str, str]) -> set[str]:
    """The words in which a row tells its country, or the letters in its programme's number; an address tells none."""
    named = row.get("countrycode") or row.get("country") or row.get("programmecode", "")[4:6]
    return set() if re.search(r"[\d:/]", named) else set(re.findall(r"\w+", named.lower()))


def _period(row: Mapping[str, str]) -> str | None:
    """The programme period that a row tells, or the one in which its programme's number begins; None for others."""
    told = row.get("programmingperiod") or row.get("programmecode", "")
    return _PERIOD_OF_YEAR.get(told[:4])


_PERIOD_OF_YEAR = {period[:4]: period for period in FILE_PERIODS}
"""The programme periods by their first year."""
