"""A vocabulary of phrases, found among the words of a text: a tree of words, walked from the words that open one.

In a phrase `begin*` stands for every word that begins so, `*end` for one that ends so (as a phrase of one word), `_`
for any word, and `##` for one that begins with a number of two figures.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import compress, count

Label = tuple[str, str, str]
"""The vocabulary that a phrase is of, the canonical name of what it means, and the kind of phrase."""
Found = tuple[Label, int, int]
"""The label of a phrase, its first word, and the word after its last."""
_TWO_FIGURES = re.compile(r"\d\d(?!\d)")
_KEPT_WORDS = 100_000


class _Node:
    """What may follow, and the labels of the phrases that end here."""

    __slots__ = ("labels", "nexts")

    def __init__(self) -> None:
        self.nexts: dict[str, _Node] = {}
        self.labels: list[Label] = []


class _Keys(dict[str, list[str]]):
    """The words of phrases that a word of a text stands for, made when it is first met."""

    def __init__(self) -> None:
        self.parts = {"_", "##"}
        """The words of phrases that stand for many."""
        self.longest = 0
        """Characters of the longest of them."""

    def add_parts(self, words: Iterable[str]) -> None:
        """Adds words of phrases that stand for many."""
        self.parts.update(words)
        self.longest = max(map(len, self.parts))

    def __missing__(self, word: str) -> list[str]:
        lower = word.lower()
        begins = (f"{lower[:at]}*" for at in range(1, min(len(lower), self.longest) + 1))
        figures = ["##"] if _TWO_FIGURES.match(word) else []
        self[word] = [*dict.fromkeys((word, lower)), "_", *figures, *filter(self.parts.__contains__, begins)]
        return self[word]


_Opened = tuple[list[Label], list[_Node], frozenset[str] | None]
"""What a word opens: labels of phrases that end with it, nodes, and the words that must follow; None for any."""


class Phrases(dict[str, _Opened | None]):
    """Phrases with their labels, as what each word opens; that is made when a word is first met."""

    def __init__(self, phrases: Iterable[tuple[str, Label]]) -> None:
        """`phrases` are pairs of a phrase, its words parted by spaces, and its label."""
        self._root, self._keys = _Node(), _Keys()
        labelled = [*phrases]
        self._keys.add_parts(word for phrase, _ in labelled for word in phrase.split() if "*" in word)
        for phrase, label in labelled:
            node = self._root
            for word in phrase.split():
                node = node.nexts.setdefault(word, _Node())
            node.labels.append(label)

    def find(self, words: Sequence[str], lower: Sequence[str]) -> list[Found]:
        """The phrases among words as written and in lower case, the longest first of those that begin together."""
        if len(self) > _KEPT_WORDS:
            self.clear()
            self._keys.clear()
        hits, following, opened = list[Found](), [*lower[1:], ""], list(map(self.__getitem__, words))
        for at, (labels, nodes, follows) in zip(compress(count(), opened), filter(None, opened), strict=False):
            if follows is None or following[at] in follows:
                hits += self._walk(nodes, words, at)
            if labels:
                hits += [(label, at, at + 1) for label in labels]
        return hits

    def _walk(self, nodes: Sequence[_Node], words: Sequence[str], at: int) -> list[Found]:
        """The phrases of two words and more that begin with word `at`."""
        hits = list[Found]()
        for end in range(at + 1, len(words)):
            keys = self._keys[words[end]]
            nodes = [node.nexts[key] for node in nodes for key in keys if key in node.nexts]
            if not nodes:
                break
            hits += [(label, at, end + 1) for node in nodes for label in node.labels]
        return hits[::-1]

    def __missing__(self, word: str) -> _Opened | None:
        """What a word opens; the end of a compound only where no such word is a phrase of its own."""
        nodes = [self._root.nexts[key] for key in self._keys[word] if key in self._root.nexts]
        labels = [label for node in nodes for label in node.labels]
        begins = range(max(2, len(word) - self._keys.longest), len(word))
        ends = (self._root.nexts[key] for at in begins if (key := f"*{word[at:].lower()}") in self._keys.parts)
        for label in next((node.labels for node in ends), []):
            labels += () if label[0] in {one[0] for one in labels} else (label,)
        nodes = [node for node in nodes if node.nexts]
        follows = frozenset(key.lower() for node in nodes for key in node.nexts)
        opened = (labels, nodes, follows if follows.isdisjoint(self._keys.parts) else None)
        self[word] = opened if labels or nodes else None
        return self[word]
