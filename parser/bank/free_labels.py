"""Labels in any order, each alone on its line or before a colon: the project banks of 2014-2020 and 2021-2027.

A line that ends with a colon and is no label of the layout is an unknown label: it keeps its value and is reported.
"""

from itertools import pairwise

from parser.bank.chains import Candidate
from parser.bank.found_label import FoundLabel, end_of_last, value_after
from parser.bank.layout import Layout
from parser.text.document import Document, fold, unfold

_REACH = 6
"""Maximum lines between labels: a value, its blank lines and a link beside it on the pages seen."""
_LONGEST_LABEL = 60
"""Maximum length of an unknown label, in characters."""


def find_free_labels(document: Document, layout: Layout) -> list[FoundLabel]:
    """The label block of a page in page order, unknown labels included; empty for a page of another layout."""
    runs = _runs([found for line in document.all_lines if (found := _candidate(document, layout, line))])
    run = max(runs, key=lambda run: len({label.name for label in run if label.rank >= 0}), default=[])
    names = {label.name for label in run}
    if len(names) < layout.minimum_labels or layout.signature.isdisjoint(names):
        return []
    followers = [label.line for label in run[1:]] + [_end_of_run(document, run[-1])]
    return [_found_label(document, label, until) for label, until in zip(run, followers, strict=True)]


def _candidate(document: Document, layout: Layout, line: int) -> Candidate | None:
    text = document.lines[line]
    folded = fold(text) if len(text) < 200 else ""
    match = layout.free_label.match(folded)
    if match:
        end = unfold(text, match.start(2)) if match[2] else len(text)
        return Candidate(layout.ranks[match[1]], line, match[1], unfold(text, 0), end, 1)
    if folded.endswith(":") and 1 < len(folded) <= _LONGEST_LABEL:
        return Candidate(-1, line, folded[:-1].rstrip(), unfold(text, 0), len(text), 0)
    return None


def _runs(candidates: list[Candidate]) -> list[list[Candidate]]:
    """Group candidates near each other; a run begins and ends with a known label, and repeats none."""
    runs: list[list[Candidate]] = [[]]
    for previous, candidate in pairwise([None, *candidates]):
        assert candidate is not None, "only the first of the pairs has no candidate"
        far = previous is not None and candidate.line - previous.line > _REACH
        if far or (candidate.rank >= 0 and candidate.name in {label.name for label in runs[-1]}):
            runs.append([])
        runs[-1].append(candidate)
    return [_trim(run) for run in runs]


def _trim(run: list[Candidate]) -> list[Candidate]:
    known = [number for number, label in enumerate(run) if label.rank >= 0]
    return run[known[0] : known[-1] + 1] if known else []


def _end_of_run(document: Document, last: Candidate) -> int:
    """The last label's value follows directly; text below an empty line is prose."""
    until = end_of_last(document, last.line)
    return until if until <= last.line + 2 else last.line + 1


def _found_label(document: Document, label: Candidate, until: int) -> FoundLabel:
    offset = document.starts[label.line]
    end = label.start + unfold(document.lines[label.line][label.start :], len(label.name))
    return FoundLabel(label.name, label.line, offset + label.start, offset + end, *value_after(document, label, until))
