"""The values of the labels on a page: the facts that they state, and an issue for each that was not understood."""

from collections.abc import Iterator

from parser.bank.labels.found_label import FoundLabel
from parser.bank.labels.free_labels import labels_apart
from parser.bank.layout import Layout
from parser.text.document import Document, fold
from schema.record import Issue, Project, Span, Value
from schema.record_words import NO_VALUE


def read_labels(document: Document, layout: Layout, labels: list[FoundLabel], project: Project) -> list[Span]:
    """Gives the project the values of labels, and an issue for each that is unknown or not understood."""
    spans, text = [], document.text
    for label in labels:
        spans.append(Span("label", label.label_start, label.label_end, label.name))
        if label.name not in layout.labels:
            message = f"{label.name!r} is no label of {layout.name}; its value is kept in the page's text"
            project.issues.append(Issue("unknown-label", message, label.label_start, label.label_end))
        if label.start < label.end:
            spans.append(Span("value", label.start, label.end, label.name))
            _read_value(layout, label, text[label.start : label.end], project)
    return spans


def read_repeated(document: Document, layout: Layout, labels: list[FoundLabel], project: Project) -> list[Span]:
    """Keeps the values of labels that come again, beside those that the facts have; contacts' are left to the mask."""
    facts = [label for label in labels if not _names_a_contact(layout, label, document.text)]
    for label in facts:
        message = f"{label.name!r} comes again; this value is kept beside the one that is shown"
        project.issues.append(Issue("repeated-label", message, label.label_start, label.end))
    return read_labels(document, layout, facts, project)


def _names_a_contact(layout: Layout, label: FoundLabel, text: str) -> bool:
    try:
        facts = layout.labels[label.name](text[label.start : label.end])
        return any(fact.field.startswith("contact.") for fact in facts)
    except ValueError:
        return False


def report_apart(document: Document, layout: Layout, labels: list[FoundLabel]) -> Iterator[Issue]:
    """An issue for each label that stands apart from the block, so that its value is in no field."""
    for label in [] if layout.fixed_order else labels_apart(document, layout, labels):
        start = document.starts[label.line] + label.start
        message = f"{label.name!r} stands apart from the block of labels; its value is kept in the page's text"
        yield Issue("label-apart", message, start, start + len(label.name))


def _read_value(layout: Layout, label: FoundLabel, raw: str, project: Project) -> None:
    if label.name not in layout.labels:
        return
    if len(raw) < 12 and fold(raw).casefold().rstrip(".") in NO_VALUE:
        return
    try:
        for fact in layout.labels[label.name](raw):
            field, start, end = fact.field, fact.start, fact.end
            if field.startswith("contact."):
                setattr(project.contact, field.removeprefix("contact."), fact.value)
            elif getattr(project, field) is None:
                setattr(project, field, fact.value)
            project.values.append(Value(field, raw[start:end], label.start + start, label.start + end, "label"))
    except ValueError as error:
        message = f"{label.name}: {raw!r} was not understood; {error}"
        project.issues.append(Issue("unreadable-value", message, label.start, label.end))
