"""The commands that fit weights write only what they are asked to, and never weights of fewer texts unasked."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks.fitting import numbers, prose_facts, sections, tags, texts

COMMANDS = {
    numbers: ("annotated", "find_all", "examples_of", "judged_left_out", "always_examples"),
    tags: ("gold_texts", "texts_of"),
    prose_facts: ("texts",),
    sections: ("cases", "judged_left_out"),
}
"""Each command, and what it reads its examples with."""


@pytest.fixture(params=COMMANDS, ids=lambda command: command.__name__.rpartition(".")[2])
def command(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """A command that has no example to fit to, where the real-shaped texts are absent."""
    module: ModuleType = request.param
    for reader in COMMANDS[module]:
        monkeypatch.setattr(module, reader, lambda *_: [])
    if hasattr(module, "report"):
        monkeypatch.setattr(module, "report", lambda *_: None)
    monkeypatch.setattr(texts, "REAL_SHAPED", tmp_path / "absent")
    return module


def written(command: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[Path]:
    """The files that the command writes its weights to; none is touched."""
    paths: list[Path] = []

    def note(_: Any, path: Path) -> None:
        paths.append(path)

    monkeypatch.setattr(command, "fitted", lambda *_: None)
    monkeypatch.setattr(command, "write", note)
    monkeypatch.setattr("sys.argv", ["fit", *arguments])
    command.main()
    return paths


def test_weights_of_fewer_texts_are_refused_in_one_line(command: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as refused:
        written(command, monkeypatch, "--write")
    told = str(refused.value)
    assert "\n" not in told
    assert told.startswith(f"{texts.REAL_SHAPED}: expected") and told.endswith("with --without")


def test_weights_are_written_on_request_alone(command: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(command, monkeypatch) == []
    paths = written(command, monkeypatch, "--write", "--without")
    assert paths and all(path.is_file() for path in paths)


def test_with_the_real_shaped_texts_there_nothing_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "d01.json").touch()
    monkeypatch.setattr(texts, "REAL_SHAPED", tmp_path)
    assert texts.is_to_be_written(["fit", "--write"])
    assert not texts.is_to_be_written(["fit"])
