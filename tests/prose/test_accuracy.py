"""The committed floors of accuracy hold, and a loss is seen."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import parser
from benchmarks.accuracy import prose_accuracy, real_shaped
from benchmarks.accuracy.annotations import Annotation, Names, Paragraph, Wanted, claim_answers, target_answers
from benchmarks.accuracy.page_facts import FLOORS, losses, measure, raised
from benchmarks.accuracy.real_shaped_texts import AFTER_REAL, REAL
from benchmarks.accuracy.scoring import PARAGRAPHS, Result, Score, add
from benchmarks.fitting import left_out_judges
from benchmarks.fitting.examples import Example, Settings
from benchmarks.gold.authors import TO_FIT
from benchmarks.gold.documents import gold_documents
from parser import parse_page
from parser.judging.linear import Packed
from parser.understanding.judges import forget_weights
from schema.record import Claim, Project, Section, Tag, TagKind, Target


def test_nothing_is_below_its_floor() -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))
    measured = measure()
    assert losses(measured, floors) == [], "a rule lost ground; see make accuracy"
    assert set(measured["fixtures"]) == set(floors["fixtures"]), (
        "raise the floors: python -m benchmarks.accuracy.page_facts --raise"
    )


def test_a_loss_is_told_by_field() -> None:
    assert losses({"fixtures": {"title": 0.9}}, {"fixtures": {"title": 1.0}, "real pages": {"title": 1.0}}) == [
        "fixtures, title: 0.900, floor 1.000"
    ]


def test_floors_only_move_up() -> None:
    before = {"fixtures": {"title": 0.9, "owner": 0.5}}
    assert raised({"fixtures": {"title": 0.8, "owner": 0.7, "region": 1.0}}, before) == {
        "fixtures": {"title": 0.9, "owner": 0.7, "region": 1.0}
    }


@contextmanager
def noting_features() -> Iterator[set[str]]:
    """Every feature of which a judge is asked meanwhile."""
    said, weigh = set[str](), Packed.weigh

    def noted(judges: Packed, features: Iterable[str]) -> int:
        asked_about = list(features)
        said.update(asked_about)
        return weigh(judges, asked_about)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Packed, "weigh", noted)
        forget_weights()
        yield said


RARE = frozenset((
    "before field, ends at verb", "before in, ends at quote", "before project, ends at quote", "no name", "place",
    "...", "senare", "senaste", "structure", "eu-belopp", "eu-stöd", "bildades",
))  # fmt: skip
"""Features that are said of texts shaped like real ones alone, to which judges are fitted too."""
JUDGES = [*Path(parser.__path__[0]).rglob("*weights*.json"), *Path(parser.__path__[0]).rglob("weights/*.json")]


def unsaid(judge: Path, said: set[str]) -> set[str]:
    """What a judge weighs and no text is said to have; of judges of numbers, to which words are features, each word."""
    weights = set(json.loads(judge.read_text("utf-8"))["weights"]) - {"bias"}
    rare = weights - said - RARE
    if judge.parent.name != "weights":
        return rare
    assert len(rare) < 0.12 * len(weights)
    words, known = ({word for feature in features for word in feature.split()} for features in (weights, said))
    return words - known - RARE


@pytest.mark.crawl
def test_all_that_judges_weigh_is_said_of_some_text() -> None:
    """A feature that is called otherwise than when its weight was fitted would weigh nothing any more, in silence."""
    with noting_features() as said:
        for document in (document for folder in TO_FIT for document in gold_documents(folder)):
            parse_page(document.text.encode())
    assert {judge.stem: names for judge in JUDGES if (names := unsaid(judge, said))} == {}


def test_no_figure_of_prose_is_below_its_floor_and_the_published_ones_are_those() -> None:
    measured = prose_accuracy.measure_all()
    floors = json.loads(prose_accuracy.FLOORS.read_text("utf-8"))
    assert prose_accuracy.losses(measured, floors) == []
    assert {corpus: {*kinds} for corpus, kinds in floors.items()} == {c: {*scores} for c, scores in measured.items()}
    published = prose_accuracy.PUBLISHED.read_text("utf-8")
    assert published == prose_accuracy.published(measured), "python -m benchmarks.accuracy.prose_accuracy --raise"


def test_a_loss_of_what_is_kept_and_of_what_is_shown_is_told() -> None:
    floors = {"some": {"targets": {"kept, F1": 0.75, "shown, precision": 0.9}, "claims": {"shown, precision": 0.5}}}
    measured = {"some": {"targets": Score(right=1, missed=1, shown_right=4, shown_wrong=1), "claims": Score(right=1)}}
    assert prose_accuracy.losses(measured, floors) == [
        "some, targets: kept, F1 0.667, floor 0.750",
        "some, targets: shown, precision 0.800, floor 0.900",
        "some, claims: shown, precision 0.000, floor 0.500",
    ]


def test_floors_of_prose_lie_a_hundredth_below_and_only_move_up() -> None:
    measured = {"some": {"targets": Score(right=1, shown_right=1), "claims": Score(right=1, missed=2)}}
    before = {"some": {"targets": {"kept, F1": 0.5}, "claims": {"kept, F1": 0.7}}}
    assert prose_accuracy.raised(measured, before) == {
        "some": {"targets": {"kept, F1": 0.99, "shown, precision": 0.99}, "claims": {"kept, F1": 0.7}}
    }


TEXT = "Tio kurser hålls. Stödet är 4 mkr. Unga."
TARGET = Wanted("targets", 0, 10, target_answers(10, ["kurser"], [None]))
SUPPORT = claim_answers(["amount.esf_support", "amount.other"], 4_000_000, ("SEK",))
CLAIM = Wanted("amount.esf_support", 28, 33, SUPPORT, {"scope": "del", "status": "beviljad"})


def read(**found: Any) -> dict[str, Score]:
    """The scores of a text in which a target, an amount, two groups and a section are annotated."""
    tags: dict[TagKind, Names] = {"target_group": Names({"unga", "äldre"}, {"nyanlända"})}
    paragraph = Paragraph(0, 40, frozenset({"syfte", "malsattning"}))
    annotation = Annotation("text", TEXT.encode(), [TARGET], [CLAIM], tags, [paragraph])
    result = Result()
    add(result, annotation, [Project(None, "1", "prose", **found)])
    return dict(result.scores)


def target(quantity: float = 10, end: int = 10, shown: bool = True) -> Target:
    return Target(quantity, "kurser", None, TEXT[:end], 0, end, shown=shown)


def claim(kind: str = "amount.esf_support", scope: str | None = "del", status: str | None = "beviljad") -> Claim:
    return Claim(kind, 4_000_000, "SEK", status, scope, TEXT[28:33], 28, 33)


def tag(name: str, shown: bool = True) -> Tag:
    return Tag("target_group", name, None, name, 0, 4, shown=shown)


def section(name: Any, method: Any = "inferred", shown: bool = True) -> Section:
    return Section(name, None, TEXT, method, 0, len(TEXT), shown=shown)


RIGHT, MISSED = Score(right=1, shown_right=1), Score(missed=1, shown_missed=1)
HIDDEN = Score(right=1, shown_missed=1)
WRONG, SHOWN_WRONG = Score(wrong=1, missed=1, shown_missed=1), Score(wrong=1, missed=1, shown_wrong=1, shown_missed=1)


@pytest.mark.parametrize(
    ("targets", "score"),
    [
        ([], MISSED),
        ([target()], RIGHT),
        ([target(end=30)], RIGHT),
        ([target(shown=False)], HIDDEN),
        ([target(11)], SHOWN_WRONG),
        ([target(11, shown=False)], WRONG),
        ([target(), target()], Score(right=1, wrong=1, shown_right=1, shown_wrong=1)),
    ],
)
def test_targets_are_right_once_by_what_they_say(targets: list[Target], score: Score) -> None:
    assert read(targets=targets)["targets"] == score


def test_a_claim_is_right_by_any_of_its_readings_and_its_scope_and_status_are_counted_apart() -> None:
    scores = read(claims=[claim("amount.other", None, "ansökt")])
    assert scores["claims"] == scores["amount.esf_support"] == RIGHT
    assert scores["scope of claims"] == MISSED
    assert scores["status of claims"] == SHOWN_WRONG
    assert read(claims=[claim()])["scope of claims"] == RIGHT
    assert read(claims=[claim("amount.cofinancing")])["amount.cofinancing"] == Score(wrong=1, shown_wrong=1)


def test_what_is_annotated_as_open_counts_neither_way() -> None:
    result, wanted = Result(), Wanted("targets", 0, 10, frozenset(), optional=True)
    annotation = Annotation("text", TEXT.encode(), [wanted], [], {}, [])
    add(result, annotation, [Project(None, "1", "prose", targets=[target()])])
    add(result, annotation, [Project(None, "1", "prose")])
    assert dict(result.scores) == {}


def test_tags_are_the_names_of_a_text_shown_if_one_of_them_is() -> None:
    tags = [tag("unga", shown=False), tag("unga"), tag("nyanlända"), tag("kvinnor", shown=False)]
    assert read(tags=tags)["target_group"] == Score(1, 1, 1, shown_right=1, shown_missed=1)


@pytest.mark.parametrize(
    ("sections", "score"),
    [
        ([section("malsattning")], RIGHT),
        ([section("malsattning", shown=False)], HIDDEN),
        ([section("bakgrund")], SHOWN_WRONG),
        ([section(None)], MISSED),
        ([section("bakgrund", "heading")], None),
    ],
)
def test_a_paragraph_has_any_of_its_sections(sections: list[Section], score: Score | None) -> None:
    assert read(sections=sections).get(PARAGRAPHS) == score


def test_the_figures_of_real_shaped_texts_are_there() -> None:
    measured = real_shaped.measured()
    assert measured.keys() == {REAL, AFTER_REAL}
    for figures in measured.values():
        assert figures.texts - figures.refused > 100
        assert figures.scores["claims"].annotated > 300
        assert figures.scores.keys() >= {"targets", "target_group", "municipality", PARAGRAPHS}


def test_real_shaped_texts_are_judged_by_judges_that_they_had_no_part_in(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [Example(group, frozenset("x"), (group,)) for group in ("real d01", "d02", "d03")]
    examples: left_out_judges.Examples = {"targets": (rows, [], Settings(strength=1.0, fewest=1))}
    seen: list[list[str]] = []
    monkeypatch.setattr(left_out_judges, "fitted", lambda rows, *_: seen.append([row.group for row in rows]))
    left_out_judges.judges_without({"d01", "d03"}, examples)
    assert seen == [["d02"]]


def test_a_paragraph_that_may_have_no_section_is_not_missed() -> None:
    open_paragraph = Paragraph(0, 40, frozenset({"syfte", None}))
    annotation, result = Annotation("text", TEXT.encode(), [], [], {}, [open_paragraph]), Result()
    for found in (section("syfte"), section("syfte", shown=False), section(None), section("bakgrund", shown=False)):
        add(result, annotation, [Project(None, "1", "prose", sections=[found])])
    assert result.scores[PARAGRAPHS] == Score(right=2, wrong=1, shown_right=1)
