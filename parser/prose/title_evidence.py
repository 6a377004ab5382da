"""What a text says of each name that may be its project's: the features that the judge of titles weighs."""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from parser.prose.headline import Headline
from parser.prose.prose_tables import judge_of, word_list
from parser.prose.prose_words import DASHES, QUOTES, CuesAround, Name, TextWords
from parser.prose.title_candidates import candidates
from schema.prose_vocabulary import places

_MOST, _WEIGHED, _LOOKED_AT = 400, 60, 6
"""Places of names that are found in a text, different names weighed, and mentions of one that are looked at."""
_NEAR, _EARLY, _LONG = 8, 500, 7
_PROJECTS = ("projekt", "satsning", "insats", "studie", "initiativ", "program")
_ORGANISED = ("kommun", "kommunen", "förbund", "förbundet", "landsting", "landstinget", "län", "verket", "myndigheten")
_NAMED = frozenset(
    ("before project called", "before project", "before effort", "before line", "after defined", "after names")
) | {"after apposition", "quoted, short", "definite", "before paid, ends at mark"}
_MARKS = frozenset(".,;?:")
_NO_PROJECT = frozenset(("no name", "organisation", "place"))
_OF_HEADLINES = ("shorter", "words", "holds", "organisation", "number", "place", "no name", "paper")
_Key = tuple[str, ...]
"""The words of a name in lower case, all dashes alike."""


class TitleEvidence(msgspec.Struct, frozen=True):
    """A name with its first place, and what speaks for or against it."""

    name: Name
    features: frozenset[str]

    @property
    def probability(self) -> float:
        """How likely it is the title."""
        return judge_of("title").probabilities(self.features)["right"]


def weigh_titles(words: TextWords, headline: Headline) -> list[TitleEvidence]:
    """Every name that may be the title, with its features; the headline is the first."""
    cues, top = CuesAround(words, "title"), (words.at(headline.start), words.at(headline.end))
    mentions = _mentions(words, cues, top)
    found = {key: {*_of_name(words, cues, key, at, top), *_of_others(key, mentions)} for key, at in mentions.items()}
    named = {key for key, says in found.items() if says & _NAMED and not says & _NO_PROJECT}
    for key, says in found.items():
        if "headline whole" in says:
            says |= {f"headline {one}" for one in says if one.startswith(_OF_HEADLINES)}
            says |= {f"headline found {headline.found}", f"others named {bool(named - {key})}"}
    return [TitleEvidence((at[0], at[0] + len(key)), frozenset(found[key])) for key, at in mentions.items()]


def _mentions(words: TextWords, cues: CuesAround, top: Name) -> dict[_Key, list[int]]:
    """Where each name stands, in all the text."""
    lower = ["-" if one in DASHES else one for one in words.lower]
    names = (tuple(lower[first:last]) for first, last in islice(candidates(words, cues, top), _MOST) if first < last)
    keys = [*islice(dict.fromkeys(names), _WEIGHED)]
    begins: dict[str, list[int]] = {key[0]: [] for key in keys}
    for at, word in enumerate(lower):
        if word in begins:
            begins[word].append(at)
    return {key: [at for at in begins[key[0]] if tuple(lower[at : at + len(key)]) == key] for key in keys}


def _of_name(words: TextWords, cues: CuesAround, key: _Key, mentions: Sequence[int], top: Name) -> Iterator[str]:
    first, size = mentions[0], len(key)
    yield f"mentions {min(len(mentions), 5)}"
    yield f"words {size if size < 4 else '4+' if size < _LONG else '7+'}"
    yield from _in_headline(size, mentions, top)
    yield from _looks(key, words.written(first, first + size))
    for at in mentions[:_LOOKED_AT]:
        yield from _around(words, cues, at, at + size)
    if not cues.ends.isdisjoint(range(first + 1, first + size)):
        yield "holds a verb"
    if words.is_early(first, _EARLY):
        yield "early"


def _looks(key: _Key, written: str) -> Iterator[str]:
    """What the name is like in itself."""
    looks = {
        "capitals": len(key) == 1 and written.isupper(),
        "lower case": not written[0].isupper(),
        "holds a mark": not _MARKS.isdisjoint(key),
        "no name": len(key) < 3 and key[0] in word_list("no_names"),
        "paper": key[0] in word_list("papers"),
        "place": written in places(),
        "holds a dash": "-" in key,
        "number": any(map(str.isdigit, key)),
        "definite": len(key) == 1 and key[0].endswith("projektet"),
        "organisation": any(one.startswith("esf") or one.endswith((*_ORGANISED, "region")) for one in key),
    }
    return (name for name, is_so in looks.items() if is_so)


def _in_headline(size: int, mentions: Sequence[int], top: Name) -> Iterator[str]:
    if mentions[0] == top[0]:
        yield "headline whole" if top[0] + size == top[1] else "headline begins"
    elif any(top[0] <= at < top[1] for at in mentions):
        yield "headline within"
    else:
        yield "headline not"
        return
    yield f"headline, {min(sum(at >= top[1] for at in mentions), 2)} below"


def _around(words: TextWords, cues: CuesAround, first: int, end: int) -> Iterator[str]:
    """What stands before and after a mention."""
    opens, closes = words.word(first - 1) in QUOTES, words.word(end) in QUOTES
    if opens and closes and words.lower[end - 1] not in ",.?":
        yield "quoted"
        yield from ["quoted, short"] * (end - first < _LONG - 1 and words.is_capital(first))
    ending = "quote" if opens and closes else _ending(words, cues, end)
    yield f"ends at {ending}"
    for cue in _said_before(words, cues, first - opens):
        yield f"before {cue}"
        yield f"before {cue}, ends at {ending}"
    yield from (f"after {cue}" for cue in cues.after.get(end + closes, ()))


def _said_before(words: TextWords, cues: CuesAround, first: int) -> Iterator[str]:
    said = cues.before.get(first, ())
    yield from said
    near = " ".join(words.lower[max(0, first - _NEAR) : first]) if "called" in said else ""
    if "field" in said or any(project in near for project in _PROJECTS):
        yield "project called"
    if words.word(first - 1) in {"\n", ".", "!", "?", "–"}:
        yield "nothing"


def _ending(words: TextWords, cues: CuesAround, end: int) -> str:
    word = words.word(end)
    if word in DASHES:
        return "dash, capital" if words.is_capital(end + 1) else "dash"
    if not word[0].isalnum():
        return "line" if word == "\n" else "mark"
    return "verb" if end in cues.ends else "nothing"


def _of_others(key: _Key, mentions: dict[_Key, list[int]]) -> Iterator[str]:
    """How often a name stands as a part of a longer one, and without what is longer in it."""
    often = len(mentions[key])
    for other, at in mentions.items():
        if other[0] == key[0] and other != key:
            if other[: len(key)] == key:
                yield "longer as often" if len(at) == often else "longer rarer"
            elif other == key[: len(other)]:
                yield "shorter oftener" if len(at) > often else "shorter as often"
