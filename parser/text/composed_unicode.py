"""Unicode's composed form (NFC), in time that grows with the text, whatever marks are heaped on a letter."""

import re
import unicodedata

_HEAPS_LIKELY = 1000
"""Characters beyond Latin-1 from which heaps of marks are sought: fewer cannot cost much."""
_BEYOND_LATIN = re.compile(r"[^\x00-\u02ff]{31,}")


def composed(text: str) -> str:
    """The text in NFC. `unicodedata` sorts the marks of a letter by insertion; heaps of them are sorted beforehand."""
    beyond = len(text) - len(text.encode("latin-1", "ignore"))
    return unicodedata.normalize("NFC", _BEYOND_LATIN.sub(_sorted, text) if beyond > _HEAPS_LIKELY else text)


def _sorted(found: re.Match[str]) -> str:
    """A run of characters with the marks of each letter in canonical order."""
    ordered: list[str] = []
    marks: list[str] = []
    for character in _apart(found[0]):
        if unicodedata.combining(character):
            marks.append(character)
        else:
            ordered += [*sorted(marks, key=unicodedata.combining), character]
            marks = []
    return "".join([*ordered, *sorted(marks, key=unicodedata.combining)])


def _apart(text: str) -> str:
    """The text decomposed character by character, its marks not yet in order."""
    return "".join([unicodedata.normalize("NFD", character) for character in text])
