"""Fits the judges of titles and owners to the gold corpus, and to annotated texts elsewhere.

    python -m benchmarks.fitting.prose_facts                      print what is right of all that is at least so likely
    python -m benchmarks.fitting.prose_facts --write              also write the weights
    python -m benchmarks.fitting.prose_facts --write --without    the same where the real-shaped texts are absent

What is printed is that of texts left out of the fit.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from benchmarks.fitting.examples import Example, Settings, fitted, left_out, write
from benchmarks.fitting.texts import REAL_SHAPED, is_to_be_written
from benchmarks.gold.authors import GOLD, TO_FIT, group_of
from parser import parse_page
from parser.prose import owner_evidence, prose_words, title_evidence
from parser.prose.headline import find_headline
from parser.text.decoding import to_utf8
from parser.text.document import Document, plain_document
from parser.text.markup import is_markup, markup_document

CORPUS = GOLD.parent
PACKAGE = Path(prose_words.__file__).parent
_LIKELY = (0.5, 0.6, 0.7, 0.8, 0.9)
_FOLDS = 12


class Text(msgspec.Struct, frozen=True):
    """A text on one project, and what is said of it; `group` is left out together."""

    name: str
    group: str
    text: str
    facts: dict[str, str | None]


def texts(folder: Path | None) -> Iterator[Text]:
    """The annotated texts on one project."""
    for path in sorted(CORPUS.glob("*/*/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        if "project" in gold and path.parent.parent in TO_FIT:
            page = next(path.parent.glob("page.*"))
            yield Text(path.parent.name, group_of(path.parent.parent, path.parent.name), _read(page), gold["project"])
    said = json.loads((folder / "FACTS.json").read_text("utf-8")) if folder else {}
    pages = [page for page in sorted(folder.glob("*.txt")) if page.stem in said] if folder else []
    for number, page in enumerate(pages):
        if all(project.layout == "prose" for project in parse_page(page.read_bytes())):
            yield Text(page.stem, f"fold {number % _FOLDS}", _read(page), said[page.stem])


def _read(page: Path) -> str:
    data = to_utf8(page.read_bytes())
    document: Document = markup_document(data) if is_markup(data) else plain_document(data)
    return document.text


def titles(found: Iterable[Text]) -> Iterator[tuple[str, Example]]:
    """Every name that may be the title of a text, with the text's name."""
    for one in found:
        if "title" in one.facts:
            start = len(one.text) - len(one.text.lstrip())
            read = prose_words.read_words(one.text, start)
            headline = find_headline(read.text, start, (one.text + "\n").index("\n", start))
            for evidence in title_evidence.weigh_titles(read, headline):
                is_right = is_title(one.facts["title"] or "", read.written(*evidence.name), evidence.features)
                yield one.name, Example(one.group, evidence.features, ("right" if is_right else "wrong",))


def owners(found: Iterable[Text]) -> Iterator[tuple[str, Example]]:
    """Every organisation that may own the project of a text, with the text's name."""
    for one in found:
        read = prose_words.read_words(one.text, len(one.text) - len(one.text.lstrip()))
        for evidence in owner_evidence.weigh_owners(read) if "owner" in one.facts else ():
            if evidence.says_so:
                is_right = " ".join(one.text[evidence.start : evidence.end].split()) == one.facts["owner"]
                yield one.name, Example(one.group, frozenset(evidence.features), ("right" if is_right else "wrong",))


def is_title(title: str, name: str, features: frozenset[str]) -> bool:
    """Whether a name is the title, or has a little more; a text without a name has its headline as its title.

    The short form of a title is right, which is given its form in full once it is found: `VIA (Vägen in i arbete)`.
    """
    folded, whole = " ".join(name.casefold().split()), title.casefold()
    is_short = folded == whole.partition(" (")[0]
    return is_short or (whole in folded and len(folded) < len(title) + 12) if title else "headline whole" in features


def report(what: str, named: list[tuple[str, Example]], settings: Settings) -> None:
    """Prints what is right among the likeliest of each text, when its group is left out."""
    best: dict[str, tuple[float, bool]] = {}
    examples = [example for _, example in named]
    for (name, example), said in zip(named, left_out(examples, settings), strict=True):
        best[name] = max(best.get(name, (0.0, False)), (said["right"], example.labels == ("right",)))
    for least in _LIKELY:
        shown = [right for likely, right in best.values() if likely >= least]
        print(f"{what} at {least}: {sum(shown)} right of {len(shown)}, {len(best)} texts")


def main() -> None:
    """Reports; fits and writes on request."""
    is_writing = is_to_be_written(sys.argv)
    folder = REAL_SHAPED if REAL_SHAPED.is_dir() else None
    found = [*texts(folder)]
    on = f"{len(found)} texts: the gold corpus" + (" and texts shaped like real ones" if folder else "")
    for what, strength, named in (("title", 1.0, [*titles(found)]), ("owner", 0.3, [*owners(found)])):
        settings = Settings(strength=strength, fewest=3)
        report(what, named, settings)
        if is_writing:
            write(fitted([example for _, example in named], on, settings), PACKAGE / f"{what}_weights.json")


if __name__ == "__main__":
    main()
