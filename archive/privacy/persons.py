"""Who is a contact: the persons named in a label's value, and those that a text names beside a role or below a heading.

What makes a name that of an organisation is a whole word (`words.toml`), never a beginning: Abrahamsson, Stadin and
Hbrand are persons.
"""

import re
from collections.abc import Iterator
from itertools import dropwhile

from archive.privacy.folding import FoldedText
from archive.privacy.words import word_list
from schema.prose_vocabulary import first_names

Person = tuple[str, ...]
"""The words of a name, the given name first: two or more, or a surname alone."""

_BETWEEN_PERSONS = re.compile(r"\s*[,;/&()|+\n:]\s*|\s+(?:och|samt|eller|respektive)\s+|\s+-+\s+|\s{3,}")
_END_OF_NAMES = re.compile(r"\d|@|https?:|www\.")
_WORD = re.compile(r"[^\W\d_](?:[\w'-]|\.(?=\w))*\.?")
_NAME_WORD = r"(?:[A-ZÅÄÖÉ]\.|[A-ZÅÄÖÉÜØÆÓÁÍČŠŽĐĆ](?:'(?=[A-Z]))?[^\W\d_]*(?:['-][^\W\d_]+)*)"
_PARTICLE = rf"(?:{'|'.join(sorted(word_list('particles').words))})"
_NAME = rf"{_NAME_WORD}(?: {_PARTICLE})?(?: {_NAME_WORD}(?: {_PARTICLE})?){{1,3}}"
_ROLES = "|".join(sorted((re.escape(role) for role in word_list("roles").words), key=len, reverse=True))
_LABELLED = re.compile(
    rf"^\W{{0,4}}(?i:{_ROLES})(?: [^\n:]{{0,40}})?(?<!:):[ \t]*(?P<value>[^\n]{{2,120}})", re.MULTILINE
)
"""`Projektledare i Malmö: NAME` at the start of a line."""
_BESIDE = re.compile(rf"(?<![^\W_])(?i:{_ROLES})[:,]?(?: {{0,3}}|[ \t]?\n)(?=[A-ZÅÄÖÉÜØ])(?P<value>{_NAME})")
"""`Handläggare NAME`, in running text too, and `KontaktpersonNAME` where a page glues them."""
_BEFORE_ROLE = re.compile(rf"(?P<value>{_NAME}), ?(?i:{_ROLES})(?![^\W_])")
"""`NAME, projektledare`."""
_HEADING = re.compile(
    rf"^\W{{0,4}}(?i:{'|'.join(sorted(map(re.escape, word_list('headings').words), key=len, reverse=True))})"
    r"(?: [^\n.!?]{0,50})?[:?]?[ ]*\n(?P<block>(?:[^\n]{0,100}\n?|\n(?=[^\n])){1,30})",
    re.MULTILINE,
)
_LINE_NAME = re.compile(rf"^\W{{0,4}}(?P<value>{_NAME})(?=$|[,;:(|/-]| -|\s{{2}}|\s*\d)")


def persons_in(value: str) -> Iterator[Person]:
    """The persons that the value of a contact label names, without titles; organisations are none."""
    names = _END_OF_NAMES.split(FoldedText(value).folded)[0]
    for part in _BETWEEN_PERSONS.split(names):
        words = _without_organisation(_WORD.findall(part))
        yield from _as_person(_without_titles(words))


def persons_beside_roles(folded: str) -> Iterator[Person]:
    """The persons that a folded text names as contacts: behind a label, beside a role, below a heading for contacts."""
    for pattern in (_LABELLED, _BESIDE, _BEFORE_ROLE):
        for match in pattern.finditer(folded):
            yield from (person for person in persons_in(match["value"]) if len(person) > 1)
    for heading in _HEADING.finditer(folded):
        for line in heading["block"].split("\n"):
            named = _LINE_NAME.match(line)
            if named and _reaches_a_person(line, named["value"]):
                yield from (person for person in persons_in(named["value"]) if len(person) > 1)


def _reaches_a_person(line: str, name: str) -> bool:
    """Whether a line below a heading for contacts gives a way to reach somebody, or names somebody by a given name."""
    return name.split(maxsplit=1)[0] in first_names() or _END_OF_NAMES.search(line) is not None


def _without_titles(words: list[str]) -> list[str]:
    """The words of a name between the titles before and after it; of labels that follow it, nothing."""
    named = list(dropwhile(_is_title, words))
    for place, word in enumerate(named):
        if word.casefold().rstrip(".") in word_list("labels"):
            named = named[:place]
            break
    while named and _is_title(named[-1]):
        named.pop()
    return named


def _without_organisation(words: list[str]) -> list[str]:
    """All words of a person's name; of an organisation's none, but a name before it: `Ylva Exempel Region Skåne`."""
    if not _is_organisation(words):
        return words
    named = list(dropwhile(_is_title, words))
    before = named[:2]
    return before if len(named) > 3 and not _is_organisation(before) else []


def _is_title(word: str) -> bool:
    """A title, or a word in lower case that no name has."""
    bare = word.casefold().rstrip(".")
    parts = bare.split(".")
    known = bare in word_list("titles") or (len(parts) > 1 and all(part in word_list("titles") for part in parts))
    return known or (word.islower() and bare not in word_list("particles"))


def _is_organisation(words: list[str]) -> bool:
    bare = [word.casefold().rstrip(".") for word in words]
    abbreviated = word_list("abbreviated")
    return any(word in word_list("organisations") and word not in abbreviated for word in bare) or {"ek", "för"} <= {
        *bare
    }


def _as_person(words: list[str]) -> Iterator[Person]:
    """A name is at most five words, each with a capital or a particle; one word alone is a surname or a given name."""
    capital = bool(words) and all(word[0].isupper() or word.casefold() in word_list("particles") for word in words)
    if capital and len(words) <= 5:
        yield tuple(word.rstrip(".") for word in words)
