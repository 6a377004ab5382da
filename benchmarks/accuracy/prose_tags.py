"""How well the tags of prose are found: precision, recall and F1 per kind over the gold corpus.

    python -m benchmarks.accuracy.prose_tags [--errors] [--sections headings|gold|none] [SLUG...]

A document's tags of a kind are the set of the canonical names that are shown. Documents of the authors held back are
counted on their own, and none of their errors is printed; the weights of target groups are fitted on the others.
`--sections` says what the tagger is told: the sections under headings of the project bank only (the default), those of
every paragraph as annotated, or none.
"""

import argparse
import sys
from collections.abc import Iterable

import msgspec

from benchmarks.accuracy.annotations import TAGS
from benchmarks.gold.authors import HELD_BACK, TO_FIT
from benchmarks.gold.documents import GoldDocument, gold_documents
from parser.understanding.page_prose import Frame
from parser.understanding.pipeline import pipeline
from parser.understanding.tagging.tags import find_tags
from parser.understanding.words import words_of
from schema.record import Section, TagKind


class TagScore(msgspec.Struct):
    """Counts of names found, missed and wrong."""

    found: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """Share of the names given that are right."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the annotated names that are given."""
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.found / max(1, 2 * self.found + self.missed + self.wrong)


def frame_of(document: GoldDocument, sections: str) -> Frame:
    """What the tagger is told of a document."""
    told = sections == "gold" or (sections == "headings" and document.has_headings)
    text, title = document.text, document.projects[0].title if len(document.projects) == 1 else None
    parts = [
        Section(part.section, None, text[part.start : part.end], "heading", part.start, part.end)
        for part in document.sections
        if not part.heading
    ]
    return Frame(text, parts if told else [Section(None, None, text, "inferred", 0, len(text))], title)


def found_names(document: GoldDocument, sections: str = "headings") -> dict[TagKind, set[str]]:
    """The canonical names that are shown, by kind."""
    tags = [tag for tag in find_tags(words_of(pipeline()(document.text)), frame_of(document, sections)) if tag.shown]
    return {kind: {tag.name for tag in tags if tag.kind == kind} for kind in TAGS}


def measure(
    documents: Iterable[GoldDocument], sections: str = "headings", errors: bool = False
) -> dict[TagKind, TagScore]:
    """The score of every kind; with `errors`, what is missed (-) and wrong (+) is printed per document."""
    scores: dict[TagKind, TagScore] = {kind: TagScore() for kind in TAGS}
    for document in documents:
        names = found_names(document, sections)
        count(scores, document, names)
        for kind, key in TAGS.items():
            gold = set(document.tags[key])
            if errors and gold != names[kind]:
                signs = [
                    *(f"-{name}" for name in sorted(gold - names[kind])),
                    *(f"+{name}" for name in sorted(names[kind] - gold)),
                ]
                print(f"{document.slug:32} {kind:15} {' '.join(signs)}")
    return scores


def count(scores: dict[TagKind, TagScore], document: GoldDocument, names: dict[TagKind, set[str]]) -> None:
    """Adds the names found in a document to the scores."""
    for kind, key in TAGS.items():
        gold = set(document.tags[key])
        scores[kind].found += len(gold & names[kind])
        scores[kind].missed += len(gold - names[kind])
        scores[kind].wrong += len(names[kind] - gold)


def main(arguments: list[str]) -> int:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--sections", choices=("headings", "gold", "none"), default="headings")
    parser.add_argument("slugs", nargs="*")
    options = parser.parse_args(arguments)
    for name, folders in (("fitted on", TO_FIT), ("held back", HELD_BACK)):
        documents = [one for folder in folders for one in gold_documents(folder)]
        documents = [one for one in documents if not options.slugs or one.slug in options.slugs]
        print(f"{name}: {len(documents)} documents")
        _print(measure(documents, options.sections, options.errors and folders != HELD_BACK))
    return 0


def _print(scores: dict[TagKind, TagScore]) -> None:
    print(f"{'kind':16}{'precision':>10}{'recall':>8}{'F1':>7}   found, missed, wrong")
    for kind, score in scores.items():
        figures = f"{score.precision:10.3f}{score.recall:8.3f}{score.f1:7.3f}"
        print(f"{kind:16}{figures}   {score.found}, {score.missed}, {score.wrong}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
