"""Stand-in until merged."""

from spacy.tokens import Doc

from parser.understanding.frame import Frame
from schema.record import Tag


def find_tags(doc: Doc, frame: Frame) -> list[Tag]:
    """Nothing yet."""
    return []
