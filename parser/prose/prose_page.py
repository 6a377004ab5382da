"""Parse a text without known labels: a memo, a press item, an owner's page on a project of the fund."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from parser.prose.prose_forms import Read, read_bare, read_headed, read_list
from parser.prose.prose_tables import pattern
from parser.prose.several_projects import find_items, speaks_of_several
from parser.sectioning.paragraphs import paragraphs
from parser.text.document import Document, fold, trim
from schema.record import Span
from schema.record_words import SECTIONS
from schema.register_numbers import REGISTER_NUMBER

_LONGEST_HEADING = 80
_MIN_HEADINGS = 4
"""Minimum of the seven headings for a text in the fund's application form: more than half."""
_FORM_SECTIONS = {"tillganglighet", "jamstalldhet", "transnationellt_samarbete"}
"""Sections that only the form has."""


def read_prose(document: Document, url: str | None) -> Read | None:
    """Parse the projects in a prose text, with its spans; None when nothing shows that it is about the fund.

    Evidence is a mention of a project and the fund, a grant by the fund, or the headings of the fund's own application
    form. There are spans, but no project, where the text is a list whose projects cannot be separated.
    """
    text = document.text
    says_something = any(map(_is_sentence, document.lines)) or pattern("name_field").search(text)
    if not (says_something and _is_about_the_fund(document)):
        return None
    content = _content_lines(document)
    headed = read_headed(document, content[0], url)
    if headed:
        project, spans, last = headed
        return [project], spans + _boilerplate(document, range(content[0], last))
    marked = {document.starts[line] for line in document.headings}
    pieces = [piece for place in _parts(document, content) for piece in paragraphs(text, *place, marked)]
    items = find_items(text, pieces, {document.starts[line] for line in document.items - document.hidden})
    several = items or speaks_of_several(pieces)
    projects, spans = read_list(text, pieces, items, url) if several else read_bare(text, pieces, url)
    return projects, spans + _boilerplate(document, content)


def _is_about_the_fund(document: Document) -> bool:
    """Whether a text names a project and the fund, or a grant by it, or has most headings of its application form."""
    text = document.text
    names_both = pattern("names_a_project").search(text) and (
        pattern("names_the_fund").search(text) or any("S" in number[0] for number in REGISTER_NUMBER.finditer(text))
    )
    return bool(names_both or pattern("pays_somebody").search(text)) or _has_the_form(document)


def _has_the_form(document: Document) -> bool:
    """Whether most of the seven headings are on lines of their own, among them one that only the fund's form has."""
    lines = {fold(line).rstrip(":") for line in document.lines if len(line) < _LONGEST_HEADING}
    headings = {name for name, heading in SECTIONS.items() if fold(heading) in lines}
    return len(headings) >= _MIN_HEADINGS and not headings.isdisjoint(_FORM_SECTIONS)


def _is_sentence(line: str) -> bool:
    return len(line.split()) > 5 and pattern("sentence_end").search(line) is not None


def _content_lines(document: Document) -> list[int]:
    """The lines outside page furniture, starting at the page's first heading if its markup has one."""
    top = min(document.headings - document.hidden, default=0)
    kept = [line for line in document.all_lines[top:] if line not in document.hidden]
    return kept if any(document.lines[line].strip() for line in kept) else [*document.all_lines]


def _parts(document: Document, lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The places of neighbouring lines, without the blanks around them."""
    breaks = (at for at in range(1, len(lines)) if lines[at] != lines[at - 1] + 1)
    for first, end in pairwise([0, *breaks, len(lines)] if lines else []):
        yield trim(document.text, document.starts[lines[first]], document.starts[lines[end - 1] + 1])


def _boilerplate(document: Document, content: Sequence[int]) -> list[Span]:
    others = sorted({*document.all_lines} - {*content})
    return [Span("boilerplate", start, end) for start, end in _parts(document, others) if start < end]
