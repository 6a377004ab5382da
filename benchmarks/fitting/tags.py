"""Fits how sure it is that a project is for a target group that its page names; prints what texts left out are shown.

    python -m benchmarks.fitting.tags                      print the figures
    python -m benchmarks.fitting.tags --write              also write the weights
    python -m benchmarks.fitting.tags --write --without    the same where the real-shaped texts are absent

Fitted on the gold corpus without the authors held back, and on the real-shaped texts where they are at hand, which
weigh twice. The figures are those of each text by the weights fitted to all others.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.accuracy.prose_tags import frame_of as gold_frame
from benchmarks.fitting.examples import Example, Settings, fitted, left_out, write
from benchmarks.fitting.texts import REAL_SHAPED, is_to_be_written
from benchmarks.gold.authors import TO_FIT
from benchmarks.gold.documents import gold_documents
from parser import parse_page
from parser.understanding import tagging
from parser.understanding.page_prose import Frame, frame_of
from parser.understanding.pipeline import pipeline
from parser.understanding.tagging.groups import group_features_in, weighed
from parser.understanding.tagging.segments import Segments
from parser.understanding.tagging.vocabulary import names_in
from parser.understanding.words import words_of

SETTINGS = Settings(strength=0.3, fewest=4)
REAL_WEIGHT = 2.0
"""What a real-shaped text weighs beside one of the corpus."""


class Text(msgspec.Struct):
    """A text's name, the groups that it is for and those left open, and the features of every group that it names."""

    name: str
    weight: float
    wanted: set[str]
    open: set[str]
    features: dict[str, frozenset[str]]

    def judged(self) -> list[str]:
        """The groups that it names, without those left open."""
        return [group for group in self.features if group not in self.open]


def features_of(frame: Frame) -> dict[str, frozenset[str]]:
    """The features of every group that a frame's prose names."""
    words = words_of(pipeline()(frame.text))
    _, found = group_features_in(words, Segments(words, frame), names_in(words)["group"])
    return {group: frozenset(own) for group, own in found.items()}


def gold_texts() -> Iterator[Text]:
    """The gold corpus."""
    for folder in TO_FIT:
        for document in gold_documents(folder):
            features = features_of(gold_frame(document, "headings"))
            yield Text(document.name, 1.0, set(document.tags["target_groups"]), set(), features)


def texts_of(folder: Path) -> Iterator[Text]:
    """The annotated texts of a folder, those that are read as projects."""
    for path in sorted(folder.glob("*.txt")):
        records = parse_page(path.read_bytes(), text=False)
        groups = json.loads(path.with_suffix(".json").read_text("utf-8"))["groups"] if records else []
        features: dict[str, frozenset[str]] = {}
        for found in (features_of(frame_of(record)) for record in records):
            features |= {group: features.get(group, frozenset()) | own for group, own in found.items()}
        wanted = {group for group in groups if group[0] != "?"}
        if records:
            yield Text(path.stem, REAL_WEIGHT, wanted, {group[1:] for group in groups} - wanted, features)


def examples(texts: list[Text]) -> list[Example]:
    """An example for every group that a text names, unless it is left open."""
    return [
        Example(text.name, text.features[group], ("yes" if group in text.wanted else "no",), text.weight)
        for text in texts
        for group in text.judged()
    ]


def report(texts: list[Text], found: list[Example]) -> None:
    """Print precision and recall of what is shown at several thresholds, of texts left out of the fit."""
    judged = iter(left_out(found, SETTINGS))
    sure = {one.name: weighed(one.features, {group: next(judged)["yes"] for group in one.judged()}) for one in texts}
    for name, weight in (("corpus", 1.0), ("real-shaped", REAL_WEIGHT)):
        own = [text for text in texts if text.weight == weight]
        for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
            shown = [group in text.wanted for text in own for group, one in sure[text.name].items() if one >= least]
            precision = sum(shown) / max(1, len(shown))
            recall = sum(shown) / max(1, sum(len(text.wanted) for text in own))
            print(f"{name} from {least}: precision {precision:.3f} recall {recall:.3f} of {len(shown)} shown")


def main() -> int:
    """Print the figures; write the weights on request."""
    is_writing = is_to_be_written(sys.argv)
    texts = [*gold_texts(), *texts_of(REAL_SHAPED)]
    found = examples(texts)
    if is_writing:
        on = f"{len(texts)} texts: the gold corpus without the authors held back"
        on += ", and texts after real pages" if any(text.weight == REAL_WEIGHT for text in texts) else ""
        write(fitted(found, on, SETTINGS), Path(tagging.__path__[0]) / "group_weights.json")
    report(texts, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
