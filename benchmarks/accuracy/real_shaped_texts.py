"""Annotated texts written after real pages: those beside the project, and those of the gold corpus, in one form."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.accuracy.annotations import (
    TAGS,
    Annotation,
    Names,
    Paragraph,
    Wanted,
    claim_answers,
    of_gold,
    target_answers,
)
from benchmarks.fitting.texts import REAL_SHAPED
from benchmarks.gold.authors import AFTER_REAL_FORMS
from benchmarks.gold.documents import gold_documents
from parser import read_page
from schema.places import reference_rows
from schema.record import SectionName, TagKind
from schema.record_words import SECTIONS

REAL, AFTER_REAL = "texts shaped like real ones", "texts after real pages"
"""The texts beside the project, each annotated by two readers; and those of the gold corpus."""
_CURRENCIES = {"amount": ("SEK", "EUR")}
_CODES: dict[str, SectionName | None] = {name[:2]: name for name in SECTIONS} | {"-": None}
"""The sections by the codes of the annotation; `h`, a heading, is none of them."""


def annotations() -> list[tuple[str, Annotation]]:
    """The texts with their annotations, each with its corpus."""
    beside = [_annotation(path) for path in sorted(REAL_SHAPED.glob("[a-z]*.json"))]
    own = [of_gold(document) for folder in AFTER_REAL_FORMS for document in gold_documents(folder)]
    return [*((REAL, text) for text in beside), *((AFTER_REAL, text) for text in own)]


def _annotation(path: Path) -> Annotation:
    page, content = json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_bytes()
    targets, claims = [*map(_target, page["targets"])], [*map(_claim, page["claims"])]
    paragraphs = [*_paragraphs(read_page(content).text, page["sections"])]
    return Annotation(path.stem, content, targets, claims, _tags(page), paragraphs)


def _target(row: dict[str, Any]) -> Wanted:
    answers = target_answers(row["quantity"], row["unit"], row["of"])
    return Wanted("targets", row["start"], row["end"], answers, optional=row.get("optional", False))


def _claim(row: dict[str, Any]) -> Wanted:
    """A claim; the currency of an amount is not annotated."""
    kind = row["kind"][0]
    answers = claim_answers(row["kind"], row["value"], _CURRENCIES.get(kind.split(".")[0], (None,)))
    return Wanted(kind, row["start"], row["end"], answers, {"scope": row["scope"]}, row["optional"])


def _tags(page: dict[str, Any]) -> dict[TagKind, Names]:
    """The names of each kind that is annotated; behind a question mark those that may be given."""
    keys = {kind: "groups" if kind == "target_group" else key for kind, key in TAGS.items()}
    rows = {kind: page[key] for kind, key in keys.items() if key in page}
    return {
        kind: Names(
            {_full(kind, name) for name in names if name[0] != "?"},
            {_full(kind, name[1:]) for name in names if name[0] == "?"},
        )
        for kind, names in rows.items()
    }


def _full(kind: TagKind, name: str) -> str:
    """A county's name in full, which the annotation has without `län`."""
    counties = (row["name"] for row in reference_rows("counties"))
    full = (county for county in counties if re.sub(r"s? län$", "", county) == name)
    return next(full, name) if kind == "county" else name


def _paragraphs(text: str, codes: list[str]) -> Iterator[Paragraph]:
    """The blocks between blank lines, with the sections of their codes; without headings."""
    blocks = re.finditer(r"\S(?:.*?)(?=\n\s*\n|\Z)", text, re.DOTALL)
    for block, readings in zip(blocks, codes, strict=False):
        names = frozenset(_CODES[code] for code in readings.split("/") if code in _CODES)
        if names:
            yield Paragraph(block.start(), block.end(), names)
