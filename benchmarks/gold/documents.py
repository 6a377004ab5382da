"""The documents of the gold corpus with their annotations, each at its place on the page.

Offsets are characters in the page's canonical text, as the parser's are.
"""

import re
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from benchmarks.gold.annotation import GoldClaim, GoldFile, GoldProject, GoldSection, GoldTarget
from benchmarks.gold.authors import GOLD
from parser.text.decoding import to_utf8
from parser.text.document import plain_document

_T = TypeVar("_T", GoldTarget, GoldClaim)


class GoldError(Exception):
    """An annotation that does not fit its page; the message names the file and the string."""


class GoldDocument(msgspec.Struct):
    """One page of the corpus: its text, and its annotations with their offsets in it."""

    author: str
    slug: str
    text: str
    sections: list[GoldSection]
    targets: list[GoldTarget]
    claims: list[GoldClaim]
    tags: dict[str, list[str]]
    projects: list[GoldProject]

    @property
    def name(self) -> str:
        """Its author and its own name."""
        return f"{self.author}/{self.slug}"

    @property
    def has_headings(self) -> bool:
        """Whether its sections stand under the headings of the project bank."""
        headings = {self.text[part.start : part.end].split("\n")[0] for part in self.sections}
        return {"Sammanfattning", "Bakgrund", "Syfte", "Målsättning"} <= headings


def gold_documents(folder: Path = GOLD) -> list[GoldDocument]:
    """Every document of the corpus, by name; raises GoldError for an annotation that does not fit its page."""
    return [_document(path.parent) for path in sorted(folder.glob("*/gold.json"))]


def _document(folder: Path) -> GoldDocument:
    text = plain_document(to_utf8((folder / "page.txt").read_bytes())).text
    path = folder / "gold.json"
    try:
        gold = msgspec.json.decode(path.read_bytes(), type=GoldFile)
    except msgspec.DecodeError as error:
        raise GoldError(f"{path}: {error}") from error
    projects = [gold.project] if gold.project else gold.projects
    if not projects:
        raise GoldError(f"{path}: expected project or projects")
    targets = [_found(target, text, path) for target in gold.targets]
    claims = [_found(claim, text, path) for claim in gold.claims]
    return GoldDocument(
        folder.parent.name, folder.name, text, _sections(gold, text, path), targets, claims, _tags(gold), projects
    )


def _tags(gold: GoldFile) -> dict[str, list[str]]:
    names = ("target_groups", "countries", "cities", "municipalities", "counties", "partners_abroad")
    return {name: getattr(gold, name) for name in names}


def _sections(gold: GoldFile, text: str, path: Path) -> list[GoldSection]:
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
