"""The words of groups, themes, places and ages as one vocabulary, so that a text is read once for all of them."""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from parser.understanding.tagging.phrases import Label, Phrases
from parser.understanding.words import Words
from schema.prose_vocabulary import places, target_groups, themes


class Mention(NamedTuple):
    """A name in the text by the words it covers; `name` is canonical, `form` is the kind of word it is named by."""

    name: str
    form: str
    first: int
    end: int


def names_in(words: Words) -> dict[str, list[Mention]]:
    """Every phrase among words by its vocabulary, without those inside a longer one of the same name, or of a place."""
    names: dict[str, list[Mention]] = {"group": [], "theme": [], "place": [], "age": []}
    reach: dict[tuple[str, str], int] = {}
    for (vocabulary, name, form), first, end in _vocabulary().find(words.written, words.lower):
        key = (vocabulary, "" if vocabulary == "place" else name)
        if first >= reach.get(key, 0):
            reach[key] = end
            names[vocabulary].append(Mention(name, form, first, end))
    return names


@functools.cache
def _vocabulary() -> Phrases:
    return Phrases((*_group_words(), *_theme_words(), *_place_names(), ("##", ("age", "", ""))))


def _group_words() -> Iterator[tuple[str, Label]]:
    """The words for target groups, genitives too."""
    for name, group in target_groups().items():
        for kind, words in (("alias", group.aliases), ("occupation", group.occupations), ("weak", group.weak)):
            for word in words:
                yield word, ("group", name, kind)
                if word[-1] not in "sx*":
                    yield f"{word}s", ("group", name, kind)


def _theme_words() -> Iterator[tuple[str, Label]]:
    return ((word, ("theme", theme, "")) for theme, words in themes().items() for word in words)


def _place_names() -> Iterator[tuple[str, Label]]:
    """The names of places as the vocabulary has them, and their genitives."""
    known = places().keys()
    for name in known:
        yield name, ("place", name, "")
        if name[-1] not in "sxzS" and f"{name}s" not in known:
            yield f"{name}s", ("place", name, "")
