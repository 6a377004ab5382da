"""How many paragraphs of texts without headings get the right section.

    python -m benchmarks.prose_sections             print the shares and fail below a floor
    python -m benchmarks.prose_sections --errors    also what was taken for what; texts in the tuned part only
    python -m benchmarks.prose_sections --model X   with a model that `esfarkiv train` made instead of the rules

The first corpus is the gold documents without headings: those the rules were tuned on, and the rest, seen only as
numbers. The second is text whose headings are taken away: gold documents with headings, the demonstration pages of
2007-2013, and the real documents where they are at hand; the headings are then the labels.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from archive.training.models import load_classifier
from benchmarks.fixtures import FIXTURES, SHARED
from benchmarks.gold import GoldDocument, gold_documents
from parser import read_page
from parser.sectioning.judgement import Judge, Judgement, outline
from parser.sectioning.paragraphs import Paragraph, paragraphs
from parser.sectioning.section_rules import judge_by_rules
from schema.record import SectionName

SEEDS = SHARED / "seeds"
PAGES = FIXTURES / "projektbank-2007"
TUNED = frozenset(
    {
        "agarsida-kompetensbron",
        "agarsida-verkstan",
        "artikel-byskolan",
        "delrapport-andra-andningen",
        "kommunstyrelsen-tillvaxtgarant",
        "kultur-pa-recept-memo",
        "lista-norra-projekt-kort",
        "lista-ostra-mellansverige",
        "lista-sydsverige-bifall-avslag",
        "memo-partnerstader",
        "namndbeslut-steget-in",
        "notis-lakarspraket",
        "pm-forstudie-hela-familjen",
        "press-gruvligt-bra",
        "press-tre-miljoner-till-timra",
        "utvardering-navet",
    }
)
"""Documents without headings that were read while the rules were written; no other was."""
REAL = "real documents"
FLOORS = {"tuned": 0.93, "unseen": 0.83, "headings taken away": 0.83, "2007-2013": 0.68, REAL: 0.57}


class Case(msgspec.Struct):
    """A paragraph with the section it should have and the one it got."""

    slug: str
    text: str
    expected: SectionName | None
    judgement: Judgement

    @property
    def right(self) -> bool:
        """Whether they agree."""
        return self.expected == self.judgement.section


def measure(judge: Judge = judge_by_rules) -> dict[str, list[Case]]:
    """Corpus to its paragraphs, headings left out."""
    documents = gold_documents()
    bare = [document for document in documents if not document.has_headings]
    headed = [document for document in documents if document.has_headings]
    found = {
        "tuned": [case for document in bare if document.slug in TUNED for case in gold_cases(document, judge)],
        "unseen": [case for document in bare if document.slug not in TUNED for case in gold_cases(document, judge)],
        "headings taken away": [case for document in headed for case in _stripped_cases(document, judge)],
        "2007-2013": [case for path in sorted(PAGES.glob("*/page.*")) for case in _page_cases(path, judge)],
        REAL: [case for path in sorted(SEEDS.glob("*.txt")) for case in _page_cases(path, judge)],
    }
    return {name: cases for name, cases in found.items() if cases}


def share(cases: list[Case]) -> float:
    """The share of the paragraphs that are right."""
    return sum(case.right for case in cases) / len(cases)


def gold_cases(document: GoldDocument, judge: Judge = judge_by_rules) -> Iterator[Case]:
    """Each annotated paragraph, with the section that the parser has for most of it."""
    page = read_page(document.text.encode(), judge=judge)
    sections = [section for project in page.projects for section in project.sections]
    for part in document.sections:
        if not part.heading:
            shared = [(min(one.end, part.end) - max(one.start, part.start), one) for one in sections]
            most, found = max(shared, key=lambda pair: pair[0], default=(0, None))
            given = Judgement(None, 0.0, "no section")
            if found and most > 0:
                given = Judgement(found.section, found.confidence or 1.0, found.rule or "")
            yield Case(document.slug, document.text[part.start : part.end], part.section, given)


def _stripped_cases(document: GoldDocument, judge: Judge) -> Iterator[Case]:
    parts = [part for part in document.sections if not part.heading]
    texts = [(document.text[part.start : part.end], part.section) for part in parts]
    return _rebuilt(document.slug, texts, judge)


def _page_cases(path: Path, judge: Judge) -> Iterator[Case]:
    """A page of the project bank without its headings; nothing of other pages."""
    sections = [part for project in read_page(path.read_bytes()).projects for part in project.sections]
    headed = [part for part in sections if part.method == "heading"]
    return _rebuilt(
        path.parent.name, [(one.text, part.section) for part in headed for one in paragraphs(part.text)], judge
    )


def _rebuilt(slug: str, texts: Iterable[tuple[str, SectionName | None]], judge: Judge) -> Iterator[Case]:
    """The texts judged as one document, one after the other, no headings between them."""
    labelled = [(text, section) for text, section in texts if section]
    judged = judge(outline([Paragraph(text, 0, len(text)) for text, _ in labelled]))
    for (text, section), judgement in zip(labelled, judged, strict=True):
        yield Case(slug, text, section, judgement)


def _print_errors(console: Console, name: str, cases: list[Case]) -> None:
    wrong = Counter((case.expected, case.judgement.section) for case in cases if not case.right)
    table = Table("expected", "got", "paragraphs", title=name)
    for (expected, taken_for), count in wrong.most_common():
        table.add_row(str(expected), str(taken_for), str(count))
    console.print(table)
    if name != "unseen":
        for case in cases:
            if not case.right:
                got = case.judgement
                line = (
                    f"{case.slug}: {case.expected} -> {got.section} ({got.confidence}, {got.rule}): {case.text[:160]!r}"
                )
                console.print(line, markup=False, highlight=False, soft_wrap=True)


def main() -> int:
    """Print the shares, and the errors on request; 1 below a floor."""
    model = Path(sys.argv[sys.argv.index("--model") + 1]) if "--model" in sys.argv else None
    console, measured = Console(), measure(load_classifier(model) if model else judge_by_rules)
    table = Table("corpus", "paragraphs", "right", "floor")
    for name, cases in measured.items():
        table.add_row(name, str(len(cases)), f"{share(cases):.3f}", f"{FLOORS[name]:.2f}")
    console.print(table)
    if "--errors" in sys.argv:
        for name, cases in measured.items():
            _print_errors(console, name, cases)
    return int(any(share(cases) < FLOORS[name] for name, cases in measured.items()))


if __name__ == "__main__":
    sys.exit(main())
