"""Which labels are of one block: near each other, none twice, and most of them known."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from parser.bank.labels.label_candidates import COLON
from parser.bank.list_items import is_prose
from parser.bank.ordered_candidates import Candidate
from parser.text.document import Document

_REACH, _FURTHEST = 6, 25
"""Maximum lines between labels: a value, its blank lines and a link beside it on the pages seen; and where nothing but
short lines stands between, as headings of a second table do."""


def largest_block(document: Document, candidates: list[Candidate]) -> list[Candidate]:
    """The block with the most known labels; a block begins and ends with one, and names none twice."""
    blocks = (block for group in _groups(document, candidates) for block in _blocks(group))
    return _without_stray(_trim(max(blocks, key=_known_names, default=[])))


def _without_stray(block: list[Candidate]) -> list[Candidate]:
    """A block whose labels have colons begins with one: a word alone above it is a menu's."""
    colons = [number for number, label in enumerate(block) if label.weight == COLON]
    return block[colons[0] :] if 2 * len(colons) > len(block) else block


def _known_names(block: list[Candidate]) -> int:
    return len({label.name for label in block if label.rank >= 0})


def _groups(document: Document, candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates near each other."""
    group: list[Candidate] = []
    for earlier, later in pairwise([*candidates, None]):
        assert earlier is not None, "only the last of the pairs has no second candidate"
        group.append(earlier)
        if later is None or _is_far(document, earlier.line, later.line):
            yield group
            group = []


def _is_far(document: Document, earlier: int, later: int) -> bool:
    between = document.lines[earlier + 1 : later]
    return later - earlier > _FURTHEST or (later - earlier > _REACH and any(map(is_prose, between)))


def _blocks(group: list[Candidate]) -> Iterator[list[Candidate]]:
    """A group as one block, a label that stands twice read once; or as several where most labels stand twice.

    Of two places of a label that one counts which is written like most others: a menu's link has no colon.
    """
    if len({label.name for label in group}) == len(group):
        yield group
        return
    counts = Counter(label.name for label in group if label.rank >= 0)
    if 2 * sum(count > 1 for count in counts.values()) > len(counts):
        yield from _split(group)
        return
    usual = Counter(label.weight for label in group if label.rank >= 0).most_common(1) or [(0.0, 0)]
    kept: dict[str, Candidate] = {}
    for label in group:
        rival = kept.get(label.name)
        if rival is None or (usual[0][0] == label.weight != rival.weight):
            kept[label.name] = label
    yield [label for label in group if label.rank < 0 or kept[label.name] is label]


def _split(group: list[Candidate]) -> Iterator[list[Candidate]]:
    """Two projects on one page: a new block begins where a label comes again."""
    block: list[Candidate] = []
    for label in group:
        if label.rank >= 0 and label.name in {other.name for other in block}:
            yield block
            block = []
        block.append(label)
    yield block


def _trim(block: list[Candidate]) -> list[Candidate]:
    known = [number for number, label in enumerate(block) if label.rank >= 0]
    return block[known[0] : known[-1] + 1] if known else []
