"""Why a number, an amount or a date in prose was taken for what it is: the judges' probabilities and their evidence."""

from collections.abc import Iterator

from parser.understanding.described import Described, describe
from parser.understanding.judges import Name, judge, ruled_out
from parser.understanding.page_prose import Frame, moves
from parser.understanding.pipeline import documents
from parser.understanding.readers.money import Money
from parser.understanding.readers.numerals import Quantity
from parser.understanding.words import words_of
from schema.record import Claim, Project, Target

_EVIDENCE = 5
"""Features printed for each judgement: the weightiest."""


def explain_numbers(project: Project, frame: Frame) -> Iterator[str]:
    """Lines on every number, amount and date of an understood project's prose: its sentence, what it is, and why.

    What is said of it, how sure, and whether it is shown are the record's, after all that decides about it.
    """
    (doc,), move_at = documents([frame.text]), moves(project, frame)
    for described in describe(words_of(doc), frame):
        start, end = described.one.start, described.one.end
        yield f"{frame.text[start:end]!r} in {' '.join(described.facts.sentence.text.split())!r}"
        place = start + move_at(start)
        yield _line(described, _read(project, place))


def _judge_of(described: Described) -> Name:
    found = described.one
    return "quantities" if isinstance(found, Quantity) else "money" if isinstance(found, Money) else "dates"


def _read(project: Project, place: int) -> list[Target | Claim]:
    """What the record says of a number."""
    made: list[Target | Claim] = [*project.targets, *project.claims]
    return [one for one in made if one.start <= place < one.end]


def _line(described: Described, read: list[Target | Claim]) -> str:
    name = _judge_of(described)
    classes = described.judged(name)
    label = max(classes, key=classes.__getitem__)
    kept = [feature for feature, _ in judge(name).evidence(described.features, label)[:_EVIDENCE]]
    out = ruled_out(name, described.weight)
    why = f"by {', '.join(kept)}" + (f"; ruled out: {', '.join(sorted(out))}" if out else "")
    return f"  {'; '.join(map(_said, read)) or 'neither target nor claim'}; {why}"


def _said(read: Target | Claim) -> str:
    what = "target" if isinstance(read, Target) else ", ".join(filter(None, (read.kind, read.scope, read.status)))
    return f"{what}, confidence {read.confidence:.2f}, {'shown' if read.shown else 'kept, not shown'}"
