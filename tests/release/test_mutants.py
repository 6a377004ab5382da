"""The mutants by which the suite is measured: small wrong changes of one place, and the tests that run for each."""

from pathlib import Path

import pytest

from benchmarks.robustness.changed_tree import ChangedTree
from benchmarks.robustness.mutants import mutants, mutated
from benchmarks.robustness.mutations import equivalent, sampled
from benchmarks.robustness.tests_of_functions import ExecutedFunctions, chosen_tests

MODULE = '''"""A docstring is left alone."""

@cache
class Sum(Struct, frozen=True):
    total: "int" = 3

    def add(self, more: "list[int]") -> int:
        """So is this."""
        for one in more:
            if one < 0 and not self.open:
                continue
            self.total += one
        self.told.append("done")
        self.pairs = zip(more, more, strict=True)
        return self.total - 1
'''


def told(source: str) -> list[str]:
    return [f"{one.kind}: {one.before} -> {one.after}" for one in mutants(source)]


def test_every_kind_of_change_is_made_and_declarations_are_left_alone() -> None:
    assert sorted(told(MODULE)) == [
        "and-or: one < 0 and (not self.open) -> one < 0 or not self.open",
        "comparison: one < 0 -> one <= 0",
        "condition: one < 0 and (not self.open) -> not (one < 0 and (not self.open))",
        "number: 0 -> -1",
        "number: 0 -> 1",
        "number: 1 -> 0",
        "number: 1 -> 2",
        "number: 3 -> 2",
        "number: 3 -> 4",
        "plus-minus: self.total += one -> self.total -= one",
        "plus-minus: self.total - 1 -> self.total + 1",
        "return: self.total - 1 -> None",
        "statement: continue -> pass",
        "statement: self.pairs = zip(more, more, strict=True) -> pass",
        "statement: self.told.append('done') -> pass",
        "statement: self.total += one -> pass",
        "string: 'done' -> 'donex'",
    ]


@pytest.mark.parametrize(
    ("source", "change"),
    [
        ("x = a if b in c else d", "comparison: b in c -> b not in c"),
        ("x = [a for a in b if not a]", "condition: not a -> a"),
        ("x = a or True", "boolean: True -> False"),
        ("x = b'a'", "string: b'a' -> b'ax'"),
        ("x[1] = 2.5", "statement: x[1] = 2.5 -> pass"),
        ("x = a is None", "comparison: a is None -> a is not None"),
    ],
)
def test_a_change_stands_among_those_of_its_module(source: str, change: str) -> None:
    assert change in told(source)


def test_each_mutant_differs_from_the_module_in_its_own_way_and_names_its_function() -> None:
    found = mutants(MODULE)
    assert len({mutated(MODULE, one.number) for one in found}) == len(found)
    assert {one.function for one in found} == {"Sum", "Sum.add"}
    with pytest.raises(IndexError):
        mutated(MODULE, len(found))


def test_a_sample_is_of_all_kinds_and_the_same_for_a_seed() -> None:
    kinds = [one.mutant.kind for one in sampled(18, 1, ["parser/bank"])]
    assert len(set(kinds)) == 9 and kinds[:9] == kinds[9:]
    few = ["parser/text"]
    assert sampled(5, 1, few) == sampled(5, 1, few) != sampled(5, 2, few)


def test_the_list_of_equivalent_mutants_names_only_such_as_there_are() -> None:
    root = Path(__file__).parents[2]
    for file, function, before, after in equivalent():
        found = {(one.function, one.before, one.after) for one in mutants((root / file).read_text("utf-8"))}
        assert (function, before, after) in found, f"{file}, {function}: {before} -> {after}"


EXECUTED = [
    ExecutedFunctions("tests/archive/test_a.py::far", frozenset({"parser/values.py:money"}), 0.1, 0),
    ExecutedFunctions("tests/parser/test_b.py::slow", frozenset({"parser/values.py:money"}), 5, 0),
    ExecutedFunctions("tests/parser/test_b.py::quick", frozenset({"parser/values.py:money"}), 1, 0),
    ExecutedFunctions("tests/parser/test_b.py::other", frozenset({"parser/values.py:share"}), 1, 0),
    ExecutedFunctions("tests/parser/test_c.py::built", frozenset({"parser/values.py:money"}), 0.1, 9),
    ExecutedFunctions("tests/parser/test_d.py::none", frozenset({"parser/page.py:read"}), 1, 0),
]


def names(function: str, seconds: float = 100) -> list[str]:
    return [test.rpartition(":")[2] for test in chosen_tests("parser/values.py", function, EXECUTED, seconds)]


def test_the_tests_of_a_function_are_those_that_execute_it_and_then_the_others_of_their_files() -> None:
    assert names("money") == ["quick", "slow", "far", "built", "other"]
    assert names("money", 6) == ["quick", "slow"]
    assert names("share") == ["other", "quick", "slow"]


def test_what_stands_outside_of_functions_has_the_tests_of_its_module_or_else_of_its_folder() -> None:
    assert names("") == ["quick", "other", "slow", "far", "built"]
    of_folder = chosen_tests("parser/layouts/projektbank_2014.py", "", EXECUTED, 100)
    assert {test.partition("::")[0] for test in of_folder} == {f"tests/parser/test_{name}.py" for name in "bcd"}


@pytest.mark.crawl
def test_a_mutant_is_found_in_a_copy_of_the_project_by_the_test_that_fails(tmp_path: Path) -> None:
    tree, file = ChangedTree(tmp_path), "parser/values.py"
    tests = ["tests/parser/test_later_banks.py", "tests/parser/test_golden.py"]
    source = (Path(__file__).parents[2] / file).read_text("utf-8")
    lost = next(one for one in mutants(source) if one.kind == "return")
    (tmp_path / "project" / "tests" / "parser" / "test_always.py").write_text(
        "def test_fails() -> None:\n    assert 0\n"
    )
    noticed = tree.found_by(file, lost.number, ["tests/parser/test_always.py::test_fails", *tests])
    assert noticed.startswith("tests/parser/") and "test_always" not in noticed
    assert tree.found_by(file, lost.number, ["tests/parser/test_always.py::test_fails"]) == ""
