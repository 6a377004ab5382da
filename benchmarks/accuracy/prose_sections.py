"""How many paragraphs of the project bank's pages get their section when the headings are taken away.

    python -m benchmarks.accuracy.prose_sections             print the shares and fail below a floor
    python -m benchmarks.accuracy.prose_sections --errors    also what is shown and wrong

The headings that were taken away are the labels. Applicants write of methods and needs under any heading, so most
paragraphs get none. Texts that never had headings are measured by `prose_accuracy` and `fitting/sections.py`.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.fixtures import FIXTURES, SHARED
from parser import read_page
from parser.sectioning.inferring import infer_in
from parser.sectioning.paragraphs import Paragraph, paragraphs
from schema.record import Section, SectionName

SEEDS = SHARED / "seeds"
PAGES = FIXTURES / "projektbank-2007"
REAL = "real documents, headings taken away"
FLOORS = {"2007-2013, headings taken away": (0.055, 0.9), REAL: (0.045, 0.7)}
"""The least share of paragraphs that are right, and of the sections shown."""


class Case(msgspec.Struct):
    """A paragraph with the section it should have, and what is shown of it (None for none of the seven)."""

    slug: str
    text: str
    expected: SectionName | None
    found: Section | None

    @property
    def shown(self) -> SectionName | None:
        """The section that it is shown in."""
        return self.found.section if self.found and self.found.shown else None

    @property
    def right(self) -> bool:
        """Whether they agree."""
        return self.expected == self.shown


def measure() -> dict[str, list[Case]]:
    """Corpus to its paragraphs, headings left out; without those that are not at hand."""
    found = {
        "2007-2013, headings taken away": [case for path in sorted(PAGES.glob("*/page.*")) for case in _stripped(path)],
        REAL: [case for path in sorted(SEEDS.glob("*.txt")) for case in _stripped(path)],
    }
    return {name: cases for name, cases in found.items() if cases}


def share(cases: list[Case]) -> float:
    """The share of the paragraphs that are right."""
    return sum(case.right for case in cases) / len(cases)


def precision(cases: list[Case]) -> float:
    """The share of the paragraphs shown in a section that are right; 1 where none is shown."""
    shown = [case.right for case in cases if case.shown]
    return sum(shown) / len(shown) if shown else 1.0


def _stripped(path: Path) -> Iterator[Case]:
    """The text under the headings of a page of the project bank, judged without them."""
    sections = [part for project in read_page(path.read_bytes()).projects for part in project.sections]
    headed = [part for part in sections if part.method == "heading"]
    return _rebuilt(path.parent.name, [(one.text, part.section) for part in headed for one in paragraphs(part.text)])


def _rebuilt(slug: str, texts: Iterable[tuple[str, SectionName | None]]) -> Iterator[Case]:
    """The texts judged as one document, one after the other, no headings between them."""
    labelled = [(text, section) for text, section in texts if section]
    joined, pieces = "", []
    for text, _ in labelled:
        pieces.append(Paragraph(text, len(joined), len(joined) + len(text)))
        joined += f"{text}\n\n"
    found = [one.section for one in infer_in(joined, pieces)]
    for (text, section), piece in zip(labelled, pieces, strict=True):
        yield Case(slug, text, section, next(one for one in found if one.start <= piece.start < one.end))


def main() -> int:
    """Print the shares, and the errors on request; 1 below a floor."""
    console, measured = Console(), measure()
    table = Table("corpus", "paragraphs", "right", "floor", "shown", "of these right", "floor")
    failed = False
    for name, cases in measured.items():
        figures, shown = (share(cases), precision(cases)), sum(case.shown is not None for case in cases)
        (right, least), (precise, lowest) = zip(figures, FLOORS[name], strict=True)
        table.add_row(name, str(len(cases)), f"{right:.3f}", str(least), str(shown), f"{precise:.3f}", str(lowest))
        failed = failed or right < least or precise < lowest
        for case in cases if "--errors" in sys.argv else ():
            if case.shown and not case.right and case.found:
                line = f"{case.slug}: {case.expected}, shown as {case.shown} ({case.found.rule}): {case.text[:160]!r}"
                console.print(line, markup=False, highlight=False, soft_wrap=True)
    console.print(table)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
