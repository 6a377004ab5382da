"""What is evidence for the section of a paragraph: its words and the heading's, its shape, its place, what is above."""

import functools
import re
from collections.abc import Sequence
from itertools import accumulate

from parser.judging.cues import Lexicon, read_cues
from parser.sectioning.bylines import is_byline
from parser.sectioning.paragraphs import Paragraph

_WORD = re.compile(r"\w+(?:[-.:]\w+)*|%")
_OPENING = 5
"""Words that open a paragraph."""
_LABEL = re.compile(r"\W{0,2}[A-ZÅÄÖ][\w-]*(?:(?: [\w-]+)?\.|(?: [\w-]+){0,4}[:?])(?=\s\S)")
"""A label or question that opens a paragraph as a heading would: `Problembild.`, `Pengar:`, `Varför?`."""
_ITEM = re.compile(r"\s*(?:[•·*▪◦]|[-–—](?=\s)|\d{1,2}[.)]|[a-z][.)])\s")
_PROJECT = re.compile(r"\b(?:projekt|förstudie)", re.IGNORECASE)


def evidence(pieces: Sequence[Paragraph], title: bool = True) -> list[frozenset[str]]:
    """The evidence for each paragraph that is no heading; with `title`, a first heading is none of theirs."""
    found: list[frozenset[str]] = []
    places = _places([piece for piece in pieces if not piece.heading])
    heading, first, before = None, False, frozenset({"nothing"})
    for number, piece in enumerate(pieces):
        if piece.heading:
            heading, first = (None if title and number == 0 else piece.text), True
            continue
        label = _LABEL.match(piece.text)
        above = _heading_cues(label[0]) if label else set()
        above |= _heading(heading, first)
        words, opening = _words(piece.text)
        labels = {f"opens: {cue}" for cue in opening} | {f"after: {cue}" for cue in before}
        found.append(frozenset({*words, *labels, *above, *_shape(piece), places[len(found)]}))
        before, first = opening or frozenset({"nothing"}), False
    return found


def is_usual_heading(line: str) -> bool:
    """Whether a heading is one that texts on projects share, not the name of one project."""
    return len(_heading_cues(line)) > 0


def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The cues in a text, and those among its first words."""
    hits = list(_lexicon("section_cues.toml").find(_WORD.findall(text.lower())))
    return frozenset(cue for cue, *_ in hits), frozenset(cue for cue, at, _ in hits if at < _OPENING)


def _heading(heading: str | None, first: bool) -> set[str]:
    """What the heading above says of the first paragraph below it; of others, that there is one."""
    if heading is None or not first:
        return {"no heading above" if heading is None else "below the first under a heading"}
    return _heading_cues(heading) or {"another heading"}


def _heading_cues(heading: str) -> set[str]:
    return {cue for cue, *_ in _lexicon("heading_cues.toml").find(_WORD.findall(heading.lower()))}


def _shape(piece: Paragraph) -> set[str]:
    signs = {
        "list": piece.is_list or _ITEM.match(piece.text) is not None,
        "a number": re.search(r"\d", piece.text) is not None,
        "a project": _PROJECT.search(piece.text) is not None,
        "few words": len(piece.text) < 80,
    }
    return {name for name, applies in signs.items() if applies}


def _places(running: Sequence[Paragraph]) -> list[str]:
    """The place of each paragraph among those with sentences."""
    bylines = [is_byline(paragraph) for paragraph in running]
    ranks = accumulate(not byline for byline in bylines)
    count = bylines.count(False)
    return ["no sentence" if byline else _place(rank - 1, count) for byline, rank in zip(bylines, ranks, strict=True)]


def _place(rank: int, count: int) -> str:
    if rank < 2:
        return ("first paragraph", "second paragraph")[rank]
    if rank == count - 1:
        return "last paragraph"
    return "early in the text" if rank < 0.4 * count else "later in the text"


@functools.cache
def _lexicon(name: str) -> Lexicon:
    return Lexicon(read_cues("parser.sectioning", name))
