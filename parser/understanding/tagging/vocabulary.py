"""What the vocabularies open: groups, themes and places by their words, each text read once."""

import functools
from collections.abc import Iterator

import msgspec

from parser.understanding.pipeline import pipeline
from parser.understanding.tagging.groups import tells_age
from parser.understanding.tagging.phrase_tree import Found, Nodes, Phrases, found
from parser.understanding.words import Words
from schema.prose_vocabulary import places, target_groups, themes

_KEPT_WORDS = 100_000
_Opened = tuple[Nodes, Nodes, Nodes, bool]


class Names(msgspec.Struct):
    """What is named among words: groups, themes and places by label, and the words that may begin an age."""

    groups: list[Found] = []
    themes: list[Found] = []
    places: list[Found] = []
    ages: list[int] = []


def names_in(words: Words) -> Names:
    """Every phrase of the vocabularies among words, the longest first of those that begin together."""
    if len(_OPENED) > _KEPT_WORDS:
        _OPENED.clear()
    for word in {*words.written} - _OPENED.keys():
        _OPENED[word] = _open(word)
    names, lower, written = Names(), words.lower, words.written
    for at, opened in enumerate(map(_OPENED.__getitem__, written)):
        if opened is not None:
            in_groups, in_themes, in_places, may_be_age = opened
            if in_groups:
                names.groups += found(in_groups, lower, at)
            if in_themes:
                names.themes += found(in_themes, lower, at)
            if in_places:
                names.places += found(in_places, written, at)
            if may_be_age:
                names.ages.append(at)
    return names


_OPENED: dict[str, _Opened | None] = {}
"""What each word met opens in the vocabularies; None for most words."""


def _open(word: str) -> _Opened | None:
    lower = word.lower()
    opened = (groups().opened(lower), theme_words().opened(lower), place_names().opened(word), tells_age(lower))
    return opened if any(opened) else None


@functools.cache
def groups() -> Phrases:
    """The words for target groups, genitives too, by `group|kind`."""
    return Phrases((_parted(form), f"{name}|{kind}") for name, kind, word in _group_words() for form in _forms(word))


@functools.cache
def theme_words() -> Phrases:
    """The words for themes, by theme."""
    return Phrases((_parted(word), theme) for theme, words in themes().items() for word in words)


@functools.cache
def place_names() -> Phrases:
    """The names of places and their genitives, by the name as the vocabulary has it."""
    known = places().keys()
    genitives = ((f"{name}s", name) for name in known if name[-1] not in "sxzS" and f"{name}s" not in known)
    return Phrases((_parted(form), name) for form, name in [*zip(known, known, strict=True), *genitives])


def _group_words() -> Iterator[tuple[str, str, str]]:
    for name, group in target_groups().items():
        for kind, words in (("alias", group.aliases), ("occupation", group.occupations), ("weak", group.weak)):
            yield from ((name, kind, word) for word in words)


def _forms(word: str) -> Iterator[str]:
    yield word
    if word[-1] not in "sx*":
        yield f"{word}s"


def _parted(phrase: str) -> str:
    """The phrase with spaces between what the tokenizer parts."""
    if all(part.replace("-", "").isalnum() for part in phrase.split()) or "*" in phrase or "_" in phrase:
        return phrase
    return " ".join(token.text for token in pipeline().make_doc(phrase))
