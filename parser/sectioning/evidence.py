"""What is evidence for the section of a paragraph: its words and the heading's, its shape, its place, what is above."""

from collections.abc import Sequence, Set
from itertools import accumulate

from parser.judging.cues import Hit, read_lexicon
from parser.sectioning import pattern
from parser.sectioning.paragraphs import Paragraph

_OPENING, _FEW = 5, 80
"""Words that open a paragraph, and characters in one of few words."""
_NOTHING: Set[str] = frozenset({"nothing"})


def evidence(pieces: Sequence[Paragraph]) -> list[frozenset[str]]:
    """The evidence for each paragraph that is no heading."""
    found: list[frozenset[str]] = []
    places = _places([piece for piece in pieces if not piece.heading])
    heading, first, before = None, False, _NOTHING
    for piece in pieces:
        if piece.heading:
            heading, first = piece.text, True
            continue
        label = pattern("opening_label").match(piece.text)
        above = _heading(heading, first) | (_heading_cues(label[0]) if label else set())
        lower = piece.text.lower()
        hits = _hits("section_cues.toml", lower)
        opening = {cue for cue, at, _ in hits if at < _OPENING}
        above |= {f"opens: {cue}" for cue in opening} | {f"after: {cue}" for cue in before}
        found.append(frozenset({cue for cue, *_ in hits} | above | _shape(piece, lower) | {places[len(found)]}))
        before, first = opening or _NOTHING, False
    return found


def _heading(heading: str | None, first: bool) -> set[str]:
    """What the heading above says of the first paragraph below it; of others, that there is one."""
    if heading is None or not first:
        return {"no heading above" if heading is None else "below the first under a heading"}
    return _heading_cues(heading) or {"another heading"}


def _heading_cues(heading: str) -> set[str]:
    return {cue for cue, *_ in _hits("heading_cues.toml", heading.lower())}


def _hits(table: str, lower: str) -> list[Hit]:
    return read_lexicon("parser.sectioning", table).find(pattern("word").findall(lower))


def _shape(piece: Paragraph, lower: str) -> set[str]:
    signs = {
        "list": piece.is_list or pattern("opening_item").match(piece.text),
        "a number": pattern("digit").search(lower),
        "a project": pattern("project").search(lower),
        "few words": len(piece.text) < _FEW,
    }
    return {name for name, applies in signs.items() if applies}


def _places(running: Sequence[Paragraph]) -> list[str]:
    bylines = [paragraph.is_byline for paragraph in running]
    ranks, count = accumulate(not byline for byline in bylines), bylines.count(False)
    return ["no sentence" if byline else _place(rank - 1, count) for byline, rank in zip(bylines, ranks, strict=True)]


def _place(rank: int, count: int) -> str:
    if rank < 2:
        return ("first paragraph", "second paragraph")[rank]
    if rank == count - 1:
        return "last paragraph"
    return "early in the text" if rank < 0.4 * count else "later in the text"
