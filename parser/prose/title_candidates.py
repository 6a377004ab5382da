"""Where the name of a project may stand in a text, and where it ends: the candidates among which the title is."""

from collections.abc import Iterator, Set
from itertools import islice

from parser.prose.prose_tables import pattern
from parser.prose.prose_words import DASHES, QUOTES, Name, TextWords
from parser.understanding.readers.nouns import known

_LONGEST = 12
"""Words in a name."""
_MARKS = frozenset(".,;:()?\n•|") | QUOTES | DASHES
_CUTS = frozenset("(,:|!?.") | DASHES
_OPENINGS = frozenset("\n.!?:•") | QUOTES | DASHES
_PREPOSITIONS = frozenset(("i", "på", "för", "vid", "hos", "av", "från"))
_TO_WHOM = _PREPOSITIONS | {"till", "med", "bland"}
_SAYING = frozenset(f"after {cue}" for cue in ("defined", "names", "activity", "aims", "runs", "apposition"))
AND = frozenset(("och", "men", "samt", "eller"))


def candidates(words: TextWords, top: Name) -> Iterator[Name]:
    """Every place where a name may be; `top` is the headline's."""
    yield top
    yield from _parts(words, top)
    for at, said in words.cues["title before"].items():
        if "before field" in said and at < len(words):
            yield at, _end_of_field(words, at)
        elif words.is_capital(at):
            yield from _introduced(words, at)
    for at, said in words.cues["title after"].items():
        if not said.isdisjoint(_SAYING):
            yield from _followed(words, at, said)
    if not QUOTES.isdisjoint(words.lower):
        yield from _quoted(words)


def _introduced(words: TextWords, first: int) -> Iterator[Name]:
    """To a mark or a word at which names end; without the place in it; and on after a dash."""
    last = _end(words, first)
    yield first, last
    inner = (at for at in range(first + 1, last - 1) if words.lower[at] in _PREPOSITIONS and words.is_capital(at + 1))
    yield from ((first, at) for at in islice(inner, 2))
    if words.lower[last] in DASHES and words.is_capital(last + 1):
        yield first, _end(words, last + 1)


def _end_of_field(words: TextWords, first: int) -> int:
    """The end of the line, or what comes on it before: a dash and small letters, another column, the next label."""
    ends, stop = words.cues["title end"], min(len(words), first + _LONGEST)
    for at in range(first + 1, stop):
        is_dash = words.lower[at] in DASHES and not words.is_capital(at + 1)
        if words.lower[at] == "\n" or is_dash or words.opens_column(at) or "end of field" in ends.get(at, ()):
            return at
    return stop


def _end(words: TextWords, first: int) -> int:
    stop = min(len(words), first + _LONGEST)
    return next((at for at in range(first + 1, stop) if _ends(words, at)), stop)


def _ends(words: TextWords, at: int) -> bool:
    word = words.lower[at]
    if word in _MARKS or says_on(words, at):
        return True
    return (word in AND and says_on(words, at + 1)) or (word == "!" and words.lower[at + 1] == "\n")


def says_on(words: TextWords, at: int) -> bool:
    """Whether a name ends before a word, such as a verb; `varslade` is none in `Stöd till varslade`."""
    word = words.lower[at]
    to_whom = word.endswith("ade") and words.lower[at - 1] in _TO_WHOM
    is_passive = word.endswith("s") and words.forms[at] == word and known[word].is_verb
    return (is_passive or at in words.cues["title end"]) and not to_whom


def _followed(words: TextWords, at: int, said: Set[str]) -> Iterator[Name]:
    """From the beginning of a sentence, or of capitals before an apposition, to what says that this was a name."""
    end = at - (words.lower[at - 1] in QUOTES)
    for first in range(end - 1, max(-1, end - _LONGEST), -1):
        before = words.lower[first - 1]
        if words.is_capital(first) and (before in _OPENINGS or ("after apposition" in said and before.islower())):
            yield first, end
        if before in _OPENINGS or before in ",;":
            return


def _quoted(words: TextWords) -> Iterator[Name]:
    """What stands in quotation marks and is no longer than a name, also without what follows a dash in it."""
    for quoted in pattern("quoted").finditer(words.text, words.starts[0]):
        first, last = words.at(quoted.start(1)), words.at(quoted.end(1))
        if 0 < last - first <= _LONGEST:
            yield first, last
            yield first, next((at for at in range(first + 1, last) if words.lower[at] in DASHES), last)


def _parts(words: TextWords, top: Name) -> Iterator[Name]:
    """The parts of a headline between its marks, one or two of them together."""
    cuts = [top[0] - 1, *islice((at for at in range(*top) if words.lower[at] in _CUTS), _LONGEST), top[1]]
    for number, first in enumerate(cuts):
        yield from ((first + 1, last) for last in cuts[number + 1 : number + 3] if (first + 1, last) != top)
