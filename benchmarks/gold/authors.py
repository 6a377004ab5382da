"""Who wrote the documents of the gold corpus, a folder each, and what is done with whose: fitted to, or held back."""

import re
from pathlib import Path

from benchmarks.fixtures import FIXTURES

PROSE = FIXTURES / "prose"
INVENTED = tuple(sorted(PROSE.glob("invented/*")))
"""By those whose texts follow no page, each read only after what the rules made of it had been counted."""
GOLD, SECOND = PROSE / "invented" / "first", PROSE / "invented" / "second"
"""By the author whose documents the rules were made on, and by one who wrote when they were made."""
OTHERS = tuple(author for author in INVENTED if author not in {GOLD, SECOND})
AFTER_REAL_FORMS = tuple(sorted(PROSE.glob("after-real-pages/*")))
"""By those who had not seen the code, each text after the form of another real page."""
TO_FIT = (*INVENTED, *AFTER_REAL_FORMS)
"""What judges are fitted to, beside texts shaped like real ones."""
HELD_BACK = tuple(sorted(PROSE.glob("held-back/*")))
"""By two whose documents are counted and never read: no error in them is printed, and no rule made for one."""


def group_of(folder: Path, slug: str) -> str:
    """What is left out of a fit together: an author's documents; of those after forms of real pages, each alone."""
    return f"{folder.name}/{slug}" if folder in AFTER_REAL_FORMS else folder.name


def vocabulary(folder: Path = PROSE) -> set[str]:
    """The canonical names of target groups, as VOCABULARY.md lists them."""
    lines = (folder / "VOCABULARY.md").read_text("utf-8").splitlines()
    return {row[1] for line in lines if (row := re.match(r"\| `([^`]+)` \|", line))}
