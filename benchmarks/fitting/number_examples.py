"""What the judges of numbers are fitted to: every candidate in annotated texts, and in plain sentences that teach."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.fitting.examples import Example
from benchmarks.fitting.texts import UNKNOWN, Annotated, Wanted, plain
from parser import read_page
from parser.understanding.judges import Name
from parser.understanding.numbers import Described, describe
from parser.understanding.page_prose import Frame, frame_of
from parser.understanding.pipeline import documents
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.readers.numerals import Quantity
from parser.understanding.words import words_of
from schema.record import Section

SENTENCES = Path(__file__).with_name("sentences.toml")
_PREFIX = {Quantity: "count.", Date: "date.", Money: "amount."}
_ASKED: dict[Name, tuple[type, ...]] = {
    "targets": (Quantity,), "counts": (Quantity,), "money": (Money,), "dates": (Date,), "scopes": (Quantity, Money),
    "statuses": (Money,),
}  # fmt: skip
"""What each judge is asked about."""
_KIND = {"money": "amount.", "dates": "date.", "counts": "count."}
_REAL_WEIGHS, _TAUGHT_WEIGHS = 4.0, 4.0
"""How many examples of the corpus one of a real-shaped text counts for, and one of a plain sentence."""


class Found(msgspec.Struct, frozen=True):
    """A candidate in an annotated text, with what is annotated there; offsets are in the page."""

    text: Annotated
    described: Described
    start: int
    end: int
    raw: str
    claims: list[Wanted]
    targets: list[Wanted]
    more: frozenset[str] = frozenset()
    """Features that other judges give it."""


def find_all(texts: Sequence[Annotated]) -> Iterator[Found]:
    """Every candidate of the texts that are read as a project's."""
    for text in texts:
        page = read_page(text.content)
        for project in page.projects:
            frame = frame_of(project)
            words = words_of(next(documents([frame.text])))
            moves = [
                (here.start, there.start - here.start)
                for there, here in zip(project.sections, frame.sections, strict=True)
            ]
            for described in describe(words, frame):
                move = max((start, by) for start, by in moves if start <= described.one.start)[1]
                yield _found(text, described, move, page.text)


def _found(text: Annotated, described: Described, move: int, page: str) -> Found:
    one = described.one
    start, end, prefix = one.start + move, one.end + move, _PREFIX[type(one)]
    value = plain(one.low if isinstance(one, Quantity) else one.value)
    claims = [
        w
        for w in text.wanted
        if w.kinds[0].startswith(prefix) and _overlap(w, start, end) and (w.value == value or w.optional)
    ]
    targets: list[Wanted] = []
    if isinstance(one, Quantity):
        first, last = one.bounded_start + move, max(one.end, one.of_end) + move
        targets = [w for w in text.wanted if w.kinds == ("target",) and _overlap(w, first, last)]
    return Found(text, described, start, end, page[max(0, start - 60) : end + 40].replace("\n", " "), claims, targets)


def _overlap(wanted: Wanted, start: int, end: int) -> bool:
    shared = min(wanted.end, end) - max(wanted.start, start)
    return shared > 0 and shared >= 0.5 * min(wanted.end - wanted.start, end - start)


def examples_of(name: Name, found: Sequence[Found]) -> list[tuple[Found, Example]]:
    """What a judge is fitted to; the judge of targets without what it is itself asked for by others."""
    rows = ((one, _labels(name, one)) for one in found)
    return [
        (one, Example(one.text.group, one.described.features.union(_more(name, one)), labels, _weight(one.text)))
        for one, labels in rows
        if labels
    ]


def _more(name: Name, one: Found) -> Iterable[str]:
    """The features that other judges give it, which are asked before this one."""
    return () if name == "targets" else one.more.union(_kind(name, one))


def taught(name: Name) -> list[tuple[str, tuple[str, ...]]]:
    """The short texts of sentences.toml that say what each of their numbers is, for one judge."""
    rows = tomllib.loads(SENTENCES.read_text("utf-8"))[name]
    return [
        (row[0], tuple(f"{_KIND.get(name, '')}{kind}" if kind != "none" else kind for kind in row[1:])) for row in rows
    ]


def described_in(text: str) -> list[Described]:
    """The candidates of a short text without sections."""
    frame = Frame(text, [Section(None, None, text, "heading", 0, len(text))])
    return list(describe(words_of(next(documents([text]))), frame))


def taught_examples(name: Name) -> Iterator[Example]:
    """What plain sentences teach a judge; raises ValueError for one whose numbers are not those that it tells of."""
    for text, labels in taught(name):
        asked = [one for one in described_in(text) if is_asked(name, one)]
        if len(asked) != len(labels):
            raise ValueError(f"{SENTENCES}: {text!r} has {len(asked)} numbers, {len(labels)} are told")
        for one, label in zip(asked, labels, strict=True):
            yield Example("sentences", one.features, (label,), _TAUGHT_WEIGHS)


def is_asked(name: Name, described: Described) -> bool:
    """Whether a judge is asked about a candidate."""
    found = described.one
    counted = not isinstance(found, Quantity) or found.sort in {"person", "organisation"} or name == "targets"
    return isinstance(found, _ASKED[name]) and counted


def _weight(text: Annotated) -> float:
    return _REAL_WEIGHS if text.is_real else 1.0


def _kind(name: Name, one: Found) -> list[str]:
    return [f"kind {one.claims[0].kinds[0]}"] if name in {"scopes", "statuses"} else []


def _labels(name: Name, one: Found) -> tuple[str, ...]:
    """What a candidate may be called by a judge; nothing where it is not asked, or the annotation leaves it open."""
    wanted = one.targets if name == "targets" else one.claims
    if any(each.optional for each in wanted) or not is_asked(name, one.described):
        return ()
    if name == "targets":
        return ("target",) if one.targets else ("none",)
    if name in {"scopes", "statuses"}:
        return _labels_of_claim(name, one.claims[0]) if one.claims else ()
    kinds = tuple(dict.fromkeys(kind for claim in one.claims for kind in claim.kinds))
    return kinds or (("none",) if name == "counts" else ())


def _labels_of_claim(name: Name, claim: Wanted) -> tuple[str, ...]:
    if name == "scopes":
        return () if claim.kinds[0].endswith(".other") else (claim.scope or "whole",)
    return () if claim.status == UNKNOWN else (claim.status or "none",)
