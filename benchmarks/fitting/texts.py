"""The annotated texts that weights are fitted to: the gold corpus, and real-shaped texts where they are at hand."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.fixtures import SHARED
from benchmarks.gold.authors import TO_FIT, group_of
from benchmarks.gold.documents import gold_documents

REAL_SHAPED = SHARED / "real-shaped"
"""Annotated texts after the shape of real pages, where they are at hand."""

UNKNOWN = "unknown"
"""The status of an amount that was not annotated with one."""


class Wanted(msgspec.Struct, frozen=True):
    """An annotated claim or target: what it may be called, its value and place; `optional` counts neither way."""

    kinds: tuple[str, ...]
    value: str
    start: int
    end: int
    scope: str | None = None
    status: str | None = None
    optional: bool = False
    of: tuple[str | None, ...] = ()


class Annotated(msgspec.Struct, frozen=True):
    """A text with its annotations; `group` is left out as one: an author of the corpus, or a text after a real page."""

    name: str
    group: str
    content: bytes
    wanted: list[Wanted]

    @property
    def is_real(self) -> bool:
        """Whether the text was written after a real page, and is left out on its own."""
        return self.group == self.name


def is_to_be_written(arguments: list[str]) -> bool:
    """Whether the arguments of a command that fits weights ask for them to be written, with `--write`.

    Raises SystemExit, with one line, where they would be fitted to fewer texts than those that are kept: without the
    real-shaped ones, unless `--without` accepts that.
    """
    if "--write" in arguments and "--without" not in arguments and not any(REAL_SHAPED.glob("[a-z]*.json")):
        told = "expected the texts shaped like real ones, which the weights that are kept are fitted to"
        sys.exit(f"{REAL_SHAPED}: {told}; nothing is written, put them there or accept fewer texts with --without")
    return "--write" in arguments


def annotated(real_shaped: Path = REAL_SHAPED) -> list[Annotated]:
    """Every text to fit on; without those of the authors held back."""
    return [*_gold(), *_real(real_shaped)]


def _gold() -> Iterator[Annotated]:
    for folder in TO_FIT:
        for one in gold_documents(folder):
            targets = [Wanted(("target",), plain(t.quantity), t.start, t.end, of=(t.of,)) for t in one.targets]
            claims = [Wanted((c.kind,), plain(c.value), c.start, c.end, c.scope, c.status) for c in one.claims]
            content = (folder / one.slug / "page.txt").read_bytes()
            yield Annotated(one.name, group_of(folder, one.slug), content, [*targets, *claims])


def _real(folder: Path) -> Iterator[Annotated]:
    for path in sorted(folder.glob("[a-z]*.json")):
        page = json.loads(path.read_text("utf-8"))
        targets = [
            Wanted(("target",), plain(t["quantity"]), t["start"], t["end"], optional=t.get("optional", False))
            for t in page["targets"]
        ]
        claims = [
            Wanted(tuple(c["kind"]), plain(c["value"]), c["start"], c["end"], c["scope"], UNKNOWN, c["optional"])
            for c in page["claims"]
        ]
        yield Annotated(path.stem, path.stem, path.with_suffix(".txt").read_bytes(), [*targets, *claims])


def plain(value: object) -> str:
    """A value as text, so that 12, 12.0 and `12` are the same."""
    text = str(value)
    return text.removesuffix(".0")
