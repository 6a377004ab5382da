"""Annotated examples, the judge fitted to them, and what it says of each text when that text is left out of the fit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from parser.judging.linear import Judgement, Linear

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression


class Settings(msgspec.Struct, frozen=True):
    """How little weights are held down, and how many examples a feature has at least."""

    strength: float
    fewest: int


class Example(msgspec.Struct, frozen=True):
    """The features of something found in a text, and what it may be called; `group` is what is left out together."""

    group: str
    features: frozenset[str]
    labels: tuple[str, ...]
    weight: float = 1.0


class Table:
    """Examples as a matrix."""

    def __init__(self, examples: Sequence[Example], settings: Settings) -> None:
        from scipy.sparse import csr_matrix  # noqa: PLC0415  whoever only reads examples need not wait two seconds
        from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415

        self.settings = settings
        vectorizer = DictVectorizer()
        matrix = csr_matrix(vectorizer.fit_transform([dict.fromkeys(one.features, 1.0) for one in examples]))
        kept = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= settings.fewest)
        self.names = [str(name) for name in vectorizer.get_feature_names_out()[kept]]
        self.matrix, self.examples = matrix[:, kept], examples
        self.groups = np.array([one.group for one in examples])
        self.weights = np.array([one.weight for one in examples])
        self.single = np.array([len(one.labels) == 1 for one in examples])

    def fit(self, rows: np.ndarray) -> LogisticRegression:
        """The judge fitted to rows: to what has one label; what may have several then has the likeliest of them."""
        matrix, labels = self.matrix, np.array([one.labels[0] for one in self.examples], dtype=object)
        sure = rows[self.single[rows]]
        model = self._model(matrix[sure], labels[sure], self.weights[sure])
        unsure = rows[~self.single[rows]]
        if len(unsure):
            for at, row in zip(unsure, model.predict_proba(matrix[unsure]), strict=True):
                found = dict(zip(model.classes_, row, strict=True))
                labels[at] = max(self.examples[at].labels, key=lambda label: found.get(label, 0.0))
            model = self._model(matrix[rows], labels[rows], self.weights[rows])
        return model

    def _model(self, matrix: csr_matrix, labels: np.ndarray, weights: np.ndarray) -> LogisticRegression:
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

        return LogisticRegression(C=self.settings.strength, max_iter=500, tol=0.001).fit(matrix, labels, weights)


def fitted(examples: Sequence[Example], on: str, settings: Settings) -> Linear:
    """The judge fitted to examples. `on` says which texts."""
    table = Table(examples, settings)
    model = table.fit(np.arange(len(examples)))
    rows, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        rows, bias = np.vstack([np.zeros_like(rows), rows]), np.array([0.0, *bias])
    weights = {name: _rounded(rows[:, at]) for at, name in enumerate(table.names)}
    return Linear(on, [str(one) for one in model.classes_], {"bias": _rounded(bias)} | weights)


def left_out(
    examples: Sequence[Example], settings: Settings, always: Sequence[Example] = (), folds: int | None = None
) -> list[dict[str, float]]:
    """The probabilities of each example by the judge fitted to all groups but its own, and to what is `always` there.

    With `folds`, several groups are left out at once, which takes less time.
    """
    table = Table([*examples, *always], settings)
    names = sorted({one.group for one in examples})
    found: dict[int, dict[str, float]] = {}
    many = min(folds or len(names), len(names))
    for names_out in (names[at::many] for at in range(many)):
        out = np.isin(table.groups, names_out)
        model = table.fit(np.flatnonzero(~out))
        test = np.flatnonzero(out)
        for at, row in zip(test, model.predict_proba(table.matrix[test]), strict=True):
            found[int(at)] = {str(k): float(v) for k, v in zip(model.classes_, row, strict=True)}
    return [found[at] for at in range(len(examples))]


def likeliest(found: dict[str, float]) -> Judgement:
    """The class with the highest probability."""
    best = max(found, key=found.__getitem__)
    return Judgement(best, found[best])


def threshold(judged: Sequence[tuple[float, bool]], precision: float, margin: int = 1) -> float:
    """The least confidence above which at least `precision` is right, one more false than seen counted in."""
    best, right, seen = 1.0, 0, 0
    for confidence, is_right in sorted(judged, reverse=True):
        right, seen = right + is_right, seen + 1
        if right / (seen + margin) >= precision:
            best = confidence
    return best


def write(judge: Linear, path: Path) -> None:
    """Writes the weights as JSON, a line for each feature."""
    rows = [f"{_json(name)}: {_json(row)}" for name, row in sorted(judge.weights.items(), key=_bias_first)]
    head = f'{{"fitted_on": {_json(judge.fitted_on)}, "classes": {_json(judge.classes)}, "weights": {{\n'
    path.write_text(head + ",\n".join(rows) + "\n}}\n", encoding="utf-8")


def _bias_first(row: tuple[str, tuple[float, ...]]) -> tuple[bool, str]:
    return row[0] != "bias", row[0]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _rounded(values: np.ndarray) -> tuple[float, ...]:
    return tuple(round(float(one), 2) for one in values)
