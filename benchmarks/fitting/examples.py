"""Annotated examples, the judge fitted to them, and what it says of each text when that text is left out of the fit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut

from parser.judging.linear import Judgement, Linear

_SMALLEST = 0.05
"""A weight that is smaller for every class is left out of the table."""


class Example(msgspec.Struct, frozen=True):
    """The features of something found in a text, and what it is; `group` is what is left out together."""

    group: str
    features: frozenset[str]
    label: str
    weight: float = 1.0


def fitted(examples: Sequence[Example], on: str, strength: float = 1.0, fewest: int = 2) -> Linear:
    """The judge fitted to examples; a feature of fewer than `fewest` of them is left out. `on` says which texts."""
    names, matrix = _matrix(examples, fewest)
    model = _model(matrix, examples, strength)
    rows = _rows(model)
    table = {name: _rounded(rows[:, at]) for at, name in enumerate(names) if np.abs(rows[:, at]).max() >= _SMALLEST}
    return Linear(on, [str(one) for one in model.classes_], {"bias": _rounded(_intercept(model))} | table)


def left_out(examples: Sequence[Example], strength: float = 1.0, fewest: int = 2) -> list[Judgement]:
    """What is said of each example by the judge that is fitted to all groups but its own."""
    _, matrix = _matrix(examples, fewest)
    groups = np.array([one.group for one in examples])
    found: dict[int, Judgement] = {}
    for train, test in LeaveOneGroupOut().split(matrix, groups=groups):
        model = _model(matrix[train], [examples[at] for at in train], strength)
        for at, row in zip(test, model.predict_proba(matrix[test]), strict=True):
            best = int(row.argmax())
            found[int(at)] = Judgement(str(model.classes_[best]), float(row[best]))
    return [found[at] for at in range(len(examples))]


def threshold(judged: Sequence[tuple[float, bool]], precision: float, margin: int = 1) -> float:
    """The least confidence above which at least `precision` is right, one more false than seen counted in."""
    best, right, seen = 1.0, 0, 0
    for confidence, is_right in sorted(judged, reverse=True):
        right, seen = right + is_right, seen + 1
        if right / (seen + margin) >= precision:
            best = confidence
    return best


def write(judge: Linear, path: Path) -> None:
    """Writes the weights as TOML."""
    lines = [f"# Made by `make fit`.\nfitted_on = {_quoted(judge.fitted_on)}"]
    lines += [f"classes = [{', '.join(map(_quoted, judge.classes))}]\n\n[weights]"]
    lines += [f"{_quoted(name)} = [{', '.join(map(str, row))}]" for name, row in _sorted(judge.weights)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _sorted(weights: dict[str, list[float]]) -> Iterator[tuple[str, list[float]]]:
    yield "bias", weights["bias"]
    yield from sorted((name, row) for name, row in weights.items() if name != "bias")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _matrix(examples: Sequence[Example], fewest: int) -> tuple[list[str], csr_matrix]:
    vectorizer = DictVectorizer()
    matrix = csr_matrix(vectorizer.fit_transform([dict.fromkeys(one.features, 1.0) for one in examples]))
    kept = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= fewest)
    names = vectorizer.get_feature_names_out()
    return [str(names[at]) for at in kept], matrix[:, kept]


def _model(matrix: csr_matrix, examples: Sequence[Example], strength: float) -> LogisticRegression:
    labels, weights = [one.label for one in examples], [one.weight for one in examples]
    return LogisticRegression(C=strength, max_iter=500).fit(matrix, labels, weights)


def _rows(model: LogisticRegression) -> np.ndarray:
    return np.vstack([np.zeros_like(model.coef_), model.coef_]) if len(model.classes_) == 2 else model.coef_


def _intercept(model: LogisticRegression) -> np.ndarray:
    return np.array([0.0, *model.intercept_]) if len(model.classes_) == 2 else model.intercept_


def _rounded(values: np.ndarray) -> list[float]:
    return [round(float(one), 2) for one in values]
