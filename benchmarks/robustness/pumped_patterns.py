"""Finds texts on which a pattern takes more than its share of time, and reads pages that are made of them.

    python -m benchmarks.robustness.pumped_patterns

Every pattern that the project compiles is run on near misses of itself, made longer and longer: of each repetition in
it, what it repeats is written again and again and followed by what it cannot match; and what the whole pattern matches,
but for its end, is written again and again. Most patterns see a line, or are tried at one place of a text, so that a
slow one is no fault yet. So pages of 20 000 characters are made of each such text, as prose, as a title and as markup,
and are read as a run and a build read them: printed is what takes longer than a second.
"""

import re
import sys
import time
from collections.abc import Iterator

from benchmarks.robustness.near_misses import near_misses, repeated
from benchmarks.robustness.project_patterns import project_patterns

BAR = 1.0
"""Seconds that reading such a page may take."""

_LENGTHS = (*range(16, 300, 8), 300, 1200, 4800)
"""Characters of the texts that a pattern is tried on."""

_SHORT = 300
_LINEAR = 7
"""A text that is four times as long takes less than so many times as long if the time grows with the text."""

_NOTHING = 0.004
"""Seconds that are not worth a second look."""

_PATIENCE = 1.0
"""Seconds after which no more near misses of a pattern are tried."""


def slow_pieces(pattern: "re.Pattern[str]") -> Iterator[str]:
    """The near misses of a pattern on which its time grows faster than the text, as far as they are found in time."""
    begun = time.process_time()
    for piece in near_misses(pattern):
        if time.process_time() - begun > _PATIENCE:
            return
        if piece and _grows(pattern, piece):
            yield piece


def _grows(pattern: "re.Pattern[str]", piece: str) -> bool:
    """Whether the time grows faster than the text; a short text that takes any time is enough: a longer may hang."""
    before = 0.0
    for length in _LENGTHS:
        spent = _spent(pattern, piece, length)
        if spent > max(_NOTHING, before * _LINEAR if length > _SHORT else 0.0):
            return True
        before = spent
    return False


def _spent(pattern: "re.Pattern[str]", piece: str, length: int) -> float:
    text = repeated(piece, length) + "\u0001"
    begun = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - begun


def main() -> int:
    """Prints the pages that take too long; 1 if there are any."""
    patterns = project_patterns()
    from benchmarks.robustness.pumped_pages import readings, seconds  # noqa: PLC0415 (what they import is recorded)

    pieces = dict.fromkeys(piece for pattern in patterns for piece in slow_pieces(pattern))
    slow = 0
    for piece in pieces:
        for name, reading in readings(piece).items():
            if (spent := seconds(reading)) > BAR:
                slow += 1
                print(f"{spent:.1f} s: {name} of {piece[:100]!r}")
    print(f"{len(patterns)} patterns, {len(pieces)} texts on which one of them is slow, {slow} pages above {BAR} s")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
