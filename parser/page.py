"""Parse one page: bytes in; canonical text, spans and projects out."""

from functools import cached_property
from operator import attrgetter

from parser.bank.bank_page import read_project_bank
from parser.bank.labels.head_labels import find_labels
from parser.layouts import LABELLED_LAYOUTS
from parser.prose.prose_forms import Read
from parser.prose.prose_page import read_prose
from parser.recognition import Recognition, has_labels, recognise
from parser.text.calls import is_call, is_call_address
from parser.text.decoding import to_utf8
from parser.text.document import Document, plain_document
from parser.text.lookalikes import SEVERAL_PROJECTS, binary_kind, lookalike_kind
from parser.text.markup import is_markup, markup_document
from parser.text.spans import cover, unclaimed
from schema.record import Project, Span

_start = attrgetter("start")


class Page:
    """A parsed page: its canonical text, its projects, and the spans that classify every character.

    `verdict` is the kind of page when it contains no project.
    """

    def __init__(self, text: str, claims: list[Span], projects: list[Project], verdict: str | None) -> None:
        self.text, self.projects, self.verdict = text, projects, verdict
        self._claims = claims

    @cached_property
    def spans(self) -> list[Span]:
        """Spans that cover the text exactly once."""
        return cover(self.text, self._claims)


def read_page(content: bytes, url: str | None = None) -> Page:
    """Parse a page of any layout, HTML or plain text; never raises, whatever the bytes.

    `url` is the address the page was seen at; without one, the page's own canonical address is used.
    """
    data = to_utf8(content)
    verdict = binary_kind(content)
    document = markup_document(data) if verdict is None and is_markup(data) else plain_document(data)
    found = None if verdict else _read(document, url or document.address)
    if found is None:
        return Page(document.text, [], [], verdict or _verdict(document, url or document.address))
    projects, claims = found
    claims = _without_overlaps(claims)
    for project in projects[:1]:
        project.issues.extend(unclaimed(document.text, claims))
    return Page(document.text, claims, projects, None if projects else SEVERAL_PROJECTS)


def _verdict(document: Document, url: str | None) -> str:
    """What a page is that is no project, or cannot be read as one."""
    is_form = any(find_labels(document, layout) for layout in LABELLED_LAYOUTS)
    labelled = f"labels of the project bank {'without a value' if is_form else 'in no layout known here'}"
    return (
        lookalike_kind(document, url)
        or (labelled if is_form or has_labels(document) else "")
        or "not recognised as a project"
    )


def explain_page(content: bytes) -> list[Recognition]:
    """The evidence for each labelled layout and the labels it lacks, best first; empty for a file that is not text."""
    data = to_utf8(content)
    if binary_kind(content):
        return []
    return recognise(markup_document(data) if is_markup(data) else plain_document(data))


def _without_overlaps(claims: list[Span]) -> list[Span]:
    """The spans in page order; what two rules claim belongs to the one that begins first."""
    kept: list[Span] = []
    for claim in sorted(claims, key=_start):
        if not kept or claim.start >= kept[-1].end:
            kept.append(claim)
    return kept


def _read(document: Document, url: str | None) -> Read | None:
    if is_call_address(url):
        return None
    for layout in LABELLED_LAYOUTS:
        if not layout.fixed_order and is_call(document):
            return None
        found = read_project_bank(document, layout, url)
        if found:
            return [found[0]], found[1]
    return None if lookalike_kind(document, url) or has_labels(document) else read_prose(document, url)
