"""The words of groups, themes, places and ages as one vocabulary, so that a text is read once for all of them."""

import functools
import re
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from parser.judging.cues import Cue, Hit, Lexicon
from parser.judging.memo import Kept
from parser.understanding.tagging import pattern
from parser.understanding.words import Words
from schema.prose_vocabulary import places, target_groups, themes

_AGED = {"1": "ungdomar", "2": "ungdomar", "3": "ungdomar", "5": "äldre", "6": "äldre"}
_TWO_FIGURES = re.compile(r"\d\d(?!\d)")
_aged: Kept[str, str] = Kept(lambda word: _AGED.get(word[0], "") if _TWO_FIGURES.match(word) else "", 50_000)
"""The group that a word can give the age of, by its first figure."""


class Mention(NamedTuple):
    """A name in the text by the words it covers; `name` is canonical, `form` is the kind of word it is named by."""

    name: str
    form: str
    first: int
    end: int


def names_in(words: Words) -> dict[str, list[Mention]]:
    """The groups, themes and places that are named, without those inside a longer one of the same name, or of a place.

    A compound (`skogsarbetare`) is named by its end only where the word is not in the vocabulary itself.
    """
    names: dict[str, list[Mention]] = {"group": [], "theme": [], "place": []}
    hits, known, compounds, reach = (
        _find("places", words),
        set[int](),
        dict[int, Hit](),
        dict[str, int](),
    )
    for hit in _find("phrases", words):
        label, first, end = hit
        if label[0] == "*":
            compounds[first] = hit
        else:
            hits.append(hit)
            known.update({first} if end == first + 1 and label[0] == "g" else ())
    hits += [hit for first, hit in compounds.items() if first not in known]
    hits.sort(key=itemgetter(2), reverse=True)
    for label, first, end in sorted(hits, key=itemgetter(1)):
        vocabulary, form, name, key = _labels[label]
        if first >= reach.get(key, 0):
            reach[key] = end
            names[vocabulary].append(Mention(name, form, first, end))
    for at, group in words.marked(_aged.__getitem__):
        names["group"] += _age(words.lower, at, group)
    return names


def _find(kind: str, words: Words) -> list[Hit]:
    is_name, lexicon = kind == "places", _lexicon(kind)
    opened = words.marked(lexicon.opened.__getitem__, as_written=is_name)
    return lexicon.find_from(opened, words.written if is_name else words.lower)


def _age(lower: list[str], at: int, group: str) -> Iterator[Mention]:
    """The group of the age or span of ages that begins with word `at`, if it is one: up to 30 young, from 50 older."""
    before = "".join(f"{word} " for word in lower[max(0, at - 6) : at])
    window = f"{before}#{' '.join(lower[at : at + 5])}"
    if hit := pattern(group).search(window):
        yield Mention(group, "age", at, at + 1 + window.count(" ", len(before), hit.end()))


def _parts(label: str) -> tuple[str, str, str, str]:
    """The vocabulary, form and name of a label, and what no two mentions that overlap share."""
    vocabulary, form, name = label.removeprefix("*").split("|")
    return vocabulary, form, name, vocabulary if vocabulary == "place" else f"{vocabulary} {name}"


_labels = Kept(_parts, 100_000)


@functools.cache
def _lexicon(kind: str) -> Lexicon:
    """Names of places, or words for groups and themes, with genitives; a star marks the label of a compound's end."""
    terms: dict[str, list[str]] = {}
    for label, word in _terms(kind):
        terms.setdefault(f"*{label}" if word[0] == "*" else label, []).append(word)
    known = {word for words in terms.values() for word in words}
    for label, words in terms.items():
        genitives = (f"{word}s" for word in words if word[-1] not in "sxzS*" and "theme" not in label[:6])
        words += [word for word in genitives if word not in known]
    return Lexicon({label: Cue(words, "") for label, words in terms.items()})


def _terms(kind: str) -> Iterator[tuple[str, str]]:
    """The words of places, or of groups and themes, with their labels: vocabulary, form and name."""
    if kind == "places":
        yield from ((f"place||{name}", name) for name in places())
        return
    for name, group in target_groups().items():
        for form, words in (("alias", group.aliases), ("occupation", group.occupations), ("weak", group.weak)):
            yield from ((f"group|{form}|{name}", word) for word in words)
    for theme, words in themes().items():
        yield from ((f"theme||{theme}", word) for word in words)
