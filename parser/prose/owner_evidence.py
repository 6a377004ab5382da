"""What a text says of each organisation that may own its project: the features that the judge of owners weighs."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

import msgspec

from parser.prose.named_organisations import is_bare_kind, organisations
from parser.prose.prose_words import Cues, TextWords, word_list
from schema.prose_vocabulary import first_names, places

_MOST, _LONGEST, _EARLY = 60, 9, 400
"""Organisations weighed in a text, words in the name of one, and characters of a text in which owners are named."""
_INNER = frozenset(("i", "för", "&", "av", "på", "vid", "-", "/"))
_AND = frozenset(("och", ",", "samt", "/"))
_KINDS = word_list("kinds")
_OPENERS = word_list("openers")
_ADDRESS = word_list("address")
_NO_OWNERS = word_list("no_owners")
_FUNDS = ("esf", "eu", "europeiska", "socialfond", "strukturfond", "svenska")
_AUTHORITIES = ("länsstyrelse", "jordbruksverket", "tillväxtverket", "arbetsförmedling", "försäkringskass")
_SAYS_SO = frozenset(("before owner", "before run", "before granted", "after owns", "after runs", "after granted")) | {
    "after applies",
    "after project",
}
"""What says who owns, runs or has applied: without any of it an organisation is no owner."""
_SAYS_OF_GRANTER = frozenset(("before owner", "after owns"))
"""What says it of the authority that grants, which is else no owner."""
Name = tuple[int, int]


class OwnerEvidence(msgspec.Struct):
    """An organisation by the place of its first mention in the text, and what speaks for or against it."""

    start: int
    end: int
    features: set[str]

    @property
    def says_so(self) -> bool:
        """Whether something says who owns, runs or has applied."""
        return not self.features.isdisjoint(_SAYS_OF_GRANTER if "after grants" in self.features else _SAYS_SO)


def weigh(words: TextWords) -> list[OwnerEvidence]:
    """Every organisation that may be the owner, in the order of their first mention, with its features."""
    cues = Cues(words, "owner_cues")
    found: dict[str, OwnerEvidence] = {}
    counts: Counter[str] = Counter()
    for first, last in sorted({*islice(_named(words, cues), 5 * _MOST)}):
        said = {*_around(words, cues, first, last)}
        end = words.ends[last - 1] - ("after project" in said)
        key = words.text[words.starts[first] : end].casefold()
        if key not in found and (len(found) >= _MOST or not _may_own(words, first, last)):
            continue
        looks = _looks(words, first, last, len(found))
        evidence = found.setdefault(key, OwnerEvidence(words.starts[first], end, {*looks}))
        counts[key] += 1
        evidence.features |= said
    for key, evidence in found.items():
        evidence.features.add(f"mentions {min(counts[key], 4)}")
    return [*found.values()]


def _named(words: TextWords, cues: Cues) -> Iterator[Name]:
    """What is called an organisation by its kind, and what is called the owner, whatever it is."""
    for place in organisations(words.text, words.starts[0] if len(words) else 0):
        first, last = map(words.at, place)
        first -= words.is_capital(first - 1) and words.word(first - 1) not in _OPENERS
        yield first, next((at for at in range(first + 1, last) if words.lower[at] in _AND | _ADDRESS), last)
    for at, said in cues.before.items():
        if said & {"owner", "run"}:
            last = _end(words, at)
            yield at, last
            if words.word(last) == "," and words.word(last + 2) in {"\n", "."} and not _is_place(words, last + 1):
                yield at, last + 2
    for at, said in cues.after.items():
        if "owns" in said:
            first = _start(words, at)
            if at - first > 1 or words.text[words.starts[first] : words.ends[first]].isupper():
                yield first, at


def _end(words: TextWords, at: int) -> int:
    end = at
    while end < min(len(words), at + _LONGEST):
        step = 1 if _goes_on(words, end) else 2 * (end > at and words.lower[end] in _INNER and _goes_on(words, end + 1))
        if not step:
            break
        end += step
    return end


def _start(words: TextWords, end: int) -> int:
    """The first of the capitals before a word."""
    first = end
    while first and end - first < _LONGEST and _goes_on(words, first - 1):
        first -= 1
    return next((at for at in range(first, end) if words.is_capital(at) and words.lower[at] not in _OPENERS), end)


def _goes_on(words: TextWords, at: int) -> bool:
    """Whether a word may be one of an organisation's name."""
    is_part = words.is_capital(at) and not words.lower[at][0].isdigit() and words.lower[at] not in _ADDRESS
    return is_part or words.word(at) in _KINDS


def _is_place(words: TextWords, at: int) -> bool:
    return at < len(words) and words.written(at, at + 1) in places()


def _may_own(words: TextWords, first: int, last: int) -> bool:
    """Whether it is no fund, no person, no place, no number of municipalities, and more than the kind alone."""
    if first >= last:
        return False
    written, name = words.written(first, last), words.lower[first]
    is_named = len(written) > 1 and written[0].isupper() and written not in places() and not is_bare_kind(written)
    is_other = name.startswith(_FUNDS) or name in _NO_OWNERS or words.lower[last - 1].endswith(("kommuner", "fonden"))
    return is_named and not is_other and written.split()[0] not in first_names()


def _looks(words: TextWords, first: int, last: int, number: int) -> Iterator[str]:
    """What the name is like, and where it stands first."""
    yield f"named {('first', 'second', 'later')[min(number, 2)]}"
    looks = {
        "holds and": words.word(last - 2) == ",",
        "authority": words.lower[first].startswith(_AUTHORITIES),
        "one word": last == first + 1,
        "early": words.starts[first] - words.starts[0] < _EARLY,
        "sender": first == 0,
    }
    yield from (name for name, is_so in looks.items() if is_so)


def _around(words: TextWords, cues: Cues, first: int, last: int) -> Iterator[str]:
    """What stands before and after a mention, and whether it is one of several side by side."""
    end = last + 3 * (words.word(last) == "(" and words.word(last + 2) == ")")
    end += 2 * (words.word(end) == "i" and words.is_capital(end + 1))
    is_genitive = words.lower[last - 1].endswith("s")
    said = {f"before {cue}" for cue in cues.before.get(first, ())}
    said |= {f"after {cue}" for cue in cues.after.get(end, ()) if is_genitive or cue != "project"}
    follows = words.word(end) in _AND and words.is_capital(end + 1) and not _is_place(words, end + 1)
    if follows or (words.word(first - 1) in _AND and first > 1 and _goes_on(words, first - 2)):
        said = {f"{cue}, of several" for cue in said} | {"one of several"}
    if words.word(first - 1) in {"\n", ".", "!", "?"}:
        said |= {f"opens, {cue}" for cue in said if cue.startswith("after")} | {"opens a sentence"}
    yield from said
