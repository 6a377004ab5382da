"""Who wrote the documents of the gold corpus, a folder each, and what is done with whose: fitted to, or held back."""

import re
from pathlib import Path

from benchmarks.fixtures import FIXTURES

PROSE = FIXTURES / "prose"
GOLD, SECOND = PROSE / "first", PROSE / "second"
"""By the author whose documents the rules were made on, and by one who wrote when they were made."""
OTHERS = tuple(
    PROSE / author
    for author in ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
)
"""By nine more, each read only after what the rules made of it had been counted."""
AFTER_REAL_FORMS = tuple(
    PROSE / author
    for author in (
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first",
        "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh",
        "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first", "thirty-second", "thirty-third",
    )
)  # fmt: skip
"""By twenty who had not seen the code, each text after the form of another real page."""
INVENTED = (GOLD, SECOND, *OTHERS)
"""By those whose texts follow no page."""
TO_FIT = (*INVENTED, *AFTER_REAL_FORMS)
"""What judges are fitted to, beside texts shaped like real ones."""
HELD_BACK = (PROSE / "twelfth", PROSE / "thirteenth")
"""By two whose documents are counted and never read: no error in them is printed, and no rule made for one."""


def group_of(folder: Path, slug: str) -> str:
    """What is left out of a fit together: an author's documents; of those after forms of real pages, each alone."""
    return f"{folder.name}/{slug}" if folder in AFTER_REAL_FORMS else folder.name


def vocabulary(folder: Path = PROSE) -> set[str]:
    """The canonical names of target groups, as VOCABULARY.md lists them."""
    lines = (folder / "VOCABULARY.md").read_text("utf-8").splitlines()
    return {row[1] for line in lines if (row := re.match(r"\| `([^`]+)` \|", line))}
