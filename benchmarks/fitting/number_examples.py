"""What the judges of numbers are fitted to: every candidate in annotated texts, and in plain sentences that teach."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.fitting.examples import Example
from benchmarks.fitting.texts import UNKNOWN, Annotated, Wanted, plain
from parser import read_page
from parser.understanding.classes import NONE, SCOPES, TARGET, WHOLE
from parser.understanding.described import Described, describe
from parser.understanding.judges import Name
from parser.understanding.page_prose import Frame, frame_of
from parser.understanding.pipeline import documents
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.readers.numerals import Quantity
from parser.understanding.words import words_of
from schema.record import Section

QUANTITIES = (
    NONE, TARGET, "count.other", "count.participants+whole", "count.participants+del",
    "target+count.participants+whole",
)  # fmt: skip
"""What a quantity may be; hardly any other target is a claim too, or of a part."""
SENTENCES = Path(__file__).with_name("sentences.toml")
_PREFIX: dict[type, str] = {Quantity: "count.", Date: "date.", Money: "amount."}
_ASKED: dict[Name, type] = {"quantities": Quantity, "money": Money, "dates": Date, "statuses": Money}
"""What each judge is asked about."""
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
    """What a judge is fitted to."""
    rows = ((one, _labels(name, one)) for one in found if is_asked(name, one.described))
    return [
        (one, Example(one.text.group, one.described.features.union(_kind(name, one)), labels, _weight(one.text)))
        for one, labels in rows
        if labels
    ]


def taught(name: Name) -> list[tuple[str, tuple[str, ...]]]:
    """The short texts of sentences.toml that say what each of their numbers is, for one judge."""
    rows = tomllib.loads(SENTENCES.read_text("utf-8"))[name]
    return [(row[0], tuple(_class_called(name, label) for label in row[1:])) for row in rows]


def _class_called(name: Name, label: str) -> str:
    """The class that sentences.toml calls `target`, `participants del` or `target participants`: of the whole."""
    *target, kind = re.sub(f" ({'|'.join(SCOPES)})$", "", label).split(" ")
    if kind in {TARGET, NONE} or name == "statuses":
        return kind
    scope = next((one for one in SCOPES if label.endswith(f" {one}")), None)
    return "+".join([*target, class_of(f"{_PREFIX[_ASKED[name]]}{kind}", scope)])


def class_of(kind: str, scope: str | None) -> str:
    """The class of a claim: dates and other counts have no scope."""
    return kind if kind.startswith("date.") or kind == "count.other" else f"{kind}+{scope or WHOLE}"


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
    return isinstance(described.one, _ASKED[name])


def _weight(text: Annotated) -> float:
    return _REAL_WEIGHS if text.is_real else 1.0


def _kind(name: Name, one: Found) -> list[str]:
    return [f"kind {one.claims[0].kinds[0]}"] if name == "statuses" and one.claims else []


def _labels(name: Name, one: Found) -> tuple[str, ...]:
    """What a candidate may be called by a judge: nothing where the annotation of an amount or a date leaves it open."""
    if name == "statuses":
        status = one.claims[0].status if one.claims else UNKNOWN
        return () if status == UNKNOWN else (status or NONE,)
    called = [class_of(kind, claim.scope) for claim in one.claims for kind in claim.kinds]
    if any(claim.optional for claim in one.claims):
        called = [*called, NONE] if name == "quantities" else []
    if name != "quantities":
        return tuple(dict.fromkeys(called))
    promised = {bool(one.targets), *(False for target in one.targets if target.optional)}
    made = [_promised(label) if is_target else label for is_target in promised for label in called or [NONE]]
    return tuple(dict.fromkeys(label for label in made if label in QUANTITIES))


def _promised(label: str) -> str:
    return TARGET if label == NONE else f"{TARGET}+{label}"
