"""Ages and spans of ages that stand for a target group."""

import re
from collections.abc import Iterator

_NUMBERS = {"tjugofem": 25, "trettio": 30, "femtio": 50, "sextio": 60}
_SPAN = re.compile(
    r"\b(\d\d)\s*(?:-|–|—|till|och|upp till)\s*(\d\d)\s*(?:år\b|-?\s*åring)"
    r"|(?:åldern|åldrarna|ålder)\s+(?:mellan\s+)?(\d\d)\s*(?:-|–|—|till|och)\s*(\d\d)\b"
)
_FROM_FIFTY = re.compile(r"\b[56]\d\s?\+|\b(?:fyllt|fyllda)\s+(?:5\d|6\d|femtio|sextio)\b")
_BOUND = re.compile(
    r"\b(över|under|äldre än|yngre än|upp till|efter)\s+(\d\d|femtio|sextio|trettio|tjugofem)"
    r"(?:\s*år\b|(?=\s*[.,;)]|\s+(?:som|med|och|i|på|från|till|bildas|ska|får)\b))"
)
_PEOPLE = re.compile(
    r"(?:personer|deltagare|ungdomar|unga|vuxna|människor|kvinnor|män|anställda|medarbetare|arbetslösa?|sökande|skrivna|"
    r"varslade|uppsagda|alla|dem|de|den|personal|arbetare|sköterskor|lärare|invandrare|nyanlända|akademiker|företagare|"
    r"som är|är|(?:är|var|varit) \w+ och|i åldern)\s+$"
)


def ages(text: str) -> Iterator[tuple[str, int, int]]:
    """The group, start and end of every age: participants up to 30 are young, from 50 on older."""
    for match in _SPAN.finditer(text):
        low, high = (int(number) for number in match.groups() if number)
        if group := "ungdomar" if 13 <= low < high <= 30 else "äldre" if low >= 50 else None:
            yield group, *match.span()
    yield from (("äldre", *match.span()) for match in _FROM_FIFTY.finditer(text))
    for match in _BOUND.finditer(text):
        group = _bounded(match[1], _NUMBERS.get(match[2]) or int(match[2]))
        if group and _PEOPLE.search(text, max(0, match.start() - 40), match.start()):
            yield group, *match.span()


def _bounded(bound: str, age: int) -> str | None:
    if bound in ("under", "yngre än", "upp till"):
        return "ungdomar" if 18 <= age <= 30 else None
    return "äldre" if 50 <= age < 65 else None
