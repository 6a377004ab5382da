"""The cues of one sentence by the side of a word that they stand on, how near, and which of them stand nearest.

Words are counted on their page. Cues in another bracket than the word are beside the point.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import combinations, product
from operator import itemgetter

from parser.judging.cues import Hit
from parser.understanding.feature_names import Key

_REACH, _NEAR = 30, 1
"""Words on either side in which a cue counts, and within which it stands right beside."""
_LONGEST = 10
"""Words of a cue at most."""
_LAST, _FOLLOWING = 4, 3
"""Cues before and after a candidate of which pairs are made."""
Reach = tuple[int, int]
"""Two words of the page, from the one up to the other."""
_cue, _begin, _stop = itemgetter(0), itemgetter(1), itemgetter(2)


class _Row:
    """Cues in a row: by where they begin, and by where they stop."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        by_stop = sorted(hits, key=_stop)
        self.hits, self.cues, self.begins = hits, list(map(_cue, hits)), list(map(_begin, hits))
        self.ended, self.stops = list(map(_cue, by_stop)), list(map(_stop, by_stop))

    def before(self, first: int, clause: int) -> dict[str, str]:
        """The cues that stop before word `first`, by how near; those from word `clause` on are of its clause."""
        ended, stops, end = self.ended, self.stops, bisect_right(self.stops, first)
        far = bisect_left(stops, first - _REACH)
        near = min(end, max(far, bisect_left(stops, clause)))
        beside = max(near, bisect_left(stops, first - _NEAR))
        found = dict.fromkeys(ended[far:near], "<")
        found.update(dict.fromkeys(ended[near:beside], "<<"))
        found.update(dict.fromkeys(ended[beside:end], "<<<"))
        return found

    def after(self, end: int, clause: int) -> dict[str, str]:
        """The cues that begin at word `end` or after it; those up to word `clause` are of its clause."""
        cues, begins, start = self.cues, self.begins, bisect_left(self.begins, end)
        far = bisect_right(begins, end + _REACH)
        near = max(start, min(far, bisect_right(begins, clause)))
        beside = min(near, bisect_right(begins, end + _NEAR))
        found = dict.fromkeys(cues[near:far], ">")
        found.update(dict.fromkeys(cues[beside:near], ">>"))
        found.update(dict.fromkeys(cues[start:beside], ">>>"))
        return found

    def among(self, first: int, end: int) -> dict[str, str]:
        """The cues that share a word with those from `first` up to `end`."""
        near = self.hits[bisect_left(self.begins, first - _LONGEST) : bisect_left(self.begins, end)]
        return dict.fromkeys([hit[0] for hit in near if hit[2] > first], "=")

    def nearest(self, first: int, end: int, clause: Reach) -> tuple[list[str], list[str]]:
        """The last cues of a clause before the words, the nearest first, and the first ones after them."""
        near = self.hits[bisect_left(self.begins, clause[0] - _LONGEST) : bisect_left(self.begins, first)]
        before = [hit[0] for hit in near if clause[0] <= hit[2] <= first]
        after = self.cues[bisect_left(self.begins, end) : bisect_right(self.begins, clause[1])]
        return list(dict.fromkeys(reversed(before)))[:_LAST], list(dict.fromkeys(after))[:_FOLLOWING]


class SentenceCues:
    """The cues of a sentence; `asides` has the bracket that each word of the page stands in, 0 for none."""

    def __init__(self, hits: Sequence[Hit], asides: Sequence[int]) -> None:
        self._row, self._asides = _Row(hits), asides
        self._has_asides = any(map(asides.__getitem__, self._row.begins))

    def around(self, span: Reach, clause: Reach, reach: Reach) -> tuple[list[Key], list[Key], list[Key]]:
        """The keys of what is said around words; of the last cues before them, in pairs; of those and the next ones.

        `clause` is where the clause of the words begins and ends, `reach` how much of it is nearer to them than to
        other candidates.
        """
        (first, end), row, plain, keys = span, self._row, self._row, list[Key]()
        if self._has_asides:
            own = {0, *self._asides[first : first + 1]}
            row = _Row([hit for hit in self._row.hits if self._asides[hit[1]] in own])
            plain = _Row([hit for hit in self._row.hits if self._asides[hit[1]] == 0])
            keys += {(hit[0], "aside") for hit in self._row.hits if self._asides[hit[1]] not in own}
        last, following = plain.nearest(first, end, clause)
        keys += row.before(first, max(clause[0], reach[0])).items()
        keys += row.after(end, min(clause[1], reach[1])).items()
        keys += row.among(first, end).items()
        keys += [("last", one) for one in last[:1]]
        return keys, list(combinations(last[::-1], 2)), list(product(last[:2], following))
