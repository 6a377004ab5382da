"""Counts what is annotated in the gold corpus; fails on a string that is not on its page.

python -m benchmarks.gold
"""

import sys
from collections import Counter

from benchmarks.gold.authors import HELD_BACK, TO_FIT
from benchmarks.gold.documents import gold_documents


def main() -> int:
    """Print how many annotations of each kind the corpus holds."""
    documents = [document for folder in (*TO_FIT, *HELD_BACK) for document in gold_documents(folder)]
    counts: Counter[str] = Counter(claim.kind for document in documents for claim in document.claims)
    counts["targets"] = sum(len(document.targets) for document in documents)
    counts["paragraphs"] = sum(not part.heading for document in documents for part in document.sections)
    counts.update(name for document in documents for name, found in document.tags.items() for _ in found)
    print(f"{len(documents)} documents, {sum(document.has_headings for document in documents)} with headings")
    print("\n".join(f"{count:5} {kind}" for kind, count in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
