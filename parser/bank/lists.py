"""The closing lists: co-financiers, partners, participating organisations and municipalities."""

from collections.abc import Iterator

from parser.bank.layout import Layout
from parser.bank.list_items import ITEM_BULLET, is_item, is_listed
from parser.bank.ordered_candidates import Candidate
from parser.text.document import Document, fold
from parser.text.furniture import is_footer
from parser.values import clean
from schema.places import find_municipality
from schema.record import Issue, Municipality, Organisation, Project, Span


def read_lists(
    document: Document, layout: Layout, headings: list[Candidate], end: int, project: Project
) -> Iterator[Span]:
    """Add the lists' organisations and municipalities to `project`; yields the spans of headings and items."""
    limits = [heading.line for heading in headings[1:]] + [end]
    for heading, limit in zip(headings, limits, strict=False):
        if heading.name not in layout.lists:
            continue
        role, offset = layout.lists[heading.name], document.starts[heading.line]
        field = "organisations" if role else "municipalities"
        yield Span("heading", offset + heading.start, offset + heading.end, field)
        for start, stop in _items(document, heading.line + 1, limit):
            name = clean(document.text[start:stop])
            if role:
                project.organisations.append(Organisation(name, role))
            else:
                project.municipalities.append(_municipality(name, start, stop, project))
            yield Span("list-item", start, stop, field)


def _municipality(name: str, start: int, stop: int, project: Project) -> Municipality:
    found = find_municipality(name)
    if found is None:
        message = f"{name!r} is not in SCB's list of municipalities; kept as written"
        project.issues.append(Issue("unknown-municipality", message, start, stop))
    return found or Municipality(name, None)


def _items(document: Document, first: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of a list's items; the list ends at the first line that does not match its first ones.

    In markup a blank line begins another list, so either all items are separated by blank lines or none is.
    """
    shown = (line for line in range(first, end) if line not in document.hidden)
    filled = [line for line in shown if document.lines[line].strip()]
    listed = bool(filled) and is_listed(document, filled[0])
    spaced = len(filled) > 1 and filled[1] > filled[0] + 1
    previous, bare_bullet = first, False
    for line in filled:
        after_blank = line > previous + 1 and line != filled[0]
        if (after_blank and not spaced) or not (
            (listed and line in document.items) or bare_bullet or _continues(document, line, listed)
        ):
            return
        start, stop = _item(document, line)
        previous, bare_bullet = line, start == stop
        if not bare_bullet:
            yield start, stop


def _continues(document: Document, line: int, listed: bool) -> bool:
    fits = is_listed(document, line) if listed else is_item(document, line)
    return fits and not is_footer(fold(document.lines[line]))


def _item(document: Document, line: int) -> tuple[int, int]:
    """The place of an item's name, without its bullet."""
    text = document.lines[line]
    if text[0].isalpha() and text[1:2] != " ":
        return document.starts[line], document.starts[line] + len(text.rstrip())
    bullet = ITEM_BULLET.match(text, len(text) - len(text.lstrip()))
    start = bullet.end() if bullet else len(text) - len(text.lstrip())
    start = start if fold(text[start:]) else len(text.rstrip())
    return document.starts[line] + start, document.starts[line] + len(text.rstrip())
