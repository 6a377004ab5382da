"""What a text says of each name that may be its project's: the features that the judge of titles weighs."""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from parser.prose.headline import Headline
from parser.prose.prose_words import DASHES, QUOTES, Cues, TextWords, word_list
from parser.prose.title_candidates import Name, candidates
from schema.prose_vocabulary import places

_MOST, _WEIGHED, _LOOKED_AT = 400, 80, 30
"""Places of names that are found in a text, different names weighed, and mentions of one that are looked at."""
_NEAR, _EARLY, _LONG = 8, 500, 7
_PROJECTS = ("projekt", "satsning", "insats", "studie", "initiativ", "program")
_NO_NAMES = word_list("no_names")
_PAPERS = word_list("papers")
_ORGANISED = ("kommun", "kommunen", "förbund", "förbundet", "landsting", "landstinget", "län", "verket", "myndigheten")
_NAMED = frozenset(
    ("before project called", "before project", "before effort", "before line", "after defined", "after names")
) | {"after apposition", "quoted, short", "definite", "before paid, ends at mark"}
_NO_PROJECT = frozenset(("no name", "organisation", "place"))
_OF_HEADLINES = ("shorter", "words", "holds", "organisation", "number", "place", "no name", "paper")
Key = tuple[str, ...]
"""The words of a name in lower case, all dashes alike."""


class TitleEvidence(msgspec.Struct, frozen=True):
    """A name with its first place, and what speaks for or against it."""

    name: Name
    features: frozenset[str]


def weigh(words: TextWords, headline: Headline) -> list[TitleEvidence]:
    """Every name that may be the title, with its features; the headline is the first."""
    cues, top = Cues(words, "title_cues"), (words.at(headline.start), words.at(headline.end))
    mentions = _mentions(words, cues, top)
    found = {key: {*_of_name(words, cues, key, at, top)} | {*_of_others(key, mentions)} for key, at in mentions.items()}
    named = {key for key, says in found.items() if says & _NAMED and not says & _NO_PROJECT}
    for key, says in found.items():
        if "headline whole" in says:
            says |= {f"headline {one}" for one in says if one.startswith(_OF_HEADLINES)}
            says |= {f"headline found {headline.found}", f"others named {bool(named - {key})}"}
    return [TitleEvidence((at[0], at[0] + len(key)), frozenset(found[key])) for key, at in mentions.items()]


def _mentions(words: TextWords, cues: Cues, top: Name) -> dict[Key, list[int]]:
    """Where each name stands, in all the text."""
    lower = ["-" if one in DASHES else one for one in words.lower]
    names = (tuple(lower[first:last]) for first, last in islice(candidates(words, cues, top), _MOST) if first < last)
    keys = [*islice(dict.fromkeys(names), _WEIGHED)]
    begins: dict[str, list[int]] = {key[0]: [] for key in keys}
    for at, word in enumerate(lower):
        if word in begins:
            begins[word].append(at)
    return {key: [at for at in begins[key[0]] if tuple(lower[at : at + len(key)]) == key] for key in keys}


def _of_name(words: TextWords, cues: Cues, key: Key, mentions: Sequence[int], top: Name) -> Iterator[str]:
    first, size = mentions[0], len(key)
    yield f"mentions {min(len(mentions), 5)}"
    yield f"words {size if size < 4 else '4+' if size < _LONG else '7+'}"
    yield from _in_headline(words, key, mentions, top)
    yield from _looks(key, words.written(first, first + size))
    for at in mentions[:_LOOKED_AT]:
        yield from _around(words, cues, at, at + size)
    if any(at in cues.ends for at in range(first + 1, first + size)):
        yield "holds a verb"
    if words.starts[first] - words.starts[0] < _EARLY:
        yield "early"


def _looks(key: Key, written: str) -> Iterator[str]:
    """What the name is like in itself."""
    looks = {
        "capitals": written.isupper() and len(key) == 1,
        "lower case": not written[0].isupper(),
        "holds a mark": any(one in ".,;?:" for one in key),
        "no name": key[0] in _NO_NAMES and len(key) < 3,
        "paper": key[0] in _PAPERS,
        "place": written in places(),
        "holds a dash": "-" in key,
        "dash, place": "-" in key and written.rsplit(maxsplit=1)[-1] in places(),
        "number": any(map(str.isdigit, key)),
        "definite": len(key) == 1 and key[0].endswith("projektet"),
        "organisation": any(one.startswith("esf") or one.endswith((*_ORGANISED, "region")) for one in key),
    }
    return (name for name, is_so in looks.items() if is_so)


def _in_headline(words: TextWords, key: Key, mentions: Sequence[int], top: Name) -> Iterator[str]:
    below = sum(at >= top[1] for at in mentions)
    again = f", {min(below, 2)} below"
    if mentions[0] == top[0]:
        yield "headline whole" if top[0] + len(key) == top[1] else "headline begins"
    elif not any(top[0] <= at < top[1] for at in mentions):
        yield "headline not"
        return
    else:
        yield "headline within"
    yield f"headline{again}"


def _around(words: TextWords, cues: Cues, first: int, end: int) -> Iterator[str]:
    """What stands before and after a mention."""
    is_quoted = words.word(first - 1) in QUOTES and words.word(end) in QUOTES
    if is_quoted and words.lower[end - 1] not in ",.?":
        yield "quoted"
        yield from ["quoted, short"] * (end - first < _LONG - 1 and words.is_capital(first))
    before = _said_before(words, cues, first - (words.word(first - 1) in QUOTES))
    ending = "quote" if is_quoted else _ending(words, cues, end)
    yield f"ends at {ending}"
    for cue in before:
        yield f"before {cue}"
        yield f"before {cue}, ends at {ending}"
    yield from (f"after {cue}" for cue in cues.after.get(end + (words.word(end) in QUOTES), ()))


def _said_before(words: TextWords, cues: Cues, first: int) -> set[str]:
    said = cues.before.get(first, set())
    near = words.lower[max(0, first - _NEAR) : first]
    if "field" in said or ("called" in said and any(project in word for word in near for project in _PROJECTS)):
        said = said | {"project called"}
    return said | {"nothing"} if words.word(first - 1) in {"\n", ".", "!", "?", "–"} else said


def _ending(words: TextWords, cues: Cues, end: int) -> str:
    word = words.word(end)
    if word in DASHES:
        return "dash, capital" if words.is_capital(end + 1) else "dash"
    if not word[0].isalnum():
        return "line" if word == "\n" else "mark"
    return "verb" if end in cues.ends else "nothing"


def _of_others(key: Key, mentions: dict[Key, list[int]]) -> Iterator[str]:
    """How often a name stands as a part of a longer one, and without what is longer in it."""
    often = len(mentions[key])
    for other, at in mentions.items():
        if other != key and other[: len(key)] == key:
            yield "longer as often" if len(at) == often else "longer rarer"
        elif other != key and key[: len(other)] == other:
            yield "shorter oftener" if len(at) > often else "shorter as often"
