"""The gold corpus of prose: each document of `fixtures/prose/AUTHOR/` with its annotations, their places found.

    python -m benchmarks.accuracy.gold                count what is annotated; fail on a string that is not on its page

What is annotated, and how, is in docs/annotation.md. Offsets are characters in the page's canonical text, as the
parser's are.
"""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec.structs import replace

from benchmarks.fixtures import FIXTURES
from parser.text.decoding import to_utf8
from parser.text.document import plain_document
from schema.record import SectionName

PROSE = FIXTURES / "prose"
GOLD, SECOND = PROSE / "first", PROSE / "second"
"""By the author whose documents the rules were made on, and by one who wrote when they were made."""
OTHERS = tuple(
    PROSE / author
    for author in ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
)
"""By nine more, each read only after what the rules made of it had been counted."""
AFTER_REAL_FORMS = (PROSE / "fourteenth", PROSE / "fifteenth")
"""By two who had not seen the code, each text after the form of another real page."""
INVENTED = (GOLD, SECOND, *OTHERS)
"""What the judges of sections, groups, titles and owners are fitted to, beside texts shaped like real ones: with the
two authors above they show more and are wrong oftener."""
TO_FIT = (*INVENTED, *AFTER_REAL_FORMS)
"""What the judges of numbers are fitted to."""
HELD_BACK = (PROSE / "twelfth", PROSE / "thirteenth")
"""By two whose documents are counted and never read: no error in them is printed, and no rule made for one."""
Kind = Literal[
    "amount.total_budget",
    "amount.esf_support",
    "amount.eu_contribution",
    "amount.cofinancing",
    "amount.other",
    "date.start",
    "date.end",
    "date.other",
    "count.participants",
    "count.other",
]
Status = Literal["beviljad", "ansökt", "utbetald"]


def group_of(folder: Path, slug: str) -> str:
    """What is left out of a fit together: an author's documents; of those after forms of real pages, each alone."""
    return slug if folder in AFTER_REAL_FORMS else folder.name


class GoldError(Exception):
    """An annotation that does not fit its page; the message names the file and the string."""


class GoldSection(msgspec.Struct, forbid_unknown_fields=True):
    """A paragraph (a block between blank lines): its section or none; `heading` for a heading standing alone."""

    text_starts: str
    section: SectionName | None
    heading: bool = False
    start: int = -1
    end: int = -1


class GoldTarget(msgspec.Struct, forbid_unknown_fields=True):
    """A quantified promise; `by` is a date in ISO 8601 with the precision stated."""

    raw: str
    quantity: int | float
    quantity_max: int | float | None
    unit: str
    of: str | None
    lower_bound: bool
    by: str | None
    women: int | None
    men: int | None
    occurrence: int | None = None
    start: int = -1
    end: int = -1


class GoldMoney(msgspec.Struct, forbid_unknown_fields=True):
    """The other currency's value of an amount stated in two."""

    value: int | float
    currency: Literal["EUR"]


class GoldClaim(msgspec.Struct, forbid_unknown_fields=True):
    """What the text states: an amount, a date (`earliest` and `latest` when it is approximate) or a count."""

    kind: Kind
    value: int | float | str | None
    currency: Literal["SEK", "EUR"] | None
    status: Status | None
    scope: Literal["per deltagare", "del"] | None
    raw: str
    other: GoldMoney | None = None
    value_max: int | None = None
    earliest: str | None = None
    latest: str | None = None
    occurrence: int | None = None
    start: int = -1
    end: int = -1


class GoldProject(msgspec.Struct, forbid_unknown_fields=True):
    """A project the page tells of."""

    title: str
    owner: str | None
    status: Status | None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    sections: list[GoldSection]
    targets: list[GoldTarget]
    claims: list[GoldClaim]
    target_groups: list[str]
    countries: list[str]
    cities: list[str]
    municipalities: list[str]
    counties: list[str]
    partners_abroad: list[str]
    project: GoldProject | None = None
    projects: list[GoldProject] = []


_T = TypeVar("_T", GoldTarget, GoldClaim)


class GoldDocument(msgspec.Struct):
    """One page of the corpus: its text, and its annotations with their offsets in it."""

    slug: str
    text: str
    sections: list[GoldSection]
    targets: list[GoldTarget]
    claims: list[GoldClaim]
    tags: dict[str, list[str]]
    projects: list[GoldProject]

    @property
    def has_headings(self) -> bool:
        """Whether its sections stand under the headings of the project bank."""
        headings = {self.text[part.start : part.end].split("\n")[0] for part in self.sections}
        return {"Sammanfattning", "Bakgrund", "Syfte", "Målsättning"} <= headings


def gold_documents(folder: Path = GOLD) -> list[GoldDocument]:
    """Every document of the corpus, by name; raises GoldError for an annotation that does not fit its page."""
    return [_document(path.parent) for path in sorted(folder.glob("*/gold.json"))]


def vocabulary(folder: Path = PROSE) -> set[str]:
    """The canonical names of target groups, as VOCABULARY.md lists them."""
    lines = (folder / "VOCABULARY.md").read_text("utf-8").splitlines()
    return {row[1] for line in lines if (row := re.match(r"\| `([^`]+)` \|", line))}


def _document(folder: Path) -> GoldDocument:
    text = plain_document(to_utf8((folder / "page.txt").read_bytes())).text
    path = folder / "gold.json"
    try:
        gold = msgspec.json.decode(path.read_bytes(), type=_File)
    except msgspec.DecodeError as error:
        raise GoldError(f"{path}: {error}") from error
    projects = [gold.project] if gold.project else gold.projects
    if not projects:
        raise GoldError(f"{path}: expected project or projects")
    targets = [_found(target, text, path) for target in gold.targets]
    claims = [_found(claim, text, path) for claim in gold.claims]
    return GoldDocument(folder.name, text, _sections(gold, text, path), targets, claims, _tags(gold), projects)


def _tags(gold: _File) -> dict[str, list[str]]:
    names = ("target_groups", "countries", "cities", "municipalities", "counties", "partners_abroad")
    return {name: getattr(gold, name) for name in names}


def _sections(gold: _File, text: str, path: Path) -> list[GoldSection]:
    """Each paragraph with its annotation; they must agree one by one."""
    blocks = list(re.finditer(r"\S(?:.|\n(?!\s*\n))*", text.rstrip()))
    if len(blocks) != len(gold.sections):
        raise GoldError(f"{path}: {len(gold.sections)} paragraphs annotated, the page has {len(blocks)}")
    for part, block in zip(gold.sections, blocks, strict=True):
        if not block[0].startswith(part.text_starts):
            raise GoldError(f"{path}: a paragraph starts {block[0][:40]!r}, expected {part.text_starts!r}")
    pairs = zip(gold.sections, blocks, strict=True)
    return [replace(part, start=block.start(), end=block.end()) for part, block in pairs]


def _found(item: _T, text: str, path: Path) -> _T:
    """The annotation with its place; `occurrence` (from 1) is needed, and allowed, where its string recurs."""
    places = [match.start() for match in re.finditer(f"(?={re.escape(item.raw)})", text)]
    if not places:
        raise GoldError(f"{path}: {item.raw!r} is not on the page")
    if len(places) > 1 and item.occurrence is None:
        raise GoldError(f"{path}: {item.raw!r} stands {len(places)} times; say which with occurrence")
    if not 1 <= (item.occurrence or 1) <= len(places):
        raise GoldError(f"{path}: {item.raw!r} has no occurrence {item.occurrence}")
    start = places[(item.occurrence or 1) - 1]
    return replace(item, start=start, end=start + len(item.raw))


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
