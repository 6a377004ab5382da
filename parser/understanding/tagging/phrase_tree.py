"""A vocabulary of phrases, found among the words of a text: a tree of words, walked from the words that open one.

In a phrase `begin*` stands for every word that begins so, `*end` for one that ends so (as a phrase of one word), and
`_` for any word.
"""

from collections.abc import Iterable, Sequence

Found = tuple[str, int, int]
"""The label of a phrase, its first word, and the word after its last."""


class _Node:
    """What may follow: words, beginnings of words; and the labels of the phrases that end here."""

    __slots__ = ("begins", "labels", "nexts")

    def __init__(self) -> None:
        self.nexts: dict[str, _Node] = {}
        self.begins: list[tuple[str, _Node]] = []
        self.labels: list[str] = []

    def add(self, word: str) -> "_Node":
        """The node that a word leads to."""
        if not word.endswith("*"):
            return self.nexts.setdefault(word, _Node())
        known = dict(self.begins)
        if word[:-1] not in known:
            known[word[:-1]] = _Node()
            self.begins = list(known.items())
        return known[word[:-1]]

    def after(self, word: str) -> list["_Node"]:
        """The nodes that a word of the text leads to."""
        nexts = self.nexts
        nodes = [nexts[one] for one in (word, "_") if one in nexts]
        return nodes + [node for begin, node in self.begins if word.startswith(begin)] if self.begins else nodes


Nodes = tuple[_Node, ...]


class Phrases:
    """Phrases with their labels."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """`phrases` are pairs of a phrase, its words parted by spaces, and its label."""
        self._root, self._ends = _Node(), dict[str, _Node]()
        for phrase, label in phrases:
            node = self._root
            for word in phrase.split():
                node = self._ends.setdefault(word[1:], _Node()) if word[0] == "*" else node.add(word)
            node.labels.append(label)
        self._longest = max(map(len, self._ends), default=0)

    def opened(self, word: str) -> Nodes:
        """What a word opens; the end of a compound only where the word is no phrase of its own."""
        nodes = self._root.after(word)
        if self._ends and not any(node.labels for node in nodes):
            ends = (self._ends.get(word[at:]) for at in range(max(2, len(word) - self._longest), len(word) - 1))
            nodes += [node for node in ends if node][:1]
        return tuple(nodes)


def second_words(opened: Nodes) -> dict[str, _Node] | None:
    """The words of which one must follow; None where what is opened may end at once, or go on with others."""
    node = opened[0] if len(opened) == 1 else None
    return None if node is None or node.labels or node.begins or "_" in node.nexts else node.nexts


def found(opened: Nodes, words: Sequence[str], at: int) -> list[Found]:
    """The phrases that begin with word `at`, the longest first, by what that word opens."""
    hits = [(label, at, at + 1) for node in opened for label in node.labels]
    steps, end, last = [node for node in opened if node.nexts or node.begins], at + 1, len(words)
    while steps and end < last:
        word, end = words[end], end + 1
        steps = [node for step in steps for node in step.after(word)]
        hits += [(label, at, end) for node in steps for label in node.labels]
    return hits[::-1]
