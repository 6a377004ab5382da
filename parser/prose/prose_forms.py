"""Parse the three forms of a prose text: with the seven headings, without them, and a list of several projects.

Sections without headings are inferred (`parser/sectioning/`); a list gives a project for each item.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile
from operator import attrgetter

from parser.bank.headings import find_headings
from parser.bank.lists import read_lists
from parser.bank.sections import end_of_content, read_sections
from parser.layouts.projektbank_2007 import LAYOUT
from parser.prose.headline import LONGEST_HEADLINE, find_headline
from parser.prose.prose_project import item_project, whole_text_project
from parser.prose.several_projects import Item
from parser.sectioning.inferring import infer_in, spans_of
from parser.sectioning.paragraphs import Paragraph
from parser.text.document import Document, trim
from schema.record import Project, Section, Span

_FEWEST_HEADINGS = 3
"""Minimum of the seven headings for a text to be split by them."""

Read = tuple[list[Project], list[Span]]


def read_headed(document: Document, first: int, url: str | None) -> tuple[Project, list[Span], int] | None:
    """Parse a text with the seven headings and the project bank's lists; None when it has too few of the headings.

    `first` is the line where the text begins; the number returned is the line where it ends (exclusive).
    """
    text, begin = document.text, document.starts[first]
    headings = find_headings(document, LAYOUT, first, len(document.lines))
    if sum(heading.name in LAYOUT.headings for heading in headings) < _FEWEST_HEADINGS:
        return None
    last, until = end_of_content(document, headings), document.starts[headings[0].line] + headings[0].start
    above = _paragraph(text, begin, until)
    project = whole_text_project(text, *above.first_line, url)
    sections, placed = read_sections(document, LAYOUT, headings, document.starts[last])
    below = _paragraph(text, above.first_line[1], until)
    if below.text:
        project.sections.append(Section(None, None, below.text, "inferred", below.start, below.end))
    project.sections += sections
    spans = [Span("title", *above.first_line, "title"), Span("section", below.start, below.end), *placed]
    return project, [*spans, *read_lists(document, LAYOUT, headings, last, project)], last


def read_bare(text: str, pieces: Sequence[Paragraph], url: str | None) -> Read:
    """Parse a text on one project without the seven headings, its sections inferred."""
    headline = find_headline(text, *pieces[0].first_line)
    top = next((at for at, piece in enumerate(pieces) if piece.start == headline.start), 0)
    start, end = pieces[top].first_line
    project = whole_text_project(text, *pieces[0].first_line, url)
    is_prose = end - start > LONGEST_HEADLINE
    below = _paragraph(text, start if is_prose else end, pieces[top].end)
    found = infer_in(text, [*pieces[:top], *[below] * bool(below.text), *pieces[top + 1 :]])
    project.sections += [part.section for part in found]
    return [project], [*([] if is_prose else [Span("title", start, end, "title")]), *spans_of(found)]


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    start, end = trim(text, start, end)
    return Paragraph(text[start:end], start, end)


def read_list(text: str, pieces: Sequence[Paragraph], items: Sequence[Item], url: str | None) -> Read:
    """Parse a project for each item of a list; text common to all items is covered by spans only.

    The first paragraph of an item, with its name, is its summary; the sections of what follows are inferred.
    """
    starts = [piece.start for piece in pieces]
    parts = (pieces[bisect_left(starts, item.name_end) : bisect_left(starts, item.end)] for item in items)
    found = [_read_item(text, *both, items[0].start, url) for both in zip(parts, items, strict=True)]
    seen: Counter[str] = Counter()
    for project, _ in found:
        seen[name := project.project_id] += 1
        project.project_id += f"-{seen[name]}" if seen[name] > 1 else ""
    ends = [0, *(item.end for item in items)]
    begin = [item.start for item in items]
    common = [piece for piece in pieces[1:] if ends[bisect_left(begin, piece.end)] <= piece.start]
    below = [Span("section", piece.start, piece.end) for piece in common] + [span for _, own in found for span in own]
    headline = _headline_above(text, pieces[0], items[0].start if items else pieces[0].end)
    return [project for project, _ in found], [*headline, *sorted(below, key=attrgetter("start"))]


def _read_item(
    text: str, parts: Sequence[Paragraph], item: Item, common: int, url: str | None
) -> tuple[Project, list[Span]]:
    """The project of an item, and its spans: its summary, and what is below its name and the headings there."""
    below = [*dropwhile(attrgetter("heading"), parts)]
    found = infer_in(text, below, known=1)
    until = below[0].end if below else item.end
    project = item_project(text, item, until, common, url)
    project.sections += [part.section for part in found]
    return project, [Span("section", item.start, until, "sammanfattning"), *spans_of(found)]


def _headline_above(text: str, first: Paragraph, items_start: int) -> list[Span]:
    """The headline of a list, and the text between it and the first item where no blank line parts them."""
    start, end = first.first_line
    below = trim(text, end, min(first.end, items_start))
    return [Span("title", start, end, "title"), Span("section", *below)] if end <= items_start else []
