"""The marks in a page's text: one for each place that something was read from, nested where places are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec


class FactLabel(msgspec.Struct, frozen=True):
    """What was read at a place, and the id on the page of where it is shown; None where it only stands in the text."""

    text: str
    shown_at: str | None


class TextMark(msgspec.Struct):
    """A marked place: `anchor` is its id on the page."""

    start: int
    end: int
    anchor: str
    labels: list[FactLabel]


class MarkedPiece(msgspec.Struct):
    """A piece of the text; before it, marks close, are labelled, and open, each with its id or going on without."""

    closing: int
    labels: list[FactLabel]
    opening: list[str | None]
    empty: list[str]
    """Ids of places without any text."""
    text: str


def text_marks(places: Iterable[tuple[int, int, FactLabel]]) -> dict[tuple[int, int], TextMark]:
    """One mark per place, by start and end.

    The first of those with one start has the id `t<start>`, each other one `t<start>-<end>`.
    """
    marks: dict[tuple[int, int], TextMark] = {}
    first: dict[int, int] = {}
    for start, end, label in places:
        anchor = f"t{start}" if first.setdefault(start, end) == end else f"t{start}-{end}"
        mark = marks.setdefault((start, end), TextMark(start, end, anchor, []))
        mark.labels += [label] if all(one.text != label.text for one in mark.labels) else []
    return marks


def marked_pieces(text: str, marks: Iterable[TextMark]) -> Iterator[MarkedPiece]:
    """The text in pieces, between which marks open and close; joined, they are the whole text.

    A mark that begins in another and ends after it is closed with the other, and goes on as a mark without an id.
    """
    starting = defaultdict[int, list[TextMark]](list)
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        starting[mark.start].append(mark)
    ends = {mark.end for found in starting.values() for mark in found}
    places = sorted({0, *starting, *ends})
    running: list[TextMark] = []
    for place, following in zip(places, [*places[1:], max(len(text), places[-1])], strict=True):
        ended = [mark for mark in running if mark.end <= place]
        kept = next((at for at, mark in enumerate(running) if mark in ended), len(running))
        again = [mark for mark in running[kept:] if mark not in ended]
        begun = [mark for mark in starting[place] if mark.end > place]
        empty = [mark for mark in starting[place] if mark.end <= place]
        labels = [label for mark in (*reversed(ended), *empty) for label in mark.labels]
        opening = [*(None for _ in again), *(mark.anchor for mark in begun)]
        yield MarkedPiece(len(running) - kept, labels, opening, [mark.anchor for mark in empty], text[place:following])
        running = [*running[:kept], *again, *begun]
