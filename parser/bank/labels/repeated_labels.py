"""Labels of a block that come again within it or directly below: what they say is a value too, beside the one read."""

from bisect import bisect_right

from parser.bank.labels.found_label import FoundLabel, end_of_last, found_label
from parser.bank.labels.head_labels import head_label
from parser.bank.labels.label_candidates import COLON, label_candidate
from parser.bank.layout import Layout
from parser.bank.ordered_candidates import Candidate
from parser.text.document import Document

_FEWEST_WORDS = 4
"""Words in a sentence behind a colon."""


def repeated_labels(document: Document, layout: Layout, block: list[FoundLabel]) -> list[FoundLabel]:
    """The labels that come again with a value of their own, in page order; none where most do, as another project's."""
    names = {label.name for label in block}
    taken = {line for label in block for line in _lines(document, label)}
    bottom, found = max(taken), list[FoundLabel]()
    for line in range(block[0].line + 1, len(document.lines)):
        folded = "" if line in taken else document.folded(line)
        if not folded:
            continue
        label = _label(document, layout, line, folded)
        if label and label.name in names and not (line > bottom and _is_sentence(folded)):
            again = found_label(document, label, _until(document, taken, line))
            if again.start < again.end:
                found.append(again)
                taken.update(_lines(document, again))
                continue
        if line > bottom:
            break
    return found if 2 * len(found) <= len(names) else []


def _label(document: Document, layout: Layout, line: int, folded: str) -> Candidate | None:
    """The label on a line as one of the layout writes it: with a colon at least where values are not glued to it."""
    if layout.fixed_order:
        return head_label(document, layout, line, folded)
    label = label_candidate(document, layout, line, folded)
    return label if label and label.weight == COLON else None


def _is_sentence(folded: str) -> bool:
    """Whether a line below the block runs on as prose though a label opens it, as `Fond: vi har ingen egen.` does."""
    _, _, rest = folded.partition(":")
    return len(rest.split()) >= _FEWEST_WORDS and rest.endswith((".", "!", "?"))


def _lines(document: Document, label: FoundLabel) -> range:
    """The lines of a label and its value."""
    return range(label.line, max(label.line, bisect_right(document.starts, label.end - 1) - 1) + 1)


def _until(document: Document, taken: set[int], line: int) -> int:
    """The line before which the value of a label stands: the next one that is another's."""
    return min((other for other in taken if other > line), default=end_of_last(document, line))
