"""The interface of judges, which assign sections to paragraphs: the rules, or a trained model."""

from collections.abc import Callable, Sequence

import msgspec

from parser.sectioning.paragraphs import Paragraph
from schema.record import SectionName


class Judgement(msgspec.Struct, frozen=True):
    """The section of a paragraph (None for none of the seven), the confidence (0..1), and what decided it."""

    section: SectionName | None
    confidence: float
    rule: str


class Outline(msgspec.Struct, frozen=True):
    """The running paragraphs of a text in order, each with the applicant's own heading above it, if any.

    `depths` count the paragraphs since that heading, from 0.
    """

    paragraphs: Sequence[Paragraph]
    headings: Sequence[str | None]
    depths: Sequence[int]

    @property
    def breaks(self) -> list[bool]:
        """Whether each paragraph has another heading above it than the one before."""
        before = [None, *self.headings]
        return [above != earlier for above, earlier in zip(self.headings, before, strict=False)]


def outline(pieces: Sequence[Paragraph], title: bool = True) -> Outline:
    """The paragraphs among `pieces`, each with the nearest heading above; with `title`, a first heading is ignored."""
    running: list[Paragraph] = []
    headings: list[str | None] = []
    depths: list[int] = []
    current, depth = None, 0
    for number, piece in enumerate(pieces):
        if piece.heading:
            current, depth = (None if title and number == 0 else piece.text), 0
        else:
            running.append(piece)
            headings.append(current)
            depths.append(depth)
            depth += 1
    return Outline(running, headings, depths)


Judge = Callable[[Outline], list[Judgement]]
"""Returns one judgement for each paragraph of the outline."""
