"""What the vocabularies open: groups, themes and places by their words, each text read once."""

import functools
from collections.abc import Container, Iterator

import msgspec

from parser.understanding.pipeline import pipeline
from parser.understanding.tagging.groups import tells_age
from parser.understanding.tagging.phrase_tree import Found, Nodes, Phrases, found, second_words
from parser.understanding.words import Words
from schema.prose_vocabulary import places, target_groups, themes

_KEPT_WORDS = 100_000


class Names(msgspec.Struct):
    """What is named among words: groups, themes and places by label, and the words that may begin an age."""

    groups: list[Found] = []
    themes: list[Found] = []
    places: list[Found] = []
    ages: list[int] = []


class _Opened(msgspec.Struct):
    """What a word opens in the vocabularies; `second` are the words of which one must follow it in a group's phrase."""

    groups: Nodes
    second: Container[str] | None
    themes: Nodes
    places: Nodes
    may_be_age: bool


def names_in(words: Words) -> Names:
    """Every phrase of the vocabularies among words, the longest first of those that begin together."""
    if len(_OPENED) > _KEPT_WORDS:
        _OPENED.clear()
    _OPENED.update((word, _open(word)) for word in {*words.written} - _OPENED.keys())
    names, lower = Names(), [*words.lower, ""]
    for at, opened in enumerate(map(_OPENED.__getitem__, words.written)):
        if opened is not None:
            if opened.groups and (opened.second is None or lower[at + 1] in opened.second):
                names.groups += found(opened.groups, words.lower, at)
            if opened.themes:
                names.themes += found(opened.themes, words.lower, at)
            if opened.places:
                names.places += found(opened.places, words.written, at)
            if opened.may_be_age:
                names.ages.append(at)
    return names


_OPENED: dict[str, _Opened | None] = {}
"""What each word met opens in the vocabularies; None for most words."""


def _open(word: str) -> _Opened | None:
    lower = word.lower()
    in_groups, in_themes, in_places = groups().opened(lower), theme_words().opened(lower), place_names().opened(word)
    if not (in_groups or in_themes or in_places or tells_age(lower)):
        return None
    return _Opened(in_groups, second_words(in_groups), in_themes, in_places, tells_age(lower))


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
