"""The record: the facts of one project on one page, as `esfarkiv parse` prints it and `archive` stores it.

Every key is always present; null (or an empty list) means that the page does not state it. Offsets are characters in
the page's canonical text. Amounts are whole Swedish kronor (SEK), dates ISO 8601.
"""

from schema.record.kinds import FactField, Layout, Method, Role, SectionName, SpanKind, TagKind
from schema.record.page_parts import Contact, Issue, Municipality, Organisation, Section, Span, Value
from schema.record.project import Project
from schema.record.prose_parts import Claim, Tag, Target

__all__ = [
    "Claim",
    "Contact",
    "FactField",
    "Issue",
    "Layout",
    "Method",
    "Municipality",
    "Organisation",
    "Project",
    "Role",
    "Section",
    "SectionName",
    "Span",
    "SpanKind",
    "Tag",
    "TagKind",
    "Target",
    "Value",
]
