"""What a record holds of the page itself: sections, lists, contact, and the place of each fact."""

import msgspec

from schema.record.kinds import FactField, Method, Role, SectionName, SpanKind


class Contact(msgspec.Struct):
    """The contact person: personal data, kept out of everything that is published."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


class Section(msgspec.Struct):
    """Prose under a heading; `section` is null for prose that belongs to none of the seven."""

    section: SectionName | None
    heading: str | None
    text: str
    method: Method
    start: int
    end: int
    confidence: float | None = None
    """Between 0 and 1 for an inferred section; None under a heading."""
    rule: str | None = None
    """The strongest evidence for an inferred section; None under a heading."""
    shown: bool = True
    """Whether an inferred section is sure enough to be shown; one that is not stays as text of no section."""


class Organisation(msgspec.Struct):
    """A partner as written in one of the closing lists."""

    name: str
    role: Role


class Municipality(msgspec.Struct, frozen=True):
    """A municipality in SCB's spelling; `code` (four digits) is null when the name is not in SCB's list."""

    name: str
    code: str | None


class Value(msgspec.Struct):
    """Provenance of one fact: `canonical_text[start:end] == raw`."""

    field: FactField
    raw: str
    start: int
    end: int
    method: Method


class Issue(msgspec.Struct):
    """Something on the page that could not be parsed, with its position."""

    code: str
    message: str
    start: int
    end: int


class Span(msgspec.Struct):
    """A piece of canonical text and what it is; `field` names the fact, section or list it belongs to."""

    kind: SpanKind
    start: int
    end: int
    field: str | None = None
