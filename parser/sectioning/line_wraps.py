"""Tell a wrapped line from one that ends: names, sentences and conditions continue only over a wrap."""

import re

_WRAP = re.compile(r"\n(?:(?<=[^\n]{40}\n)(?=[^\sA-ZÅÄÖÉ])|(?<=[^\n]{60}\n)(?=\S))")
"""The end of a full line with text directly below; a short line, such as a heading, ends what stands on it.

Before a capital the line must be longer: it may be a heading."""


def joined(text: str) -> str:
    """The text with its wraps as spaces; all other line ends, and all offsets, are kept."""
    return _WRAP.sub(" ", text)
