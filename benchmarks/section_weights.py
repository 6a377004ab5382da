"""Fits what cues, signs and places weigh for the sections to the gold corpus, by multinomial logistic regression.

    python -m benchmarks.section_weights            how weights fitted without an author do on that author's documents
    python -m benchmarks.section_weights --write    fit to all of them and write section_weights.toml

A paragraph's score for a section is linear in what was met in it; the order of sections and the weights of headings and
places are given. Texts whose headings are taken away count for less: none of their paragraphs belongs to no section.
"""

import functools
import re
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table

from benchmarks.gold import GOLD, OTHERS, SECOND, GoldDocument, gold_documents
from benchmarks.prose_sections import PAGES
from parser import read_page
from parser.sectioning import section_weights
from parser.sectioning.judgement import Outline, outline
from parser.sectioning.paragraphs import Paragraph, paragraphs
from parser.sectioning.section_order import CLASSES, best_order, step
from parser.sectioning.section_rules import SHARPNESS, score_by_rules
from parser.sectioning.section_shapes import bonds
from schema.record import SectionName

TABLE = Path(section_weights.__file__).with_suffix(".toml")
Matrix = npt.NDArray[np.float64]
_STRIPPED = 0.3
"""What a paragraph counts for whose heading was taken away, beside one that never had any."""
_RIDGE, _STEPS, _RATE = 0.3, 400, 0.05
_LEAST = 0.05
"""The smallest weight written, and what weights are rounded to."""
_CLASS = {name: number for number, name in enumerate(CLASSES)}
_HEADING_LINE = re.compile(r"\A[A-ZÅÄÖ][^\n.]{3,60}\n")


class Text(msgspec.Struct, frozen=True):
    """A document: what was met in each paragraph, what is given, the sections it should have."""

    met: list[dict[str, float]]
    given: Matrix
    bonds: list[float]
    labels: list[SectionName | None]
    bare: bool


def text_of(found: Outline, labels: Sequence[SectionName | None], *, bare: bool) -> Text:
    """The document that an outline is, with the right section of each of its paragraphs."""
    met: list[dict[str, float]] = []
    given = np.zeros((len(labels), len(CLASSES)))
    for row, said in enumerate(score_by_rules(found)):
        met.append({})
        for name, times, weights in said:
            if name in _given():
                for section, weight in weights.items():
                    given[row, _CLASS[section]] += times * weight
            else:
                met[row][name] = met[row].get(name, 0.0) + times
    return Text(met, given, bonds(found), list(labels), bare)


@functools.cache
def _given() -> frozenset[str]:
    """The names whose weights are not fitted."""
    return frozenset(tomllib.loads(TABLE.read_text("utf-8"))["headings_and_places"])


def texts(folder: Path) -> list[Text]:
    """The documents of one author; those with the seven headings with their headings taken away."""
    return [
        _stripped(document) if document.has_headings else _bare(document)
        for document in gold_documents(folder)
        if len(document.projects) == 1
    ]


def _bare(document: GoldDocument) -> Text:
    parts = [Paragraph(document.text[p.start : p.end], p.start, p.end, p.heading) for p in document.sections]
    return text_of(outline(parts), [part.section for part in document.sections if not part.heading], bare=True)


def _stripped(document: GoldDocument) -> Text:
    parts = [part for part in document.sections if part.section and not part.heading]
    written = (_HEADING_LINE.sub("", document.text[part.start : part.end]) for part in parts)
    return text_of(_unheaded(written), [part.section for part in parts], bare=False)


def pages() -> list[Text]:
    """The invented pages of the project bank, their headings taken away."""
    found = []
    for path in sorted(PAGES.glob("*/page.*")):
        sections = [part for project in read_page(path.read_bytes()).projects for part in project.sections]
        pieces = [(one.text, p.section) for p in sections if p.section for one in paragraphs(p.text)]
        found.append(text_of(_unheaded(text for text, _ in pieces), [section for _, section in pieces], bare=False))
    return [text for text in found if text.labels]


def _unheaded(written: Iterable[str]) -> Outline:
    return outline([Paragraph(text, 0, len(text)) for text in written], title=False)


def fit(corpus: Sequence[Text], names: Sequence[str]) -> Matrix:
    """A weight for each name and section, by Adam on the ridge-penalised likelihood."""
    met = np.vstack([_matrix(text, names) for text in corpus])
    given = np.vstack([text.given + _order(text) for text in corpus])
    right = np.eye(len(CLASSES))[[_CLASS[label] for text in corpus for label in text.labels]]
    worth = np.array([[1.0 if text.bare else _STRIPPED] for text in corpus for _ in text.labels])
    weights, mean, spread = (np.zeros((len(names), len(CLASSES))) for _ in range(3))
    for turn in range(1, _STEPS + 1):
        wrong = (_shares(met @ weights + given) - right) * worth
        slope = SHARPNESS * met.T @ wrong + 2 * _RIDGE * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        weights = weights - _RATE * (mean / (1 - 0.9**turn)) / (np.sqrt(spread / (1 - 0.999**turn)) + 1e-8)
    return weights


def _shares(scores: Matrix) -> Matrix:
    raised = np.exp(SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
    shares: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _matrix(text: Text, names: Sequence[str]) -> Matrix:
    return np.array([[row.get(name, 0.0) for name in names] for row in text.met])


def _order(text: Text) -> Matrix:
    """What the order of sections is worth at each paragraph, those before it being right."""
    worth, last = np.zeros((len(text.labels), len(CLASSES))), None
    for row, label in enumerate(text.labels):
        worth[row] = [step(last, section) for section in CLASSES]
        if row:
            worth[row, _CLASS[text.labels[row - 1]]] += text.bonds[row]
        last = label or last
    return worth


def right(corpus: Iterable[Text], names: Sequence[str], weights: Matrix) -> tuple[int, int]:
    """How many paragraphs get their section, and how many there are."""
    hits = count = 0
    for text in corpus:
        scores = _matrix(text, names) @ weights + text.given
        rows = [dict(zip(CLASSES, map(float, row), strict=True)) for row in scores]
        hits += sum(a == b for a, b in zip(best_order(rows, text.bonds), text.labels, strict=True))
        count += len(text.labels)
    return hits, count


def by_hand(names: Sequence[str]) -> Matrix:
    """The weights set by hand, a row for each name."""
    rows = tomllib.loads(TABLE.read_text("utf-8"))["by_hand"]
    return np.array([[rows.get(name, {}).get(section or "none", 0.0) for section in CLASSES] for name in names])


def written(names: Sequence[str], weights: Matrix) -> str:
    """The table with new fitted weights; those set by hand stay as they stand in it."""
    kept = TABLE.read_text("utf-8").partition("[fitted]\n")[0]
    rows = (f'"{name}" = {{ {_row(row)} }}' for name, row in zip(names, weights, strict=True))
    return f"{kept}[fitted]\n" + "\n".join(rows) + "\n"


def _row(weights: npt.NDArray[np.float64]) -> str:
    rounded = [round(round(float(weight) / _LEAST) * _LEAST, 2) for weight in weights]
    return ", ".join(f"{name or 'none'} = {w}" for name, w in zip(CLASSES, rounded, strict=True) if w)


def main() -> int:
    """Print how authors fare who were left out, or write the table."""
    authors = {folder.name: texts(folder) for folder in (GOLD, SECOND, *OTHERS)}
    bank = pages()
    everything = [*(text for found in authors.values() for text in found), *bank]
    names = list(dict.fromkeys(name for text in everything for row in text.met for name in row))
    if "--write" in sys.argv:
        TABLE.write_text(written(sorted(names), fit(everything, sorted(names))), "utf-8")
        return 0
    table = Table("author left out", "without headings", "headings taken away")
    for author, found in authors.items():
        others = [text for name, texts in authors.items() if name != author for text in texts] + bank
        weights = (fit(others, names) + by_hand(names)) / 2
        shares = (right([t for t in found if t.bare is bare], names, weights) for bare in (True, False))
        table.add_row(author, *(f"{hits / count:.3f} of {count}" if count else "" for hits, count in shares))
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
