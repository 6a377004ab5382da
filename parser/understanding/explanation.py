"""Why a number, an amount or a date in prose was taken for what it is: the judges' probabilities and their evidence."""

from collections.abc import Iterator

from parser.judging.linear import Judgement
from parser.judging.thresholds import is_shown
from parser.understanding.frame import Frame
from parser.understanding.judges import Name, judge, judged, ruled_out
from parser.understanding.numbers import Described, describe
from parser.understanding.pipeline import documents
from parser.understanding.readers.money import Money
from parser.understanding.readers.quantities import Quantity
from parser.understanding.words import words_of

_EVIDENCE = 5
"""Features printed for each judgement: the weightiest."""


def explain_numbers(frame: Frame) -> Iterator[str]:
    """Lines on every number, amount and date of a page's prose: its sentence, what it is, how sure, and why."""
    (doc,) = documents([frame.text])
    for described in describe(words_of(doc), frame):
        start, end = described.one.start, described.one.end
        yield f"{frame.text[start:end]!r} in {' '.join(described.facts.sentence.text.split())!r}"
        yield from (_line(name, described) for name in _judges_of(described))


def _judges_of(described: Described) -> tuple[Name, ...]:
    found = described.one.found
    if isinstance(found, Quantity):
        return ("targets", "counts") if found.sort in {"person", "organisation"} else ("targets",)
    return ("money",) if isinstance(found, Money) else ("dates",)


def _line(name: Name, described: Described) -> str:
    found = judged(name, described.features)
    kept = [feature for feature, _ in judge(name).evidence(described.features, found.label)[:_EVIDENCE]]
    out = ruled_out(name, described.features)
    why = f"by {', '.join(kept)}" + (f"; ruled out: {', '.join(sorted(out))}" if out else "")
    return f"  {found.label}, confidence {found.confidence:.2f}, {_shown(name, found)}; {why}"


def _shown(name: Name, found: Judgement) -> str:
    if found.label == "none":
        return f"no {name.removesuffix('s')}"
    kind = "targets" if name == "targets" else found.label
    return "shown" if is_shown(kind, found.confidence) else "kept, not shown"
