"""Find labels in any order: the project banks of 2014-2020 and 2021-2027.

A label stands alone on its line or before a colon; where too few do, also directly before its value, as pages give it
whose markup was lost. A line that ends with a colon and is not a label of the layout is an unknown label: its value is
kept and reported.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from parser.bank.chains import Candidate
from parser.bank.found_label import FoundLabel, end_of_last, found_label
from parser.bank.layout import Layout
from parser.bank.list_items import is_prose
from parser.text.document import Document, unfold

_REACH, _FURTHEST = 6, 25
"""Maximum lines between labels: a value, its blank lines and a link beside it on the pages seen; and where nothing but
short lines stands between, as headings of a second table do."""
_LONGEST_LABEL = 60
"""Maximum length of an unknown label, in characters."""
_LONGEST_LINE = 200
_BULLETS = "-–•·*▪◦‣●○"
_BULLET = re.compile(rf"[{_BULLETS}]\s+")
_COLON, _ALONE, _INLINE = 2.0, 1.0, 0.5
"""How a label is written: before a colon, alone on its line, directly before its value."""


def find_free_labels(document: Document, layout: Layout) -> list[FoundLabel]:
    """The label block of a page in page order, unknown labels included; empty for a page of another layout."""
    if not any(name in document.folded_text for name in layout.signature):
        return []
    found = label_candidates(document, layout)
    if not _is_enough(layout, found):
        return []
    strict = [label for label in found if label.weight != _INLINE]
    return _read_block(document, layout, _largest(document, strict)) or _read_block(
        document, layout, _largest(document, found)
    )


def labels_apart(document: Document, layout: Layout, block: list[FoundLabel]) -> list[Candidate]:
    """Known labels with a colon outside the block, two at the least: they are not read, and to be reported."""
    lines = {label.line for label in block}
    apart = [
        label
        for line, folded in document.folded_lines
        if ":" in folded and line not in lines and (label := _candidate(document, layout, line, folded))
        if label.rank >= 0 and label.weight == _COLON
    ]
    return apart if len({label.name for label in apart}) > 1 else []


def _read_block(document: Document, layout: Layout, block: list[Candidate]) -> list[FoundLabel]:
    if not _is_enough(layout, block):
        return []
    followers = [label.line for label in block[1:]] + [_end_of_block(document, block)]
    return [found_label(document, label, until) for label, until in zip(block, followers, strict=True)]


def _is_enough(layout: Layout, block: list[Candidate]) -> bool:
    """Whether labels are as many as a page of the layout has, and one of them is its own."""
    names = {label.name for label in block}
    return len(names & layout.labels.keys()) >= layout.minimum_labels and not layout.signature.isdisjoint(names)


def label_candidates(document: Document, layout: Layout) -> list[Candidate]:
    """The labels that open a line, weighed by how they are written; unknown ones where the line ends with a colon."""
    initials = layout.label_initials.union(_BULLETS)
    likely = ((line, text) for line, text in document.folded_lines if text[0] in initials or text[-1] == ":")
    found = (_candidate(document, layout, line, folded) for line, folded in likely)
    return [label for label in found if label]


def _candidate(document: Document, layout: Layout, line: int, folded: str) -> Candidate | None:
    text = document.lines[line]
    if len(text) >= _LONGEST_LINE:
        return None
    bullet = _BULLET.match(folded) if folded[0] in _BULLETS else None
    if bullet:
        text, folded = " " * bullet.end() + text[bullet.end() :], folded[bullet.end() :]
    start = 0 if text == folded else unfold(text, 0)
    if folded in layout.labels:
        return Candidate(layout.ranks[folded], line, folded, start, len(text), _ALONE)
    match = layout.label_pattern.match(folded)
    if match and (weight := _writing(folded, match[1], match[2], match[3])):
        end = unfold(text, match.start(3)) if match[3] else len(text)
        return Candidate(layout.ranks[match[1]], line, match[1], start, end, weight)
    if folded.endswith(":") and 1 < len(folded) <= _LONGEST_LABEL:
        return Candidate(-1, line, folded[:-1].rstrip(), start, len(text), 0)
    return None


def _writing(folded: str, name: str, colon: str, rest: str) -> float:
    """How a label is written; 0 where a line only begins with the same letters or goes on like a sentence."""
    if colon or not rest:
        return _COLON if colon else _ALONE
    following = folded[len(name)]
    free = following == " " or following.isupper() or following.isdigit()
    return _INLINE if free and not rest[0].islower() else 0.0


def _largest(document: Document, candidates: list[Candidate]) -> list[Candidate]:
    """The block with the most known labels; a block begins and ends with one, and names none twice."""
    blocks = (block for group in _groups(document, candidates) for block in _blocks(group))
    return _without_stray(_trim(max(blocks, key=_known_names, default=[])))


def _without_stray(block: list[Candidate]) -> list[Candidate]:
    """A block whose labels have colons begins with one: a word alone above it is a menu's."""
    colons = [number for number, label in enumerate(block) if label.weight == _COLON]
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


def _end_of_block(document: Document, block: list[Candidate]) -> int:
    """The last label's value follows directly; text below an empty line is prose, unless all values stand so."""
    last = block[-1].line
    until = end_of_last(document, last)
    spaced = sum(_is_spaced(document, earlier.line, later.line) for earlier, later in pairwise(block))
    return until if until <= last + (3 if 2 * spaced > len(block) else 2) else last + 1


def _is_spaced(document: Document, label: int, following: int) -> bool:
    """Whether an empty line stands between a label and its value."""
    return label + 2 < following and not document.lines[label + 1].strip() and bool(document.lines[label + 2].strip())
