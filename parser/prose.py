"""A text without known labels: a memo, a press item, an owner's page on a project of the fund."""

import re
from itertools import pairwise

from parser.document import Document, trim
from parser.identity import content_id
from parser.values import clean
from schema.record import Project, Section, Span

_PROJECT = re.compile(r"projekt", re.IGNORECASE)
_FUND = re.compile(r"\bESF\b|\bESF-|\bESF\+|social(a )?fond", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:](\s|$)")


def read_prose(document: Document, url: str | None) -> tuple[Project, list[Span]] | None:
    """The project a prose text tells of: its title and its text, whole; None when it names no project or no fund."""
    text = document.text
    if not (_PROJECT.search(text) and _FUND.search(text) and any(map(_is_sentence, document.lines))):
        return None
    content = _content_lines(document)
    title = next(line for line in content if document.lines[line].strip())
    start, end = trim(text, document.starts[title], document.starts[title + 1])
    project = Project(None, "", "prose", url=url, title=clean(text[start:end]))
    project.project_id = content_id(project)
    spans = [Span("title", start, end, "title")]
    for first, last in _runs([line for line in content if line > title]):
        start, end = trim(text, document.starts[first], document.starts[last])
        if start < end:
            project.sections.append(Section(None, None, text[start:end], "inferred", start, end))
            spans.append(Span("section", start, end))
    return project, spans + _boilerplate(document, content)


def _is_sentence(line: str) -> bool:
    return len(line.split()) > 5 and _SENTENCE_END.search(line) is not None


def _content_lines(document: Document) -> list[int]:
    """The lines outside page furniture, from the page's first heading on where its markup has one."""
    hidden = {line for first, last in document.furniture for line in range(first, last)}
    lines = [line for line in range(len(document.lines)) if line not in hidden]
    top = min((line for line in document.headings if line not in hidden), default=0)
    kept = [line for line in lines if line >= top]
    return kept if any(document.lines[line].strip() for line in kept) else list(range(len(document.lines)))


def _runs(lines: list[int]) -> list[tuple[int, int]]:
    """Half-open ranges of neighbouring lines."""
    breaks = [n for n in range(1, len(lines)) if lines[n] != lines[n - 1] + 1]
    edges = [0, *breaks, len(lines)]
    return [(lines[a], lines[b - 1] + 1) for a, b in pairwise(edges) if a < b]


def _boilerplate(document: Document, content: list[int]) -> list[Span]:
    others = sorted({*document.all_lines} - {*content})
    ranges = (trim(document.text, document.starts[a], document.starts[b]) for a, b in _runs(others))
    return [Span("boilerplate", start, end) for start, end in ranges if start < end]
