"""Spans that cover a text from end to end: those claimed by rules, and the gaps between them."""

import re
from collections.abc import Iterator, Sequence

from schema.record import Issue, Span, SpanKind

_SEPARATOR = re.compile(r"[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\ufeff:•·*▪◦|–-]*")


def cover(text: str, claims: Sequence[Span]) -> list[Span]:
    """Fill the gaps between claims, which are in text order, so that the spans cover `text` exactly once.

    A gap of white space, bullets and colons is a `separator`; any other unclaimed text is `remainder`.
    """
    spans: list[Span] = []
    position = 0
    for claim in claims:
        if claim.start < claim.end:
            spans += [*_fill(text, position, claim.start), claim]
            position = claim.end
    return [*spans, *_fill(text, position, len(text))]


def unclaimed(text: str, claims: Sequence[Span]) -> Iterator[Issue]:
    """An issue for every gap between the claims that is more than a separator."""
    position = 0
    for claim in (*claims, Span("boilerplate", len(text), len(text))):
        start, end = position, claim.start
        if end > start and not _is_separator(text[start:end]):
            start, end = _strip(text, start, end)
            yield Issue("unclaimed-text", unclaimed_message(text[start:end]), start, end)
        position = claim.end


def unclaimed_message(text: str) -> str:
    """The message of an issue about unclaimed text."""
    return f"no rule claims this text: {' '.join(text.split())[:80]}"


def _is_separator(gap: str) -> bool:
    return gap in ("\n", "\n\n") or _SEPARATOR.fullmatch(gap) is not None


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    gap = text[start:end]
    return start + len(gap) - len(gap.lstrip()), start + len(gap.rstrip())


def _fill(text: str, start: int, end: int) -> list[Span]:
    if _is_separator(text[start:end]):
        return [Span("separator", start, end)] if start < end else []
    first, last = _strip(text, start, end)
    pieces: tuple[tuple[int, int, SpanKind], ...] = (
        (start, first, "separator"),
        (first, last, "remainder"),
        (last, end, "separator"),
    )
    return [Span(kind, left, right) for left, right, kind in pieces if left < right]
