"""Stand-in until merged."""

from spacy.tokens import Doc

from parser.understanding.frame import Frame
from schema.record import Claim


def find_claims(doc: Doc, frame: Frame) -> list[Claim]:
    """Nothing yet."""
    return []
