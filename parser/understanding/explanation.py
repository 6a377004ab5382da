"""Why a number, an amount or a date in prose was taken for what it is: the judges' probabilities and their evidence."""

from collections.abc import Iterator, Sequence

from parser.understanding.judges import Name, judge, ruled_out
from parser.understanding.numbers import Described, describe
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
        yield from (_line(name, described, _read(name, project, place)) for name in _judges_of(described))


def _judges_of(described: Described) -> tuple[Name, ...]:
    found = described.one
    if isinstance(found, Quantity):
        return ("targets", "counts") if found.sort in {"person", "organisation"} else ("targets",)
    return ("money",) if isinstance(found, Money) else ("dates",)


def _read(name: Name, project: Project, place: int) -> Claim | Target | None:
    read: Sequence[Claim | Target] = project.targets if name == "targets" else project.claims
    return next((one for one in read if one.start <= place < one.end), None)


def _line(name: Name, described: Described, read: Claim | Target | None) -> str:
    label = described.judged(name).label
    kept = [feature for feature, _ in judge(name).evidence(described.features, label)[:_EVIDENCE]]
    out = ruled_out(name, described.weight)
    why = f"by {', '.join(kept)}" + (f"; ruled out: {', '.join(sorted(out))}" if out else "")
    return f"  {_said(name, read)}; {why}"


def _said(name: Name, read: Claim | Target | None) -> str:
    if read is None:
        return f"no {name.removesuffix('s')}"
    what = "target" if isinstance(read, Target) else ", ".join(filter(None, (read.kind, read.scope, read.status)))
    return f"{what}, confidence {read.confidence:.2f}, {'shown' if read.shown else 'kept, not shown'}"
