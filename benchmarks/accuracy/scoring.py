"""Compares what was read in prose with its annotation: all that is kept, and of it what is shown.

A target or claim is right when it overlaps the annotated one by half of the shorter and says the same of it; tags are
compared as the set of names of a text; a paragraph is right when it has a section that it may have.
"""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from benchmarks.accuracy.annotations import Annotation, Names, Paragraph, Wanted, answer_of
from schema.record import Claim, Project, Section, Tag, TagKind, Target

PARAGRAPHS = "paragraphs without headings"
_Pair = tuple[Wanted | None, Claim | Target | None]


class Score(msgspec.Struct):
    """Counts of what was read right or wrong and of what was missed: of all that is kept, and of what is shown."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    shown_right: int = 0
    shown_wrong: int = 0
    shown_missed: int = 0

    @property
    def annotated(self) -> int:
        """What there is to be shown."""
        return self.shown_right + self.shown_missed

    @property
    def shown(self) -> int:
        """The lines that are shown."""
        return self.shown_right + self.shown_wrong

    @property
    def precision(self) -> float | None:
        """The share of what is shown that is right; None where nothing is shown."""
        return self.shown_right / self.shown if self.shown else None

    @property
    def recall(self) -> float | None:
        """The share of what is annotated that is shown; None where nothing is annotated."""
        return self.shown_right / self.annotated if self.annotated else None

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of all that is kept."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def count(self, verdict: str, shown: bool, must: bool = True) -> None:
        """Counts one that is `right`, `wrong` or `missed`; right and not shown is missed, if it `must` be there."""
        seen = verdict if shown else "missed" if must and verdict != "wrong" else ""
        for name in (verdict, *([f"shown_{seen}"] if seen else [])):
            setattr(self, name, getattr(self, name) + 1)


Scores = dict[str, Score]
"""Kind to its score."""


class Result(msgspec.Struct):
    """Scores by kind over some texts, and a line for every difference."""

    scores: defaultdict[str, Score] = msgspec.field(default_factory=lambda: defaultdict(Score))
    errors: list[str] = []

    def say(self, kinds: Sequence[str], verdict: str, shown: bool, what: str) -> None:
        """Counts one under some kinds, and keeps a line on it unless it is right."""
        for kind in kinds:
            self.scores[kind].count(verdict, shown)
        self.note(kinds[-1], verdict, shown, what)

    def note(self, kind: str, verdict: str, shown: bool, what: str) -> None:
        """Keeps a line on what is not right."""
        if verdict != "right":
            self.errors.append(f"{kind} {verdict}{', shown' if shown else ''}: {what}")


def add(result: Result, annotation: Annotation, projects: Sequence[Project]) -> None:
    """Adds what was read in a text to a result."""
    targets = [target for project in projects for target in project.targets]
    claims = [claim for project in projects for claim in project.claims]
    add_numbers(result, annotation, claims, targets)
    tags = [tag for project in projects for tag in project.tags]
    for kind, names in annotation.tags.items():
        _add_tags(result, annotation.name, kind, names, tags)
    _add_paragraphs(result, annotation, [section for project in projects for section in project.sections])


def add_numbers(result: Result, annotation: Annotation, claims: list[Claim], targets: list[Target]) -> None:
    """Adds the claims and targets read in a text to a result."""
    _add_pairs(result, annotation.name, _pairs(annotation.targets, targets), ("targets",))
    pairs = _pairs(annotation.claims, claims)
    _add_pairs(result, annotation.name, pairs, ("claims",))
    for wanted, claim in pairs:
        if wanted and isinstance(claim, Claim):
            _add_stated(result, annotation.name, wanted, claim)


def _pairs(annotated: Sequence[Wanted], found: Sequence[Claim | Target]) -> list[_Pair]:
    """Each annotation with the finding that is the same, or None; then each finding that nothing excuses."""
    free, pairs = list(found), list[_Pair]()
    for wanted in sorted(annotated, key=lambda one: one.optional):
        near = (one for one in free if _overlap(wanted, one))
        match = next((one for one in near if wanted.optional or answer_of(one) in wanted.answers), None)
        free = [one for one in free if one is not match]
        pairs += [] if wanted.optional else [(wanted, match)]
    return [*pairs, *((None, one) for one in free)]


def _add_pairs(result: Result, place: str, pairs: Sequence[_Pair], kinds: tuple[str, ...]) -> None:
    """Counts the pairs under some kinds, and claims under their own."""
    for wanted, found in pairs:
        own = wanted.kind if wanted else found.kind if isinstance(found, Claim) else ""
        verdict = "missed" if found is None else "right" if wanted else "wrong"
        shown = found is not None and found.shown
        result.say([*kinds, *({own} - {*kinds, ""})], verdict, shown, f"{place}, {_said(wanted, found)}")


def _said(wanted: Wanted | None, found: Claim | Target | None) -> str:
    read = f"{found.start}: {found.raw!r} as {answer_of(found)}, {found.confidence}" if found else ""
    return read or (f"{wanted.start}: {min(wanted.answers, default=())}" if wanted else "")


def _overlap(one: Wanted, other: Claim | Target) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and shared >= 0.5 * min(one.end - one.start, other.end - other.start)


def _add_stated(result: Result, place: str, wanted: Wanted, claim: Claim) -> None:
    """Counts the scope and status of a right claim. Most have none, and agreeing on none is not counted."""
    for name, value in wanted.stated.items():
        found = getattr(claim, name)
        verdicts = {"right": value} if value == found else {"missed": value, "wrong": found}
        for verdict in (verdict for verdict, said in verdicts.items() if said):
            what = f"{place}: {claim.raw!r} is {value}, read as {found}"
            result.say((f"{name} of claims",), verdict, claim.shown and verdict != "missed", what)


def _add_tags(result: Result, place: str, kind: TagKind, names: Names, tags: Sequence[Tag]) -> None:
    shown = {tag.name: tag.shown for tag in sorted(tags, key=lambda tag: tag.shown) if tag.kind == kind}
    for name in sorted(names.must | shown.keys() - names.may):
        verdict = "missed" if name not in shown else "right" if name in names.must else "wrong"
        result.say((kind,), verdict, shown.get(name, False), f"{place}: {name}")


def _add_paragraphs(result: Result, annotation: Annotation, sections: Sequence[Section]) -> None:
    """Each paragraph with the section inferred for most of it; not where both have none, or a heading tells."""
    for part in annotation.paragraphs:
        found = _most_of(part, sections)
        if found and found.method == "heading":
            continue
        section = found.section if found else None
        what = f"{annotation.name}, {part.start}: {section}, not {' or '.join(sorted(map(str, part.sections)))}"
        must, is_right = None not in part.sections, section in part.sections
        if found and section:
            verdict = "right" if is_right else "wrong"
            result.scores[PARAGRAPHS].count(verdict, found.shown, must)
            result.note(PARAGRAPHS, verdict, found.shown, what)
        if must and not is_right:
            result.say((PARAGRAPHS,), "missed", False, what)


def _most_of(part: Paragraph, sections: Sequence[Section]) -> Section | None:
    """The section that most of a paragraph stands in."""
    shared = [(min(one.end, part.end) - max(one.start, part.start), one) for one in sections]
    most, found = max(shared, key=lambda pair: pair[0], default=(0, None))
    return found if most > 0 else None
