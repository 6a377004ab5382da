"""How the name of a file is shown to people and kept in an archive."""

import os
import re
from pathlib import Path

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters of a name that break a line or that a terminal obeys."""


def shown_path(path: Path | str) -> str:
    """A path in one line and in UTF-8, whatever bytes its name is of."""
    return _UNSEEN.sub("\ufffd", os.fsencode(path).decode("utf-8", "replace"))
