"""Fits what evidence weighs for the section of a paragraph, and says how texts fare that are left out of the fit.

    python -m benchmarks.fitting.sections                      print precision and recall at several thresholds
    python -m benchmarks.fitting.sections --write              also write parser/sectioning/section_weights.json
    python -m benchmarks.fitting.sections --write --without    the same where the texts shaped like real ones are absent

Authors of invented texts, and texts shaped like real ones or written after real pages, are left out in fourteen parts.
A paragraph with several readings is an example of each, and right when it gets any of them.
"""

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.fitting.examples import Example, Settings, fitted, left_out, likeliest, threshold, write
from benchmarks.fitting.texts import REAL_SHAPED, is_to_be_written
from benchmarks.gold.authors import AFTER_REAL_FORMS, TO_FIT, group_of
from benchmarks.gold.documents import GoldDocument, gold_documents
from parser import Page, read_page
from parser.judging.linear import Judgement
from parser.sectioning import inferring
from parser.sectioning.evidence import evidence
from parser.sectioning.inferring import NONE
from parser.sectioning.paragraphs import Paragraph, paragraphs
from schema.record import SectionName

WEIGHTS = Path(inferring.__file__).with_name("section_weights.json")
_SETTINGS, _FOLDS = Settings(strength=0.5, fewest=3), 14
"""Of all texts, and in how many parts they are left out."""
_THRESHOLDS = (0.0, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
_PRECISION = 0.9
_CODES = {"sa": "sammanfattning", "ba": "bakgrund", "sy": "syfte", "ma": "malsattning", "-": NONE, "ti": NONE}
_CODES |= {"ja": NONE, "tr": NONE}
_Place = tuple[int, int, frozenset[str]]
"""The start and end of an annotated paragraph, and the sections that it may have."""


class _Annotated(msgspec.Struct):
    """The file beside a text shaped like a real one: for each block, the codes of its readings."""

    sections: list[str]


class Case(msgspec.Struct, frozen=True):
    """A paragraph that the parser judges: its text's group, its evidence, the sections that are right."""

    group: str
    text: str
    evidence: frozenset[str]
    allowed: frozenset[str]


def cases() -> list[Case]:
    """The paragraphs of every text on one project without the seven headings."""
    return [*_gold_cases(), *_real_shaped_cases()]


def _gold_cases() -> Iterator[Case]:
    for folder in TO_FIT:
        corpus = "after" if folder in AFTER_REAL_FORMS else "gold"
        for one in gold_documents(folder):
            if not one.has_headings and len(one.projects) == 1:
                group = f"{corpus} {group_of(folder, one.slug)}"
                yield from _cases(group, read_page(one.text.encode()), _gold_places(one))


def _gold_places(document: GoldDocument) -> list[_Place]:
    running = (part for part in document.sections if not part.heading)
    return [(part.start, part.end, frozenset({_class(part.section)})) for part in running]


def _class(section: SectionName | None) -> str:
    return section if section and section in _CODES.values() else NONE


def _real_shaped_cases() -> Iterator[Case]:
    for path in sorted(REAL_SHAPED.glob("[a-z]*.json")):
        page = read_page(path.with_suffix(".txt").read_bytes())
        codes = msgspec.json.decode(path.read_bytes(), type=_Annotated).sections
        if codes and len(page.projects) < 2:
            yield from _cases(f"real {path.stem}", page, list(_blocks(path.stem, page.text, codes)))


def _blocks(name: str, text: str, codes: list[str]) -> Iterator[_Place]:
    """The blocks between blank lines; of pages of the project bank (b.., c..) those after the title and the labels."""
    base = text.index("\n\n", text.index("\n\n") + 2) + 2 if re.match(r"[bc]\d\d$", name) else 0
    blocks = re.finditer(r"\S(?:.*?)(?=\n\s*\n|\Z)", text[base:], re.DOTALL)
    for block, readings in zip(blocks, codes, strict=False):
        allowed = frozenset(_CODES[code] for code in readings.split("/") if code in _CODES)
        if allowed:
            yield base + block.start(), base + block.end(), allowed


def _cases(group: str, page: Page, places: list[_Place]) -> Iterator[Case]:
    """The paragraphs as the parser sees them, each with the annotation of the block that it shares most with."""
    pieces = _pieces(page)
    running = [piece for piece in pieces if not piece.heading]
    for piece, found in zip(running, evidence(pieces), strict=True):
        shared = [(min(end, piece.end) - max(start, piece.start), allowed) for start, end, allowed in places]
        most, allowed = max(shared, key=itemgetter(0), default=(0, frozenset()))
        if most > 0:
            yield Case(group, piece.text, found, allowed)


def _pieces(page: Page) -> list[Paragraph]:
    """The paragraphs of a page without its title, and its headings."""
    titles = [(span.start, span.end) for span in page.spans if span.kind == "title"]
    marked = {span.start for span in page.spans if span.kind == "heading"}
    found = []
    for piece in paragraphs(page.text, marked=marked):
        end = next((last for first, last in titles if piece.start <= first < piece.end), None)
        rest = page.text[end : piece.end].lstrip() if end is not None else ""
        if end is None:
            found.append(piece)
        elif rest:
            found.append(Paragraph(rest, piece.end - len(rest), piece.end))
    return found


def examples(found: list[Case]) -> list[tuple[Case, Example]]:
    """An example for each reading of each paragraph, which count together as one."""
    return [
        (case, Example(case.group, case.evidence, (label,), 1 / len(case.allowed)))
        for case in found
        for label in sorted(case.allowed)
    ]


def judged_left_out(found: list[Case]) -> list[tuple[Case, Judgement]]:
    """What is said of each paragraph by weights fitted without its text or author."""
    pairs = examples(found)
    said = map(likeliest, left_out([example for _, example in pairs], _SETTINGS, folds=_FOLDS))
    both = zip((case for case, _ in pairs), said, strict=True)
    return [next(same) for _, same in groupby(both, key=lambda pair: id(pair[0]))]


def _table(name: str, judged: list[tuple[Case, Judgement]]) -> Table:
    """Precision of what is shown, and recall of the paragraphs that must have a section, by threshold."""
    said = [(one.confidence, one.label in case.allowed) for case, one in judged if one.label != NONE]
    least = threshold(said, _PRECISION, margin=2)
    table = Table("shown from", "shown", "right", "precision", "recall", title=f"{name}, {_PRECISION} from {least:.3f}")
    for bound in _THRESHOLDS:
        right = sum(is_right for confidence, is_right in said if confidence >= bound)
        shown = sum(confidence >= bound for confidence, _ in said)
        missed = sum(NONE not in case.allowed and (one.label == NONE or one.confidence < bound) for case, one in judged)
        figures = f"{right / max(1, shown):.3f}", f"{right / max(1, right + missed):.3f}"
        table.add_row(f"{bound:.2f}", str(shown), str(right), *figures)
    return table


def main() -> int:
    """Print how texts fare that are left out; write the weights fitted to all of them on request."""
    is_writing = is_to_be_written(sys.argv)
    found, console = cases(), Console()
    judged = judged_left_out(found)
    for name in sorted({case.group.split()[0] for case in found}):
        console.print(_table(name, [pair for pair in judged if pair[0].group.startswith(f"{name} ")]))
    if is_writing:
        groups = sorted({case.group for case in found})
        on = f"{sum(one.startswith('gold') for one in groups)} authors of the gold corpus"
        on += f", {sum(one.startswith('after') for one in groups)} texts after real pages"
        on += f", {sum(one.startswith('real') for one in groups)} texts shaped like real ones"
        write(fitted([example for _, example in examples(found)], on, _SETTINGS), WEIGHTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
