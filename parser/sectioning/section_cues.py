"""Cues for the sections of a text without headings: groups of words, read from `section_cues.toml`."""

import tomllib
from importlib.resources import files

import msgspec

from parser.sectioning.section_weights import Weights, weights_of


class Cue(msgspec.Struct, frozen=True):
    """Words that are evidence for (or, with negative weight, against) sections; a cue counts at most `most` times."""

    name: str
    words: tuple[str, ...]
    most: int = 3

    @property
    def weights(self) -> Weights:
        """The weight of the cue for each section."""
        return weights_of(self.name)


def _cues(group: str) -> tuple[Cue, ...]:
    text = (files("parser.sectioning") / "section_cues.toml").read_text("utf-8")
    return tuple(msgspec.convert({"name": name} | row, Cue) for name, row in tomllib.loads(text)[group].items())


TEXT_CUES = _cues("text")
"""Matched in paragraphs."""
HEADING_CUES = _cues("heading")
"""Matched in the applicants' own headings."""
