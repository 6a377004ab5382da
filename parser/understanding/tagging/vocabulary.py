"""The words of groups, themes, places and ages as one vocabulary, so that a text is read once for all of them."""

import functools
from collections.abc import Iterator

from parser.understanding.pipeline import pipeline
from parser.understanding.tagging.phrases import Found, Label, Phrases
from parser.understanding.words import Words
from schema.prose_vocabulary import places, target_groups, themes


def names_in(words: Words) -> dict[str, list[Found]]:
    """Every phrase among words by its vocabulary, the longest first of those that begin together."""
    names: dict[str, list[Found]] = {"group": [], "theme": [], "place": [], "age": []}
    for found in _vocabulary().find(words.written, words.lower):
        names[found[0][0]].append(found)
    return names


@functools.cache
def _vocabulary() -> Phrases:
    return Phrases((*_group_words(), *_theme_words(), *_place_names(), ("##", ("age", "", ""))))


def _group_words() -> Iterator[tuple[str, Label]]:
    """The words for target groups, genitives too."""
    for name, group in target_groups().items():
        for kind, words in (("alias", group.aliases), ("occupation", group.occupations), ("weak", group.weak)):
            for word in words:
                for form in (word,) if word[-1] in "sx*" else (word, f"{word}s"):
                    yield _parted(form), ("group", name, kind)


def _theme_words() -> Iterator[tuple[str, Label]]:
    return ((_parted(word), ("theme", theme, "")) for theme, words in themes().items() for word in words)


def _place_names() -> Iterator[tuple[str, Label]]:
    """The names of places as the vocabulary has them, and their genitives."""
    known = places().keys()
    for name in known:
        yield _parted(name), ("place", name, "")
        if name[-1] not in "sxzS" and f"{name}s" not in known:
            yield _parted(f"{name}s"), ("place", name, "")


def _parted(phrase: str) -> str:
    """The phrase with spaces between what the tokenizer parts."""
    if all(part.replace("-", "").isalnum() for part in phrase.split()) or "*" in phrase or "_" in phrase:
        return phrase
    return " ".join(token.text for token in pipeline().make_doc(phrase))
