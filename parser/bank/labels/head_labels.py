"""Parse the block of labels at the head of a project page, whatever its markup.

A value is glued to its label, behind a colon, in the next cell, or on the next line; so a label is the start of a
line. Lines that only look like labels (a title, an owner called `Region ...`) are ruled out by the order of labels.
"""

import re
from bisect import bisect_right

from parser.bank.labels.found_label import FoundLabel, end_of_last, found_label
from parser.bank.labels.free_labels import find_free_labels
from parser.bank.layout import Layout
from parser.bank.ordered_candidates import Candidate, nearest_chain
from parser.text.document import Document, fold, trim, unfold
from schema.record_words import NO_VALUE

_BARE, _PLAIN, _DOUBTFUL = 4.0, 3.0, 2.0
"""Evidence that a line is a label: alone, followed by a value, followed by what reads like running text. Only the order
of the three is known to matter."""
_LONGEST_VALUE = 150
"""Maximum length of a value, in characters; a longer one makes a label doubtful."""
_REACH, _FREE_LINES, _PENALTY = 12, 3, 0.4
"""Maximum lines between labels; how many of them are free, and the penalty for each further line."""


def find_labels(document: Document, layout: Layout) -> list[FoundLabel]:
    """The label block of a page in page order; empty for a page of another layout."""
    if not layout.fixed_order:
        return find_free_labels(document, layout)
    nearby = _near_signature(document, layout)
    if nearby:
        whole = layout.whole_block.search(document.text, document.starts[nearby.start], document.starts[nearby.stop])
        if whole and not _follows_label(document, layout, whole.start()) and not _is_hidden(document, whole):
            return _from_match(document, layout, whole)
    chain = _chain(document, layout, nearby) if nearby else []
    chain = chain or _chain(document, layout, document.all_lines)
    if not chain:
        return []
    followers = [label.line for label in chain[1:]] + [end_of_last(document, chain[-1].line)]
    return [found_label(document, label, until) for label, until in zip(chain, followers, strict=True)]


def _is_hidden(document: Document, match: re.Match[str]) -> bool:
    """Whether page furniture stands within a match."""
    start, end = match.span()
    return any(start < document.starts[last] and document.starts[first] < end for first, last in document.furniture)


def _follows_label(document: Document, layout: Layout, start: int) -> bool:
    """Whether the line above is a label too, so that the match mistook a value for the first label."""
    line = bisect_right(document.starts, start) - 2
    while line > 0 and not document.lines[line].strip():
        line -= 1
    return line >= 0 and fold(document.lines[line]).startswith(layout.label_names)


def _from_match(document: Document, layout: Layout, match: re.Match[str]) -> list[FoundLabel]:
    """The labels of a whole block: match groups alternate between label and value."""
    edges, found = match.regs, []
    for number, name in enumerate(layout.labels):
        (start, end), (first, last) = edges[2 * number + 1], edges[2 * number + 2]
        line = bisect_right(document.starts, start) - 1
        found.append(FoundLabel(name, line, start, end, *trim(document.text, first, last)))
    return found


def _near_signature(document: Document, layout: Layout) -> range:
    """The lines around the first label that only this layout has; if it occurs, these are searched first."""
    places = [place for label in layout.signature if (place := document.text.find(label)) >= 0]
    if not places:
        return range(0)
    middle, reach = bisect_right(document.starts, min(places)) - 1, _FREE_LINES * len(layout.labels)
    return range(max(0, middle - reach), min(len(document.lines), middle + reach))


def _chain(document: Document, layout: Layout, lines: range) -> list[Candidate]:
    candidates = (head_label(document, layout, line, folded) for line, folded in document.folded_lines if line in lines)
    found = [label for label in candidates if label]
    chain = nearest_chain(found, _REACH, _FREE_LINES, _PENALTY)
    if layout.signature.isdisjoint([label.name for label in chain]):
        return chain if len(chain) >= layout.minimum_unsigned else []
    at_the_edge = len(chain) < len(layout.labels) and lines != document.all_lines
    return chain if len(chain) >= layout.minimum_labels and not at_the_edge else []


def head_label(document: Document, layout: Layout, line: int, folded: str) -> Candidate | None:
    """The label that a line begins with, whose folded text is given; None where there is none."""
    text, names = document.lines[line], layout.label_names
    if folded[0] not in layout.label_initials or not folded.startswith(names):
        return None
    return _candidate(layout, line, text) if len(text) < _LONGEST_VALUE or text.startswith(names) else None


def _candidate(layout: Layout, line: int, text: str) -> Candidate:
    if text in layout.labels:
        return Candidate(layout.ranks[text], line, text, 0, len(text), _BARE)
    folded = text if text.isprintable() and text[0] != " " else fold(text)
    match = layout.label_pattern.match(folded)
    assert match is not None, "the line starts with a label"
    name, rest = match[1], match[3]
    doubtful = len(rest) > _LONGEST_VALUE or (rest[:1].islower() and rest not in NO_VALUE)
    weight = _BARE if not rest else _DOUBTFUL if doubtful else _PLAIN
    start, end = 0, match.start(3) if rest else len(text)
    if folded is not text:
        start, end = unfold(text, 0), unfold(text, match.start(3)) if rest else len(text)
    return Candidate(layout.ranks[name], line, name, start, end, weight)
