"""The words of groups, themes, places and ages as one vocabulary, so that a text is read once for all of them."""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from parser.understanding.tagging.phrase_tree import Label, Phrases
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
    """Words for groups and names of places with their genitives, words for themes, and numbers that may be an age."""
    words = [*_group_words(), *((name, ("place", name, "")) for name in places())]
    known = {word for word, _ in words}
    genitives = [(f"{word}s", label) for word, label in words if word[-1] not in "sxzS*" and f"{word}s" not in known]
    aliases = ((word, ("theme", theme, "")) for theme, words in themes().items() for word in words)
    return Phrases((*words, *genitives, *aliases, ("##", ("age", "", ""))))


def _group_words() -> Iterator[tuple[str, Label]]:
    for name, group in target_groups().items():
        for kind, words in (("alias", group.aliases), ("occupation", group.occupations), ("weak", group.weak)):
            yield from ((word, ("group", name, kind)) for word in words)
