"""The labels that open a line, and how each is written: before a colon, alone, or directly before its value."""

import re

from parser.bank.layout import Layout
from parser.bank.ordered_candidates import Candidate
from parser.text.document import Document, unfold

_LONGEST_LABEL = 60
"""Maximum length of an unknown label, in characters."""
_LONGEST_LINE = 200
_BULLETS = "-–•·*▪◦‣●○"
_BULLET = re.compile(rf"[{_BULLETS}]\s+")
COLON, ALONE, INLINE = 2.0, 1.0, 0.5
"""How a label is written: before a colon, alone on its line, directly before its value."""


def label_candidates(document: Document, layout: Layout) -> list[Candidate]:
    """The labels that open a line, weighed by how they are written; unknown ones where the line ends with a colon."""
    initials = layout.label_initials.union(_BULLETS)
    likely = ((line, text) for line, text in document.folded_lines if text[0] in initials or text[-1] == ":")
    found = (label_candidate(document, layout, line, folded) for line, folded in likely)
    return [label for label in found if label]


def label_candidate(document: Document, layout: Layout, line: int, folded: str) -> Candidate | None:
    """The label that opens a line, whose folded text is given; None where there is none."""
    text = document.lines[line]
    if len(text) >= _LONGEST_LINE:
        return None
    bullet = _BULLET.match(folded) if folded[0] in _BULLETS else None
    if bullet:
        text, folded = " " * bullet.end() + text[bullet.end() :], folded[bullet.end() :]
    start = 0 if text == folded else unfold(text, 0)
    if folded in layout.labels:
        return Candidate(layout.ranks[folded], line, folded, start, len(text), ALONE)
    written, colon, _ = folded.partition(":")
    if colon and (name := layout.capital_names.get(written.rstrip())):
        value = len(folded) - len(folded[len(written) + 1 :].lstrip())
        end = unfold(text, value) if value < len(folded) else len(text)
        return Candidate(layout.ranks[name], line, name, start, end, COLON)
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
        return COLON if colon else ALONE
    following = folded[len(name)]
    free = following == " " or following.isupper() or following.isdigit()
    return INLINE if free and not rest[0].islower() else 0.0
