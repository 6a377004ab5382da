"""The committed floors of accuracy hold, and a loss is seen."""

import json

from benchmarks.accuracy import FLOORS, losses, measure, raised


def test_nothing_is_below_its_floor() -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))
    measured = measure()
    assert losses(measured, floors) == [], "a rule lost ground; see make accuracy"
    assert set(measured["fixtures"]) == set(floors["fixtures"]), (
        "raise the floors: python -m benchmarks.accuracy --raise"
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
