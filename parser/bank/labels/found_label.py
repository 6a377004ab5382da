"""A label found on a page, and the place of its value."""

import msgspec

from parser.bank.ordered_candidates import Candidate
from parser.text.document import Document, unfold


class FoundLabel(msgspec.Struct):
    """A label and the place of its value in the canonical text; `start == end` for an empty value."""

    name: str
    line: int
    label_start: int
    label_end: int
    start: int
    end: int


def found_label(document: Document, label: Candidate, until: int) -> FoundLabel:
    """The places of a label and of its value, which is on a line before `until`."""
    text, offset = document.lines[label.line], document.starts[label.line]
    end = label.start + len(label.name)
    if not text.startswith(label.name, label.start):
        end = label.start + unfold(text[label.start :], len(label.name))
    return FoundLabel(label.name, label.line, offset + label.start, offset + end, *_value_after(document, label, until))


def _value_after(document: Document, label: Candidate, until: int) -> tuple[int, int]:
    """The rest of the label's line, else the first non-blank line before `until`."""
    lines, line, start = document.lines, label.line, label.end
    text = lines[line]
    if start >= len(text) or not text[start:].strip():
        start, line = 0, line + 1
        while line < until and not lines[line].strip():
            line += 1
        if line >= until:
            end = document.starts[label.line] + len(text)
            return end, end
        text = lines[line]
    while text[start].isspace():
        start += 1
    return document.starts[line] + start, document.starts[line] + len(text.rstrip())


def end_of_last(document: Document, line: int) -> int:
    """The line after the last label's value, which is on the label's line or the next non-blank one."""
    following = range(line + 1, len(document.lines))
    return next((later + 1 for later in following if document.lines[later].strip()), line + 1)
