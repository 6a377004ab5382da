"""Spans that cover a text from end to end: what rules claim, and what is left."""

import re
from collections.abc import Iterator
from operator import attrgetter

from schema.record import Issue, Span, SpanKind

_NOTHING = re.compile(r"[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\ufeff:•·*▪◦|–-]*")


_start = attrgetter("start")


def cover(text: str, claims: list[Span]) -> list[Span]:
    """The claims in order with the gaps between them filled, so that the spans cover `text` exactly once.

    A gap of white space, bullets and colons is a `separator`; any other text that no rule claims is `remainder`.
    """
    spans: list[Span] = []
    position = 0
    for claim in sorted([claim for claim in claims if claim.start < claim.end], key=_start):
        if claim.start > position:
            spans += _gap(text, position, claim.start)
        spans.append(claim)
        position = claim.end
    return spans + _gap(text, position, len(text)) if position < len(text) else spans


def unclaimed(text: str, spans: list[Span]) -> Iterator[Issue]:
    """An issue for every remainder."""
    for span in spans:
        if span.kind == "remainder":
            excerpt = " ".join(text[span.start : span.end].split())[:80]
            yield Issue("unclaimed-text", f"no rule claims this text: {excerpt}", span.start, span.end)


def _gap(text: str, start: int, end: int) -> list[Span]:
    gap = text[start:end]
    if gap in ("\n", "\n\n") or _NOTHING.fullmatch(gap):
        return [Span("separator", start, end)]
    first, last = start + len(gap) - len(gap.lstrip()), end - len(gap) + len(gap.rstrip())
    pieces: tuple[tuple[int, int, SpanKind], ...] = (
        (start, first, "separator"),
        (first, last, "remainder"),
        (last, end, "separator"),
    )
    return [Span(kind, left, right) for left, right, kind in pieces if left < right]
