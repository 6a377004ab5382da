"""Patterns of a name: its letters as people spell them, its words in the orders that texts have, its titles."""

import functools
import re
import unicodedata
from collections.abc import Iterator

from archive.privacy.folding import without_case
from archive.privacy.name_words import word_list
from archive.privacy.persons import Person

_SPELLINGS = {
    "å": "(?:å|aa?)", "ä": "(?:ä|ae?|æ)", "ö": "(?:ö|oe?|ø)", "ü": "(?:ü|ue?|y)", "ø": "(?:ø|oe?|ö)",
    "æ": "(?:æ|ae?|ä)", "'": "'?", "-": "[- ]?",
}  # fmt: skip
"""Letters as people without a Swedish keyboard write them, and signs that may be left out."""
BETWEEN = r"[\s-]{1,3}"
GENITIVE = r"(?:'?s)?"
_CAPITAL = re.compile(" (?=[A-ZÅÄÖÉ])")
_LONGEST_ABBREVIATION = 4
"""Letters of a title that is an abbreviation, so that a stop after it ends no sentence."""


def any_form(patterns: list[str]) -> re.Pattern[str]:
    """One pattern of several, also in the genitive; of none, one that nothing meets."""
    return re.compile(f"(?:{'|'.join(patterns)}){GENITIVE}" if patterns else r"(?!)", re.IGNORECASE)


def together(person: Person, surnames: list[str]) -> Iterator[str]:
    """Given name and surname in either order, the given name as an initial, names between left out or put in."""
    if len(person) < 2:
        return
    first = spelled(person[0])
    given = f"(?:{first}|{'|'.join(spelled(half) for half in person[0].split('-'))})"
    middle = rf"(?:{BETWEEN}\w[\w.'-]*){{0,2}}?"
    between = "|".join(map(spelled, person[1:-1])) or r"(?!)"
    own = rf"(?:{BETWEEN}(?:{between}))*"
    initial = rf"(?-i:{re.escape(person[0][0].upper())})(?:\.|\b) ?(?:(?-i:[A-ZÅÄÖ])\.? ?)?"
    for surname in map(spelled, surnames):
        yield rf"{given}{middle}{BETWEEN}{surname}"
        yield rf"{surname},?{BETWEEN}{first}{own}"
        yield rf"{initial}[\s-]?{surname}"
    last = person[-1][0].upper()
    yield rf"{first}{BETWEEN}(?-i:{re.escape(last)})\."
    if len(person) > 2:
        yield rf"{first}{BETWEEN}{BETWEEN.join(map(spelled, person[1:-1]))}"


def with_title(surname: str, among: frozenset[str]) -> str:
    """`rektor Lund`, `fru Ek`: the title makes a common word or a place a surname."""
    titles = sorted(among, key=lambda title: (len(title), title))
    short = "|".join(re.escape(title) for title in titles if len(title) > 1 and not is_long(title))
    whole = "|".join(map(re.escape, filter(is_long, titles)))
    ways = [rf"(?:{short})\.?"] * bool(short) + [rf"\w*(?:{whole})"] * bool(whole)
    return rf"\b(?:{'|'.join(ways)}) (?-i:(?=[A-ZÅÄÖÉ])){spelled(surname)}" if ways else r"(?!)"


def is_long(title: str) -> bool:
    """Whether a title is no abbreviation, and so also one at the end of a longer word: `enhetschef`."""
    return len(title) > _LONGEST_ABBREVIATION


@functools.cache
def plain_titles() -> dict[str, str]:
    """The titles, by what they are without case."""
    return {without_case(title): title for title in word_list("titles").words}


def titles_in(folded: str) -> frozenset[str]:
    """The titles that stand before a word with a capital; of others, `with_title` finds nothing."""
    titles = plain_titles()
    longest = 2 * max(map(len, titles))
    before = (folded[max(0, found.start() - longest) : found.start()] for found in _CAPITAL.finditer(folded))
    endings = {without_case(text).removesuffix(".") for text in before}
    told = [text for text in endings if text.endswith(tuple(titles))]
    return frozenset(title for plain, title in titles.items() if any(text.endswith(plain) for text in told))


def spelled(word: str) -> str:
    """The pattern of a word in all its spellings."""
    return "".join(_SPELLINGS.get(letter) or _with_bare(letter) for letter in word.casefold())


def _with_bare(letter: str) -> str:
    """A letter, also without its diacritics."""
    bare = unicodedata.normalize("NFD", letter)[0]
    return re.escape(letter) if bare == letter else f"(?:{re.escape(letter)}|{re.escape(bare)})"
