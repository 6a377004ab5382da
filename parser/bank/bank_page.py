"""Parse a project bank page into a record: title, labels, sections and lists, with every character accounted for."""

from operator import attrgetter

from parser.bank.headings import find_headings
from parser.bank.labels.found_label import FoundLabel
from parser.bank.labels.head_labels import find_labels
from parser.bank.labels.label_values import read_labels, read_repeated, report_apart
from parser.bank.labels.repeated_labels import repeated_labels
from parser.bank.layout import Layout
from parser.bank.list_items import is_prose
from parser.bank.lists import read_lists
from parser.bank.ordered_candidates import Candidate
from parser.bank.page_title import NUMBERED, find_page_title
from parser.bank.sections import end_of_content, read_sections, without_furniture
from parser.sectioning.inferring import infer_in, spans_of
from parser.sectioning.paragraphs import paragraphs
from parser.text.document import Document, fold, trim
from parser.text.furniture import is_tool
from parser.text.identity import content_id, id_from_address
from parser.values import clean
from schema.record import Issue, Project, Section, Span
from schema.register_numbers import as_registered, period_of


def read_project_bank(document: Document, layout: Layout, url: str | None) -> tuple[Project, list[Span]] | None:
    """Parse the project on a page of `layout`, with the spans its rules claim; None for another layout, or a form."""
    labels = find_labels(document, layout)
    if not labels:
        return None
    project = Project(None, "", layout.name, layout.programme_period, url, status="beviljad")
    spans, repeated = read_labels(document, layout, labels, project), repeated_labels(document, layout, labels)
    spans += read_repeated(document, layout, repeated, project)
    project.issues.extend(report_apart(document, layout, [*labels, *repeated]))
    last = max((labels[-1], *repeated), key=attrgetter("end"))
    spans += _read_around(document, layout, labels[0].line, _line_after(document, last), project)
    if _is_form(project):
        return None
    if not layout.headings:
        spans = _infer(document, project, spans)
    number = as_registered(project.dnr or "")
    project.programme_period = project.programme_period or period_of(number)
    project.project_id = number.upper() or id_from_address(url) or content_id(project, document.text)
    return project, spans


def _is_form(project: Project) -> bool:
    """Whether labels and headings have nothing below them, but for one line that took the place of a value."""
    unreadable = sum(issue.code == "unreadable-value" for issue in project.issues)
    return not project.values and unreadable <= 1 and not any(section.text for section in project.sections)


def _read_around(document: Document, layout: Layout, top: int, bottom: int, project: Project) -> list[Span]:
    """Read what stands above and below the labels: the sections below, or above where none is below."""
    headings = find_headings(document, layout, bottom, len(document.lines))
    above = [] if headings else find_headings(document, layout, 0, top)
    if len(above) <= 1:
        return _read_above(document, layout, top, project) + _read_below(document, layout, bottom, headings, project)
    return [
        *_read_above(document, layout, above[0].line, project),
        *_read_parts(document, layout, above, top, project),
        *_furniture(document, layout, bottom, len(document.lines)),
    ]


def _infer(document: Document, project: Project, spans: list[Span]) -> list[Span]:
    """Replace the prose of a layout without headings by the sections inferred in it; returns the updated spans."""
    marked = {document.starts[line] for line in document.headings}
    found = [
        part
        for prose in project.sections
        for part in infer_in(document.text, paragraphs(document.text, prose.start, prose.end, marked))
    ]
    project.sections = [part.section for part in found]
    return [*(span for span in spans if span.kind != "section"), *spans_of(found)]


def _read_above(document: Document, layout: Layout, above: int, project: Project) -> list[Span]:
    """The title, and the banners, menus and links around it: everything above labels and sections."""
    found = find_page_title(document, above)
    if found is None:
        project.issues.append(Issue("missing-title", "no line above the labels to be the title", 0, 0))
        return _furniture(document, layout, 0, above)
    first, last = found
    start, end = trim(document.text, document.starts[first], document.starts[last])
    number_prefix = NUMBERED.match(document.text, start, end)
    number = [Span("value", start, start + len(number_prefix[1]), "dnr")] if number_prefix else []
    start = number_prefix.end() if number_prefix else start
    project.title = project.title or clean(document.text[start:end])
    title = Span("title", start, end, "title")
    return [*_furniture(document, layout, 0, first), *number, title, *_furniture(document, layout, last, above)]


def _furniture(document: Document, layout: Layout, first: int, last: int) -> list[Span]:
    """Lines that are not about the project; lines with another block of labels are left unclaimed, to be reported."""
    lines = document.lines[first:last]
    labels = {name for line in lines if line.startswith(layout.label_names) for name in layout.labels if name in line}
    start, end = trim(document.text, document.starts[first], document.starts[last])
    return [Span("boilerplate", start, end)] if start < end and len(labels) < layout.minimum_labels else []


def _line_after(document: Document, label: FoundLabel) -> int:
    line = label.line
    while document.starts[line + 1] < label.end:
        line += 1
    return line + 1


def _read_below(
    document: Document, layout: Layout, first: int, headings: list[Candidate], project: Project
) -> list[Span]:
    """Everything below the labels: prose before the first heading, sections, lists, and page furniture."""
    last = end_of_content(document, headings or [Candidate(0, first - 1, "", 0, 0, 0)])
    until = document.starts[headings[0].line] + headings[0].start if headings else document.starts[last]
    spans = _read_preamble(document, layout, first, until, project)
    spans += _read_parts(document, layout, headings, last, project)
    return spans + _furniture(document, layout, last, len(document.lines))


def _read_parts(
    document: Document, layout: Layout, headings: list[Candidate], last: int, project: Project
) -> list[Span]:
    sections, spans = read_sections(document, layout, headings, document.starts[last])
    project.sections.extend(sections)
    return [*spans, *read_lists(document, layout, headings, last, project)]


def _read_preamble(document: Document, layout: Layout, first: int, until: int, project: Project) -> list[Span]:
    """Text between the labels and the first heading: link text is boilerplate, prose is a section without a name."""
    line = first
    while line < len(document.lines) and document.starts[line] < until:
        text = fold(document.lines[line])
        if text and not is_tool(text):
            break
        line += 1
    spans = _furniture(document, layout, first, line)
    furniture = without_furniture(document, line, until)
    start, end = trim(document.text, document.starts[line], furniture)
    if start < end and (not layout.headings or any(is_prose(text) for text in document.text[start:end].split("\n"))):
        project.sections.append(Section(None, None, document.text[start:end], "inferred", start, end))
        spans += [Span("section", start, end), Span("boilerplate", *trim(document.text, furniture, until))]
    return spans
