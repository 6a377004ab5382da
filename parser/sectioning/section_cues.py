"""What speaks for each section of a text without headings: groups of words, read from `section_cues.toml`."""

import tomllib
from importlib.resources import files

import msgspec

from parser.sectioning.section_weights import Weights, weights_of


class Cue(msgspec.Struct, frozen=True):
    """Words that speak for (or, with a negative weight, against) sections; a cue counts at most `most` times."""

    name: str
    words: tuple[str, ...]
    most: int = 3

    @property
    def weights(self) -> Weights:
        """What it speaks for, and how strongly."""
        return weights_of(self.name)


def _cues(group: str) -> tuple[Cue, ...]:
    text = (files("parser.sectioning") / "section_cues.toml").read_text("utf-8")
    return tuple(msgspec.convert({"name": name} | row, Cue) for name, row in tomllib.loads(text)[group].items())


TEXT_CUES = _cues("text")
"""Sought in paragraphs."""
HEADING_CUES = _cues("heading")
"""Sought in the headings that applicants wrote themselves."""
