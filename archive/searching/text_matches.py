"""Where a resolved query is met in a text: for snippets, for why a project was found, and for single sections."""

import functools
import re
from collections.abc import Iterator

import msgspec

from archive.searching.query_words import INDEXED_WORD, cleaned, joined_number, joined_numbers, numbers_in, words
from archive.searching.resolved_query import Clause, FoundForms
from archive.searching.synonyms import Phrase

_MARGIN = 90
"""Characters shown before a snippet's first hit; twice as many are shown from its start on."""


class TextMatches:
    """What of a query stands in texts; what it must not have is never marked."""

    def __init__(self, clauses: list[Clause]) -> None:
        found = [forms for clause in clauses if not clause.negative for choice in clause.choices for forms in choice]
        phrases = {phrase for forms in found for phrase in (*forms.forms, *forms.wider)}
        self._clauses = clauses
        self._single = {phrase[0] for phrase in phrases if len(phrase) == 1}
        self._several = [phrase for phrase in phrases if len(phrase) > 1]
        self._begun = [phrase for forms in found for phrase in forms.beginnings]
        self._has_number = any(word[-1].isdigit() or word[0].isdigit() for word in self._single)
        self._firsts = self._single | {phrase[0] for phrase in (*self._several, *self._begun)}
        self._has_phrases = bool(self._several) or any(len(phrase) > 1 for phrase in self._begun)
        self._first_letters = tuple(phrase[0] for phrase in self._begun if len(phrase) == 1)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every hit in a text, in order."""
        sought = numbers_in(text) if self._has_number else ()
        numbers = [found.span() for found in sought if joined_number(found[0]) in self._single]
        return sorted({*self._places_of_words(text), *numbers})

    def _places_of_words(self, text: str) -> Iterator[tuple[int, int]]:
        lowered = text.lower()
        if self._has_phrases or len(lowered) != len(text):
            return self._places_of_phrases(text)
        met = self._single.intersection(INDEXED_WORD.findall(lowered))
        pattern = _pattern(tuple(sorted(met)), self._first_letters)
        return (found.span() for found in pattern.finditer(lowered))

    def _places_of_phrases(self, text: str) -> Iterator[tuple[int, int]]:
        tokens = list(INDEXED_WORD.finditer(text))
        said = [token[0].lower() for token in tokens]
        for at, word in enumerate(said):
            may_begin = word in self._firsts or word.startswith(self._first_letters)
            if may_begin and (length := self._length_at(said, at)):
                yield tokens[at].start(), tokens[at + length - 1].end()

    def _length_at(self, said: list[str], at: int) -> int:
        """The words of the longest hit that begins at a word; 0 if none does."""
        several = (len(phrase) for phrase in self._several if said[at : at + len(phrase)] == list(phrase))
        begun = (len(phrase) for phrase in self._begun if _begins(said[at : at + len(phrase)], phrase))
        return max([int(said[at] in self._single), *several, *begun])

    def met_by(self, text: str) -> bool:
        """Whether a text alone meets the whole query."""
        said = SaidWords.of(cleaned(text))
        wanted = [clause for clause in self._clauses if not clause.negative]
        return bool(wanted) and all(_holds(clause, said) is not clause.negative for clause in self._clauses)


@functools.lru_cache(maxsize=1_000)
def _pattern(words: tuple[str, ...], beginnings: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, and words that begin so."""
    written = [*map(re.escape, words), *(rf"{re.escape(begun)}[^\W_]*" for begun in beginnings)]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(written)})(?![^\W_])" if written else r"(?!)")


def snippet(text: str, places: list[tuple[int, int]]) -> str:
    """The text around the first of some places with these between `<mark>` tags; without any, the start of the text.

    It is not escaped: to show it as HTML, escape it first and restore only the tags.
    """
    first = places[0][0] if places else 0
    start, end = max(0, first - _MARGIN), first + 2 * _MARGIN
    start = text.find(" ", start, first) + 1 or start if start else 0
    end = text.rfind(" ", first, end) + 1 or end if end < len(text) else end
    pieces, position = [], start
    for left, right in places:
        if left >= position and right <= end:
            pieces += [text[position:left], f"<mark>{text[left:right]}</mark>"]
            position = right
    shown = " ".join("".join([*pieces, text[position:end]]).split())
    return ("… " if start else "") + shown + (" …" if end < len(text) else "")


class SaidWords(msgspec.Struct):
    """The words of a text: in order with spaces around, each once, and its numbers."""

    ordered: str
    single: set[str]

    @classmethod
    def of(cls, text: str) -> "SaidWords":
        """The words of a text."""
        said = words(text)
        return cls(f" {' '.join(said)} ", {*said, *joined_numbers(text)})


def _holds(clause: Clause, said: SaidWords) -> bool:
    return any(all(_has(forms, said) for forms in choice) for choice in clause.choices)


def _has(forms: FoundForms, said: SaidWords) -> bool:
    return any(_says(phrase, said) for phrase in (*forms.forms, *forms.wider)) or any(
        f" {' '.join(phrase)}" in said.ordered for phrase in forms.beginnings
    )


def _says(phrase: Phrase, said: SaidWords) -> bool:
    return phrase[0] in said.single if len(phrase) == 1 else f" {' '.join(phrase)} " in said.ordered


def _begins(said: list[str], phrase: Phrase) -> bool:
    *before, last = phrase
    return len(said) == len(phrase) and said[:-1] == before and said[-1].startswith(last)
