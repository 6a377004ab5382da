"""Spans that cover a text from end to end: what rules claim, and what is left."""

import re
from collections.abc import Iterator, Sequence

from schema.record import Issue, Span, SpanKind

_NOTHING = re.compile(r"[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\ufeff:•·*▪◦|–-]*")


def cover(text: str, claims: Sequence[Span]) -> list[Span]:
    """The claims, in order of their places, with the gaps between them filled: spans that cover `text` exactly once.

    A gap of white space, bullets and colons is a `separator`; any other text that no rule claims is `remainder`.
    """
    spans: list[Span] = []
    position = 0
    for claim in claims:
        if claim.start < claim.end:
            spans += [*_fill(text, position, claim.start), claim]
            position = claim.end
    return [*spans, *_fill(text, position, len(text))]


def unclaimed(text: str, claims: Sequence[Span]) -> Iterator[Issue]:
    """An issue for every gap between the claims that says something."""
    position = 0
    for claim in (*claims, Span("boilerplate", len(text), len(text))):
        start, end = position, claim.start
        if end > start and not _is_nothing(text[start:end]):
            start, end = _stripped(text, start, end)
            yield Issue("unclaimed-text", unclaimed_message(text[start:end]), start, end)
        position = claim.end


def unclaimed_message(text: str) -> str:
    """What an issue says of a text that no rule claims."""
    return f"no rule claims this text: {' '.join(text.split())[:80]}"


def _is_nothing(gap: str) -> bool:
    return gap in ("\n", "\n\n") or _NOTHING.fullmatch(gap) is not None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    gap = text[start:end]
    return start + len(gap) - len(gap.lstrip()), start + len(gap.rstrip())


def _fill(text: str, start: int, end: int) -> list[Span]:
    if _is_nothing(text[start:end]):
        return [Span("separator", start, end)] if start < end else []
    first, last = _stripped(text, start, end)
    pieces: tuple[tuple[int, int, SpanKind], ...] = (
        (start, first, "separator"),
        (first, last, "remainder"),
        (last, end, "separator"),
    )
    return [Span(kind, left, right) for left, right, kind in pieces if left < right]
