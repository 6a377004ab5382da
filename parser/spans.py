"""Spans that cover a text from end to end: what rules claim, and what is left."""

import re
from collections.abc import Iterator

from schema.record import Issue, Span, SpanKind

_NOTHING = re.compile(r"[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\ufeff:•·*▪◦|–-]*")


def cover(text: str, claims: list[Span]) -> list[Span]:
    """The claims in order with the gaps between them filled, so that the spans cover `text` exactly once.

    A gap of white space, bullets and colons is a `separator`; any other text that no rule claims is `remainder`.
    """
    spans: list[Span] = []
    position = 0
    for claim in sorted((claim for claim in claims if claim.start < claim.end), key=lambda span: span.start):
        if claim.start > position:
            spans.extend(_gap(text, position, claim.start))
        spans.append(claim)
        position = claim.end
    if position < len(text):
        spans.extend(_gap(text, position, len(text)))
    return spans


def unclaimed(text: str, spans: list[Span]) -> Iterator[Issue]:
    """An issue for every remainder."""
    for span in spans:
        if span.kind == "remainder":
            excerpt = " ".join(text[span.start : span.end].split())[:80]
            yield Issue("unclaimed-text", f"no rule claims this text: {excerpt}", span.start, span.end)


def _gap(text: str, start: int, end: int) -> Iterator[Span]:
    gap = text[start:end]
    if gap in ("\n", "\n\n") or _NOTHING.fullmatch(gap):
        yield Span("separator", start, end)
        return
    first, last = start + len(gap) - len(gap.lstrip()), end - len(gap) + len(gap.rstrip())
    pieces: tuple[tuple[int, int, SpanKind], ...] = (
        (start, first, "separator"),
        (first, last, "remainder"),
        (last, end, "separator"),
    )
    yield from (Span(kind, left, right) for left, right, kind in pieces if left < right)
