"""Stand-in until merged."""

from spacy.tokens import Doc

from parser.understanding.frame import Frame
from schema.record import Target


def find_targets(doc: Doc, frame: Frame) -> list[Target]:
    """Nothing yet."""
    return []
