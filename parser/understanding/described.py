"""Every number, amount and date of a page's prose, with what speaks for and against everything that it may be."""

from collections.abc import Collection, Container, Iterator

import msgspec

from parser.understanding.candidates import Number, SentenceFacts, find_candidates
from parser.understanding.classes import Classes
from parser.understanding.judges import Name, asked, judged, weights_of
from parser.understanding.number_evidence import SentenceEvidence, around
from parser.understanding.number_ranks import ranks_of
from parser.understanding.page_evidence import Key, PageEvidence, names_of
from parser.understanding.page_prose import Frame
from parser.understanding.words import Words


class Described(msgspec.Struct, frozen=True):
    """A candidate with its sentence, and what speaks for and against everything that it may be."""

    one: Number
    facts: SentenceFacts
    said: list[tuple[str, Collection[Key]]]
    """What is said of numbers of some sort, or of any."""
    weight: int
    """What all that adds up to for all judges, the bias counted in."""

    @property
    def features(self) -> frozenset[str]:
        """The features of what is said."""
        return frozenset(name for sort, keys in self.said for key in keys for name in names_of(key, sort))

    def judged(self, name: Name, *more: str) -> Classes:
        """What a judge says of it, with more features."""
        return judged(name, self.weight + asked().weigh(more) if more else self.weight)


def describe(words: Words, frame: Frame, without: Container[str] = ()) -> Iterator[Described]:
    """Every candidate of a page with what is said of it, in order; `without` quantities of some sorts."""
    found = find_candidates(frame, words)
    wanted = [[at for at, one in enumerate(facts.candidates) if one.sort not in without] for facts in found]
    page = PageEvidence(words, frame.title) if any(wanted) else None
    often = asked().bias + _weight("", page.often) if page else 0
    ranks = ranks_of(one for facts in found for one in facts.candidates)
    for facts, places, near in zip(found, wanted, around([facts.sentence for facts in found]), strict=True):
        if page and places:
            evidence = SentenceEvidence(page, facts, near)
            shared = often + _weight("", evidence.shared)
            for at in places:
                one, (sort, own) = facts.candidates[at], evidence.of(at)
                own += ranks.get(id(one), ())
                said = [("", page.often), ("", evidence.shared), (sort, own)]
                yield Described(one, facts, said, shared + _weight(sort, own))


def _weight(sort: str, keys: Collection[Key]) -> int:
    return sum(map(weights_of(sort).__getitem__, keys))
