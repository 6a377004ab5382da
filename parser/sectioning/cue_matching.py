"""Match words to cues by lemma, prefix, suffix or phrase."""

import functools
import re
from collections import defaultdict
from collections.abc import Sequence

import simplemma

from parser.sectioning.section_cues import Cue

_WORD = re.compile(r"\w+(?:[-.:]\w+)*")
_KEY_LENGTH = 3
"""Letters by which prefixes and suffixes are indexed."""


class Lexicon:
    """The words of cues, indexed for counting in a text."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._begins: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._ends: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._phrases: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, cue in enumerate(cues):
            for term in cue.words:
                self._add(term, number)
        self._of_word = functools.lru_cache(maxsize=100_000)(self._look_up)

    def _add(self, term: str, number: int) -> None:
        if " " in term:
            self._phrases[term.split(maxsplit=1)[0]].append((f" {term} ", number))
        elif term.endswith("*"):
            self._begins[term[:_KEY_LENGTH].rstrip("*")].append((term[:-1], number))
        elif term.startswith("*"):
            self._ends[term[-_KEY_LENGTH:]].append((term[1:], number))
        else:
            self._exact[term].add(number)

    def count(self, text: str) -> dict[int, int]:
        """How many times each cue, by its number, occurs in `text`."""
        words = _WORD.findall(text.lower())
        found: dict[int, int] = {}
        for word in words:
            for number in self._of_word(word):
                found[number] = found.get(number, 0) + 1
        joined = f" {' '.join(words)} "
        for first in self._phrases.keys() & words:
            for phrase, number in self._phrases[first]:
                if phrase in joined:
                    found[number] = found.get(number, 0) + joined.count(phrase)
        return found

    def _look_up(self, word: str) -> tuple[int, ...]:
        forms = {word, simplemma.lemmatize(word, "sv").lower()}
        found = {number for form in forms for number in self._exact.get(form, ())}
        for key in {word[:_KEY_LENGTH], word[: _KEY_LENGTH - 1]}:
            found.update(number for affix, number in self._begins.get(key, ()) if word.startswith(affix))
        for form in forms:
            found.update(number for affix, number in self._ends.get(form[-_KEY_LENGTH:], ()) if form.endswith(affix))
        return tuple(sorted(found))
