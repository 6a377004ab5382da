"""Find labels in any order: the project banks of 2014-2020 and 2021-2027.

A label stands alone on its line or before a colon; where too few do, also directly before its value, as pages give it
whose markup was lost. A line that ends with a colon and is not a label of the layout is an unknown label: its value is
kept and reported.
"""

from itertools import pairwise

from parser.bank.labels.found_label import FoundLabel, end_of_last, found_label
from parser.bank.labels.label_blocks import largest_block
from parser.bank.labels.label_candidates import COLON, INLINE, label_candidate, label_candidates
from parser.bank.layout import Layout
from parser.bank.ordered_candidates import Candidate
from parser.text.document import Document


def find_free_labels(document: Document, layout: Layout) -> list[FoundLabel]:
    """The label block of a page in page order, unknown labels included; empty for a page of another layout."""
    if not any(name in document.folded_text or name.upper() in document.folded_text for name in layout.signature):
        return []
    found = label_candidates(document, layout)
    if not _is_enough(layout, found):
        return []
    strict = [label for label in found if label.weight != INLINE]
    return _read_block(document, layout, largest_block(document, strict)) or _read_block(
        document, layout, largest_block(document, found)
    )


def labels_apart(document: Document, layout: Layout, block: list[FoundLabel]) -> list[Candidate]:
    """Known labels with a colon outside the block, two at the least: they are not read, and to be reported."""
    lines = {label.line for label in block}
    apart = [
        label
        for line, folded in document.folded_lines
        if ":" in folded and line not in lines and (label := label_candidate(document, layout, line, folded))
        if label.weight == COLON
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


def _end_of_block(document: Document, block: list[Candidate]) -> int:
    """The last label's value follows directly; text below an empty line is prose, unless all values stand so."""
    last = block[-1].line
    until = end_of_last(document, last)
    spaced = sum(_is_spaced(document, earlier.line, later.line) for earlier, later in pairwise(block))
    return until if until <= last + (3 if 2 * spaced > len(block) else 2) else last + 1


def _is_spaced(document: Document, label: int, following: int) -> bool:
    """Whether an empty line stands between a label and its value."""
    return label + 2 < following and not document.lines[label + 1].strip() and bool(document.lines[label + 2].strip())
