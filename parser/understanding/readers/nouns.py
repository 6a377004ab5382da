"""Words that the readers of numbers know (`nouns.toml`): function words, verbs, and nouns by what they count."""

import functools
from collections.abc import Iterator
from typing import Literal

import msgspec

from parser.judging.memo import Kept
from parser.understanding.hyphens import joined
from parser.understanding.readers.numerals import ARTICLES, WORDS
from parser.understanding.readers.reader_tables import read_table, word_lists

Kind = Literal["time", "structure", "staff", "sex", "person", "organisation", "thing", "event"]
_DETERMINERS = word_lists("phrases")["determiners"]
_MODIFYING, _NO_PLURAL = ("a", "ade", "ande", "ende"), ("ning", "het", "tion", "itet", "else", "dom")
_ER, _AR = ("er", "s", "es", "as", "te", "de", "ts", "it", "its"), ("ar", "as", "ade", "at", "ats", "ades")
"""The endings of verbs of either kind, by that of the present tense."""


class NounKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How nouns of a kind are known, and one of them."""

    example: str
    words: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()

    def holds(self, word: str) -> bool:
        """Whether a word is of the kind."""
        return word in self.words or (word.endswith(self.endings) and not word.endswith(self.but_not))


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    function: frozenset[str]
    verbs: frozenset[str]
    present: tuple[str, ...]
    modifiers: frozenset[str]


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of nouns.toml."""

    words: _Lists
    kinds: dict[Kind, NounKind]


class KnownWord(msgspec.Struct, frozen=True, gc=False):
    """What is known of a word or number: itself, in lower case, the kinds of noun that it is, what else it can be."""

    written: str
    lower: str
    kinds: frozenset[Kind]
    is_function: bool
    is_verb: bool
    """A finite verb: `upplever`, `startade`, but not `resor`."""
    is_listed_verb: bool
    is_noun_like: bool
    """Whether it can head or continue a noun phrase."""
    modifies: bool
    """Whether it can stand before the noun that is counted: `nya`, `samiska`, `deltagande`, `varslade`."""
    is_modifier: bool
    may_be_counted: bool
    is_plural: bool
    """Whether it can follow a number of two or more: not `aktivitetsersättning`, `frihet`."""
    is_number: bool
    is_determiner: bool


@functools.cache
def vocabulary() -> Vocabulary:
    """What nouns.toml holds."""
    return msgspec.convert(read_table("nouns"), Vocabulary)


def kinds(word: str) -> frozenset[Kind]:
    """The kinds of noun that a word in lower case is."""
    return known[word].kinds


def _known(written: str) -> KnownWord:
    word = (joined(written) or written) if "-" in written[1:-1] else written
    lists, lower = vocabulary().words, word.lower()
    found = frozenset(name for name, kind in vocabulary().kinds.items() if kind.holds(lower))
    function, verb, listed = lower in lists.function, _is_verb(lower), lower in lists.verbs
    is_word = len(word) > 1 and word[0].isalpha() and not function
    named = not listed and not found.isdisjoint(("event", "person", "organisation"))
    modifies = lower in lists.modifiers or (lower.endswith(_MODIFYING) and not lower.endswith(("arna", "orna", "erna")))
    counted = is_word and not listed and (lower == "flera" or not lower.endswith(("era", "eras")))
    plural = (named or (is_word and not verb)) and not lower.endswith(_NO_PLURAL)
    number = lower[:1].isdigit() or (lower in WORDS and lower not in ARTICLES)
    return KnownWord(
        word, lower, found, function, verb, listed, is_word and not verb, modifies, lower in lists.modifiers, counted,
        plural, number, lower in _DETERMINERS,
    )  # fmt: skip


known: Kept[str, KnownWord] = Kept(_known, 50_000)
"""What is known of each word, as it is written; one that an old line break split is read as a whole."""


def _is_verb(word: str) -> bool:
    return word in vocabulary().words.verbs or word in _forms() or word.endswith(_ERAR)


_ERAR = tuple(f"er{ending}" for ending in _AR)
"""The endings of verbs in `-era`."""


@functools.cache
def _forms() -> frozenset[str]:
    return frozenset(form for present in vocabulary().words.present for form in _conjugated(present))


def _conjugated(present: str) -> Iterator[str]:
    """The forms of a verb that the readers ask about: present, past and supine, active and passive."""
    stem, ending = present[:-2], present[-2:]
    if ending in {"er", "ar"}:
        yield from (stem + one for one in (_ER if ending == "er" else _AR))
    else:
        yield from (present, f"{present[:-1]}s")
