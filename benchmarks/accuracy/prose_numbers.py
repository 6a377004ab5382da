"""How well claims and targets are read in the gold corpus by a reader who is told the sections of its paragraphs.

    python -m benchmarks.accuracy.prose_numbers [--errors]

Against `prose_accuracy`, which has to infer the sections, it says what a wrong section costs. The documents of the
authors held back are not among them.
"""

import sys
from collections.abc import Sequence

from benchmarks.accuracy.annotations import of_gold
from benchmarks.accuracy.scoring import Result, add_numbers
from benchmarks.gold.authors import TO_FIT
from benchmarks.gold.documents import GoldDocument, gold_documents
from parser.understanding.numbers import find_numbers
from parser.understanding.page_prose import Frame
from parser.understanding.pipeline import documents
from parser.understanding.words import words_of
from schema.record import Section


def frame_of(document: GoldDocument) -> Frame:
    """The page as the parser would frame it, with the sections as annotated."""
    parts = [part for part in document.sections if not part.heading]
    sections = [
        Section(part.section, None, document.text[part.start : part.end], "heading", part.start, part.end)
        for part in parts
    ]
    return Frame(document.text, sections, document.projects[0].title)


def measure(gold: Sequence[GoldDocument]) -> Result:
    """Scores of the documents: `targets`, `claims`, every kind of claim, and what is stated of claims."""
    result = Result()
    for document, doc in zip(gold, documents(one.text for one in gold), strict=True):
        add_numbers(result, of_gold(document), *find_numbers(words_of(doc), frame_of(document)))
    return result


def main() -> int:
    """Print the scores, and the differences on request."""
    result = measure([document for folder in TO_FIT for document in gold_documents(folder)])
    for kind, score in sorted(result.scores.items()):
        print(f"{kind:22} {score.shown} of {score.annotated} shown, {score.shown_wrong} false; kept, F1 {score.f1:.3f}")
    print("\n".join(result.errors) if "--errors" in sys.argv else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
