"""Recognise the layout of a page, with the evidence for each layout and the labels it lacks."""

import msgspec

from parser.bank.labels.head_labels import find_labels
from parser.bank.labels.label_candidates import label_candidates
from parser.bank.layout import Layout
from parser.layouts import LABELLED_LAYOUTS
from parser.text.document import Document, fold


class Recognition(msgspec.Struct):
    """How well a page fits a layout; `score` is the share of the known labels on the page that the layout reads."""

    layout: str
    accepted: bool
    score: float
    lacking: list[str]
    """Labels of the layout that are missing on the page."""
    why: str


_CONTACT_LABELS = {"Kontaktperson", "E-post", "Telefonnummer"}
"""Labels that any page with a way to reach somebody has."""
_FEWEST_LABELS = 4


def has_labels(document: Document) -> bool:
    """Whether known labels stand at four line starts or more: a page of the bank, though of no layout known here."""
    found = {
        label.name for layout in LABELLED_LAYOUTS for label in label_candidates(document, layout) if label.rank >= 0
    }
    return len(found - _CONTACT_LABELS) >= _FEWEST_LABELS


def recognise(document: Document) -> list[Recognition]:
    """Every labelled layout with its evidence, best first: accepted before others, then by score."""
    starts = [folded for line in document.lines if len(line) < 200 and (folded := fold(line))]
    known = {label for layout in LABELLED_LAYOUTS for label in layout.labels}
    present = {label for label in known if any(line.startswith(label) for line in starts)}
    recognitions = [_evaluate(document, layout, present) for layout in LABELLED_LAYOUTS]
    return sorted(recognitions, key=lambda recognition: (not recognition.accepted, -recognition.score))


def _evaluate(document: Document, layout: Layout, present: set[str]) -> Recognition:
    block = {label.name for label in find_labels(document, layout)} & set(layout.labels)
    found = [label for label in layout.labels if label in (block or present)]
    lacking = [label for label in layout.labels if label not in found]
    score = round(len(found) / max(1, len(present)), 3)
    return Recognition(layout.name, bool(block), score, lacking, _reason(layout, bool(block), found))


def _reason(layout: Layout, accepted: bool, found: list[str]) -> str:
    own_labels = [label for label in found if label in layout.signature]
    own = f"its own: {', '.join(own_labels)}" if own_labels else "none of them its own"
    block = "as one block" if accepted else "but not as a block of this layout"
    return f"{len(found)} of its {len(layout.labels)} labels, {block}; {own}"
