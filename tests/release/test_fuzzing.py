"""Targets of the fuzzer: what each begins with holds, and what does not hold is told. No test needs the fuzzer."""

import re
import sys
from pathlib import Path

import msgspec
import pytest

from benchmarks.robustness import fuzz
from benchmarks.robustness.fuzz_targets import LONGEST, Target
from scraper.files import find_inputs
from scraper.input import InputError


@pytest.mark.parametrize("name", fuzz.NAMES)
def test_what_a_target_begins_with_holds(name: str) -> None:
    target = fuzz.targets()[name]
    seeds = list(target.seeds())
    assert seeds and max(map(len, seeds)) <= LONGEST + 1
    assert not [fault for seed in (b"", b"\0\xff", *seeds[:3]) if (fault := fuzz.fault_of(target, seed))]


def test_every_target_has_a_name_of_the_command() -> None:
    assert tuple(fuzz.targets()) == fuzz.NAMES


def test_a_fault_is_told_with_its_kind_and_place_and_an_error_of_the_entry_is_none() -> None:
    def broken(content: bytes) -> None:
        raise InputError("no page") if content else KeyError("x")

    target = Target("a broken entry", lambda: (), broken, (InputError,))
    assert fuzz.fault_of(target, b"a") == ""
    assert re.match(r"KeyError at test_fuzzing\.py:\d+\n", fuzz.fault_of(target, b""))
    assert "InputError" in fuzz.fault_of(msgspec.structs.replace(target, allowed=()), b"a")


def test_one_input_is_tried_again_without_the_fuzzer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "input").write_bytes(b"file,url\na.txt,https://www.esf.se/\n")
    monkeypatch.setattr(sys, "argv", ["fuzz", "addresses", "--input", str(tmp_path / "input")])
    assert (fuzz.main(), capsys.readouterr().out) == (0, "no fault\n")


def test_an_impossible_name_in_addresses_csv_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Namn: Exempel", "utf-8")
    table = tmp_path / "addresses.csv"
    table.write_bytes(b"file,url\na\0b,https://www.esf.se/\n")
    told = [source.source for source in find_inputs([str(tmp_path)]) if source.problem]
    assert told == [f"{tmp_path}/a\ufffdb"]
    table.write_text(f'file,url\n"a\x1b\nb",https://www.esf.se/\n{"å" * 300},https://www.esf.se/\n', "utf-8")
    named = {source.source.removeprefix(f"{tmp_path}/"): source for source in find_inputs([str(tmp_path)])}
    assert set(named) == {"a.txt", "a\ufffd\ufffdb", "å" * 300}
    for name in set(named) - {"a.txt"}:
        with pytest.raises(InputError, match="cannot be read"):
            named[name].read()
